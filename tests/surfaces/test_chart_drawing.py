"""Charts in letters: golden lines, and the width of the window."""

import pytest

from bot.core.answering.chart import ChartPoint
from bot.surfaces.chart_drawing import NARROWEST, draw_lines
from tests.surfaces.charts import chart


def test_a_bar_for_each_period_from_zero() -> None:
    """With its value; exceptional years are marked, and a break says why."""
    drawn = chart(breaks=(1,), break_notes=("Vanaf 2015 telt iets anders mee.",), exceptional=(3, 4))
    assert draw_lines(drawn, 40) == (
        "Aantal uitleningen",
        "(uitleningen van bibliotheken)",
        "2010 █████████████████████████████ 400",
        "╌╌╌ Vanaf 2015 telt iets anders mee.",
        "2015 ███████████████████████████▌  380",
        "2019 ██████████████████████████    360",
        "2020 ██████████████▌               200 *",
        "2021 █████████████                 180 *",
        "2022 █████████████████████▊        300",
        "* bijzonder jaar",
        "Bron: Verzonnen, 2023",
    )


def test_a_share_is_held_against_a_hundred() -> None:
    """A full bar is everybody."""
    drawn = chart({"2019": 100, "2020": 50, "2021": 0}, is_share=True)
    assert [line.count("█") for line in draw_lines(drawn, 40)[2:5]] == [31, 15, 0]


def test_a_break_without_a_reason_is_named() -> None:
    """So that nobody reads on over it."""
    assert "╌╌╌ breuk in de reeks" in draw_lines(chart(breaks=(2,)), 40)


def test_a_day_is_written_in_words() -> None:
    """As in the answer."""
    points = (*chart().points, ChartPoint("2023-06-24", chart().points[0].value, "400", "24 juni 2023"))
    assert any(line.startswith("24 juni 2023 █") for line in draw_lines(chart(points=points), 40))


@pytest.mark.parametrize("width", [NARROWEST, 30, 57, 80, 100])
def test_every_line_fits_the_window(width: int) -> None:
    """In a window too narrow for bars, too, every figure stands."""
    points = tuple(ChartPoint(p.period, p.value, f"circa {p.shown} miljoen") for p in chart().points)
    drawn = draw_lines(chart(points=points, source="Bron: " + "Verzonnen, 2023; " * 9, breaks=(1,)), width)
    assert [line for line in drawn if len(line) > width] == []
    assert [point.shown for point in points if not any(point.shown in line for line in drawn)] == []


@pytest.mark.parametrize("width", [0, 1, 10])
def test_a_tiny_window_does_no_harm(width: int) -> None:
    """Then the terminal breaks the lines."""
    assert draw_lines(chart(), width) == draw_lines(chart(), NARROWEST)


def test_a_drawing_has_no_codes() -> None:
    """It says the same in black and white, and words in brackets stay words."""
    assert "\x1b" not in "".join(draw_lines(chart(), 60))
    points = tuple(ChartPoint(p.period, p.value, f"[bold]{p.shown}") for p in chart().points)
    assert "[bold]400" in "".join(draw_lines(chart(points=points), 60))


def test_a_series_of_noughts_has_no_bars() -> None:
    """There is nothing to divide by."""
    drawn = draw_lines(chart({"2019": 0, "2020": 0, "2021": 0}), 40)
    assert "█" not in "".join(drawn)
