"""What people think of the answers, by fact, for those who keep the knowledge base. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.records.model import Fact
from bot.store.records import Comment, FactFeedback, RatedQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedFact:
    """A fact with its ratings."""

    fact: str  # id
    position: str | None  # file and line; None: it is no longer in the knowledge base
    good: int
    bad: int
    reasons: Mapping[str, int]  # code → how often
    questions: tuple[RatedQuestion, ...]  # left by those who called the answer bad


def find_rated(
    ratings: Iterable[FactFeedback], questions: Sequence[RatedQuestion], facts: Mapping[str, Fact]
) -> list[RatedFact]:
    """Return the facts that were rated, those most often called bad first."""
    found = [
        RatedFact(
            fact=rated.fact,
            position=str(facts[rated.fact].position) if rated.fact in facts else None,
            good=rated.good,
            bad=rated.bad,
            reasons=rated.reasons,
            questions=tuple(one for one in questions if one.fact == rated.fact),
        )
        for rated in ratings
    ]
    return sorted(found, key=lambda rated: (-rated.bad, -rated.good, rated.fact))


def as_json(found: Iterable[RatedFact], comments: Iterable[Comment]) -> dict[str, object]:
    """Return ratings and remarks as an object for machines."""
    return {
        "facts": [
            {
                "fact": rated.fact,
                "position": rated.position,
                "good": rated.good,
                "bad": rated.bad,
                "reasons": dict(rated.reasons),
                "questions": [
                    {"question": one.question, "reason": one.reason, "day": one.day.isoformat()}
                    for one in rated.questions
                ],
            }
            for rated in found
        ],
        "comments": [{"text": comment.text, "day": comment.day.isoformat()} for comment in comments],
    }
