"""Spreadsheets made for a test, as Excel and LibreOffice save them."""

import io
from collections.abc import Sequence
from datetime import date

import odfdo
import openpyxl

Typed = str | int | float | date | bool | None


def as_xlsx(rows: Sequence[Sequence[Typed]], formats: dict[str, str] | None = None) -> bytes:
    """Return a workbook whose first sheet is empty; `formats` by cell, such as {"B2": "0%"}."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Cijfers")
    for row in rows:
        sheet.append(row)
    for cell, form in (formats or {}).items():
        sheet[cell].number_format = form
    return saved(book)


def as_ods(rows: Sequence[Sequence[Typed]], shares: Sequence[float] = ()) -> bytes:
    """Return a document with the rows in its first table; what is in `shares` was typed as a percentage."""
    document = odfdo.Document("spreadsheet")
    document.body.clear()
    table = odfdo.Table("Cijfers")
    for row in rows:
        line = odfdo.Row()
        for value in row:
            share = isinstance(value, float) and value in shares
            line.append_cell(odfdo.Cell(value, cell_type="percentage") if share else odfdo.Cell(value))
        table.append_row(line)
    document.body.append(table)
    return saved(document)


def saved(document: object) -> bytes:
    """Return what is written to a file."""
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return file.getvalue()
