"""The form of a file is found by what is in it; what cannot be read is refused with its reason."""

import pytest

from bot.tools.importing.forms import LARGEST, FileError, Form, decode, find_form
from tests.tools.importing.sheets import as_ods, as_xlsx


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        pytest.param("bronnen.json", b'[{"id": "a"}]', "csl-json", id="CSL-JSON"),
        pytest.param("export", b'\xef\xbb\xbf {"items": []}', "csl-json", id="CSL-JSON by content, with a mark"),
        pytest.param("bronnen.bib", b"% by hand\n@book{a,\n}", "bibtex", id="BibTeX"),
        pytest.param("bronnen.txt", b"@Article (a, title = {A})", "bibtex", id="BibTeX by content"),
        pytest.param("bronnen.json", b"TY  - BOOK\nER  - ", "ris", id="RIS by content"),
        pytest.param("cijfers.csv", b"feit;waarde", "csv", id="CSV"),
        pytest.param("cijfers.csv", b"[1];2", "csv", id="CSV that begins with a bracket"),
        pytest.param("cijfers.TSV", b"feit\twaarde", "csv", id="tabs"),
        pytest.param("cijfers.csv", as_xlsx([["feit"]]), "xlsx", id="Excel by content"),
        pytest.param("cijfers.zip", as_ods([["feit"]]), "ods", id="LibreOffice by content"),
    ],
)
def test_the_form_is_found(name: str, content: bytes, form: Form) -> None:
    """By content before name."""
    assert find_form(name, content) == form


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        pytest.param("a.csv", b"", "file_empty", id="empty"),
        pytest.param("a.csv", b" \n\t", "file_empty", id="blank"),
        pytest.param("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", "old_excel", id="old Excel"),
        pytest.param("a.xlsx", b"feit;waarde", "no_spreadsheet", id="CSV called xlsx"),
        pytest.param("a.ods", b"\x00\x01", "no_spreadsheet", id="anything called ods"),
        pytest.param("a.docx.pdf", b"%PDF-1.7\n\x00\x00", "no_text", id="PDF"),
        pytest.param("a.md", b"# Bronnen", "form_unknown", id="text of no form"),
        pytest.param("a.csv", b"a" * (LARGEST + 1), "too_large", id="too large"),
    ],
)
def test_what_cannot_be_read_is_refused(name: str, content: bytes, code: str) -> None:
    """With the name of the sentence that says why."""
    with pytest.raises(FileError) as caught:
        find_form(name, content)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("content", "text", "encoding"),
    [
        pytest.param("één".encode(), "één", "utf-8-sig", id="UTF-8"),
        pytest.param("één".encode("utf-8-sig"), "één", "utf-8-sig", id="UTF-8 with a mark"),
        pytest.param("één – € 5".encode("cp1252"), "één – € 5", "cp1252", id="Excel on Windows"),
        pytest.param("één".encode("utf-16"), "één", "utf-16", id="UTF-16"),
    ],
)
def test_text_is_decoded(content: bytes, text: str, encoding: str) -> None:
    """As it was typed."""
    assert decode(content) == (text, encoding)
