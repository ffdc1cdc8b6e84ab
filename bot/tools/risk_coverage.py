"""The risk-coverage curve: over all thresholds, the share of questions answered and the share of these that is wrong.

The curve is that of selective prediction (El-Yaniv & Wiener, JMLR 2010; Geifman & El-Yaniv, NeurIPS 2017), and its area
the AURC (Geifman, Uziel & El-Yaniv, ICLR 2019). Each point is the bot itself, asked anew with another threshold: a
higher one does not only silence answers, it also turns a choice between two facts into an answer.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from bot.core.ranking.decide import Thresholds
from bot.core.records.model import KnowledgeBase
from bot.tools.asking import Replier, ask
from bot.tools.judging import Judgement
from bot.tools.questions import Case

SCORES = tuple(float(score) for score in range(0, 101, 2))  # thresholds tried, besides the one in the settings


Threshold = Literal["answer", "example_score"]


@dataclass(frozen=True, slots=True)
class Point:
    """How the questions are answered with one threshold; greetings and calls for help do not count."""

    threshold: float
    asked: int
    answered: int
    wrong: int  # of those answered: another fact, or an answer where there is none

    @property
    def coverage(self) -> float:
        """Share of the questions that is answered, 0 to 1."""
        return self.answered / self.asked if self.asked else 0.0

    @property
    def risk(self) -> float:
        """Share of the answered ones that is wrong, 0 to 1; 0 where none is answered."""
        return self.wrong / self.answered if self.answered else 0.0

    def is_like(self, other: "Point") -> bool:
        """Tell whether as many questions are answered, and as many of them wrongly."""
        return (self.answered, self.wrong) == (other.answered, other.wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The points by rising threshold, and the one of the settings."""

    name: Threshold  # the one that is varied
    points: tuple[Point, ...]
    current: Point

    @property
    def aurc(self) -> float:
        """The area under the curve (AURC), 0 to 1: the mean risk over the coverages reached; less is better."""
        return area_under(self.points)

    @property
    def flat(self) -> tuple[float, float]:
        """The lowest and the highest threshold around that of the settings that answer just as it does."""
        at = self.points.index(self.current)
        first = last = at
        while first > 0 and self.points[first - 1].is_like(self.current):
            first -= 1
        while last + 1 < len(self.points) and self.points[last + 1].is_like(self.current):
            last += 1
        return self.points[first].threshold, self.points[last].threshold


Deciding = Callable[[Thresholds], Replier]
"""Makes an assistant that decides by other thresholds."""


def trace_curve(
    cases: Iterable[Case], deciding: Deciding, thresholds: Thresholds, name: Threshold, as_of: date | None = None
) -> Curve:
    """Put all questions to the bot with each threshold.

    Args:
        cases: The questions; a conversation is held from its start with each threshold.
        deciding: Makes the assistant.
        thresholds: Those of the settings; all but the one that is varied stay.
        name: The threshold that is varied: "answer", or "example_score" for a knowledge base without concepts.
        as_of: The day of asking.
    """
    now = thresholds.answer if name == "answer" else thresholds.example_score
    scores = sorted({*SCORES, now})
    assistants = [(score, deciding(_varied(thresholds, name, score))) for score in scores]
    tallies = dict.fromkeys(scores, (0, 0, 0))
    for case in cases:  # one case with all thresholds: it is read and ranked once
        for score, assistant in assistants:
            tallies[score] = _add(tallies[score], list(ask(case, assistant, as_of)))
    points = tuple(Point(score, *tallies[score]) for score in scores)
    return Curve(name=name, points=points, current=next(point for point in points if point.threshold == now))


def varied_threshold(knowledge: KnowledgeBase) -> Threshold:
    """Return which threshold decides whether there is an answer: without concepts, the likeness to the examples."""
    return "answer" if any(fact.about for fact in knowledge.facts.values()) else "example_score"


def _varied(thresholds: Thresholds, name: Threshold, score: float) -> Thresholds:
    return replace(thresholds, answer=score) if name == "answer" else replace(thresholds, example_score=score)


def _add(tally: tuple[int, int, int], judgements: Sequence[Judgement]) -> tuple[int, int, int]:
    counted = [one for one in judgements if one.turn.aim in ("fact", "none")]
    answered = [one for one in counted if one.kind == "answer"]
    asked, given, wrong = tally
    return asked + len(counted), given + len(answered), wrong + sum(one.outcome != "right" for one in answered)


def area_under(points: Iterable[Point]) -> float:
    """Return the mean risk over the coverages between the smallest and the largest reached, by the trapezoid rule.

    Thresholds that answer nothing do not count: there is no risk. 0 where nothing is ever answered.
    """
    ordered = sorted({(point.coverage, point.risk) for point in points if point.answered})
    if not ordered:
        return 0.0
    width = ordered[-1][0] - ordered[0][0]
    steps = ((after - before) * (lower + upper) / 2 for (before, lower), (after, upper) in pairwise(ordered))
    return sum(steps) / width if width else ordered[-1][1]
