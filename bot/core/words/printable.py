"""Text that can be shown without doing anything: to a terminal, in a log, in a chat."""

import re

REPLACEMENT = "\ufffd"
# Control characters but for tab and line feed (a terminal obeys them), halves of letters (no encoding can write them),
# separators of lines, and the marks of writing direction: with these a text reads otherwise than it is
# (https://trojansource.codes). A joiner inside an emoji and a soft hyphen change nothing, and stay.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """Return the text with "�" for each character that a terminal would obey or that turns the writing direction."""
    return _OBEYED.sub(REPLACEMENT, text)
