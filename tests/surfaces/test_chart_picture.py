"""Charts as pictures: what stands in them, what they do not join, and that nothing overlaps."""

import struct
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from bot.core.answering.chart import Chart, ChartPoint
from bot.core.assistant import Assistant
from bot.core.records.model import KnowledgeBase
from bot.surfaces.chart_picture import (
    LEAST_HEIGHT,
    WIDTH,
    FileFormat,
    build_figure,
    draw_chart,
    moment,
    runs,
    turning_places,
)
from tests.surfaces.charts import chart

ROOT = Path(__file__).parents[2]
TALLEST = 1350  # pixels: five to four, what a phone shows without cutting


def axes_of(figure: Figure) -> Axes:
    (axes,) = figure.axes
    return axes


def joined(figure: Figure) -> list[Line2D]:
    """Return the lines from point to point, without the marks and the dashes of breaks."""
    return [line for line in axes_of(figure).lines if line.get_linestyle() == "-"]


def words(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.texts]


def ticks(axes: Axes) -> tuple[list[str], list[str]]:
    """Return what is written along the axes."""
    return tuple([label.get_text() for label in labels] for labels in (axes.get_xticklabels(), axes.get_yticklabels()))  # type: ignore[return-value]


def size_of_png(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG")
    return struct.unpack(">II", picture[16:24])  # type: ignore[return-value]


@pytest.fixture(scope="session")
def charts(assistant: Assistant, knowledge: KnowledgeBase) -> dict[tuple[str, str], Chart]:
    """Return every chart that the knowledge base allows, by its fact and language."""
    drawn = {(id_, code): assistant.chart(id_, code) for id_ in knowledge.facts for code in ("nl", "en")}
    return {key: one for key, one in drawn.items() if one is not None}


@pytest.mark.parametrize(
    ("file_format", "opening"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")], ids=["png", "svg", "pdf"]
)
def test_a_picture_is_the_same_every_time(file_format: FileFormat, opening: bytes) -> None:
    """Without a date or the name of a program in it."""
    picture = draw_chart(chart(), file_format)
    assert picture.startswith(opening)
    assert picture == draw_chart(chart(), file_format)


def test_a_picture_is_made_for_a_phone() -> None:
    """Three times as wide as a narrow screen; more words make it higher, not smaller."""
    assert size_of_png(draw_chart(chart())) == (WIDTH, LEAST_HEIGHT)
    width, height = size_of_png(draw_chart(chart(notes=("Dit moet erbij gezegd worden. " * 8,) * 5)))
    assert (width, height > LEAST_HEIGHT) == (WIDTH, True)


def test_title_population_notes_and_source_stand_in_the_picture() -> None:
    """Of the notes the first three, and a hollow mark is explained."""
    shown = words(build_figure(chart(notes=("Een.", "Twee.", "Drie.", "Vier."), exceptional=(3,))))
    expected = ["Aantal uitleningen", "Uitleningen van bibliotheken", "○ bijzonder jaar", "Een.", "Twee.", "Drie."]
    assert [line for line in expected if line not in shown] == []
    assert "Bron: Verzonnen, 2023" in shown
    assert "Vier." not in shown


def test_words_are_not_read_as_formulas() -> None:
    """A sign of money is a sign of money."""
    assert "Bron: $5 en $6" in words(build_figure(chart(source="Bron: $5 en $6")))
    assert draw_chart(chart(source="Bron: $5 en $6_{")) != b""


def test_a_line_does_not_reach_over_a_break() -> None:
    """A dashed line stands there, with its name; colour and mark are others from there on."""
    figure = build_figure(chart(breaks=(2, 5)))
    assert [[int(value) for value in line.get_ydata()] for line in joined(figure)] == [
        [400, 380],
        [360, 200, 180],
        [300],
    ]
    assert len({line.get_color() for line in joined(figure)}) == 3
    marks = [line.get_marker() for line in axes_of(figure).lines if line.get_marker() not in ("None", None, "")]
    assert len(set(marks)) == 3
    dashed = [line for line in axes_of(figure).lines if line.get_linestyle() == "--"]
    assert [2016 < line.get_xdata()[0] < 2020 for line in dashed] == [True, False]
    assert words(figure).count("breuk in de reeks") == 2


def test_marks_of_exceptional_years_are_hollow() -> None:
    """So they can be told from the others without colour."""
    marks = [line for line in axes_of(build_figure(chart(exceptional=(3, 4)))).lines if line.get_marker() == "o"]
    assert {line.get_markerfacecolor(): [int(value) for value in line.get_ydata()] for line in marks} == {
        "#0072B2": [400, 380, 360, 300],
        "white": [200, 180],
    }


@pytest.mark.parametrize(
    ("changed", "lowest", "highest"),
    [
        pytest.param({}, "0", "400", id="a number"),
        pytest.param({"is_share": True, "number": "{value}%", "rows": {"2019": 1, "2020": 2, "2021": 3}}, "0%", "100%",
                     id="a share runs from 0 to 100"),
        pytest.param({"rows": {"2019": 9000, "2020": 9500, "2021": 9990}}, "0", "10.000", id="thousands in Dutch"),
        pytest.param({"rows": {"2019": 9000, "2020": 9500, "2021": 9990}, "notation": "1,234.5"}, "0", "10,000",
                     id="thousands in English"),
        pytest.param({"rows": {"2019": 24, "2020": 25, "2021": 26}, "number": "€ {value}"}, "€ 0", "€ 30", id="money"),
        pytest.param({"rows": {"2019": 1_000_000, "2020": 2_000_000, "2021": 2_400_000}}, "0", "2,5", id="millions"),
        pytest.param({"rows": {"2019": 0, "2020": 0, "2021": 0}}, "0", "1", id="nothing at all"),
    ],
)  # fmt: skip
def test_the_axis_begins_at_zero(changed: dict[str, object], lowest: str, highest: str) -> None:
    """And ends above the highest value, in the notation of the language."""
    axes = axes_of(build_figure(chart(**changed)))  # type: ignore[arg-type]
    assert axes.get_ylim()[0] == 0
    assert (ticks(axes)[1][0], ticks(axes)[1][-1]) == (lowest, highest)


@pytest.mark.parametrize(
    ("rows", "number", "caption"),
    [
        pytest.param({"2019": 1_000_000, "2020": 2_000_000, "2021": 3_000_000}, "{value}", "miljoen", id="millions"),
        pytest.param({"2019": 1, "2020": 2, "2021": 3}, "{value} uur", "uur", id="a unit in words"),
        pytest.param({"2019": 1, "2020": 2, "2021": 3_000_000}, "{value} km", "miljoen km", id="both"),
    ],
)
def test_words_of_the_unit_stand_once_above_the_axis(rows: dict[str, int], number: str, caption: str) -> None:
    """Short numbers leave room for the line."""
    assert caption in words(build_figure(chart(rows, number=number)))


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2020", 2021.0), ("2016-2017", 2017.58), ("2022-04", 2022.34), ("2021-06-24", 2021.48)],
)
def test_a_point_stands_at_the_end_of_its_period(period: str, expected: float) -> None:
    """So a gap in the years is a gap in the picture."""
    assert moment(ChartPoint(period, chart().points[0].value, "")) == pytest.approx(expected, abs=0.01)


def test_the_first_and_the_last_period_are_always_written() -> None:
    """Of many, those between that have room, in equal steps from the last."""
    shown = ticks(axes_of(build_figure(chart({str(year): year for year in range(1990, 2021)}))))[0]
    assert (shown[0], shown[1]) == ("2020", "1990")
    assert 5 < len(shown) < 15


def test_years_go_before_days() -> None:
    """And school years and days take two lines."""
    rows = {"2019-2020": 1, "2020-2021": 2, "2021-2022": 3}
    assert "2021-\n2022" in ticks(axes_of(build_figure(chart(rows))))[0]
    days = chart({"2020": 1, "2021-11-30": 2, "2021": 3, "2022": 4})
    assert sorted(ticks(axes_of(build_figure(days)))[0]) == ["2020", "2021", "2022"]


def test_few_values_are_all_written_and_of_many_those_that_matter() -> None:
    """The first, the last, and where the line turns."""
    shown = words(build_figure(chart()))
    assert [value for value in ("400", "380", "360", "200", "180", "300") if value not in shown] == []
    many = chart({str(year): 100 + 10 * abs(year - 2008) for year in range(2000, 2021)})
    assert turning_places(many) == (8,)
    shown = words(build_figure(many))
    assert [value for value in ("180", "100", "220") if value not in shown] == []
    assert "130" not in shown


def test_the_ends_of_a_run_are_no_turning_points() -> None:
    """At a break the line does not turn, it stops."""
    assert runs(chart(breaks=(4,))) == (range(4), range(4, 6))
    assert turning_places(chart()) == (4,)
    assert turning_places(chart(breaks=(4,))) == ()


def test_no_words_overlap_and_none_leave_the_picture(charts: dict[tuple[str, str], Chart]) -> None:
    """In every chart of the knowledge base; and none is higher than a phone shows."""
    faults = []
    for key, one in charts.items():
        figure = build_figure(one)
        axes = axes_of(figure)
        figure.draw_without_rendering()
        texts = [*figure.texts, *axes.get_xticklabels(), *axes.get_yticklabels()]
        boxes = {text: text.get_window_extent() for text in texts if text.get_text()}
        for first, second in combinations(boxes, 2):
            if boxes[first].padded(-2).overlaps(boxes[second].padded(-2)):
                faults.append((key, first.get_text(), second.get_text()))
        page = figure.bbox
        faults += [
            (key, text.get_text(), "outside")
            for text, box in boxes.items()
            if box.x0 < 0 or box.x1 > page.width or box.y0 < 0 or box.y1 > page.height
        ]
        if page.height > TALLEST:
            faults.append((key, str(page.height), "too high"))
    assert len(charts) > 20
    assert faults == []


def test_no_window_and_no_global_list_of_pictures() -> None:
    """A service that draws for days keeps nothing of it."""
    script = """
import sys
from tests.surfaces.charts import chart
from bot.surfaces.chart_picture import draw_chart
assert "matplotlib" not in sys.modules
draw_chart(chart())
print("matplotlib" in sys.modules, "matplotlib.pyplot" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]


def test_a_drawing_in_points_is_laid_out_as_the_picture() -> None:
    """SVG and PDF are drawn at 72 points to the inch: at another density all that is placed in pixels would shift."""
    figure = build_figure(chart())
    before = [text.get_window_extent().bounds for text in figure.findobj(Text)]
    figure.set_dpi(72)
    assert [text.get_window_extent().bounds for text in figure.findobj(Text)] == before
