"""Characters that do something or are unseen: a table, and what becomes of them in what is shown and what is kept."""

import re

REPLACEMENT = "\ufffd"
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f"  # but for tab and line feed; a terminal obeys them
_SEPARATOR = "\u2028\u2029"  # of lines and paragraphs
_DIRECTION = (
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # a text reads otherwise than it is: https://trojansource.codes
)
_HALF = "\ud800-\udfff"  # of a letter; no encoding can write it
_UNSEEN = (  # the rest of Unicode's category Cf but the joiner: soft hyphens, invisible operators, tags
    "\u00ad\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200c\u2060-\u2065\u206a-\u206f\ufeff\ufff0-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_JOINER = "\u200d"  # makes one emoji of two
_EMOJI = "\u2190-\u2bff\u3030-\u3299\ufe0f\U0001f000-\U0001faff"

_OBEYED = re.compile(f"[{_CONTROL}{_SEPARATOR}{_DIRECTION}{_HALF}]")
_OBEYED_IN_A_LINE = re.compile(f"[\t\n{_CONTROL}{_SEPARATOR}{_DIRECTION}{_HALF}]")
_BREAK = re.compile(f"\r\n?|[\x85{_SEPARATOR}]")
_BLANK = re.compile(f"[\t{_CONTROL}]")
_MARK = re.compile(f"[{_DIRECTION}{_UNSEEN}{_HALF}]|(?<![{_EMOJI}]){_JOINER}|{_JOINER}(?![{_EMOJI}])")
_TO_ESCAPE = re.compile(f"[\t\n{_CONTROL}{_SEPARATOR}{_DIRECTION}{_UNSEEN}{_HALF}{_JOINER}]")


def printable(text: str) -> str:
    """Return the text, with "�" for each character that a terminal would obey or that turns the writing direction.

    Tabs, line feeds, and what only looks odd stay: a joiner inside an emoji, a soft hyphen.
    """
    return _OBEYED.sub(REPLACEMENT, text)


def printable_line(text: str) -> str:
    """Return a line that is laid out already, the same way; a tab or a line feed is no part of it."""
    return _OBEYED_IN_A_LINE.sub(REPLACEMENT, text)


def on_one_line(text: str) -> str:
    """Return the text on one printable line, with one blank for each break and run of blanks."""
    return printable(" ".join(text.split()))


def without_controls(text: str) -> str:
    """Return what somebody wrote as it may be kept and shown: nothing in it steers a terminal or turns words around.

    Control characters become spaces, all kinds of line break the same one; marks of direction, halves of letters and
    whatever else is unseen goes. The joiner stays where it makes one emoji of two.
    """
    if text.isprintable():
        return text
    return _MARK.sub("", _BLANK.sub(" ", _BREAK.sub("\n", text)))


def escape_controls(text: str) -> str:
    """Return JSON with its escape for each character that is no letter to see; it means the same to a program."""
    return text if text.isprintable() else _TO_ESCAPE.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place : place + 2].hex()}" for place in range(0, len(units), 2))
