"""Where the words of a chart go."""

import pytest

from bot.surfaces.chart_labels import Box, Spot, places_around, settle

PAGE = Box(0, 0, 400, 400)
SIZE = (60.0, 20.0)


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        pytest.param(Box(5, 5, 15, 15), True, id="over a corner"),
        pytest.param(Box(2, 2, 8, 8), True, id="inside"),
        pytest.param(Box(10, 0, 20, 10), False, id="beside"),
        pytest.param(Box(0, 11, 10, 20), False, id="above"),
    ],
)
def test_boxes_meet_where_they_overlap(other: Box, meets: bool) -> None:
    """Touching is not meeting."""
    assert Box(0, 0, 10, 10).meets(other) is meets
    assert other.meets(Box(0, 0, 10, 10)) is meets


def test_words_go_above_a_point_or_below_it() -> None:
    """Straight, where nothing is in the way."""
    for below in (False, True):
        (found,) = settle([Spot("7", places_around((200, 200), SIZE, below), True)], [], [(200, 200)], PAGE)
        assert (found[1].top < 200) is below
        assert found[1].left == 170


def test_words_keep_off_lines_points_and_each_other() -> None:
    """Who comes second moves."""
    spots = [Spot(name, places_around((200, 200), SIZE, False), False) for name in ("first", "second")]
    placed = [box for _, box in settle(spots, [((200, 200), (200, 400))], [(200, 200)], PAGE)]
    assert len(placed) == 2
    assert not placed[0].meets(placed[1])
    assert not any(box.holds((200, y)) for box in placed for y in range(200, 400))


def test_what_finds_no_place_is_left_out_unless_it_is_needed() -> None:
    """The first and the last value are always told."""
    lines = [((0.0, float(y)), (400.0, float(y))) for y in range(0, 400, 10)]
    spots = [Spot(name, places_around((200, 200), SIZE, False), name == "must") for name in ("may", "must")]
    assert [spot.words for spot, _ in settle(spots, lines, [], PAGE)] == ["must"]


def test_words_at_the_edge_are_shifted_into_the_picture() -> None:
    """They are not cut off."""
    for x in (0, 400):
        ((_, box),) = settle([Spot("7", places_around((x, 200), SIZE, False), True)], [], [], PAGE)
        assert (box.left >= 0, box.right <= 400) == (True, True)
