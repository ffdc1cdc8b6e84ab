"""Questions that several facts answer together: two subjects compared, or the first few of one measure in order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from bot.core.ranking.decide import NARROWER, Verdict
from bot.core.ranking.rank import Candidate
from bot.core.records.frame import Frame, Leftover
from bot.core.records.mention import Mention
from bot.core.records.model import Facet, Fact, Figure
from bot.core.records.query import COMPARING, SET_AGAINST, Query, Sides
from bot.core.records.series import holds
from bot.core.records.ways import Way

COMPARED: tuple[Facet, ...] = ("partner", "topic", "population", "measure")
GENERAL = frozenset({Way.SHARE, Way.COUNT, Way.MEAN, Way.DIFFERENCE})  # ways of counting, nothing to compare
LACKING = frozenset({"nearby", "abstain"})  # verdicts on a side that no fact is about
LIKE_LEAD = 20.0  # a figure of the same subject may fit so much worse than the best: its measure (18) is not asked for
MOST_PAIRS = 6
ORDER = frozenset({Way.RANKING, Way.MAXIMUM, Way.MINIMUM})  # what a question for an order names besides
NAMING = frozenset({"who", "names", "which", "place"})
OF_A_COMPARISON = frozenset({"answer_type", "extreme"})  # slots that its own words fill: "wie is het vaakst partner?"
OF_NO_SIDES = frozenset({"reason", "effect", "opinion"})  # answer types that no figures beside each other give
SHORTEST_ORDER = 2  # facts

Pair = tuple[Fact, Figure]
Sought = tuple[Verdict, Sequence[Candidate]]
"""What is decided on a question, and what it was decided on."""
Decide = Callable[[Query], Sought]


@dataclass(frozen=True, slots=True)
class Compared:
    """The facts that answer a question for each of two sides; where one side has none, what that is called."""

    facts: tuple[Fact, ...]  # two, or the one that there is
    lacking: str = ""  # the side that no fact is about, as typed
    is_strict: bool = False  # the sides are set against each other, and not only named side by side

    @property
    def are_alike(self) -> bool:
        """Tell whether both are figures of one measure, in one unit."""
        return len(self.facts) > 1 and _is_like(*self.facts[:2])


def find_compared(query: Query, decide: Decide) -> Compared | None:
    """Return the facts that answer a question for each of the two sides that it compares; None if there are none.

    Of the ways in which it may have two sides the first counts whose figures can be compared, else the first.
    """
    if query.frame.answer_type in OF_NO_SIDES:
        return None
    ways = () if any(mention.carried for mention in query.mentions) else query.sides
    found: list[Compared] = []
    for sides in ways:
        compared = _compare(query, sides, decide)
        if compared is not None and compared.are_alike:
            return compared
        found += [compared] if compared is not None else []
    both = next((one for one in found if not one.lacking), None)
    if both is not None:
        return both
    if found:
        return found[0] if found[0].is_strict else None
    pair = None if ways else _find_named_together(query, decide)
    return Compared(pair) if pair else None


def _compare(query: Query, sides: Sides, decide: Decide) -> Compared | None:
    """Return the facts of two sides, or that of one of them; None where neither has one, or both the same.

    Words of both that no fact reads are passed over where the figures of the two can be compared all the same.
    """
    questions = [_of_side(query, side) for side in sides.questions]
    if sides.are_both and questions[0].counted is not None and questions[0].counted == questions[1].counted:
        return None  # "hoeveel bibliotheken hebben zowel A als B?" asks how many have the two together
    if _loses_a_slot(query, questions):
        return None
    sought = [decide(one) for one in questions]
    found = _told(sought, sides)
    if found is None or found.lacking:
        plain = [decide(replace(one, frame=replace(one.frame, left=_own(questions, one)))) for one in questions]
        passed = _told(plain, sides)
        found = passed if passed is not None and passed.are_alike else found
    return found


def _loses_a_slot(query: Query, questions: Sequence[Query]) -> bool:
    """Tell whether a word that compares limits the question as well: "bij meer dan één partner, A of B"."""
    kept = {(slot.name, slot.value) for side in questions for slot in side.frame.slots}
    return any(slot.name not in OF_A_COMPARISON and (slot.name, slot.value) not in kept for slot in query.frame.slots)


def _told(sought: Sequence[Sought], sides: Sides) -> Compared | None:
    first, second = (_fact(verdict) for verdict, _ in sought)
    if first is not None and (second is None or second.id == first.id or not _is_like(first, second)):
        alike = _like(first, *sought[1])
        if alike is None and second is not None:
            first = _like(second, *sought[0]) or first
        second = alike or second
    elif second is not None and first is None:
        first = _like(second, *sought[0])
    if first is not None and second is not None:
        return None if first.id == second.id else Compared((first, second), is_strict=sides.is_strict)
    told, other = (first, 1) if first is not None else (second, 0)
    if told is None or sought[other][0].kind not in LACKING:
        return None
    return Compared((told,), sides.names[other], is_strict=sides.is_strict)


def _is_like(first: Fact, second: Fact) -> bool:
    return (first.measure, first.unit) == (second.measure, second.unit)


def _like(other: Fact, verdict: Verdict, ranking: Sequence[Candidate]) -> Fact | None:
    """Return a figure of the measure of the other side that fits one side about as well as the best that does."""
    best = ranking[0] if ranking else None
    close = [
        one
        for one in ranking
        if best and not one.missing and one.subject >= best.subject and best.score - one.score < LIKE_LEAD
    ]
    fitting = (one.profile.fact for one in (*close, *(verdict.candidates if verdict.rule == NARROWER else ())))
    alike = (one for one in fitting if one.kind == "figure" and one.id != other.id and _is_like(one, other))
    return next(alike, None)


def _own(questions: Sequence[Query], side: Query) -> tuple[Leftover, ...]:
    """Return the words left over in one side that the other does not have."""
    other = questions[1] if side is questions[0] else questions[0]
    shared = {word.typed for word in other.frame.left}
    return tuple(word for word in side.frame.left if word.typed not in shared)


def _of_side(query: Query, side: Query) -> Query:
    """Return the question about one side, in the periods of the whole where it names none of its own."""
    dated = side.periods or side.stretch
    return replace(
        side,
        markers=side.markers - COMPARING - {"trend", "more_or_less"},
        mentions=tuple(replace(mention, context=False) for mention in side.mentions),
        frame=side.frame.without("answer_type") if side.frame.answer_type in NAMING else side.frame,
        periods=side.periods if dated else query.periods,
        stretch=side.stretch if dated else query.stretch,
        as_of=query.as_of,
        sides=(),
    )


def _find_named_together(query: Query, decide: Decide) -> tuple[Fact, Fact] | None:
    """Return the facts that answer a question for each of two things that it names side by side: "A en B".

    The question is put twice, each time without one of two things of the same kind.
    """
    named = [mention for mention in query.mentions if mention.facet in COMPARED and mention.id not in ORDER | GENERAL]
    pairs = sorted(combinations(_each_once(named), 2), key=_differ_in_kind)
    if not query.markers & SET_AGAINST and Way.DIFFERENCE not in query.ids("measure"):
        pairs = [pair for pair in pairs if not _differ_in_kind(pair)]
    if not any(mention.carried for mention in query.mentions):
        for first, second in pairs[:MOST_PAIRS]:
            facts = [_fact(decide(_without(query, left_out))[0]) for left_out in (second, first)]
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
