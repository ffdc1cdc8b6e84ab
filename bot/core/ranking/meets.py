"""Whether a fact meets the frame of a question: slot by slot, and word by word for what no slot takes up."""

from typing import Literal

from bot.core.ranking.index import Profile
from bot.core.records.frame import Frame, Leftover
from bot.core.records.query import Query
from bot.core.words.text import inflection_key

Unmet = Literal["answer_type", "cause", "modality", "restriction", "extreme", "exclusion", "polarity", "period", "predicate"]
UNMET: tuple[Unmet, ...] = (
    "answer_type", "cause", "modality", "restriction", "extreme", "exclusion", "polarity", "period", "predicate"
)  # fmt: skip
CAUSES = frozenset({"reason", "purpose", "origin"})
COMPARED = frozenset({"comparative", "versus", "top"})  # two things are held against each other: "wie is vaker partner, A of B?"
ABOUT_SOURCE = frozenset({"meta_source", "meta_population", "meta_period", "meta_explain"})


def find_unmet(query: Query, profile: Profile) -> dict[Unmet, str]:
    """Return by what is not met the words that say so; empty if the fact meets the whole frame."""
    frame, unmet = query.frame, dict[Unmet, str]()
    is_figure = profile.fact.kind == "figure"
    for slot in frame.slots:
        has = all(not keys.isdisjoint(profile.known) for keys in slot.keys)
        if slot.name == "answer_type":
            if slot.value == "reason":
                premise = is_figure and len(query.claims) == 1
                if not premise and (is_figure or not profile.measures & CAUSES):
                    unmet.setdefault("cause", slot.words)
            elif slot.value == "look-up":
                continue
            elif slot.value == "maker":
                if not has:
                    unmet.setdefault("answer_type", slot.words)
            elif slot.value in ("manner", "opinion") or (slot.value == "names" and profile.fact.kind == "claim") or (is_figure and not _gives(slot.value, query)):
                unmet.setdefault("answer_type", slot.words)
        elif slot.name == "modality":
            if not has and (is_figure or (frame.answer_type != "reason" and slot.value == "no-fact")):
                unmet.setdefault("modality", slot.words)
        elif slot.name == "time" and not has:
            unmet.setdefault("period", slot.words)
        elif slot.name == "rate" and inflection_key(slot.value) not in profile.known:
            unmet.setdefault("period", slot.words)
        elif slot.name in ("restriction", "exclusion") and is_figure:
            if not has and not _checks_a_figure(query):
                unmet.setdefault(slot.name, slot.words)  # type: ignore[arg-type]
        elif slot.name == "extreme" and is_figure and not has:
            unmet.setdefault("extreme", slot.words)
        elif slot.name == "polarity" and not has:
            unmet.setdefault("polarity", slot.words)
    if is_figure:
        word = next((one for one in frame.left if not _reads(profile, one)), None)
        if word is not None:
            unmet.setdefault("predicate", word.typed)
    return unmet


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


def _reads(profile: Profile, word: Leftover) -> bool:
    return any(key in profile.known for key in word.keys)
