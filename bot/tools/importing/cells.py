"""Cells and rows of tables, and how many of them there may be: counted while a table is read, before it fills anything.

A table of figures has some thousands of rows and ten columns. Who wants to import more has several tables.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from bot.tools.importing.forms import FileError, without_unwritable

Kind = Literal["empty", "text", "number", "percent", "date", "boolean", "fault"]
MOST_ROWS = 20_000
MOST_COLUMNS = 200  # what lies beyond is left alone
MOST_CELLS = 400_000  # that hold something: all rows with all columns that a table of ours can have; 80 MB of them
FURTHEST_ROW = 100_000  # of a cell that somebody left far below the table
LONGEST_CELL = 32_767  # characters: no cell of Excel can hold more
MOST_CHARACTERS = 10_000_000  # of all cells together: one text may stand in thousands of cells, and in the file once


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it was typed as, its text, and its number where it is one (of "26%" that is 26)."""

    kind: Kind = "empty"
    text: str = ""
    number: Decimal | None = None
    day: date | None = None


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its number as the spreadsheet shows it, from 1, and its cells."""

    number: int
    cells: tuple[Cell, ...]


class TableBuilder:
    """Keeps the rows of a table that hold anything, as long as they are no more than a table may have."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.cells = 0
        self.characters = 0

    def add(self, number: int, cells: Sequence[Cell]) -> None:
        """Take a row with its number. Raises FileError where it is one too many, or too large."""
        if number > FURTHEST_ROW:
            raise FileError("too_many_rows", most=MOST_ROWS)
        kept = tuple(cells[:MOST_COLUMNS])
        filled = [cell for cell in kept if cell.kind != "empty"]
        if not filled:
            return
        if len(self.lines) == MOST_ROWS:
            raise FileError("too_many_rows", most=MOST_ROWS)
        if any(len(cell.text) > LONGEST_CELL for cell in filled):
            raise FileError("cell_too_long", row=number, most=LONGEST_CELL)
        self.cells += len(filled)
        self.characters += sum(len(cell.text) for cell in filled)
        if self.cells > MOST_CELLS or self.characters > MOST_CHARACTERS:
            raise FileError("too_many_cells", most=MOST_CELLS)
        self.lines.append(Line(number, kept))


def text_cell(text: str) -> Cell:
    """Return what was typed as text."""
    plain = without_unwritable(text).strip()
    return Cell("text", plain) if plain else EMPTY


def plain_cell(value: object) -> Cell:
    """Return what was typed as anything but a number."""
    if isinstance(value, bool):
        return Cell("boolean", "true" if value else "false")
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return Cell("date", day.isoformat(), day=day)
    return EMPTY if value is None else text_cell(str(value))


def number_cell(value: Decimal, *, is_percent: bool) -> Cell:
    """Return a number that was typed as one; a cell that shows 26% holds 0.26."""
    if not value.is_finite():
        raise FileError("sheet_broken")
    number = value * 100 if is_percent else value
    number = Decimal(int(number)) if number == number.to_integral_value() else number.normalize()
    return Cell("percent" if is_percent else "number", f"{number:f}" + ("%" if is_percent else ""), number)
