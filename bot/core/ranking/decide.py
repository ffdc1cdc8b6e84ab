"""The verdict on a ranking: one fact answers, several could, the nearest is offered, or none fits."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.core.ranking.constraints import CHANGE_OVER_TIME, NO_SUBJECT
from bot.core.ranking.rank import Candidate
from bot.core.records.model import Fact

NARROWER = "the figure is narrower than the question"  # it is told with what it is limited to


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """When a fact is good enough. Scores are 0 to 100."""

    answer: float = 36.0  # fewest wrong answers on the odd half of the development questions (CHANGELOG 0.1.0)
    precision: float = 0.4  # share of what the question names that the fact must account for
    lead: float = 1.0  # a second fact as close as this makes the question ambiguous
    broader: float = 15.0  # the same, where the question names only something broader than the subjects of both
    open: float = 8.0  # the same, where both figures have something of their own that the question does not name
    half: float = 0.5  # a figure of whose subject no more is named is narrower than the question
    stay: float = 6.0  # in a follow-up, a fact told last wins over others that are at most so much better
    nearby: float = 0.5  # share of a fact's subject that must be named to offer it for another question
    choices: int = 4
    example_score: float = 35.0  # by example questions alone: how like them a question must be
    example_lead: float = 8.0  # and how much more than those of the second fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What to do with the ranking, and the facts to do it with, best first."""

    kind: Literal["answer", "nearby", "clarify", "abstain"]
    candidates: tuple[Candidate, ...] = ()
    rule: str = ""  # what decided, for `--explain`


def decide(
    ranking: tuple[Candidate, ...],
    thresholds: Thresholds,
    preferred: tuple[str, ...] = (),
    *,
    names_less: bool = False,
    asks_number_of: Callable[[Fact], bool] = lambda _: False,
) -> Verdict:
    """Decide what a ranking allows.

    Args:
        ranking: Candidates, those that leave no field open first, then by score.
        thresholds: When a fact is good enough.
        preferred: Facts told last; in a follow-up one of these wins a near tie.
        asks_number_of: Whether it asks for a number of what a fact counts, or holds one to be checked.
        names_less: It may name less of its subject: it asks for a change or a picture, or a scene was set before.
    """
    fitting = [
        one
        for one in ranking
        if not one.missing or (one.id in preferred and one.open == (NO_SUBJECT,))
        if one.score >= thresholds.answer and one.precision >= thresholds.precision
    ]
    fitting = _without_doubles(fitting, preferred)
    unchanged = next((one for one in ranking if one.open == (CHANGE_OVER_TIME,) and one.subject >= 1), None)
    swapped = bool(fitting) and fitting[0].profile.fact.kind == "figure" and fitting[0].subject < 1
    if swapped and unchanged is not None and unchanged.score > fitting[0].score:
        return Verdict(kind="nearby", candidates=(unchanged,), rule="its subject has only one period")
    if fitting:
        best = fitting[0]
        narrower = best.profile.fact.kind == "figure" and len(best.profile.fact.about) > 1
        may_be = best.id in preferred or (names_less and best.on_topic)
        if narrower and best.subject <= thresholds.half and not may_be:
            return _half_named(fitting, thresholds, asks_number_of(best.profile.fact))
        close = [one for one in fitting if best.score - one.score < thresholds.lead or _rivals(best, one, thresholds)]
        known = next((one for one in fitting if one.id in preferred and best.score - one.score < thresholds.stay), None)
        if len(close) == 1 or known is not None:
            return Verdict(kind="answer", candidates=(known or best,), rule="covers every field")
        if len(close) <= thresholds.choices:
            return Verdict(kind="clarify", candidates=tuple(close), rule="several facts fit equally well")
        return Verdict(kind="clarify", candidates=tuple(close[: thresholds.choices]), rule="many facts fit")
    near = [one for one in ranking if one.missing and one.on_topic and one.subject >= thresholds.nearby]
    near = [one for one in near if not {"partner", "population"} <= set(one.missing)]
    if near:
        best = min(near, key=_how_far)
        return Verdict(kind="nearby", candidates=(best,), rule="no fact accounts for: " + ", ".join(best.open))
    return Verdict(kind="abstain", candidates=tuple(ranking[:3]), rule="no fact is about this")


def _how_far(candidate: Candidate) -> tuple[bool, bool, int, float, str]:
    """Return what the nearest fact has least of; where no cause is known, the figure that wants one is nearest."""
    strict = candidate.profile.wants_asking
    is_cause = "cause" in candidate.missing and set(candidate.missing) <= {"cause", "measure"}
    return not is_cause, strict, len(candidate.missing), -candidate.score, candidate.id


def _half_named(fitting: list[Candidate], thresholds: Thresholds, asks_number: bool) -> Verdict:
    """Decide on figures that are narrower than the question: it names half of what the best is about."""
    best = fitting[0]
    close = [one for one in fitting if best.score - one.score < thresholds.open][: thresholds.choices]
    if len(close) > 1:
        return Verdict(kind="clarify", candidates=tuple(close), rule="each figure is narrower than the question")
    return Verdict(kind="answer" if asks_number else "nearby", candidates=(best,), rule=NARROWER)


def _without_doubles(fitting: list[Candidate], preferred: tuple[str, ...]) -> list[Candidate]:
    """Return the candidates without those that are told with another: its twin, or what it continues.

    Of twins the one told last stays, else the better one.
    """
    first = sorted(fitting, key=lambda one: one.id not in preferred[:1])
    continued = {one.profile.fact.continues for one in fitting}
    kept: list[Candidate] = []
    for one in first:
        if one.id not in continued and all(other.profile.twin != one.id for other in kept):
            kept.append(one)
    return [one for one in fitting if one in kept]


def _rivals(best: Candidate, other: Candidate, thresholds: Thresholds) -> bool:
    """Tell whether two figures fit a broad question alike: "met scholen" may mean primary or secondary schools.

    So do figures that each have something of their own that the question leaves open.
    """
    figures = best.profile.fact.kind == other.profile.fact.kind == "figure"
    if figures and best.subject < 1 and other.subject >= best.subject:
        return best.score - other.score < thresholds.open
    broad = best.by_broader and other.by_broader and best.profile.fact.unit == other.profile.fact.unit
    return broad and best.score - other.score < thresholds.broader
