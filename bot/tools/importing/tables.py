"""Tables out of CSV files and spreadsheets; the home of openpyxl, which loads when it is used.

It tells what a cell was typed as. calamine reads both kinds of spreadsheet and is faster, but gives 0.26 for a cell
that shows 26%, and nobody could tell any more which of the two the source prints.
"""

import csv
import io
import warnings
import zipfile
from decimal import Decimal
from typing import Any

from bot.tools.importing.cells import (
    MOST_CELLS,
    MOST_COLUMNS,
    Cell,
    Line,
    TableBuilder,
    number_cell,
    plain_cell,
    text_cell,
)
from bot.tools.importing.forms import FileError, Form, decode

SEPARATORS = ";\t,"
SPANNED = 200_000_000  # cells from the first to the last one of each row, which openpyxl makes for every gap: 1 second
UNPACKED = 50_000_000  # bytes of a spreadsheet once it is unpacked: twice those of the largest table that may be read


def read_table(content: bytes, form: Form) -> list[Line]:
    """Return the rows of a table that hold anything; of a spreadsheet those of its first sheet that does.

    Raises:
        FileError: If it cannot be read, or holds more than a table may.
    """
    if form == "csv":
        return _read_csv(decode(content)[0])
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                raise FileError("unpacks_too_large", most=UNPACKED // 1_000_000)
            return _read_xlsx(content) if form == "xlsx" else _read_ods(packed)
    except FileError:
        raise
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise FileError("no_spreadsheet") from error
    except MemoryError:
        raise
    except Exception as error:  # whatever a damaged file makes a library stumble over
        raise FileError("sheet_broken") from error


def _read_csv(text: str) -> list[Line]:
    """Return the rows, numbered by the lines of the spreadsheet, not of the text: a cell may hold several lines."""
    first, _, rest = text.partition("\n")
    named = first.strip().casefold()
    if named.startswith("sep=") and len(named) == 5:  # what Excel writes for itself
        text, separator = "\n" + rest, named[-1]
    else:
        separator = max(SEPARATORS, key=text.lstrip().partition("\n")[0].count)
    table = TableBuilder()
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        for number, row in enumerate(rows, start=1):
            table.add(number, [text_cell(value) for value in row[:MOST_COLUMNS]])
    except csv.Error as error:
        raise FileError("csv_broken") from error
    return table.lines


def _read_xlsx(content: bytes) -> list[Line]:
    """Return the rows; openpyxl gives them one by one and makes no cell that the file does not have."""
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that have nothing to do with the values
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what the file says of its size may be anything
            table, spanned = TableBuilder(), 0
            for number, row in enumerate(sheet.iter_rows(), start=1):
                spanned += len(row)
                if spanned > SPANNED:
                    raise FileError("too_many_cells", most=MOST_CELLS)
                table.add(number, [_xlsx_cell(cell) for cell in row[:MOST_COLUMNS]])
            if table.lines:
                return table.lines
    return []


def _xlsx_cell(cell: Any) -> Cell:
    value = cell.value
    if value is not None and cell.data_type == "e":
        return Cell("fault", str(value))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return number_cell(Decimal(format(value, ".15g")), is_percent="%" in (cell.number_format or ""))
    return plain_cell(value)


def _read_ods(packed: zipfile.ZipFile) -> list[Line]:
    from bot.tools.importing.ods import OdsReader

    reader = OdsReader()
    with packed.open("content.xml") as file:
        while not reader.lines and (part := file.read(1 << 16)):
            reader.feed(part)
    return reader.lines
