"""Conversation: what is remembered between two messages, and how a follow-up takes over what it leaves open."""

from dataclasses import dataclass, replace

from bot.core.records.mention import Mention
from bot.core.records.model import Facet
from bot.core.records.query import META, Query
from bot.core.values.periods import Stretch, first_year, shift_period

FADES_AFTER_SECONDS = 600.0

_SUBJECT: frozenset[Facet] = frozenset({"partner", "place", "topic", "population"})
SHARED: frozenset[Facet] = _SUBJECT | {"qualifier"}  # what the two halves of a sentence may share
_ASKED: frozenset[Facet] = frozenset({"measure", "aspect"})
_RELATIVE = frozenset({"previous_period", "next_period", "same_period", "since_then", "years_before"})
CHECKING = frozenset({"yes_no", "claim"})  # with one of these a figure is one to be checked
SHORT = 5  # content words: a follow-up that opens with "and" or points back is a complete question when longer


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """What a conversation has come to. The empty one is `Dialogue()`; surfaces keep one per chat."""

    language: str | None = None
    query: Query | None = None  # the last question, with what it took over
    period: str | None = None  # of the figure told last
    periods: tuple[str, ...] = ()  # that were told of the fact told last, the last one first
    facts: tuple[str, ...] = ()  # ids of the facts told last; kept over small talk and abstentions
    strange: tuple[str, ...] = ()  # concepts and words of the last question that no fact is about
    current: str | None = None  # the fact told last that was not told beside something unknown
    calculated: bool = False  # the last answer was a calculated difference
    choices: tuple[str, ...] = ()  # facts offered by the last clarifying question
    asked_at: float | None = None

    def at(self, now: float | None) -> "Dialogue":
        """Return the dialogue as it is remembered at a moment: only its language after ten minutes of silence."""
        if now is None or self.asked_at is None or now - self.asked_at <= FADES_AFTER_SECONDS:
            return self
        return Dialogue(language=self.language)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question completed from the conversation."""

    query: Query
    carried: tuple[str, ...] = ()  # ids and periods that were taken over, to be said in the answer
    leans: bool = False  # the message refers to what was said before


def complete(query: Query, dialogue: Dialogue) -> FollowUp:
    """Fill the fields that a follow-up leaves open from the last question; a complete new question takes nothing."""
    before = _known_part(query, dialogue)
    periods = _relative_periods(query, dialogue)
    query = _around_last(replace(query, periods=periods), dialogue)
    if before is None or not leans_on_before(query):
        return FollowUp(query)
    if "follow_up" in query.markers and not query.names_subject():  # "en kwallenkwekers?" names another partner
        query = replace(query, unknown=tuple(replace(item, slot="partner") for item in query.unknown))
    kept = tuple(_kept_mentions(query, before))
    anew = asks_anew(query)
    keeps_period = (
        not periods
        and query.stretch is None
        and "newest" not in query.markers
        and not query.asks_series()
        and bool(before.periods)
        and not (query.ids("measure") or query.counted is not None)
    )
    names_partner = any(item.slot in ("partner", "name", "place") for item in query.unknown)
    replaced = bool(query.ids("partner", "place")) or names_partner
    merged = replace(
        query,
        mentions=query.mentions + kept,
        periods=before.periods if keeps_period else periods,
        carries_periods=keeps_period and dialogue.period in before.periods,
        counted=query.counted if anew or query.counted is not None else _counted_now(query, before),
        unknown=query.unknown if replaced else query.unknown + before.unknown,
        keys=query.keys + before.keys,
        text=query.text if query.facets() - {"domain"} else f"{before.text} {query.text}",
    )
    carried = tuple(mention.id for mention in kept if mention.facet in _SUBJECT)
    return FollowUp(merged, carried + (before.periods if keeps_period else ()), leans=True)


def _known_part(query: Query, dialogue: Dialogue) -> Query | None:
    """Return the last question without what no fact is about: that is dropped when something else is asked.

    A message that names nothing may still be about it, once: "met musea?", then "en hoeveel procent?".
    """
    before = dialogue.query
    if before is None:
        return None
    names = bool(query.facets() & SHARED or query.markers & META)
    told = {dialogue.period, *dialogue.periods}
    periods = tuple(period for period in before.periods if period in told or not names or not dialogue.current)
    kept = tuple(one for one in before.mentions if one.id not in dialogue.strange or not (names or one.carried))
    return replace(before, mentions=kept, periods=periods, unknown=() if names else before.unknown)


def complete_half(query: Query, dialogue: Dialogue) -> tuple[FollowUp, ...]:
    """Complete the second half of a sentence by the first: "hoeveel jeugdleden zijn er, en hoeveel volwassenen?".

    First with all that the first half names and the second has nothing of the kind of, then with all of it ("hoeveel
    daarvan"). Empty where there is nothing to take over.
    """
    before = dialogue.query
    if before is None or query.markers & META:
        return ()
    own = {mention.id for mention in query.mentions}
    named = query.facets()
    shared = [_carried(mention) for mention in before.mentions if mention.facet in SHARED and mention.id not in own]
    beside = [mention for mention in shared if mention.facet not in named]
    taken = [beside, shared] if shared != beside else [beside]
    keys = query.keys + before.keys
    return tuple(
        FollowUp(replace(query, mentions=(*query.mentions, *kept), keys=keys), leans=True) for kept in taken if kept
    )


def _counted_now(query: Query, before: Query) -> tuple[str, ...] | None:
    """Return what a follow-up counts: the same as before, save where it names others in the place of those."""
    if before.counted is None:
        return None
    if query.ids("population"):
        return query.ids("population")
    gone = set(before.ids("partner")) if query.ids("partner") else set()
    return tuple(id_ for id_ in before.counted if id_ not in gone) or None


def leans_on_before(query: Query) -> bool:
    """Tell whether a message needs what was said before: it opens as a follow-up, points back, or names no subject."""
    subject = {mention.facet for mention in query.mentions} & {"partner", "topic", "place"}
    asks = asks_anew(query)
    back = bool(query.markers & (_RELATIVE | {"anaphora"})) or query.years_apart is not None
    refers = back or "follow_up" in query.markers
    if not subject and "qualifier" in query.facets() and asks and "yes_no" not in query.markers and not back:
        return False  # "welke partners zijn het belangrijkst?"
    if not subject and query.names("counterpart") and (query.counted or query.ids("measure")):
        return False  # "hoeveel partners had een bibliotheek gemiddeld?"
    if not subject and asks and query.names("actor") and len(query.keys) > 2 and "anaphora" not in query.markers:
        return False  # "waarom werken bibliotheken samen met anderen?"
    if not subject:
        checks = bool(query.claims) and bool(query.markers & CHECKING)  # "dus een kwart, toch?"
        says = asks or checks or "figures" in query.markers or bool(query.mentions or query.periods)
        return refers or (says and not query.unknown and len(query.keys) <= SHORT)
    if "yes_no" in query.markers or not asks:
        return refers or len(query.keys) <= 2
    return False


def points_back(query: Query) -> bool:
    """Tell whether something in a message points at what was said before."""
    return bool(query.markers & (_RELATIVE | META | {"anaphora", "follow_up"})) or query.years_apart is not None


def names_all(query: Query) -> bool:
    """Tell whether a message may need nothing of what was said: it names a subject and what is asked, or who."""
    long = "anaphora" in query.markers and "follow_up" not in query.markers and len(query.keys) > SHORT
    points = points_back(query) and not long
    if query.markers & {"in_percent", "in_number"}:
        return False  # "as a number of libraries?"
    says = asks_anew(query) or query.names("actor")  # "uitleningen bibliotheek"
    return says and not points and bool(query.facets() & (SHARED | {"measure"}))


def asks_anew(query: Query) -> bool:
    """Tell whether a message says itself what it asks, so that nothing of that is taken over."""
    asking = {"yes_no", "wh"} | META
    return bool(query.facets() & _ASKED) or query.counted is not None or bool(query.markers & asking)


def _kept_mentions(query: Query, before: Query) -> list[Mention]:
    named = query.facets()
    unknown_slots = {item.slot for item in query.unknown}
    gone: set[str] = set(named)
    if asks_anew(query):
        gone |= _ASKED
    if query.ids("measure") or query.counted is not None:
        gone.add("population")  # another figure counts something else
    if "place" in unknown_slots:
        gone.add("place")
    if unknown_slots & {"partner", "name"}:
        gone.add("partner")
    kept = (mention for mention in before.mentions if mention.facet != "domain" or mention.how == "carried")
    return [_carried(mention) for mention in kept if mention.facet not in gone]


def _carried(mention: Mention) -> Mention:
    return replace(mention, carried=True, context=False, slot="word")


def _relative_periods(query: Query, dialogue: Dialogue) -> tuple[str, ...]:
    """Return the periods meant, with "the year before" worked out from a period in the question or the last one.

    Where nothing tells which year that is, the phrase itself stands as a period that no fact has.
    """
    anchor = _anchor(query, dialogue)
    if query.years_apart is not None:
        if anchor is not None:
            return (*query.periods, shift_period(anchor, query.years_apart))
        return (str(query.as_of.year + query.years_apart),) if query.as_of else (f"- {query.years_apart}",)
    for name, years in (("previous_period", -1), ("next_period", 1)):
        if name in query.markers and not (anchor is None and query.asks_difference()):
            return (*query.periods, shift_period(anchor, years) if anchor else query.relative)
    if "same_period" in query.markers and not query.periods and anchor:
        return (anchor,)
    return query.periods


def _anchor(query: Query, dialogue: Dialogue) -> str | None:
    """Return the period that "the year before" counts from: one in the question, else the last one."""
    before = dialogue.query.periods if dialogue.query else ()
    known = (*query.periods, *before, *filter(None, [dialogue.period]))
    return next((period for period in known if period[0].isdigit()), None)


def _around_last(query: Query, dialogue: Dialogue) -> Query:
    """Return the question with "sindsdien" or "de jaren ervoor" as the years on one side of the period told last."""
    anchor = _anchor(query, dialogue)
    if query.stretch is not None or anchor is None:
        return query
    if "since_then" in query.markers:
        markers, since = query.markers | {"trend"}, Stretch(first_year(anchor), None)
        return replace(query, periods=(), markers=markers, stretch=since, ends=(anchor,))
    if "years_before" in query.markers:
        return replace(query, periods=(), stretch=Stretch(None, first_year(anchor) - 1))
    return query
