"""Whether a fact meets the frame of a question: slot by slot, and word by word for what no slot takes up."""

from typing import Literal

from bot.core.ranking.index import Profile
from bot.core.records.frame import Slot
from bot.core.records.query import Query
from bot.core.words.text import inflection_key

Unmet = Literal[
    "answer_type", "cause", "modality", "restriction", "extreme", "exclusion", "polarity", "period", "predicate"
]
CAUSES = frozenset({"reason", "purpose", "origin"})
COMPARED = frozenset(
    {"comparative", "versus", "top"}
)  # two things are held against each other: "wie is vaker partner, A of B?"
ABOUT_SOURCE = frozenset({"meta_source", "meta_population", "meta_period", "meta_explain"})


def find_unmet(query: Query, profile: Profile) -> dict[Unmet, str]:
    """Return by what is not met the words that say so; empty if the fact meets the whole frame."""
    unmet = dict[Unmet, str]()
    for slot in query.frame.slots:
        lack = _lack(slot, query, profile)
        if lack is not None:
            unmet.setdefault(lack, slot.words)
    if profile.fact.kind == "figure":
        unread = next((word for word in query.frame.left if word.keys.isdisjoint(profile.known)), None)
        if unread is not None:
            unmet.setdefault("predicate", unread.typed)
    return unmet


def _lack(slot: Slot, query: Query, profile: Profile) -> Unmet | None:
    """Return what of a slot a fact does not meet; None if it meets it.

    What the texts of the fact say themselves ("minstens één", "per week") it meets.
    """
    is_figure = profile.fact.kind == "figure"
    if slot.name == "answer_type":
        return _lack_of_type(slot.value, query, profile, has=_has(slot, profile))
    if slot.name == "rate":
        return None if inflection_key(slot.value) in profile.known else "period"
    if _has(slot, profile):
        return None
    if slot.name == "time":
        return "period"
    if slot.name == "modality":
        strict = is_figure or (slot.value == "no-fact" and query.frame.answer_type != "reason")
        return "modality" if strict else None
    if slot.name in ("restriction", "exclusion") and _checks_a_figure(query):
        return None
    return slot.name if is_figure or slot.name == "polarity" else None


def _lack_of_type(answer_type: str, query: Query, profile: Profile, *, has: bool) -> Unmet | None:
    is_figure = profile.fact.kind == "figure"
    if answer_type == "reason":
        premise = is_figure and len(query.claims) == 1  # "waarom doet 50% ...?" rests on a figure that can be mended
        return None if premise or (not is_figure and profile.measures & CAUSES) else "cause"
    if answer_type == "maker":
        return None if has else "answer_type"
    if answer_type in ("manner", "opinion") or (answer_type == "names" and profile.fact.kind == "claim"):
        return "answer_type"
    return "answer_type" if is_figure and not _gives(answer_type, query) else None


def _has(slot: Slot, profile: Profile) -> bool:
    return all(not keys.isdisjoint(profile.known) for keys in slot.keys)


def _gives(answer_type: str, query: Query) -> bool:
    """Tell whether a figure gives this kind of answer here."""
    if answer_type in ("who", "names", "which", "place"):
        return bool(query.markers & (COMPARED | ABOUT_SOURCE))
    if answer_type == "date":
        return query.asks_extreme() or query.limit() is not None or bool(query.markers & ABOUT_SOURCE)
    return bool(query.markers & ABOUT_SOURCE)


def _checks_a_figure(query: Query) -> bool:
    """Tell whether "meer dan 1.000" is a figure to check, not a restriction of what is counted."""
    return query.counted is None and bool(query.claims)
