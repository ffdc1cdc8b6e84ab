"""What a reply is worth: right or not, and of an estimate how close it is. How fast it came makes no difference."""

from decimal import ROUND_HALF_UP, Decimal

from bot.quiz.records import QuizQuestion, Reply

FURTHEST_POINTS = Decimal(25)  # percentage points at which a guess of a share is worth nothing
FURTHEST_RATIO = Decimal("0.5")  # part of the value at which a guess of a number is worth nothing
ROUND = Decimal("0.1")


def score(question: QuizQuestion, reply: Reply) -> Decimal:
    """Return from 0 to 1, in tenths. An order is worth the part of its places that are right."""
    if question.estimate is not None:
        if not isinstance(reply, Decimal):
            return Decimal(0)
        furthest = FURTHEST_POINTS if question.estimate.is_share else FURTHEST_RATIO * question.estimate.value
        off = abs(reply - question.estimate.value)
        return max(Decimal(0), 1 - off / furthest).quantize(ROUND, rounding=ROUND_HALF_UP)
    if isinstance(reply, Decimal) or not question.right:
        return Decimal(0)
    if question.is_order:
        hits = sum(chosen == place for chosen, place in zip(reply, question.right, strict=False))
        return (Decimal(hits) / len(question.right)).quantize(ROUND, rounding=ROUND_HALF_UP)
    return Decimal(int(reply == question.right))


def is_right(question: QuizQuestion, reply: Reply) -> bool:
    """Tell whether nothing is wrong with a reply."""
    return score(question, reply) == 1
