"""A chart in letters for the terminal, a bar for each period. The one home of rich, loaded when one is drawn."""

from collections.abc import Iterator
from io import StringIO
from textwrap import wrap
from typing import TYPE_CHECKING

from bot.core.answering.chart import Chart

if TYPE_CHECKING:
    from rich.console import RenderableType

NARROWEST = 24  # characters: a narrower window has to break the lines itself
MARK = "*"  # of an exceptional period
RULE = "╌" * 3  # stands where the series breaks


def draw_lines(chart: Chart, width: int) -> tuple[str, ...]:
    """Return a chart as lines of at most `width` characters, without colours.

    The bars begin at zero and stand from old to new; where the series breaks, a line says why.
    """
    width = max(width, NARROWEST)
    lines = [*wrap(chart.title, width), *wrap(f"({chart.population})", width)]
    bars = _bars(chart, width)
    for at in range(len(chart.points)):
        if at in chart.breaks:
            lines += wrap(f"{RULE} {_break(chart, at)}", width, subsequent_indent=" " * (len(RULE) + 1))
        lines.append(bars[at])
    lines += wrap(f"{MARK} {chart.exceptional_label}", width) if chart.exceptional else ()
    return (*lines, *wrap(chart.source, width))


def _break(chart: Chart, at: int) -> str:
    return next(iter(chart.break_notes[chart.breaks.index(at) :]), chart.break_label)


def _bars(chart: Chart, width: int) -> list[str]:
    """Return a line for each point: period, bar and value, each in its own column."""
    from rich.console import Console
    from rich.table import Table

    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    table.add_column(no_wrap=True)
    for cells in _cells(chart):
        table.add_row(*cells)
    written = StringIO()
    Console(
        file=written, width=width, color_system=None, force_terminal=False, legacy_windows=False, markup=False
    ).print(table)
    return [line.rstrip() for line in written.getvalue().splitlines()]


def _cells(chart: Chart) -> Iterator[tuple["RenderableType", ...]]:
    from rich.bar import Bar
    from rich.text import Text

    full = 100.0 if chart.is_share else max(float(point.value) for point in chart.points) or 1.0
    for at, point in enumerate(chart.points):
        mark = f" {MARK}" if at in chart.exceptional else ""
        yield Text(point.label or point.period), Bar(full, 0, float(point.value)), Text(point.shown + mark)
