"""The verdict on a ranking: one fact answers, several could, the nearest is offered, or none fits."""

from dataclasses import dataclass
from typing import Literal

from bot.core.rank import NO_SUBJECT, Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """When a fact is good enough. Scores are 0 to 100."""

    answer: float = 36.0  # fewest wrong answers on the odd half of the development questions (CHANGELOG 0.1.0)
    precision: float = 0.4  # share of what the question names that the fact must account for
    lead: float = 1.0  # a second fact as close as this makes the question ambiguous
    broader: float = 15.0  # the same, where the question names only something broader than the subjects of both
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


def decide(ranking: tuple[Candidate, ...], thresholds: Thresholds, preferred: tuple[str, ...] = ()) -> Verdict:
    """Decide what a ranking allows.

    Args:
        ranking: Candidates, those that leave no field open first, then by score.
        thresholds: When a fact is good enough.
        preferred: Facts told last; in a follow-up one of these wins a near tie.
    """
    fitting = [
        one
        for one in ranking
        if not one.missing or (one.id in preferred and one.open == (NO_SUBJECT,))
        if one.score >= thresholds.answer and one.precision >= thresholds.precision
    ]
    if fitting:
        best = fitting[0]
        close = [one for one in fitting if best.score - one.score < thresholds.lead or _rivals(best, one, thresholds)]
        known = next((one for one in fitting if one.id in preferred and best.score - one.score < thresholds.stay), None)
        if len(close) == 1 or known is not None:
            return Verdict(kind="answer", candidates=(known or best,), rule="covers every field")
        if len(close) <= thresholds.choices:
            return Verdict(kind="clarify", candidates=tuple(close), rule="several facts fit equally well")
        return Verdict(kind="clarify", candidates=tuple(close[: thresholds.choices]), rule="many facts fit")
    near = [one for one in ranking if one.missing and one.on_topic and one.subject >= thresholds.nearby]
    if near:
        best = min(near, key=lambda one: (len(one.missing), -one.score, one.id))
        return Verdict(kind="nearby", candidates=(best,), rule="no fact accounts for: " + ", ".join(best.open))
    return Verdict(kind="abstain", candidates=tuple(ranking[:3]), rule="no fact is about this")


def _rivals(best: Candidate, other: Candidate, thresholds: Thresholds) -> bool:
    """Tell whether two figures fit a broad question alike: "met scholen" may mean primary or secondary schools."""
    broad = best.by_broader and other.by_broader and best.profile.fact.unit == other.profile.fact.unit
    return broad and best.score - other.score < thresholds.broader
