"""Where the parts of the picture of a risk-coverage curve go, in the units of its SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.tools.risk_coverage import Curve, Point

WIDTH, HEIGHT = 360, 270  # on a phone as on paper: a unit is then a pixel, so that letters of 12 can be read
LEFT, RIGHT, TOP, BOTTOM = 40, 342, 34, 222
STEPS = (0.5, 1, 2, 5, 10, 20, 25)  # percent between two lines
MOST_LINES = 5
NEAR_THE_EDGE = 60  # units within which the label of a point stands at its left


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid, with its label in percent."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The point of the settings, and its label."""

    x: float
    y: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A curve as coordinates; the template draws it."""

    line: str
    now: Mark
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP
    bottom: int = BOTTOM


def draw_picture(curve: Curve) -> Picture:
    """Return where the curve, its marked point and the lines of the grid go; both axes begin at zero."""
    highest = _highest([point for point in curve.points if point.answered])
    step = next((step for step in STEPS if highest / step <= MOST_LINES), STEPS[-1])
    lines = int(-(-highest // step)) or 1
    top = lines * step
    drawn = [(_x(point), _y(point, top)) for point in curve.points if point.answered]
    x, y = _x(curve.current), _y(curve.current, top)
    return Picture(
        line=" ".join(f"{x:g},{y:g}" for x, y in dict.fromkeys(drawn)),
        now=Mark(x, y, y - 12, "end" if x > RIGHT - NEAR_THE_EDGE else "middle"),
        across=tuple(Tick(_across(percent), str(percent)) for percent in range(0, 101, 25)),
        up=tuple(Tick(_up(step * number, top), f"{step * number:g}") for number in range(lines + 1)),
    )


def _highest(points: Sequence[Point]) -> float:
    return max((100 * point.risk for point in points), default=0.0)


def _x(point: Point) -> float:
    return _across(100 * point.coverage)


def _y(point: Point, top: float) -> float:
    return _up(100 * point.risk, top)


def _across(percent: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * percent / 100, 1)


def _up(percent: float, top: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * percent / top, 1)
