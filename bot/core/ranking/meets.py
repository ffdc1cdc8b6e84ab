"""Whether a fact meets the frame of a question: slot by slot, and word by word for what no slot takes up."""

from collections.abc import Mapping
from typing import Literal

from bot.core.ranking.index import Profile
from bot.core.records.frame import Leftover, Slot
from bot.core.records.query import META, Query
from bot.core.records.ways import Way
from bot.core.words.compiled import PAIR
from bot.core.words.spelling import has_slip_of

Unmet = Literal[
    "answer_type", "cause", "modality", "restriction", "extreme", "exclusion", "polarity", "period", "predicate"
]
CAUSES = frozenset({Way.REASON, Way.PURPOSE, Way.ORIGIN})
COMPARED = frozenset(
    {"comparative", "versus", "top"}
)  # two things are held against each other: "wie is vaker partner, A of B?"
TOLD_BY: Mapping[str, frozenset[str]] = {  # answer type → measures of the statements that give it
    "who": frozenset({Way.WHICH, Way.WHO}),
    "which": frozenset({Way.WHICH, Way.WHO, Way.CONTENTS, Way.READING, Way.CHART_DATA}),
    "place": frozenset({Way.WHERE, Way.WHICH}),
    "degree": frozenset({Way.DEGREE, Way.TREND, Way.SHARE}),
    "effect": frozenset({Way.REASON, Way.PURPOSE, Way.FINDING}),
    "course": frozenset(
        {Way.DEFINITION, Way.CONTENTS, Way.FINDING, Way.MANNER, Way.DEGREE, Way.ORIGIN, Way.WHICH, Way.REASON}
    ),
    "thing": frozenset(
        {Way.DEFINITION, Way.TERM_MEANING, Way.CONTENTS, Way.FINDING, Way.REASON, Way.PURPOSE, Way.ORIGIN, Way.WHICH}
    ),
    "price": frozenset({Way.COST, Way.PRICE}),
}
NO_FIGURE = frozenset({"degree", "thing", "course", "effect", "price"})  # answer types that no figure gives by itself
GROUPS = frozenset({"partner", "population"})  # facets of which one may ask to choose from
NOT_TOLD = frozenset(
    {("date", "definition"), ("date", "claim"), ("date", "list"), ("names", "claim")}
)  # answer types that no statement of a kind gives
UNLICENSED = {"only", "bounded", "who-has-most"}  # single words of these in a text say nothing
NAMING = frozenset({"names"})  # who asks for names means what the verb says


def find_unmet(query: Query, profile: Profile) -> dict[Unmet, str]:
    """Return by what is not met the words that say so; empty if the fact meets the whole frame."""
    unmet: dict[Unmet, str] = {}
    for slot in query.frame.slots:
        lack = _lack(slot, query, profile)
        if lack is not None:
            unmet.setdefault(lack, slot.words)
    if profile.fact.kind == "figure" or query.frame.answer_type in NAMING:
        unread = next((word for word in query.frame.left if not _reads(word, profile)), None)
        if unread is not None:
            unmet.setdefault("predicate", unread.typed)
    return unmet


def _reads(word: Leftover, profile: Profile) -> bool:
    """Tell whether the words of a fact have a word of the question, or one that it may be a slip of.

    A noun that is mere wording beside a subject narrows a figure that is about no more than what it counts: "how many
    museums have a car park?" asks for no number of museums.
    """
    if (word.is_loose and not profile.is_bare) or not word.keys.isdisjoint(profile.known):
        return True
    return bool(word.misspelt) and has_slip_of(word.misspelt, profile.known)


def _lack(slot: Slot, query: Query, profile: Profile) -> Unmet | None:
    """Return what of a slot a fact does not meet; None if it meets it.

    What the texts of the fact say themselves ("minstens één", "per week") it meets.
    """
    is_figure = profile.fact.kind == "figure"
    if slot.name == "answer_type":
        return _lack_of_type(slot, query, profile)
    if slot.name == "rate":
        return None if _is_counted_by(slot, query, profile) or _has(slot, profile) else "restriction"
    if slot.name == "time":
        return "period"
    if slot.value == "not":
        return "polarity" if _denies_a_number(query, profile) else None
    if slot.name == "modality":
        if (is_figure and _says(slot, profile)) or (profile.fact.measure in query.ids("measure") and not is_figure):
            return None
        strict = is_figure or (slot.value == "no-fact" and query.frame.answer_type != "reason")
        return "modality" if strict else None
    if slot.value == "bounded" and _has_pair(slot, profile):
        return None
    licensed = _says(slot, profile) if slot.name == "extreme" else _has(slot, profile)
    if slot.value not in UNLICENSED and licensed:
        return None
    if slot.name == "restriction" and _checks_a_figure(query, profile):
        return None
    asks_who = query.frame.answer_type in ("who", "which", "place") and slot.name == "extreme"
    strict = is_figure or asks_who or slot.name == "polarity" or slot.value == "who-has-most"
    strict = strict or (slot.name == "restriction" and query.counted is not None)
    return slot.name if strict else None


def _lack_of_type(slot: Slot, query: Query, profile: Profile) -> Unmet | None:
    answer_type = slot.value
    is_figure = profile.fact.kind == "figure"
    if answer_type == "reason":
        premise = is_figure and len(query.claims) == 1  # "waarom doet 50% ...?" rests on a figure that can be mended
        return None if premise or (not is_figure and profile.measures & CAUSES) else "cause"
    kind = profile.fact.kind
    if answer_type == "year":  # "in welk jaar is BoekStart begonnen?", but not "in welk jaar waren het er 3 miljoen?"
        looks_up = bool(query.claims) or "top" in query.markers or query.asks_all_periods() or _gives("date", query)
        return None if looks_up and (is_figure or query.claims) else "answer_type"
    if answer_type == "definition":
        return "answer_type" if is_figure else None
    if answer_type in ("maker", "manner", "opinion") or (answer_type, kind) in NOT_TOLD:
        return "answer_type"
    if answer_type == "included":
        return None if is_figure else "answer_type"
    if is_figure and answer_type == "price" and TOLD_BY["price"] & profile.measures:
        return None
    if answer_type == "money" and is_figure:
        return None if profile.fact.quantity == "euro" or profile.fact.unit == "percent" else "answer_type"
    if not is_figure and (_names_its_own(slot, profile) or not _tells(answer_type, query, profile)):
        return "answer_type"
    return "answer_type" if is_figure and not _gives(answer_type, query) else None


def _names_its_own(slot: Slot, profile: Profile) -> bool:
    """Tell whether it is asked which of those that a statement only speaks of together: "welke scholen doen mee?"."""
    if slot.value != "which" or slot.of is None or profile.fact.kind == "example":
        return False
    own = profile.fact.kind == "claim" and slot.of.facet in GROUPS and slot.of.id in profile.exact
    return own or slot.of.role == "actor"


def _tells(answer_type: str, query: Query, profile: Profile) -> bool:
    """Tell whether a statement gives a kind of answer: by its measure, or because the question names that."""
    if query.markers & META or answer_type not in TOLD_BY:
        return True
    return bool((TOLD_BY[answer_type] | set(query.ids("measure", "aspect"))) & profile.measures)


def _has(slot: Slot, profile: Profile) -> bool:
    return all(not keys.isdisjoint(profile.known) for keys in slot.keys)


def _is_counted_by(slot: Slot, query: Query, profile: Profile) -> bool:
    """Tell whether a figure of a year is what is asked for: so many a year, but no share, and no change a year."""
    by_year = slot.value == "year" and bool(profile.periods)
    return by_year and profile.fact.unit != "percent" and not query.asks_difference()


def _says(slot: Slot, profile: Profile) -> bool:
    """Tell whether the statement or the example questions of a fact have the words of a slot."""
    return all(not keys.isdisjoint(profile.vector) for keys in slot.keys)


def _has_pair(slot: Slot, profile: Profile) -> bool:
    """Tell whether the texts of a fact have the number of a slot right after a word like that before it."""
    *_, before, number = (frozenset[str](), *slot.keys)
    return any(f"{one}{PAIR}{other}" in profile.known for one in before for other in number)


def _denies_a_number(query: Query, profile: Profile) -> bool:
    """Tell whether it is asked how many do not, where only a share has a rest that can be worked out."""
    fact = profile.fact
    return fact.kind == "figure" and fact.unit != "percent" and query.counted is not None


def _gives(answer_type: str, query: Query) -> bool:
    """Tell whether a figure gives this kind of answer here."""
    if answer_type in ("who", "which", "place") and len(query.ids("partner", "topic", "population")) > 1:
        return bool(query.markers & COMPARED) or _is_of_a_figure(query)
    if answer_type == "date":
        return query.asks_extreme() or query.limit() is not None or _is_of_a_figure(query)
    return answer_type not in NO_FIGURE and _is_of_a_figure(query)


def _is_of_a_figure(query: Query) -> bool:
    """Tell whether it is asked of a figure where it is from, or what it counts: "van welk jaar is dat cijfer?"."""
    names_figure = bool(query.claims or query.ids("measure") or "figures" in query.markers or query.counted)
    return names_figure and bool(query.markers & META)


def _checks_a_figure(query: Query, profile: Profile) -> bool:
    """Tell whether "meer dan 1.000" is a figure to check, not a restriction of what is counted."""
    is_share = profile.fact.unit == "percent"
    return query.counted is None and any((claim.unit == "percent") == is_share for claim in query.claims)
