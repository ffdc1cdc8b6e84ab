"""Files that were made to take all time or memory of whoever reads them, from some hundred bytes each."""

import io
import json
import zipfile

import openpyxl

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
HUGE = 2_000_000_000


def packed(parts: dict[str, str], start: bytes = b"") -> bytes:
    """Return a zip file with these parts; with `start` it replaces those of another one."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        if start:
            with zipfile.ZipFile(io.BytesIO(start)) as source:
                for part in source.infolist():
                    if part.filename not in parts:
                        target.writestr(part, source.read(part))
        for name, text in parts.items():
            target.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else None)
    return file.getvalue()


def xlsx(rows: str, strings: str = "") -> bytes:
    """Return a workbook with this XML for rows."""
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    sheet = f'<worksheet xmlns="{SHEET}"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>'
    parts = {"xl/worksheets/sheet1.xml": sheet}
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{SHEET}"><si><t>{strings}</t></si></sst>'
        types = zipfile.ZipFile(book).read("[Content_Types].xml").decode()
        override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{STRINGS}"/>'
        parts["[Content_Types].xml"] = types.replace("</Types>", f"{override}</Types>")
    return packed(parts, book.getvalue())


def ods(rows: str, before: str = "") -> bytes:
    """Return a spreadsheet with this XML for rows."""
    spaces = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"<?xml version='1.0'?>{before}<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="a">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def ods_text(text: str, cell: str = "", row: str = "") -> str:
    """Return a row with one cell of text."""
    return (
        f"<table:table-row {row}><table:table-cell office:value-type='string' {cell}><text:p>{text}</text:p>"
        "</table:table-cell></table:table-row>"
    )


def hostile_files(scale: int = 1) -> dict[str, bytes]:
    """Return files by name; with a smaller scale (parts of 1) those that are large in themselves are smaller."""
    many = 100_000 // scale
    items = [{"id": f"x{number}", "type": "book", "title": f"Titel {number}"} for number in range(many)]
    ris = "".join(f"TY  - BOOK\nTI  - Titel {number}\nER  - \n\n" for number in range(many))
    authors = " and ".join(f"Jansen{number}, P." for number in range(many // 5))
    letters = r"\'{e}" * many
    cell = "<c><v>1</v></c>"
    shared = '<c t="s"><v>0</v></c>'
    spans = "table:number-columns-repeated='16000'"
    return {
        "far.xlsx": xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="100000"><c r="XFD100000"><v>1</v></c></row>'),
        "further.xlsx": xlsx(f'<row r="{HUGE}"><c r="A{HUGE}"><v>1</v></c></row>'),
        "wide.xlsx": xlsx("".join(f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(1, many))),
        "shared.xlsx": xlsx(f"<row>{shared * 150}</row>" * (many // 10), "x" * 30_000),
        "big.xlsx": xlsx(f"<row>{cell * 100}</row>" * (many * 14 // 100 + 40_000)),
        "cells.xlsx": xlsx(f"<row>{cell * 199}</row>" * (many // 50 + 2_200)),
        "spaces.ods": ods(ods_text(f'a<text:s text:c="{HUGE}"/>b')),
        "repcol.ods": ods(ods_text("a", f"table:number-columns-repeated='{HUGE}'")),
        "reprow.ods": ods(ods_text("a", row=f"table:number-rows-repeated='{HUGE}'")),
        "reprow2.ods": ods(ods_text("a", spans, "table:number-rows-repeated='19990'")),
        "digits.ods": ods(ods_text("a", f"table:number-columns-repeated='{'9' * 5_000}'")),
        "entities.ods": ods(ods_text("&a;"), '<!DOCTYPE x [<!ENTITY a "aaaa">]>'),
        "wide.csv": b"feit;waarde;bron\n" + b";" * (many * 100),
        "long.csv": b"feit;waarde;bron\n" + b"\n" * (many * 100),
        "latex.bib": f"@book{{a,\n title = {{{letters}}},\n author = {{{authors}}},\n year = {{2020}}\n}}\n".encode(),
        "ats.bib": b"@a{" * (many * 2),
        "braces.bib": b"@book{a, title = " + b"{" * many,
        "many.json": json.dumps(items).encode(),
        "many.ris": ris.encode(),
        "bigint.json": f'[{{"id": "a", "title": {"9" * 5_000}}}]'.encode(),
        "deep.json": b"[" * many,
    }
