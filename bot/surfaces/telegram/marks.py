"""What a button remembers: which rows of a fact a message told. Pure.

Only a mark of six letters fits in. It is made of the figures, so that an old button notices that they have changed.
"""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations

from bot.core.compose import CALCULATED
from bot.core.model import Answer, Fact, Figure

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
        if use.id.endswith(CALCULATED) and use.id not in facts:
            calculated.add(use.id.removesuffix(CALCULATED))
        else:
            uses.setdefault(use.id, []).append((use.period, use.value))
    return tuple(
        Told(facts[id_], tuple(row for row in facts[id_].figures if (row.period, row.value) in told), id_ in calculated)
        for id_, told in uses.items()
        if id_ in facts
    )


def mark_of(told: Told) -> str:
    """Return six letters that stand for these figures; they change with them, not with the words around them."""
    words = "" if any(row.value is not None for row in told.rows) else repr(sorted(told.fact.say.items()))
    figures = [(str(row.value), row.as_printed, row.period, row.sources, row.via) for row in told.rows]
    content = repr((told.fact.id, told.fact.unit, told.calculated, figures, words))
    return urlsafe_b64encode(blake2b(content.encode(), digest_size=4).digest()).decode().rstrip("=")


def find_told(fact: Fact, mark: str) -> Told | None:
    """Return what a mark of this fact stood for: all rows, one, or two; None if the figures are others by now."""
    rows = fact.figures
    some = [rows, *((row,) for row in rows), *combinations(rows, 2)]
    candidates = [Told(fact, several, calculated) for several in some for calculated in (False, len(several) > 1)]
    return next((told for told in candidates if mark_of(told) == mark), None)
