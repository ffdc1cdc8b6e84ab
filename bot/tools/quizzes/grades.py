"""How far an estimate may be off in programs that know no slider: all points, or half of them."""

from decimal import ROUND_HALF_UP, Decimal

from bot.quiz.records import Estimate
from bot.quiz.score import FURTHEST_POINTS, FURTHEST_RATIO

FULL, HALF = Decimal("0.1"), Decimal("0.5")  # part of the distance at which a guess is worth nothing


def full_margin(estimate: Estimate) -> Decimal:
    """Return the distance within which an estimate counts as right."""
    return _margin(estimate, FULL)


def half_margin(estimate: Estimate) -> Decimal:
    """Return the distance within which an estimate is worth half of the points."""
    return _margin(estimate, HALF)


def _margin(estimate: Estimate, part: Decimal) -> Decimal:
    furthest = FURTHEST_POINTS if estimate.is_share else FURTHEST_RATIO * estimate.value
    step = Decimal(1).scaleb(min(0, int(estimate.value.as_tuple().exponent)))
    return (part * furthest).quantize(step, rounding=ROUND_HALF_UP)
