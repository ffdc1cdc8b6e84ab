"""Which rows of the facts a quiz asks about, and which of them may be compared: stricter than an answer need be.

An answer can say how two figures differ and what is the matter with it; a question must have one right option.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from bot.core.ranking.index import Ancestors
from bot.core.records.model import Fact, Figure, KnowledgeBase, Qualifier
from bot.core.records.series import breaks_between
from bot.core.records.ways import WAYS
from bot.core.values.periods import period_kind

MARGIN_POINTS = 3  # percentage points that two shares differ by where one is called the larger
LARGER_POINTS = 5  # and where these are shares of different things
MARGIN_RATIO = Decimal("0.05")  # part of the larger that two numbers differ by
MOST_RATIO = 20  # of two numbers: which of 22,000 and 800 is larger needs no quiz
SWAP_POINTS = 8  # percentage points that a share of one whole differs from that of another

LOWER_BOUNDS: frozenset[Qualifier | None] = frozenset({"more than", "at least"})
UPPER_BOUNDS: frozenset[Qualifier | None] = frozenset({"less than"})
OPEN: frozenset[Qualifier | None] = frozenset({"at least", "less than"})
"""What is said of a figure that may be much more, or much less; "ruim" is a little more."""

Pair = tuple[Fact, Figure]


@dataclass(frozen=True, slots=True)
class Asked:
    """A row that has a value in the unit of its fact."""

    fact: Fact
    row: Figure
    value: Decimal

    @property
    def is_share(self) -> bool:
        return self.fact.unit == "percent"

    @property
    def pair(self) -> Pair:
        return self.fact, self.row

    @property
    def is_bound(self) -> bool:
        """Whether its source only says that it is more or less than this."""
        return self.row.qualifier in LOWER_BOUNDS | UPPER_BOUNDS

    def implies(self, value: Decimal) -> bool:
        """Tell whether the same would be true with another value: who has at least 39,000 has at least 30,000."""
        qualifier = self.row.qualifier
        return (qualifier in LOWER_BOUNDS and value < self.value) or (qualifier in UPPER_BOUNDS and value > self.value)

    def settles(self, limit: Decimal) -> bool:
        """Tell whether the figure is surely on its side of a limit, whatever its source leaves open."""
        return not self.is_bound or self.implies(limit)

    @property
    def population(self) -> Mapping[str, str]:
        return self.row.population or self.fact.population


def rows_to_ask(fact: Fact) -> tuple[Asked, ...]:
    """Return the rows that a question can be about, newest first: of a figure above 0, in its own unit."""
    if fact.kind != "figure" or not all("{value}" in said for said in fact.say.values()):
        return ()  # without a place for the figure the statement would tell it
    own = (row for row in fact.figures if row.unit is None and row.value is not None and row.value > 0)
    return tuple(Asked(fact, row, row.value) for row in own if row.value is not None)


class Comparisons:
    """What may be compared among some facts, and what may not although it looks like it."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._ancestors = Ancestors(knowledge)
        self._knowledge = knowledge

    def within_series(self, fact: Fact) -> Iterator[tuple[Asked, Asked]]:
        """Yield pairs of rows of a fact, the earlier one first, whose figures may be compared."""
        for later, earlier in combinations(rows_to_ask(fact), 2):
            if earlier.row.period and is_one_series(earlier, later):
                yield earlier, later

    def over_break(self, fact: Fact) -> Iterator[tuple[Asked, Asked]]:
        """Yield pairs of rows of a fact, the earlier one first, between which a new series begins."""
        for later, earlier in combinations(rows_to_ask(fact), 2):
            if not earlier.row.period or _kind(earlier) != _kind(later) or "reference-date" in _kind(later):
                continue
            if any(one.start for one in breaks_between(fact, earlier.row, later.row)):
                yield earlier, later

    def families(self, facts: Iterable[Fact]) -> Iterator[tuple[Asked, ...]]:
        """Yield rows of one measure, unit, population and period."""
        found: dict[tuple[object, ...], list[Asked]] = {}
        for fact in facts:
            if fact.measure is None or (fact.measure in WAYS and fact.unit != "percent"):
                continue  # numbers of things that have no measure of their own are numbers of different things
            for one in rows_to_ask(fact):
                if one.row.period:
                    found.setdefault(family_of(one), []).append(one)
        yield from (tuple(several) for several in found.values() if len(several) > 1)

    def larger(self, family: Iterable[Asked]) -> Iterator[tuple[Asked, Asked]]:
        """Yield pairs of a family, the larger first, that differ clearly, and of which neither is a part of the other.

        Both are from one source: "libraries that took part in the survey" are others in another survey. A figure that
        another source gives otherwise for the same period is left out.
        """
        for one, other in combinations([one for one in family if not _is_disputed(one)], 2):
            first, second = sorted((one, other), key=lambda each: each.value, reverse=True)
            if not is_clearly_larger(first, second) or not have_one_source(one, other):
                continue
            if first.value < MOST_RATIO * second.value and not self.are_nested(one, other):
                yield first, second

    def are_nested(self, one: Asked, other: Asked) -> bool:
        """Tell whether one fact is about everything that another is about, or they are the same measurement."""
        if self._knowledge.twins().get(one.fact.id) == other.fact.id:
            return True
        return self._holds(one.fact, other.fact) or self._holds(other.fact, one.fact)

    def _holds(self, wide: Fact, narrow: Fact) -> bool:
        named = {*(id_ for group in narrow.about for id_ in group), *narrow.covers, *narrow.counted}
        all_ = set().union(*(self._ancestors.of(id_) for id_ in named)) if named else set()
        return all(all_ & set(group) for group in wide.about)

    def other_wholes(self, facts: Iterable[Fact]) -> Iterator[tuple[Asked, Asked]]:
        """Yield shares of one subject in one period that are parts of different wholes: of libraries, of schools."""
        shares = [one for fact in facts if fact.unit == "percent" for one in rows_to_ask(fact) if one.row.period]
        for one, other in combinations(shares, 2):
            if one.fact is other.fact or one.row.period != other.row.period or _kind(one) != _kind(other):
                continue
            counted = set(one.fact.counted), set(other.fact.counted)
            if not all(counted) or counted[0] & counted[1] or one.population == other.population:
                continue
            if self._is_about_same(one.fact, other.fact) and abs(one.value - other.value) >= SWAP_POINTS:
                yield one, other

    def _is_about_same(self, one: Fact, other: Fact) -> bool:
        return _meets(one, other) and _meets(other, one)


def _meets(one: Fact, other: Fact) -> bool:
    """Tell whether each thing that one fact is about has to do with the other."""
    named = {id_ for group in other.about for id_ in group} | {*other.covers, *other.counted}
    return all(set(group) & named for group in one.about)


def is_one_series(earlier: Asked, later: Asked) -> bool:
    """Tell whether two rows of a fact may be compared: no break, the same population, and nothing said of one alone."""
    same = earlier.population == later.population and earlier.row.caveat == later.row.caveat
    dated = bool(earlier.row.period and later.row.period) and "reference-date" not in _kind(later)
    if not (same and dated and _kind(earlier) == _kind(later)) or _is_disputed(earlier) or _is_disputed(later):
        return False
    return not breaks_between(later.fact, earlier.row, later.row)


def differs(one: Asked, other: Asked) -> bool:
    """Tell whether two figures differ by more than their rounding could explain, and neither is a mere bound."""
    if OPEN & {one.row.qualifier, other.row.qualifier}:
        return False
    gap = abs(one.value - other.value)
    return gap >= MARGIN_POINTS if one.is_share else gap >= MARGIN_RATIO * max(one.value, other.value)


def is_clearly_larger(one: Asked, other: Asked) -> bool:
    """Tell whether a figure is so much larger than one of something else that this can be known by heart."""
    return differs(one, other) and (not one.is_share or one.value - other.value >= LARGER_POINTS)


def have_one_source(one: Asked, other: Asked) -> bool:
    """Tell whether two figures come from one publication."""
    return bool(set(one.row.sources) & set(other.row.sources))


def family_of(one: Asked) -> tuple[object, ...]:
    """Return what two figures must have in common to be compared."""
    fact, population = one.fact, tuple(sorted(one.population.items()))
    return fact.measure, fact.unit, fact.quantity, population, *_kind(one), one.row.period


def is_equal(one: Asked, other: Asked) -> bool:
    """Tell whether two figures are the same, and said without reserve."""
    return one.value == other.value and one.row.qualifier is None and other.row.qualifier is None


def _kind(one: Asked) -> tuple[str | None, str | None]:
    kind = period_kind(one.row.period)
    return one.row.period_kind or kind, kind


def _is_disputed(one: Asked) -> bool:
    return any(other.period == one.row.period and other.value != one.value for other in one.fact.superseded)
