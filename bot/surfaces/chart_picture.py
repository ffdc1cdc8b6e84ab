"""A chart as a picture for a phone: PNG, SVG or PDF. The one home of matplotlib, which is loaded when one is drawn.

Sizes are in pixels of the PNG. It is 1080 wide and read at a third of that, so nothing is written smaller than 23.
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from bot.core.answering.chart import Chart, ChartPoint
from bot.core.values.numbers import show_number
from bot.core.values.periods import period_key, period_kind
from bot.core.words.text import capital
from bot.surfaces.chart_labels import Box, Spot, places_around, settle

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text

FileFormat = Literal["png", "svg", "pdf"]
FORMATS: tuple[FileFormat, ...] = ("png", "svg", "pdf")

WIDTH, LEAST_HEIGHT = 1080, 810
DPI = 72  # a point is a pixel: SVG and PDF are laid out in points, and would shift what is placed in pixels
MARGIN = 36
PLOT_HEIGHT = 430  # at least
TITLE, SUBTITLE, FIGURES, FOOT = 40, 27, 28, 23  # heights of letters
LINE = 1.32  # from line to line, in heights of letters
MOST_NOTES = 3
CROWDED = 30  # pixels from point to point: here the marks are small
FEW = 8  # points that may all have their value beside them
MILLION = 1_000_000
LONGEST_SIGN = 2  # characters of a unit that is written at every number of the axis: "%", "€ "

INK, FAINT, GRID = "#222222", "#595959", "#d9d9d9"
SERIES = (("#0072B2", "o"), ("#D55E00", "s"), ("#009E73", "^"), ("#CC79A7", "D"))  # the colours of Okabe and Ito
_METADATA: dict[FileFormat, dict[str, str | None]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
_DRAWING = threading.Lock()  # matplotlib has settings and fonts that all threads share


def draw_chart(chart: Chart, file_format: FileFormat = "png") -> bytes:
    """Return a chart as a picture; the same chart always gives the same bytes."""
    import logging

    import matplotlib

    logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells of every table of a font
    with _DRAWING, matplotlib.rc_context({"svg.hashsalt": "vraagbaak", "pdf.fonttype": 42}):
        written = BytesIO()
        build_figure(chart).savefig(written, format=file_format, dpi=DPI, metadata=_METADATA[file_format])
    return written.getvalue()


def build_figure(chart: Chart) -> "Figure":
    """Return a chart as a figure of matplotlib, on no screen and in no global list."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH / DPI, LEAST_HEIGHT / DPI), dpi=DPI, facecolor="white")
    page = _Page(figure)
    head = [
        *page.paragraph(chart.title, TITLE, INK, is_bold=True),
        _Line("", 6, FAINT, False),
        *page.paragraph(capital(chart.population), SUBTITLE, FAINT),
    ]
    foot = [line for words in _foot(chart) for line in page.paragraph(words, FOOT, FAINT)]
    caption = _caption(chart)
    axis = round(FIGURES * LINE * (2 if any(len(_period_label(point)) > 1 for point in chart.points) else 1)) + 26
    above, below = _height(head) + MARGIN + 42 + (FIGURES if caption else 0), axis + _height(foot) + MARGIN + 14
    height = max(LEAST_HEIGHT, above + PLOT_HEIGHT + below)
    figure.set_size_inches(WIDTH / DPI, height / DPI)
    page.write(head, height - MARGIN)
    page.write(foot, MARGIN + _height(foot))
    _draw_plot(chart, page, Box(0, below, WIDTH, height - above), caption)
    return figure


# --- text


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    size: int
    colour: str
    is_bold: bool


class _Page:
    """The figure as a page: text in pixels, measured with the letters that it is drawn with."""

    def __init__(self, figure: "Figure") -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        self.figure = figure
        self._renderer = cast(Any, FigureCanvasAgg(figure)).get_renderer()  # it has no types

    def text(self, words: str, size: int, colour: str, *, is_bold: bool = False, x: float = 0, y: float = 0) -> "Text":
        """Write words with their lower left corner at a place."""
        from matplotlib.transforms import IdentityTransform

        return self.figure.text(
            x,
            y,
            words,
            color=colour,
            fontproperties=_font(size, is_bold=is_bold),
            transform=IdentityTransform(),
            va="baseline",
            parse_math=False,
        )

    def label(self, words: str, size: int, colour: str, *, x: float, y: float) -> None:
        """Write words within the plot, with a white edge that keeps the lines of the grid away."""
        from matplotlib.patheffects import withStroke

        below = self._renderer.get_text_width_height_descent("lp", _font(size), ismath=False)[2]
        self.text(words, size, colour, x=x, y=y + below).set_path_effects([withStroke(linewidth=8, foreground="white")])

    def size_of(self, words: str, size: int, *, is_bold: bool = False) -> tuple[float, float]:
        """Return how wide words are, in one or more lines, and how high a line with a "l" and a "p" is."""
        measure = partial(self._renderer.get_text_width_height_descent, prop=_font(size, is_bold=is_bold), ismath=False)
        return max(measure(line)[0] for line in words.split("\n")), measure("lp")[1]

    def paragraph(self, words: str, size: int, colour: str, *, is_bold: bool = False) -> Iterator[_Line]:
        """Yield words in lines that fit the page."""
        line = ""
        for word in words.split():
            longer = f"{line} {word}".lstrip()
            if line and self.size_of(longer, size, is_bold=is_bold)[0] > WIDTH - 2 * MARGIN:
                yield _Line(line, size, colour, is_bold)
                longer = word
            line = longer
        if line:
            yield _Line(line, size, colour, is_bold)

    def write(self, lines: Iterable[_Line], top: float) -> None:
        """Write lines below each other."""
        for line in lines:
            top -= line.size * LINE
            self.text(line.words, line.size, line.colour, is_bold=line.is_bold, x=MARGIN, y=round(top + line.size / 4))


def _height(lines: Sequence[_Line]) -> int:
    return round(sum(line.size * LINE for line in lines))


@lru_cache
def _font(size: int, *, is_bold: bool = False) -> "FontProperties":
    import matplotlib
    from matplotlib.font_manager import FontProperties

    name = "DejaVuSans-Bold.ttf" if is_bold else "DejaVuSans.ttf"  # it comes with matplotlib
    return FontProperties(fname=Path(matplotlib.get_data_path(), "fonts", "ttf", name), size=size)


def _foot(chart: Chart) -> Iterator[str]:
    if chart.exceptional:
        yield f"○ {chart.exceptional_label}"
    yield from chart.notes[:MOST_NOTES]
    yield chart.source


# --- the plot


def moment(point: ChartPoint) -> float:
    """Return the end of a period as a year with a fraction: so much as time passed between two points lies between."""
    year, month, day = period_key(point.period)
    return year + (month - 1) / 12 + day / 372


def runs(chart: Chart) -> tuple[range, ...]:
    """Return the places of the points that a line joins: up to each break."""
    ends = (0, *chart.breaks, len(chart.points))
    return tuple(range(start, end) for start, end in pairwise(ends) if start < end)


def turning_places(chart: Chart) -> tuple[int, ...]:
    """Return the places at which the line turns; the ends of a run never do."""
    values = [point.value for point in chart.points]
    return tuple(
        at
        for run in runs(chart)
        for at in run[1:-1]
        if (values[at] - values[at - 1]) * (values[at + 1] - values[at]) < 0
    )


def _draw_plot(chart: Chart, page: _Page, frame: Box, caption: str) -> None:
    ticks = _value_ticks(chart)
    shown = [_tick_label(value, chart) for value in ticks]
    left = MARGIN + max(page.size_of(label, FIGURES)[0] for label in shown) + 16
    height = float(page.figure.bbox.height)
    axes = page.figure.add_axes(
        (left / WIDTH, frame.bottom / height, (WIDTH - MARGIN - left) / WIDTH, (frame.top - frame.bottom) / height)
    )
    axes.set_ylim(0, ticks[-1])
    times = [moment(point) for point in chart.points]
    side = (times[-1] - times[0]) * 0.06
    axes.set_xlim(times[0] - side, times[-1] + side)
    _draw_axes(axes, ticks, shown)
    for number, run in enumerate(runs(chart)):
        _draw_run(axes, chart, times, run, *SERIES[number % len(SERIES)])
    _write_periods(chart, page, axes, times)
    if caption:
        page.text(caption, FIGURES, FAINT, x=MARGIN, y=frame.top + FIGURES)
    _write_values(chart, page, axes, times)


def _draw_axes(axes: "Axes", ticks: Sequence[float], shown: Sequence[str]) -> None:
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set(color=FAINT, linewidth=3)
    axes.set_axisbelow(True)
    axes.grid(axis="y", color=GRID, linewidth=2)
    axes.tick_params(axis="y", length=0, pad=14, labelcolor=FAINT)
    axes.set_yticks(ticks, shown, fontproperties=_font(FIGURES))


def _draw_run(axes: "Axes", chart: Chart, times: Sequence[float], run: range, colour: str, marker: str) -> None:
    """Draw one line with its points; those of exceptional years are hollow."""
    values = [float(chart.points[at].value) for at in run]
    near = min(axes.transData.transform((b, 0))[0] - axes.transData.transform((a, 0))[0] for a, b in pairwise(times))
    size = 15 if near > CROWDED else 10
    axes.plot([times[at] for at in run], values, color=colour, linewidth=5.5, solid_joinstyle="round", clip_on=False)
    for is_hollow in (False, True):
        places = [at for at in run if (at in chart.exceptional) is is_hollow]
        if places:
            axes.plot(
                [times[at] for at in places],
                [float(chart.points[at].value) for at in places],
                linestyle="none",
                marker=marker,
                markersize=size,
                markeredgecolor=colour,
                markeredgewidth=4 if near > CROWDED else 3,
                markerfacecolor="white" if is_hollow else colour,
                clip_on=False,
                zorder=3,
            )


# --- along the axes


def _value_ticks(chart: Chart) -> list[float]:
    """Return the values at which a line crosses the plot, from zero to above the highest value."""
    from matplotlib.ticker import MaxNLocator

    if chart.is_share:
        return [0, 25, 50, 75, 100]
    highest = max(float(point.value) for point in chart.points) or 1.0
    locator = MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10], min_n_ticks=3)
    ticks = [float(tick) for tick in locator.tick_values(0, highest) if tick >= 0]
    return ticks if ticks[-1] >= highest else [*ticks, 2 * ticks[-1] - ticks[-2]]


def _is_in_millions(chart: Chart) -> bool:
    return max(point.value for point in chart.points) >= MILLION


def _tick_label(value: float, chart: Chart) -> str:
    number = Decimal(repr(value / MILLION if _is_in_millions(chart) else value)).normalize()
    shown = show_number(number, chart.notation)
    return chart.number.format(value=shown) if len(_unit(chart)) <= LONGEST_SIGN else shown


def _unit(chart: Chart) -> str:
    return chart.number.replace("{value}", "")


def _caption(chart: Chart) -> str:
    """Return the words that belong to every number of the axis and stand above it: "miljoen"."""
    words = [chart.million.replace("{value}", "").strip()] if _is_in_millions(chart) else []
    words += [_unit(chart).strip()] if len(_unit(chart)) > LONGEST_SIGN else []
    return " ".join(words)


def _period_label(point: ChartPoint) -> list[str]:
    """Return a period in one or two lines: "2016-" and "2017"; "24 juni" and "2021"."""
    if period_kind(point.period) == "school-year":
        return [point.period[:5], point.period[5:]]
    day, _, year = (point.label or point.period).rpartition(" ")
    return [day, year] if day else [year]


def _write_periods(chart: Chart, page: _Page, axes: "Axes", times: Sequence[float]) -> None:
    """Write as many periods below the axis as fit: the first and the last, years before days, every second or third."""
    labels = ["\n".join(_period_label(point)) for point in chart.points]
    widths = [page.size_of(label, FIGURES)[0] for label in labels]
    centres = [float(axes.transData.transform((time, 0))[0]) for time in times]
    last = len(times) - 1
    kept: list[int] = []
    dates = [at for at, point in enumerate(chart.points) if period_kind(point.period) == "reference-date"]
    wanted = [at for at in range(last) if at not in dates] if dates else _thinned(centres, widths)
    for at in dict.fromkeys((last, 0, *wanted, *range(last))):
        room = all(abs(centres[at] - centres[other]) >= (widths[at] + widths[other]) / 2 + 12 for other in kept)
        if not kept or room:
            kept.append(at)
    axes.set_xticks([times[at] for at in kept], [labels[at] for at in kept], fontproperties=_font(FIGURES))
    axes.set_xticks([time for at, time in enumerate(times) if at not in kept], minor=True)
    axes.tick_params(axis="x", which="both", color=FAINT, labelcolor=INK, width=3, length=11, pad=8)


def _thinned(centres: Sequence[float], widths: Sequence[float]) -> range:
    """Return every place, every second, or so on, counted back from the last, whichever is the first to fit."""
    for step in range(1, len(centres)):
        places = range(len(centres) - 1, -1, -step)
        if all(
            centres[right] - centres[left] >= (widths[left] + widths[right]) / 2 + 12
            for right, left in pairwise(places)
        ):
            return places
    return range(0)


# --- beside the line


def _told_places(chart: Chart) -> tuple[int, ...]:
    """Return the places of the points whose value is written, the most important first."""
    last = len(chart.points) - 1
    values = [point.value for point in chart.points]
    ends = [at for run in runs(chart) for at in (run[-1], run[0])]
    extremes = [values.index(max(values)), values.index(min(values))]
    turns = sorted(turning_places(chart), key=lambda at: -abs(2 * values[at] - values[at - 1] - values[at + 1]))
    rest = range(last + 1) if last < FEW else ()
    return tuple(dict.fromkeys((last, 0, *extremes, *turns, *ends, *rest)))


def _write_values(chart: Chart, page: _Page, axes: "Axes", times: Sequence[float]) -> None:
    """Write the values beside their points and name the breaks, where there is room: nothing covers anything else."""
    plot = axes.get_window_extent()
    inside = Box(plot.x0 + 6, plot.y0 + 4, WIDTH - MARGIN / 2, plot.y1 + 38)
    points = [
        (float(x), float(y))
        for x, y in axes.transData.transform([(t, float(p.value)) for t, p in zip(times, chart.points, strict=True)])
    ]
    lines = [(points[at], points[at + 1]) for run in runs(chart) for at in run[:-1]]
    spots = []
    must = {0, len(points) - 1}
    for at in _told_places(chart):
        size = page.size_of(chart.points[at].shown, FIGURES)
        spots.append(Spot(chart.points[at].shown, places_around(points[at], size, _goes_below(chart, at)), at in must))
    breaks = [(times[at - 1] + times[at]) / 2 for at in chart.breaks]
    for time in breaks:
        axes.axvline(time, color=FAINT, linewidth=3, linestyle=(0, (4, 4)), zorder=1)
    upright = [float(axes.transData.transform((time, 0))[0]) for time in breaks]
    for x in upright:
        width, height = page.size_of(chart.break_label, FOOT)
        lefts = (x + 10, x - width - 10)
        levels = (plot.y0 + 8, plot.y1 - height - 8, plot.y0 + 60, (plot.y0 + plot.y1) / 2)
        boxes = [Box(left, bottom, left + width, bottom + height) for bottom in levels for left in lefts]
        spots.append(Spot(chart.break_label, boxes, False, FOOT))
    lines += [((x, plot.y0), (x, plot.y1)) for x in upright]
    for spot, box in settle(spots, lines, points, inside):
        page.label(spot.words, spot.size or FIGURES, INK if not spot.size else FAINT, x=box.left, y=box.bottom)


def _goes_below(chart: Chart, at: int) -> bool:
    """Tell whether the value of a point stands better below it: where the line comes down to it."""
    values = [point.value for point in chart.points]
    run = next(run for run in runs(chart) if at in run)
    beside = [values[other] for other in (at - 1, at + 1) if other in run]
    return bool(beside) and all(value > values[at] for value in beside)
