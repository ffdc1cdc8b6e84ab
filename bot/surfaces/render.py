"""An answer as text: plain for terminals and machines, HTML for Telegram. Pure, and it escapes every word."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape

from bot.core.records.model import Answer, Line, LineRole

MESSAGE_LENGTH = 4096  # characters of one Telegram message

_CHOICE_MARK = "{}. "
_SUGGESTION_MARK = "• "
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")  # controls too: a terminal would obey them
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # quoted words must not turn the figures round
_SURROGATES = re.compile("[\ud800-\udfff]")  # cannot be encoded
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")
_TAG = re.compile(r"</?[a-z]+>")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_TAGS: dict[LineRole, str] = {"headline": "b", "citation": "i", "question": "blockquote"}


def shown_lines(answer: Answer) -> tuple[Line, ...]:
    """Return the lines as every surface words them: one line each, without control characters, choices numbered from 1.

    The number of a choice is its place in `answer.choices`. Empty lines are left out.
    """
    return tuple(_marked(clean_lines(answer.lines)))


def clean_lines(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines without control characters and line breaks; empty ones are left out."""
    cleaned = (Line(line.role, _cleaned(line.text)) for line in lines)
    return (line for line in cleaned if line.text)


def plain_text(answer: Answer) -> str:
    """Return the answer without any markup, for a terminal, a pipe or the machine interface."""
    return _page(shown_lines(answer), lambda line: line.text)


def telegram_pages(lines: Sequence[Line], length: int = MESSAGE_LENGTH) -> tuple[str, ...]:
    """Return lines as Telegram HTML, in messages of at most `length` characters, each with balanced tags.

    A message ends between two lines; only a line that is longer than a message is cut, at the end of a sentence, else
    between two words. The characters are counted as Telegram's apps do (UTF-16), tags and all, so none is refused.
    """
    pages = [""]
    for place, line in enumerate(lines):
        opening = "" if place == 0 else "\n\n" if _opens_block(lines, place) else "\n"
        for written in _html_parts(line, length):
            if pages[-1] and _units(pages[-1] + opening + written) > length:
                pages.append(written)
            else:
                pages[-1] += (opening if pages[-1] else "") + written
    return tuple(pages)


def without_tags(html: str) -> str:
    """Return what a reader sees of Telegram HTML that was written here."""
    return unescape(_TAG.sub("", html))


def _cleaned(text: str) -> str:
    text = _SURROGATES.sub("\ufffd", _TURNS.sub("", text))
    return _BREAKS.sub(" ", text).strip()


def _marked(lines: Iterable[Line]) -> Iterable[Line]:
    number = 0
    for line in lines:
        mark = ""
        if line.role == "choice":
            number += 1
            mark = _CHOICE_MARK.format(number)
        elif line.role == "suggestion":
            mark = _SUGGESTION_MARK
        yield Line(line.role, mark + line.text)


def _page(lines: Sequence[Line], write: Callable[[Line], str]) -> str:
    page: list[str] = []
    for place, line in enumerate(lines):
        if place > 0:
            page.append("\n\n" if _opens_block(lines, place) else "\n")
        page.append(write(line))
    return "".join(page)


def _opens_block(lines: Sequence[Line], place: int) -> bool:
    """Tell whether an empty line comes first: above each answered question, and above the suggestions."""
    if lines[place].role == "suggestion":
        return lines[place - 1].role != "suggestion" and not _is_heading(lines, place - 1)
    return lines[place].role == "question" or _is_heading(lines, place)


def _is_heading(lines: Sequence[Line], place: int) -> bool:
    """Tell whether a line only announces the suggestions below it: "You can ask:"."""
    below = lines[place + 1 : place + 2]
    announces = lines[place].role != "suggestion" and lines[place].text.endswith(":")
    return announces and any(line.role == "suggestion" for line in below)


def _html_line(line: Line) -> str:
    text = line.text.translate(_ENTITIES)
    tag = _TAGS.get(line.role)
    return f"<{tag}>{text}</{tag}>" if tag else text


def _html_parts(line: Line, length: int) -> Iterator[str]:
    """Yield a line as HTML, in parts where it is longer than a message."""
    text = line.text
    while _units(written := _html_line(Line(line.role, text))) > length:
        fits = len(text) * length // _units(written)  # the tags and entities make it a little less
        while _units(_html_line(Line(line.role, text[:fits]))) > length:
            fits -= 1
        end = max((found.end() for found in _SENTENCE_END.finditer(text, 0, fits)), default=0)
        end = end or text.rfind(" ", 0, fits) + 1 or fits
        yield _html_line(Line(line.role, text[:end].rstrip()))
        text = text[end:].lstrip()
    if text:
        yield written


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
