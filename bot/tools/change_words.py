"""A change in a few words: what was told before, and what is told now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.core.records.model import Answer, FactUse, Position
from bot.core.values.numbers import show_number
from bot.core.words.printable import on_one_line
from bot.texts import notation_of
from bot.tools.changes import Change, lines_told
from bot.tools.judging import ids_told

MOST_FACTS = 3  # of one answer, written out
AROUND = 3  # words shown on both sides of what is another text
LONGEST = 160  # characters
UNITS = {"": "", "percent": "%", "count": "", "mean": "", "out-of-10": "/10"}


@dataclass(frozen=True, slots=True)
class Told:
    """Before and after, so short that they fit a table; and where the fact stands."""

    before: str
    after: str
    place: Position | None


def in_words(change: Change) -> Told:
    """Return a change in the shortest words in which the two answers differ."""
    before, after = change.pair.before, change.pair.after
    if change.name == "moved-example":
        old, new = change.pair.owners
        return Told(", ".join(old), ", ".join(new), change.place)
    for write in (facts_in_words, _citations_in_words, _text_in_words):
        told = write(before), write(after)
        if told[0] != told[1]:
            break
    else:
        told = _for_machines(before), _for_machines(after)
    first, second = _differing(*told) if write is _text_in_words else told
    return Told(shortened(first), shortened(second), change.place)


def group_alike(changes: Iterable[Change]) -> Iterator[tuple[Told, list[Change]]]:
    """Yield changes that are the same in words together, the most frequent first."""
    groups: dict[Told, list[Change]] = {}
    for change in changes:
        groups.setdefault(in_words(change), []).append(change)
    yield from sorted(groups.items(), key=lambda group: -len(group[1]))


def facts_in_words(answer: Answer) -> str:
    """Return the facts with their figures and sources: "members-count: 3.700.000, 2024 (WK, 2025)"."""
    kind = "" if answer.kind == "answer" else answer.kind
    uses = [_use_in_words(use, answer.language) for use in answer.facts[:MOST_FACTS]] or list(ids_told(answer))
    more = " …" if len(answer.facts) > MOST_FACTS else ""
    keys = ", ".join(dict.fromkeys(citation.key for citation in answer.citations))
    told = "; ".join(uses) + more + (f" ({keys})" if keys else "")
    return ": ".join(filter(None, (kind, told)))


def _use_in_words(use: FactUse, language: str) -> str:
    if use.value is None:
        return use.id
    unit = UNITS.get(use.unit or "", f" {use.unit}")
    return f"{use.id}: {show_number(use.value, notation_of(language))}{unit}" + (
        f", {use.period}" if use.period else ""
    )


def _citations_in_words(answer: Answer) -> str:
    return "; ".join(citation.text for citation in answer.citations)


def _text_in_words(answer: Answer) -> str:
    return " ".join(lines_told(answer))


def _for_machines(answer: Answer) -> str:
    """Return what only programs see, or what stands below the answer."""
    facts = [f"{use.id}: {use.measure}, {use.population}" for use in answer.facts]
    sources = [f"{citation.source}" for citation in answer.citations]
    return "; ".join([*facts, *sources, *answer.suggestions])


def _differing(before: str, after: str) -> tuple[str, str]:
    """Return two texts without the words that they begin and end with alike, but for a few."""
    first, second = before.split(), after.split()
    start = _count_alike(first, second)
    end = _count_alike(first[start:][::-1], second[start:][::-1])
    return _cut(first, start, end), _cut(second, start, end)


def _count_alike(first: Sequence[str], second: Sequence[str]) -> int:
    """Return with how many words both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


def _cut(words: Sequence[str], start: int, end: int) -> str:
    from_, to = max(start - AROUND, 0), min(len(words) - end + AROUND, len(words))
    return ("… " if from_ else "") + " ".join(words[from_:to]) + (" …" if to < len(words) else "")


def shortened(text: str) -> str:
    """Return a text on one line, cut where it is too long for a table."""
    line = on_one_line(text)
    return line if len(line) <= LONGEST else line[: LONGEST - 2] + " …"
