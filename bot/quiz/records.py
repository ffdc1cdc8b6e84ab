"""The records of a quiz: a question with its options, what is right, and what is told after it."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from bot.core.records.model import Texts

Kind = Literal[
    "figure", "true-false", "estimate", "threshold", "change", "larger", "order", "term", "comparable", "own"
]
MADE_KINDS: tuple[Kind, ...] = (
    "figure", "true-false", "estimate", "threshold", "change", "larger", "order", "term", "comparable"
)  # fmt: skip
"""The kinds that are made from facts; "own" is a question that somebody wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number to be guessed, with the ends of a slider."""

    value: Decimal  # percent is 0 to 100
    least: Decimal
    most: Decimal
    step: Decimal
    is_share: bool  # how far a guess is off counts in percentage points, not as a part of the value
    shown: Texts  # the value in words, with its unit
    unit: Texts  # "{value}%": how a guess is written


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizQuestion:
    """One question, in every language; places of options are counted from 0."""

    id: str  # of what it asks: kind, facts and periods; its figures depend on the seed
    kind: Kind
    text: Texts
    options: tuple[Texts, ...] = ()  # none where a number is asked for
    right: tuple[int, ...] = ()  # the place of the right option; of "order" all places, the highest value first
    estimate: Estimate | None = None
    facts: tuple[str, ...] = ()  # ids
    periods: tuple[str | None, ...] = ()  # of the rows asked for, as the sources write them
    explanation: tuple[Texts, ...] = ()  # two lines: what is so, and what must be said with it
    source: Texts = field(default_factory=dict)  # the citations
    chart: str | None = None  # id of a fact whose series can be drawn with the answer

    @property
    def is_order(self) -> bool:
        """Whether the options are to be put in order."""
        return len(self.right) > 1


Reply = tuple[int, ...] | Decimal
"""The places that were chosen, or the number that was guessed."""
