"""An answer as text: plain for terminals and machines, HTML for Telegram. Pure, and it escapes every word."""

import re
from collections.abc import Callable, Iterable, Sequence

from bot.core.model import Answer, Line, LineRole

MESSAGE_LENGTH = 4096
"""The most characters that one Telegram message may have; here the tags count too, so a message is never refused."""

SHORT_ENOUGH = 240  # characters: a line of this length is left out rather than cut further
_CHOICE_MARK = "{}. "
_SUGGESTION_MARK = "• "
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")  # controls too: a terminal would obey them
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # quoted words must not turn the figures round
_SURROGATES = re.compile("[\ud800-\udfff]")  # cannot be encoded
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_TAGS: dict[LineRole, str] = {"headline": "b", "citation": "i", "question": "blockquote"}


def shown_lines(answer: Answer) -> tuple[Line, ...]:
    """Return the lines as every surface words them: one line each, without control characters, choices numbered from 1.

    The number of a choice is its place in `answer.choices`. Empty lines are left out.
    """
    cleaned = (Line(line.role, _cleaned(line.text)) for line in answer.lines)
    return tuple(_marked(line for line in cleaned if line.text))


def plain_text(answer: Answer) -> str:
    """Return the answer without any markup, for a terminal, a pipe or the machine interface."""
    return _page(shown_lines(answer), lambda line: line.text)


def telegram_html(answer: Answer, length: int = MESSAGE_LENGTH) -> str:
    """Return the answer as Telegram HTML with balanced tags, of at most `length` characters.

    An answer that is too long loses its suggestions first, the last one first. Then its longest lines are cut between
    two words, and only then whole lines go, from the end; a citation goes last of all.
    """
    lines = list(shown_lines(answer))
    while len(page := _page(lines, _html_line)) > length:
        lines = _shorter(lines)
    return page


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


def _shorter(lines: list[Line]) -> list[Line]:
    """Take one step towards a shorter page; `lines` has at least one line."""
    places = range(len(lines))
    suggestions = [place for place in places if lines[place].role == "suggestion"]
    if suggestions:
        return _without_suggestion(lines, suggestions[-1])
    longest = max(places, key=lambda place: len(lines[place].text.translate(_ENTITIES)))
    if len(lines[longest].text) > SHORT_ENOUGH:
        return [*lines[:longest], _cut(lines[longest]), *lines[longest + 1 :]]
    others = [place for place in places if lines[place].role != "citation"]
    return _without(lines, (others or places)[-1])


def _without_suggestion(lines: list[Line], place: int) -> list[Line]:
    """Leave out a suggestion, and with the only one the line that announces it."""
    is_only = place > 0 and _is_heading(lines, place - 1)
    return [*lines[: place - 1 if is_only else place], *lines[place + 1 :]]


def _without(lines: list[Line], place: int) -> list[Line]:
    return [*lines[:place], *lines[place + 1 :]]


def _cut(line: Line) -> Line:
    """Keep three quarters of a line; cut at a space where there is one, so that no figure loses a digit."""
    kept = line.text[: len(line.text) * 3 // 4]
    return Line(line.role, (kept.rpartition(" ")[0] or kept).rstrip() + "…")
