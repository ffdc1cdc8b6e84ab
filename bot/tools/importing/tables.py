"""Tables out of CSV files and spreadsheets; the home of openpyxl and odfdo, which load when they are used.

Both tell what a cell was typed as. That is why they are two: calamine reads both forms, but gives 0.26 for a cell that
shows 26%, and nobody could tell any more which of the two the source prints.
"""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from bot.tools.importing.forms import LARGEST, FileError, Form, decode, without_controls

Kind = Literal["empty", "text", "number", "percent", "date", "boolean", "fault"]
SEPARATORS = ";\t,"
MOST_ROWS = 20_000
MOST_COLUMNS = 200
FURTHEST_ROW = 100_000  # of a cell that somebody left far below the table
UNPACKED = 10  # how many times larger than the largest file a spreadsheet may be once it is unpacked


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


def read_table(content: bytes, form: Form) -> list[Line]:
    """Return the rows of a table that hold anything; of a spreadsheet those of its first sheet that does.

    Raises:
        FileError: If it cannot be read.
    """
    if form == "csv":
        return _filled(_read_csv(decode(content)[0]))
    _refuse_bombs(content)
    sheets = _read_xlsx(content) if form == "xlsx" else _read_ods(content)
    return next((lines for sheet in sheets if (lines := _filled(sheet))), [])


def _refuse_bombs(content: bytes) -> None:
    """Refuse a spreadsheet that would fill the memory once it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise FileError("no_spreadsheet") from error
    if size > LARGEST * UNPACKED:
        raise FileError("too_large", most=LARGEST // 1_000_000)


def _filled(rows: Iterable[Sequence[Cell]]) -> list[Line]:
    lines: list[Line] = []
    for number, row in enumerate(rows, start=1):
        cells = tuple(row[:MOST_COLUMNS])
        if any(cell.kind != "empty" for cell in cells):
            if len(lines) == MOST_ROWS:
                raise FileError("too_many_rows", most=MOST_ROWS)
            lines.append(Line(number, cells))
    return lines


def _read_csv(text: str) -> Iterator[list[Cell]]:
    """Yield the rows, numbered by the lines of the spreadsheet, not of the text: a cell may hold several lines."""
    first, _, rest = text.partition("\n")
    named = first.strip().casefold()
    if named.startswith("sep=") and len(named) == 5:  # what Excel writes for itself
        text, separator = "\n" + rest, named[-1]
    else:
        separator = max(SEPARATORS, key=text.lstrip().partition("\n")[0].count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            yield [text_cell(value) for value in row]
    except csv.Error as error:
        raise FileError("csv_broken") from error


def text_cell(text: str) -> Cell:
    """Return what was typed as text."""
    plain = without_controls(text).strip()
    return Cell("text", plain) if plain else EMPTY


def _read_xlsx(content: bytes) -> Iterator[Iterator[list[Cell]]]:
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that have nothing to do with the values
            book = load_workbook(io.BytesIO(content), data_only=True)
    except Exception as error:  # whatever a damaged file makes the library stumble over
        raise FileError("sheet_broken") from error
    for sheet in book.worksheets:
        if sheet.max_row > FURTHEST_ROW:
            raise FileError("too_many_rows", most=MOST_ROWS)
        rows = sheet.iter_rows(max_col=min(sheet.max_column, MOST_COLUMNS))
        yield ([_xlsx_cell(cell) for cell in row] for row in rows)


def _xlsx_cell(cell: Any) -> Cell:
    value = cell.value
    if cell.data_type == "e":
        return Cell("fault", str(value))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return number_cell(Decimal(format(value, ".15g")), is_percent="%" in (cell.number_format or ""))
    return _plain_cell(value)


def _read_ods(content: bytes) -> Iterator[Iterator[list[Cell]]]:
    from odfdo import Document

    try:
        document = Document(io.BytesIO(content))
        tables = document.body.tables
        sheets = [[[_ods_cell(cell) for cell in row.traverse()] for row in _ods_rows(table)] for table in tables]
    except FileError:
        raise
    except Exception as error:  # whatever a damaged file makes the library stumble over
        raise FileError("sheet_broken") from error
    yield from map(iter, sheets)


def _ods_rows(table: Any) -> Iterator[Any]:
    """Yield the rows without the empty ones at the end, of which a spreadsheet may keep a million."""
    table.rstrip(aggressive=True)
    if table.height > MOST_ROWS:
        raise FileError("too_many_rows", most=MOST_ROWS)
    yield from table.traverse()


def _ods_cell(cell: Any) -> Cell:
    kind, value = cell.type, cell.value
    if kind in ("float", "percentage", "currency") and value is not None:
        return number_cell(Decimal(format(float(value), ".15g")), is_percent=kind == "percentage")
    if kind == "string" and str(value).startswith(("#", "Err:")):
        return Cell("fault", str(value))
    return _plain_cell(value)


def _plain_cell(value: object) -> Cell:
    if isinstance(value, bool):
        return Cell("boolean", "true" if value else "false")
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return Cell("date", day.isoformat(), day=day)
    return EMPTY if value is None else text_cell(str(value))


def number_cell(value: Decimal, *, is_percent: bool) -> Cell:
    """Return a number that was typed as one; a cell that shows 26% holds 0.26."""
    number = value * 100 if is_percent else value
    number = number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
    return Cell("percent" if is_percent else "number", f"{number:f}" + ("%" if is_percent else ""), number)
