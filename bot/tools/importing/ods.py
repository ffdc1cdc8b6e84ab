"""The cells of an OpenDocument spreadsheet, out of its XML as it streams by (OpenDocument 1.3, part 3).

Cells and rows that are repeated, and spaces that are counted, are never made: some hundred bytes can stand for
thousands of millions of them. No document type is read, so that no entity can stand for anything either.
"""

from datetime import date
from decimal import Decimal
from xml.parsers.expat import ParserCreate

from bot.tools.importing.cells import (
    EMPTY,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Line,
    TableBuilder,
    number_cell,
    plain_cell,
    text_cell,
)
from bot.tools.importing.forms import FileError

BETWEEN = " "  # between the namespace of a name and the name itself
OFFICE, TABLE, TEXT, DRAW = (
    f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0{BETWEEN}" for name in ("office", "table", "text", "drawing")
)
CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
BESIDE = (f"{OFFICE}annotation", f"{TABLE}shapes", f"{TABLE}tracked-changes", f"{TABLE}dde-links", DRAW)
"""What holds text, rows or cells that are none of the table; the last stands for all drawings."""
NUMBERS = frozenset({"float", "percentage", "currency"})


class OdsReader:
    """Takes the XML in parts; `lines` are the rows of the first table that holds anything, once it has ended."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._parser = ParserCreate(namespace_separator=BETWEEN)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._say
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._table: TableBuilder | None = None
        self._row, self._cells, self._row_times = 0, list[Cell](), 1
        self._cell: dict[str, str] | None = None  # the attributes of the cell that is being read
        self._said, self._length, self._in_paragraph = list[str](), 0, 0
        self._beside = 0  # levels of elements inside one that is no part of the table

    def feed(self, part: bytes) -> None:
        """Take the next bytes. Raises FileError or ExpatError where they are of no use."""
        self._parser.Parse(part, False)

    def _refuse(self, *_: object) -> None:
        raise FileError("sheet_broken")

    def _start(self, name: str, given: dict[str, str]) -> None:
        if self._beside or name.startswith(BESIDE) or (name == f"{TABLE}table" and self._table is not None):
            self._beside += 1
        elif name == f"{TABLE}table":
            self._table, self._row = TableBuilder(), 0
        elif self._table is None:
            return
        elif name == f"{TABLE}table-row":
            self._cells, self._row_times = [], _times(given, f"{TABLE}number-rows-repeated")
        elif name in CELLS:
            self._cell, self._said, self._length, self._in_paragraph = given, [], 0, 0
        elif self._cell is not None:
            self._start_text(name, given)

    def _start_text(self, name: str, given: dict[str, str]) -> None:
        if name in PARAGRAPHS:
            self._add("\n" if self._said else "")
            self._in_paragraph += 1
        elif name == f"{TEXT}s":
            self._add(" " * min(_times(given, f"{TEXT}c"), LONGEST_CELL + 1))
        elif name in (f"{TEXT}tab", f"{TEXT}line-break"):
            self._add("\t" if name == f"{TEXT}tab" else "\n")

    def _say(self, text: str) -> None:
        if self._in_paragraph and not self._beside:
            self._add(text)

    def _add(self, text: str) -> None:
        self._said.append(text)
        self._length += len(text)
        if self._length > LONGEST_CELL:
            raise FileError("cell_too_long", row=self._row + 1, most=LONGEST_CELL)

    def _end(self, name: str) -> None:
        if self._beside:
            self._beside -= 1
        elif self._table is None:
            return
        elif name in PARAGRAPHS:
            self._in_paragraph -= 1
        elif name in CELLS and self._cell is not None:
            cell = _cell(self._cell, "".join(self._said))
            times = _times(self._cell, f"{TABLE}number-columns-repeated")
            self._cells += [cell] * min(times, MOST_COLUMNS - len(self._cells))
            self._cell = None
        elif name == f"{TABLE}table-row":
            self._end_row(self._table)
        elif name == f"{TABLE}table":
            self.lines = self.lines or self._table.lines
            self._table = None

    def _end_row(self, table: TableBuilder) -> None:
        """Add a row as often as it is repeated: an empty one, of which there may be a million, only counts."""
        if any(cell is not EMPTY for cell in self._cells):
            for number in range(self._row + 1, self._row + min(self._row_times, MOST_ROWS + 1) + 1):
                table.add(number, self._cells)
        self._row += self._row_times


def _times(given: dict[str, str], name: str) -> int:
    return max(int(given.get(name, "1")), 1)


def _cell(given: dict[str, str], text: str) -> Cell:
    kind = given.get(f"{OFFICE}value-type")
    if kind in NUMBERS:
        value = Decimal(format(float(given[f"{OFFICE}value"]), ".15g"))
        return number_cell(value, is_percent=kind == "percentage")
    if kind == "date":
        return plain_cell(date.fromisoformat(given[f"{OFFICE}date-value"][:10]))
    if kind == "boolean":
        return plain_cell(given[f"{OFFICE}boolean-value"] == "true")
    words = given.get(f"{OFFICE}string-value") or text
    return Cell("fault", words) if words.startswith(("#", "Err:")) else text_cell(words)
