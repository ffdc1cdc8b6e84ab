"""Wrong figures that could be right: of the size and the rounding of the true one, and never true themselves."""

from collections.abc import Collection, Iterator
from decimal import ROUND_HALF_UP, Decimal
from random import Random

WRONG = 3  # options beside the right one: four fit a phone, and Kahoot has four
TRIES = 200  # draws after which a figure has no plausible neighbours
LEAST_POINTS, MOST_POINTS = 5, 14  # percentage points between two options
LEAST_RATIO, MOST_RATIO = 1.2, 1.42  # between two numbers: less could be taken for rounding, more is absurd
NEAR_POINTS = 3  # a share that is so near to a true one could be meant as that
NEAR_RATIO = Decimal("0.08")  # and a number that differs so little from a true one
MILLION = Decimal(1_000_000)
HALVES, TENS = Decimal(5), Decimal(10)
LOW_SHARE = 16  # percent; below it steps are taken as parts of the share
THRESHOLD_POINTS = (8, 22)  # percentage points between a share and the round share it is held against
THRESHOLD_RATIO = (1.15, 1.8)


def grain(value: Decimal, *, is_share: bool) -> Decimal:
    """Return the last place to which a figure was rounded, as far as its digits tell: 100 of 57,700.

    A share is rounded to whole points, unless it is a multiple of 5 or of 10: these look rounded further.
    """
    exponent = int(value.as_tuple().exponent)
    if exponent < 0:
        return Decimal(1).scaleb(exponent)
    if is_share:
        return next((step for step in (TENS, HALVES) if value % step == 0), Decimal(1))
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))


def is_near(one: Decimal, other: Decimal, *, is_share: bool) -> bool:
    """Tell whether one figure could be taken for another that was rounded or said roughly."""
    if is_share:
        return abs(one - other) < NEAR_POINTS
    return abs(one - other) < NEAR_RATIO * max(abs(one), abs(other))


def wrong_figures(value: Decimal, rng: Random, *, is_share: bool, true: Collection[Decimal]) -> tuple[Decimal, ...]:
    """Return figures for the options beside the right one, in no order; empty where there are none.

    How many of them are below the value is left to chance, so that its rank tells nothing.

    Args:
        value: The true figure, above 0.
        rng: Decides.
        is_share: Whether it is a percentage.
        true: Figures that are true too, in another period or of another population.
    """
    step = grain(value, is_share=is_share)
    for below in _in_any_order(WRONG + 1, rng):
        for _ in range(TRIES // (WRONG + 1)):
            lower = _run(value, -1, below, rng, step, is_share=is_share)
            higher = _run(value, 1, WRONG - below, rng, step, is_share=is_share)
            found = (*lower, *higher)
            if len(set(found)) == WRONG and all(
                _is_wrong(one, value, step, is_share=is_share, true=true) for one in found
            ):
                return found
    return ()


def _in_any_order(number: int, rng: Random) -> list[int]:
    places = list(range(number))
    rng.shuffle(places)
    return places


def _run(value: Decimal, sign: int, length: int, rng: Random, step: Decimal, *, is_share: bool) -> Iterator[Decimal]:
    here = value
    for _ in range(length):
        if is_share and (sign > 0 or here >= LOW_SHARE):
            here += sign * max(step, Decimal(rng.randint(LEAST_POINTS, MOST_POINTS)))
        else:
            ratio = Decimal(str(round(rng.uniform(LEAST_RATIO, MOST_RATIO), 3)))
            here = here * ratio if sign > 0 else here / ratio
        here = (here / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step
        yield here


def _is_wrong(one: Decimal, value: Decimal, step: Decimal, *, is_share: bool, true: Collection[Decimal]) -> bool:
    """Tell whether a figure may stand beside the right one: as precise, as large, and not true."""
    if one <= 0 or (is_share and one > 100):
        return False
    if not is_share and (grain(one, is_share=False) != step or (one >= MILLION) != (value >= MILLION)):
        return False
    if is_share and step == 1 and one % HALVES == 0 and one != value:
        return False
    return not any(is_near(one, each, is_share=is_share) for each in (value, *true))


def thresholds(value: Decimal, *, is_share: bool) -> tuple[Decimal, ...]:
    """Return round figures that a value is clearly above or below, from low to high."""
    if is_share:
        least, most = THRESHOLD_POINTS
        return tuple(
            Decimal(one) for one in (*range(10, 100, 10), 25, 75) if least <= abs(value - one) <= most and one != value
        )
    found = []
    unit = Decimal(10) ** (value.adjusted())
    for digits in (1, "1.5", 2, "2.5", 3, 4, 5, 6, "7.5", 8, 10, 15):
        for size in (unit / 10, unit):
            one = Decimal(digits) * size
            ratio = float(max(one, value) / min(one, value))
            if THRESHOLD_RATIO[0] <= ratio <= THRESHOLD_RATIO[1] and (one == one.to_integral_value() or value < TENS):
                found.append(one.normalize() if one != one.to_integral_value() else one.quantize(Decimal(1)))
    return tuple(sorted(set(found)))


def slider(value: Decimal, rng: Random, *, is_share: bool) -> tuple[Decimal, Decimal, Decimal]:
    """Return the ends and the step of a slider for a guess; where the value lies on it is left to chance."""
    if is_share:
        return Decimal(0), Decimal(100), Decimal(1)
    unit = Decimal(10) ** value.adjusted()
    most = (value / unit).to_integral_value(rounding=ROUND_HALF_UP) * unit * rng.randint(2, 4)
    step = max(unit / 20, Decimal(1)) if value >= TENS else unit / 10
    return Decimal(0), most, step.normalize() if step < 1 else step.quantize(Decimal(1))
