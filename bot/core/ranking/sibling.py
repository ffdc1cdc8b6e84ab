"""The figure that a follow-up asks for: the one told last, with what the message names in the place of its like."""

from collections.abc import Iterable

from bot.core.ranking.index import Index, Profile
from bot.core.records.mention import Mention
from bot.core.records.model import Facet
from bot.core.records.query import Query
from bot.core.records.ways import Way

WAYS = frozenset(Way) - {Way.MONEY}
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
    named = {mention.id for mention in query.mentions if _is_named(mention)}
    unit = _unit_asked(query)
    new = {id_ for id_ in named if not told.accounts_for(id_)}
    wanted = unit or told.fact.unit
    if named and all(mention.role == "total" for mention in query.mentions if _is_named(mention)):
        return _wider(told, named, index) or told
    if not new and wanted == told.fact.unit:
        return told if _changes(query) else None
    fitting = [one for one in index.having(new or told.about) if _fits(one, told, named, new)]
    of_unit = [one for one in fitting if one.fact.unit == wanted]
    if not of_unit and unit is None:
        of_unit = [one for one in fitting if not _lost(one, told)]  # "per inwoner" after the total
    ranked = sorted(((_in_common(one, told), one.fact.id, one) for one in of_unit), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][2]


def _wider(told: Profile, total: set[str], index: Index) -> Profile | None:
    """Return the figure that is about less than the one told, so that it holds for more: all members, of all ages.

    It has the same measure, or is the total of what was told by something else: "per inwoner".
    """
    alike = [one for one in index.having(told.about) if one.fact.id != told.fact.id]
    of_measure = [one for one in alike if one.fact.measure == told.fact.measure and one.fact.unit == told.fact.unit]
    totals = [one for one in alike if not total.isdisjoint(one.about)]
    for several in (of_measure, totals):
        fitting = [one for one in several if _is_part(one, told, total) and _lost(one, told)]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _is_part(one: Profile, told: Profile, total: set[str]) -> bool:
    """Tell whether a figure is about nothing but what was told, and the whole of it."""
    return one.fact.kind == "figure" and all(
        not total.isdisjoint(group) or any(map(told.accounts_for, group)) for group in one.fact.about
    )


def lent_by(sibling: Profile, told: Profile, query: Query) -> tuple[str, ...]:
    """Return what a figure is about that the message leaves unsaid: of each group the concept that was told."""
    named = {mention.id for mention in query.mentions}
    groups = [group for group in sibling.fact.about if named.isdisjoint(group)]
    return tuple(next((id_ for id_ in group if id_ in told.exact), group[0]) for group in groups)


def _is_named(mention: Mention) -> bool:
    """Tell whether a thing is named, or a measure of the subject ("geld") and no general way of asking ("procent")."""
    is_thing = mention.facet in NAMED or (mention.facet == "measure" and mention.id not in WAYS)
    return is_thing and not mention.context


def _changes(query: Query) -> bool:
    """Tell whether a message that names nothing new changes anything: the period, the unit, or what is claimed."""
    dated = query.periods or query.stretch or query.relative or query.years_apart
    asks = {"newest", "trend", "in_percent", "in_number", "since_then", "same_period"} & query.markers or query.ids(
        "measure"
    )
    return bool(dated or asks or query.claims or query.frame.answer_type == "reason")


def _unit_asked(query: Query) -> str | None:
    """Return the unit that the message asks for; None if it leaves that as it was."""
    measures = query.ids("measure")
    if Way.SHARE in measures or "in_percent" in query.markers:
        return "percent"
    return "count" if Way.COUNT in measures or "in_number" in query.markers else None


def _fits(one: Profile, told: Profile, named: Iterable[str], new: set[str]) -> bool:
    """Tell whether a figure has all that is named, and nothing of its own that was neither named nor told.

    Of what the one told is about it lacks no more than is named anew. Where it has the same measure, it may call that
    otherwise: "en geld?" is the share that names funding.
    """
    if one.fact.kind != "figure" or not all(map(one.accounts_for, named)) or _lost(one, told) > len(new):
        return False
    own = sum(new.isdisjoint(group) and not any(map(told.accounts_for, group)) for group in one.fact.about)
    return own <= (len(new) if one.fact.measure == told.fact.measure else 0)


def _lost(one: Profile, told: Profile) -> int:
    """Return how much of what the figure told is about another is not about."""
    return sum(not any(map(one.accounts_for, group)) for group in told.fact.about)


def _in_common(one: Profile, told: Profile) -> tuple[int, bool, int, int, int]:
    """Return what a figure shares with the one told, what tells most first."""
    counted = len({*one.fact.counted} & {*told.fact.counted})
    return len(one.first_measures & told.first_measures), counted > 0, -_lost(one, told), counted, -len(one.fact.about)
