"""Where the words of a chart go: beside their points, and never over each other or over a line. Plain geometry."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

XY = tuple[float, float]

GAP = 17  # pixels between a point and its words
CLEAR = 5  # pixels that stay free around words
MARKER = 12  # pixels from the middle of a point to the edge of its mark
STEPS = 24  # places at which a line is held against a box


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, from the lower left corner of the picture."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "Box", apart: float = 0.0) -> bool:
        """Tell whether two boxes overlap or come nearer than so many pixels."""
        return (
            self.left < other.right + apart
            and other.left < self.right + apart
            and self.bottom < other.top + apart
            and other.bottom < self.top + apart
        )

    def holds(self, point: XY, apart: float = 0.0) -> bool:
        """Tell whether a point lies within so many pixels of the box."""
        x, y = point
        return self.left - apart < x < self.right + apart and self.bottom - apart < y < self.top + apart

    def moved_into(self, outer: "Box") -> "Box":
        """Return the box shifted sideways into another."""
        shift = max(outer.left - self.left, 0.0) or min(outer.right - self.right, 0.0)
        return Box(self.left + shift, self.bottom, self.right + shift, self.top)


@dataclass(frozen=True, slots=True)
class Spot:
    """Words that want a place."""

    words: str
    boxes: Sequence[Box]  # where they may go, the best first
    is_needed: bool  # they are written even where no place is free
    size: int = 0  # of the letters; 0: as usual


def places_around(point: XY, size: XY, below: bool) -> list[Box]:
    """Return where the words of a point may stand: above or below it, straight or to a side."""
    (x, y), (width, height) = point, size
    found: list[Box] = []
    for further in (0, height + 2 * CLEAR):
        levels = (y + GAP + further, y - GAP - height - further)
        for bottom in reversed(levels) if below else levels:
            for middle in (x, x + width / 3, x - width / 3, x + width / 2, x - width / 2):
                found.append(Box(middle - width / 2, bottom, middle + width / 2, bottom + height))
    for left in (x + GAP, x - GAP - width):
        found.append(Box(left, y - height / 2, left + width, y + height / 2))
    return found


def settle(
    spots: Iterable[Spot], lines: Sequence[tuple[XY, XY]], points: Sequence[XY], inside: Box
) -> Iterator[tuple[Spot, Box]]:
    """Yield each spot with its place, the first come first served; one that finds no free place is left out.

    Args:
        spots: The most important first.
        lines: Stretches that no words may cover.
        points: Marks that no words may cover.
        inside: Where words must stay; they are shifted sideways into it.
    """
    taken: list[Box] = []

    def faults(box: Box) -> int:
        crossed = sum(any(box.holds(one, CLEAR) for one in _along(line)) for line in lines)
        covered = sum(box.holds(point, MARKER) for point in points)
        outside = box.bottom < inside.bottom or box.top > inside.top
        return crossed + covered + 10 * sum(box.meets(other, 2 * CLEAR) for other in taken) + 10 * outside

    for spot in spots:
        boxes = [box.moved_into(inside) for box in spot.boxes]
        best = min(boxes, key=faults)
        if spot.is_needed or faults(best) == 0:
            taken.append(best)
            yield spot, best


def _along(line: tuple[XY, XY]) -> Iterator[XY]:
    (x, y), (to_x, to_y) = line
    for step in range(STEPS + 1):
        yield x + (to_x - x) * step / STEPS, y + (to_y - y) * step / STEPS
