"""What is another answer, and of which class: the worst that a reader would notice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from bot.core.records.model import CALCULATED, Answer, FactUse, KnowledgeBase, Position
from bot.tools.both import Pair
from bot.tools.judging import ids_told

ChangeClass = Literal[
    "new-false-answer",
    "lost-answer",
    "changed-fact",
    "changed-figure",
    "changed-population",
    "changed-citation",
    "changed-kind",
    "changed-text",
    "newer-figure",
    "new-answer",
    "removed-false-answer",
    "moved-example",
    "changed-suggestions",
]
CLASSES: tuple[ChangeClass, ...] = get_args(ChangeClass)
"""Worst first. A question has the first class that fits."""

Row = tuple[str | None, Decimal | None, str | None]  # period, value and unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A question that the two versions answer differently."""

    name: ChangeClass
    pair: Pair
    place: Position | None  # of the fact that answers now; where none does, of the one that did

    @property
    def is_better(self) -> bool | None:
        """Whether it is right now and was not before; None where it says nothing, or as much as before."""
        if self.pair.outcomes is None:
            return None
        before, after = (outcome == "right" for outcome in self.pair.outcomes)
        return None if before == after else after


def find_changes(pairs: Iterable[Pair], before: KnowledgeBase, after: KnowledgeBase) -> tuple[Change, ...]:
    """Return what is answered differently, worst first, and within a class in the order of the questions."""
    found = [
        Change(name=name, pair=pair, place=_place(pair, before, after))
        for pair in pairs
        if (name := classify(pair, before, after)) is not None
    ]
    return tuple(sorted(found, key=lambda change: CLASSES.index(change.name)))


def classify(pair: Pair, before: KnowledgeBase, after: KnowledgeBase) -> ChangeClass | None:
    """Return the class of the worst difference between two answers; None where there is none."""
    first, second = pair.before, pair.after
    if (first.kind == "answer") != (second.kind == "answer"):
        if pair.is_unanswerable:
            return "new-false-answer" if second.kind == "answer" else "removed-false-answer"
        return "new-answer" if second.kind == "answer" else "lost-answer"
    if first.kind != second.kind:
        return "changed-kind"
    if set(ids_told(first)) != set(ids_told(second)):
        return "changed-fact"
    if sorted(map(_figure, first.facts)) != sorted(map(_figure, second.facts)):
        return "newer-figure" if _is_newer(second, before, after) else "changed-figure"
    return _lesser_class(first, second) or _class_beside(pair)


def _lesser_class(first: Answer, second: Answer) -> ChangeClass | None:
    """Return the class where kind, facts and figures are the same."""
    if set(map(_counted, first.facts)) != set(map(_counted, second.facts)):
        return "changed-population"
    if first.citations != second.citations:
        return "changed-citation"
    if lines_told(first) != lines_told(second):
        return "changed-text"
    return None


def _class_beside(pair: Pair) -> ChangeClass | None:
    """Return the class where all that is told is the same."""
    old, new = map(set, pair.owners)
    if old and new and old != new:
        return "moved-example"
    return "changed-suggestions" if pair.before.suggestions != pair.after.suggestions else None


def lines_told(answer: Answer) -> tuple[str, ...]:
    """Return the lines of an answer without the questions that it suggests, and without the line above these."""
    following = (*(line.role for line in answer.lines[1:]), "detail")
    return tuple(
        line.text
        for line, next_role in zip(answer.lines, following, strict=False)
        if line.role != "suggestion" and not (line.role == "detail" and next_role == "suggestion")
    )


def _figure(use: FactUse) -> tuple[str, ...]:
    return tuple(map(str, (use.id, use.value, use.unit, use.period, use.period_kind)))


def _counted(use: FactUse) -> tuple[str, str | None, str]:
    return use.id, use.measure, use.population


def _is_newer(answer: Answer, before: KnowledgeBase, after: KnowledgeBase) -> bool:
    """Tell whether the figures are others only because periods were added: all that was known still stands."""
    ids = {_plain(id_) for id_ in ids_told(answer)}
    if not all(_rows(before, id_) <= _rows(after, id_) for id_ in ids):
        return False
    known = {id_: {period for period, _, _ in _rows(before, id_)} for id_ in ids}
    told = [use for use in answer.facts if use.id in ids]
    return all(
        use.period not in known[use.id] or (use.period, use.value, use.unit) in _rows(before, use.id) for use in told
    )


def _rows(kb: KnowledgeBase, id_: str) -> frozenset[Row]:
    fact = kb.facts[id_]
    return frozenset((row.period, row.value, row.unit or fact.unit) for row in fact.rows)


def _place(pair: Pair, before: KnowledgeBase, after: KnowledgeBase) -> Position | None:
    for id_ in map(_plain, (*ids_told(pair.after), *ids_told(pair.before))):
        if id_ in after.facts:
            return after.facts[id_].position
    return next((before.facts[_plain(id_)].position for id_ in ids_told(pair.before)), None)


def _plain(id_: str) -> str:
    return id_.removesuffix(CALCULATED)


def count_classes(changes: Iterable[Change]) -> dict[str, int]:
    """Return how many changes there are of each class that has any, worst first."""
    names = [change.name for change in changes]
    return {name: names.count(name) for name in CLASSES if name in names}


def group_changes(changes: Iterable[Change]) -> Iterator[tuple[ChangeClass, list[Change]]]:
    """Yield each class with its changes, worst first."""
    listed = list(changes)
    for name in CLASSES:
        if of_class := [change for change in listed if change.name == name]:
            yield name, of_class
