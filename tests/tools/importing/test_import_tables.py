"""Tables come out of each form with what every cell was typed as."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from bot.tools.importing.forms import LARGEST, FileError
from bot.tools.importing.tables import MOST_COLUMNS, MOST_ROWS, UNPACKED, Cell, read_table
from tests.tools.importing.sheets import as_ods, as_xlsx, saved

CELLS = (
    Cell("text", "é"),
    Cell("percent", "26%", Decimal(26)),
    Cell("number", "0.3", Decimal("0.3")),
    Cell("number", "2017", Decimal(2017)),
    Cell("date", "2010-11-01", day=date(2010, 11, 1)),
    Cell("boolean", "true"),
    Cell(),
)
TYPED = ["é", 0.26, 0.1 + 0.2, 2017, date(2010, 11, 1), True, None]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("a;b\n;\n\n1;één, twee\n", id="semicolons"),
        pytest.param("a\tb\r\n\t\r\n\r\n1\téén, twee\r\n", id="tabs, of Windows"),
        pytest.param('a,b\n,\n\n1,"één, twee"\n', id="commas"),
        pytest.param("\ufeffa;b\n;\n\n1;één, twee\n", id="a mark before it"),
    ],
)
def test_csv(content: str) -> None:
    """Rows keep the number that a spreadsheet shows."""
    lines = read_table(content.encode(), "csv")
    assert [(line.number, [cell.text for cell in line.cells]) for line in lines] == [
        (1, ["a", "b"]), (4, ["1", "één, twee"]),
    ]  # fmt: skip


def test_csv_of_excel_with_its_separator() -> None:
    """The first line is no row, but counts as one."""
    lines = read_table(b'sep=,\na,b\n"x\ny",2\n', "csv")
    assert [(line.number, [cell.text for cell in line.cells]) for line in lines] == [
        (2, ["a", "b"]),
        (3, ["x\ny", "2"]),
    ]


def test_xlsx() -> None:
    """The first sheet that holds something; 26% is 26, and a sum of tenths has no tail."""
    (line,) = read_table(as_xlsx([TYPED], {"B1": "0%", "E1": "mmm-yy"}), "xlsx")
    assert (*line.cells, Cell())[: len(CELLS)] == CELLS


def test_ods() -> None:
    """The same cells from LibreOffice."""
    (line,) = read_table(as_ods([TYPED], shares=[0.26]), "ods")
    assert (*line.cells, Cell())[: len(CELLS)] == CELLS


def test_a_formula_has_the_value_that_was_saved_with_it() -> None:
    """One that no program has worked out yet has none; a fault stays a fault."""
    book = openpyxl.Workbook()
    book.active.append(["=1+1", "#N/A", "x"])  # type: ignore[union-attr]
    book.active["B1"].data_type = "e"  # type: ignore[index]
    (line,) = read_table(saved(book), "xlsx")
    assert [cell.kind for cell in line.cells] == ["empty", "fault", "text"]


def test_a_stray_cell_far_to_the_right_costs_no_time() -> None:
    """What lies beyond the columns of a table is left alone; far below it, the table is refused."""
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1"] = "a", "x"  # type: ignore[index]
    (line,) = read_table(saved(book), "xlsx")
    assert (line.cells[0].text, len(line.cells)) == ("a", MOST_COLUMNS)
    book.active["A1048576"] = "x"  # type: ignore[index]
    with pytest.raises(FileError, match="too_many_rows"):
        read_table(saved(book), "xlsx")


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_spreadsheet_that_unpacks_without_end_is_refused(form: str) -> None:
    """Before it is unpacked."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("content.xml", b" " * (LARGEST * UNPACKED + 1))
    with pytest.raises(FileError, match="too_large"):
        read_table(file.getvalue(), form)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("content", "form", "code"),
    [
        pytest.param(as_xlsx([["a"]])[:-40], "xlsx", "no_spreadsheet", id="xlsx, cut off"),
        pytest.param(as_ods([["a"]])[:-40], "ods", "no_spreadsheet", id="ods, cut off"),
        pytest.param(b'a;b\n"x;y\n', "csv", "csv_broken", id="csv, a quotation mark too few"),
        pytest.param(b"a\n" + b"x\n" * (MOST_ROWS + 1), "csv", "too_many_rows", id="csv, too many rows"),
    ],
)
def test_damage_is_told(content: bytes, form: str, code: str) -> None:
    """In one sentence."""
    with pytest.raises(FileError) as caught:
        read_table(content, form)  # type: ignore[arg-type]
    assert caught.value.code == code


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_zip_file_with_something_else_is_told(form: str) -> None:
    """A folder that somebody packed is no spreadsheet."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("readme.txt", "hallo")
    with pytest.raises(FileError) as caught:
        read_table(file.getvalue(), form)  # type: ignore[arg-type]
    assert caught.value.code == "sheet_broken"
