"""What a button remembers: which rows of a fact a message told. Pure.

Only a mark of six letters fits in. It is made of the figures, so that an old button notices that they have changed.
"""

from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations

from bot.core.records.model import Answer, Fact, Figure
from bot.core.records.series import comparable_rows

Rows = tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as a message told it."""

    fact: Fact
    rows: Rows
    calculated: bool = False  # the change between two of its rows


def told_facts(answer: Answer, facts: Mapping[str, Fact]) -> tuple[Told, ...]:
    """Return the facts that an answer tells, each once."""
    uses: dict[str, list[tuple[str | None, object]]] = {}
    calculated: set[str] = set()
    for use in answer.facts:
        if use.is_calculated and use.id not in facts:
            calculated.add(use.fact)
        else:
            uses.setdefault(use.id, []).append((use.period, use.value))
    text = " ".join(line.text for line in answer.lines)
    found: list[Told] = []
    for id_, told in uses.items():
        if id_ in facts:
            rows = tuple(row for row in facts[id_].rows if (row.period, row.value) in told)
            series = _series_told(facts[id_], rows, text)
            found.append(Told(facts[id_], series or rows, bool(series) or id_ in calculated))
    return tuple(found)


def _series_told(fact: Fact, ends: Rows, text: str) -> Rows:
    """Return all rows of a series of which an answer names the ends; none where its text does not have the others."""
    rows = comparable_rows(fact)
    if len(ends) != 2 or ends[0] not in rows or ends[1] not in rows:
        return ()
    run = rows[rows.index(ends[0]) : rows.index(ends[1]) + 1]
    return run if len(run) > 2 and all((row.period or "")[:4] in text for row in run) else ()


def mark_of(told: Told) -> str:
    """Return six letters that stand for these figures; they change with them, not with the words around them."""
    return _mark(told.fact, [_content(row) for row in told.rows], told)


def _content(row: Figure) -> str:
    return repr((str(row.value), row.as_printed, row.period, row.sources, row.via))


def _mark(fact: Fact, contents: Sequence[str], told: Told) -> str:
    words = "" if any(row.value is not None for row in told.rows) else repr(sorted(fact.say.items()))
    figures = f"[{', '.join(contents)}]"
    content = f"({fact.id!r}, {fact.unit!r}, {told.calculated!r}, {figures}, {words!r})"
    return urlsafe_b64encode(blake2b(content.encode(), digest_size=4).digest()).decode().rstrip("=")


def find_told(fact: Fact, mark: str) -> Told | None:
    """Return what a mark of this fact stood for, of all that an answer can tell; None if the figures are others now."""
    contents = {row: _content(row) for row in fact.rows}
    for several in dict.fromkeys(_tellable(fact)):
        for calculated in (False, True)[: 1 + (len(several) > 1)]:
            told = Told(fact, several, calculated)
            if _mark(fact, [contents[row] for row in several], told) == mark:
                return told
    return None


def _tellable(fact: Fact) -> Iterator[Rows]:
    """Yield the rows that one answer may tell: up to three, a stretch of years, those above or below a figure."""
    rows, series = fact.rows, comparable_rows(fact)
    yield fact.figures
    for number in (1, 2):
        yield from combinations(rows, number)
    for line in (fact.figures, series):
        yield from (line[at:to] for at in range(len(line)) for to in range(at + 3, len(line) + 1))
    ordered = sorted(series, key=lambda row: row.value or 0)
    for at in range(1, len(ordered)):
        for part in (ordered[:at], ordered[at:]):
            yield tuple(row for row in rows if row in part)
    yield from combinations(rows, 3)
