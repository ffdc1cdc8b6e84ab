"""The figure that a follow-up asks for: the one told last, with what the message names in the place of its like."""

from collections.abc import Iterable

from bot.core.ranking.index import Index, Profile
from bot.core.records.mention import Mention
from bot.core.records.model import Facet
from bot.core.records.query import Query
from bot.core.records.ways import Way

NAMED: frozenset[Facet] = frozenset({"partner", "place", "topic", "population", "qualifier"})


def find_sibling(query: Query, told: Profile, index: Index) -> Profile | None:
    """Return the figure told last, or the one that differs from it in what a message names.

    That accounts for all that the message names, is about nothing else that was not told, and has most in common with
    the figure told: its measure before its unit, and so on. None where no figure is so, or two are alike.

    Args:
        query: The message as it was read, with nothing taken over.
        told: The figure told last.
        index: All facts.
    """
    named = {mention.id for mention in query.mentions if mention.facet in NAMED and not mention.context}
    unit = _unit_asked(query)
    new = {id_ for id_ in named if not told.accounts_for(id_)}
    wanted = unit or told.fact.unit
    if not new and wanted == told.fact.unit:
        return told if _changes(query) else None
    fitting = [
        one for one in index.having(new or told.about) if one.fact.unit == wanted and _fits(one, told, named, new)
    ]
    ranked = sorted(((_in_common(one, told), one.fact.id, one) for one in fitting), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][2]


def lent_by(sibling: Profile, told: Profile, query: Query) -> tuple[str, ...]:
    """Return what a figure is about that the message leaves unsaid: of each group the concept that was told."""
    named = {mention.id for mention in query.mentions}
    groups = [group for group in sibling.fact.about if named.isdisjoint(group)]
    return tuple(next((id_ for id_ in group if id_ in told.exact), group[0]) for group in groups)


def _changes(query: Query) -> bool:
    """Tell whether a message that names nothing new changes anything: the period, the unit, or what is claimed."""
    dated = query.periods or query.stretch or query.relative or query.years_apart
    asks = {"newest", "trend", "in_percent", "since_then", "same_period"} & query.markers or query.ids("measure")
    return bool(dated or asks or query.claims)


def _unit_asked(query: Query) -> str | None:
    """Return the unit that the message asks for; None if it leaves that as it was."""
    measures = query.ids("measure")
    if Way.SHARE in measures or "in_percent" in query.markers:
        return "percent"
    return "count" if Way.COUNT in measures else None


def _fits(one: Profile, told: Profile, named: Iterable[str], new: set[str]) -> bool:
    """Tell whether a figure has all that is named, and nothing of its own that was neither named nor told."""
    lost = sum(not any(map(one.accounts_for, group)) for group in told.fact.about)
    if one.fact.kind != "figure" or lost > len(new) or not all(map(one.accounts_for, named)):
        return False
    return all(new.intersection(group) or any(map(told.accounts_for, group)) for group in one.fact.about)


def _in_common(one: Profile, told: Profile) -> tuple[bool, bool, int, bool]:
    kept = sum(any(map(one.accounts_for, group)) for group in told.fact.about)
    counts_alike = not set(one.fact.counted).isdisjoint(told.fact.counted)
    return one.fact.measure == told.fact.measure, one.fact.unit == told.fact.unit, kept, counts_alike
