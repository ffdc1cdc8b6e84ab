"""Questions that several facts answer together: two subjects compared, or the first few of one measure in order."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

from bot.core.ranking.decide import Verdict
from bot.core.ranking.rank import Candidate
from bot.core.records.frame import Frame
from bot.core.records.mention import Mention
from bot.core.records.model import Facet, Fact, Figure
from bot.core.records.query import COMPARING, SET_AGAINST, Query
from bot.core.records.series import holds
from bot.core.records.ways import Way

COMPARED: tuple[Facet, ...] = ("partner", "topic", "population", "measure")
GENERAL = frozenset({Way.SHARE, Way.COUNT, Way.MEAN, Way.DIFFERENCE})  # ways of counting, nothing to compare
MOST_PAIRS = 6
ORDER = frozenset({Way.RANKING, Way.MAXIMUM, Way.MINIMUM})  # what a question for an order names besides
NAMING = frozenset({"who", "names", "which", "place"})
SHORTEST_ORDER = 2  # facts

Pair = tuple[Fact, Figure]
Decide = Callable[[Query], Verdict]


def find_compared(query: Query, decide: Decide) -> tuple[Fact, Fact] | None:
    """Return the facts that answer a question for each of the two subjects that it compares; None if it compares none.

    The question is put twice, each time without one of two things of the same kind that it names.
    """
    named = [mention for mention in query.mentions if mention.facet in COMPARED and mention.id not in ORDER | GENERAL]
    pairs = sorted(combinations(_each_once(named), 2), key=_differ_in_kind)
    if not query.markers & SET_AGAINST and Way.DIFFERENCE not in query.ids("measure"):
        pairs = [pair for pair in pairs if not _differ_in_kind(pair)]
    if not any(mention.carried for mention in query.mentions):
        for first, second in pairs[:MOST_PAIRS]:
            facts = [_fact(decide(_without(query, left_out))) for left_out in (second, first)]
            if facts[0] is not None and facts[1] is not None and facts[0].id != facts[1].id:
                return facts[0], facts[1]
    return None


def _differ_in_kind(pair: tuple[Mention, Mention]) -> bool:
    return pair[0].facet != pair[1].facet


def _each_once(mentions: list[Mention]) -> list[Mention]:
    return list({mention.id: mention for mention in mentions}.values())


def _without(query: Query, left_out: Mention) -> Query:
    """Return the question about one of the two: no longer a comparison, and without the other."""
    there = range(left_out.start, left_out.end)
    gone = {mention.id for mention in query.mentions if mention.start in there} | {left_out.id, Way.DIFFERENCE}
    counted = None if query.counted is None else tuple(id_ for id_ in query.counted if id_ not in gone)
    return replace(
        query,
        mentions=tuple(mention for mention in query.mentions if mention.id not in gone),
        counted=counted or None,
        markers=query.markers - COMPARING - {"trend", "more_or_less"},
        frame=_frame_of_a_side(query.frame),
    )


def _frame_of_a_side(frame: Frame) -> Frame:
    """Return what is asked of one of the two: no name ("wie is vaker partner, A of B?"), whatever the verb."""
    plain = frame.without("answer_type") if frame.answer_type in NAMING else frame
    return replace(plain, left=())


def _fact(verdict: Verdict) -> Fact | None:
    fact = verdict.candidates[0].profile.fact if verdict.kind == "answer" else None
    return fact if fact is not None and fact.kind == "figure" else None


def without_order(query: Query) -> Query:
    """Return the question without the words for an order, which no fact accounts for by itself."""
    gone = {*ORDER, Way.WHICH, Way.WHO, Way.SHARE, Way.COUNT}
    mentions = tuple(mention for mention in query.mentions if mention.id not in gone)
    return replace(query, mentions=mentions, counted=None, claims=())


def find_order(query: Query, ranking: tuple[Candidate, ...]) -> tuple[Pair, ...]:
    """Return facts of one measure that fit a question alike, each with its row of one period; empty if there are none.

    They fit alike where each has something of its own that the question leaves open.
    """
    open_ = [one for one in ranking if not one.missing and one.subject < 1 and one.profile.fact.kind == "figure"]
    if not open_:
        return ()
    best = open_[0].profile.fact
    family = [
        one.profile.fact
        for one in open_
        if (one.profile.fact.measure, one.profile.fact.unit) == (best.measure, best.unit)
        and one.profile.fact.population == best.population
        and one.subject >= open_[0].subject
    ]
    limit = query.bound()
    pairs = ranked_pairs(family, query.periods)
    if limit is not None:
        pairs = tuple(pair for pair in pairs if holds(limit, pair[1]))
    return pairs if len(pairs) >= SHORTEST_ORDER else ()


def ranked_pairs(facts: Sequence[Fact], periods: tuple[str, ...]) -> tuple[Pair, ...]:
    """Return facts of one measure with their rows of one period: one asked for, else that which most of them have.

    Of two such periods the newest counts.
    """
    by_period: dict[str, list[Pair]] = {}
    for fact in facts:
        for row in fact.figures:
            if row.value is not None and row.period and (not periods or row.period in periods):
                by_period.setdefault(row.period, []).append((fact, row))
    if not by_period:
        return ()
    period = max(by_period, key=lambda one: (len(by_period[one]), one))
    return tuple(by_period[period])
