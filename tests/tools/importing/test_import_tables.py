"""Tables come out of each form with what every cell was typed as."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from bot.tools.importing.cells import FURTHEST_ROW, LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Cell
from bot.tools.importing.forms import FileError
from bot.tools.importing.tables import UNPACKED, read_table
from tests.tools.importing.hostile import ODF, ods, ods_text
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
        packed.writestr("content.xml", b" " * (UNPACKED + 1))
    with pytest.raises(FileError, match="unpacks_too_large"):
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


@pytest.mark.parametrize(
    ("rows", "texts"),
    [
        pytest.param(ods_text("a<text:s/><text:s text:c='2'/>b<text:tab/>c"), [(1, ["a   b\tc"])], id="counted spaces"),
        pytest.param(
            ods_text("a</text:p><text:p>b <text:span>c</text:span><text:line-break/>d"),
            [(1, ["a\nb c\nd"])],
            id="paragraphs and parts of them",
        ),
        pytest.param(
            ods_text("a", row="table:number-rows-repeated='2'") + ods_text("", row="table:number-rows-repeated='500'")
            + ods_text("b", cell="table:number-columns-repeated='3'"),
            [(1, ["a"]), (2, ["a"]), (503, ["b", "b", "b"])],
            id="rows and cells that are repeated",
        ),
        pytest.param(
            "<table:table-header-rows>" + ods_text("a") + "</table:table-header-rows>" + ods_text("b"),
            [(1, ["a"]), (2, ["b"])],
            id="rows of a heading",
        ),
        pytest.param(
            ods_text("a</text:p><office:annotation><text:p>a remark</text:p></office:annotation><text:p>b"),
            [(1, ["a\nb"])],
            id="a remark beside a cell",
        ),
        pytest.param(
            "<table:shapes><text:p>x</text:p></table:shapes>"
            "<table:table-row><table:covered-table-cell/><table:table-cell office:value-type='string' "
            "office:string-value='kept'><text:p>shown</text:p></table:table-cell></table:table-row>",
            [(1, ["", "kept"])],
            id="drawings, covered cells, and a text that is shown otherwise",
        ),
    ],
)  # fmt: skip
def test_ods_as_it_is_written(rows: str, texts: list[tuple[int, list[str]]]) -> None:
    """What LibreOffice writes in fewer letters than there are cells."""
    lines = read_table(ods(rows), "ods")
    assert [(line.number, [cell.text for cell in line.cells]) for line in lines] == texts


def test_ods_takes_the_first_table_that_holds_anything() -> None:
    """Not a table in a table either."""
    second = f"</table:table><table:table>{ods_text('a')}</table:table><table:table>{ods_text('b')}"
    (line,) = read_table(ods(ods_text("") + second), "ods")
    assert [cell.text for cell in line.cells] == ["a"]


@pytest.mark.parametrize(
    ("content", "form", "code"),
    [
        pytest.param(b"a\n" + b"\n" * FURTHEST_ROW + b"b", "csv", "too_many_rows", id="a row far below"),
        pytest.param((b"1;" * 100 + b"\n") * (MOST_CELLS // 100 + 1), "csv", "too_many_cells", id="too many cells"),
        pytest.param(b"x" * (LONGEST_CELL + 1), "csv", "cell_too_long", id="a cell without end"),
        pytest.param((b"x" * LONGEST_CELL + b"\n") * 400, "csv", "too_many_cells", id="too much text"),
        pytest.param(ods(ods_text("x" * (LONGEST_CELL + 1))), "ods", "cell_too_long", id="ods, a cell without end"),
        pytest.param(ods(ods_text("&a;"), "<!DOCTYPE x [<!ENTITY a 'a'>]>"), "ods", "sheet_broken", id="ods, entities"),
        pytest.param(
            ods(f"<table:table-row><table:table-cell office:value-type='float' office:value='nan' xmlns:a='{ODF}'/>"
                "</table:table-row>"), "ods", "sheet_broken", id="ods, a number that is none",
        ),
    ],
)  # fmt: skip
def test_what_is_too_much_is_told(content: bytes, form: str, code: str) -> None:
    """It is counted while the file is read."""
    with pytest.raises(FileError) as caught:
        read_table(content, form)  # type: ignore[arg-type]
    assert caught.value.code == code
