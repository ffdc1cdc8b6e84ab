"""The form of a file, by what is in it and what it is called, and its text."""

import re
import unicodedata
from typing import Literal, get_args

Form = Literal["csl-json", "bibtex", "ris", "csv", "xlsx", "ods"]
FORMS: tuple[Form, ...] = get_args(Form)
ENDINGS: dict[str, Form] = {
    "json": "csl-json", "bib": "bibtex", "bibtex": "bibtex", "ris": "ris", "csv": "csv", "tsv": "csv", "tab": "csv",
    "txt": "csv", "xlsx": "xlsx", "xlsm": "xlsx", "ods": "ods",
}  # fmt: skip
LARGEST = 20_000_000  # bytes; a table of figures has some thousands of them
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BIBTEX = re.compile(r"^[ \t]*@\w+[ \t]*[{(]", re.MULTILINE)  # within a line: else empty lines would take their square
RIS = re.compile(r"^TY {1,2}- ", re.MULTILINE)
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


class FileError(ValueError):
    """A file that is of no use: the name of the text that says why, and what fills it."""

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields


def find_form(name: str, content: bytes) -> Form:
    """Return the form of a file; what is in it counts for more than what it is called.

    Raises:
        FileError: If it is of no form that can be read.
    """
    if len(content) > LARGEST:
        raise FileError("too_large", most=LARGEST // 1_000_000)
    if not content.strip():
        raise FileError("file_empty")
    if content.startswith(OLD_EXCEL):
        raise FileError("old_excel")
    ending = ENDINGS.get(name.rpartition(".")[2].casefold())
    if content.startswith(ZIP):
        return "ods" if b"opendocument.spreadsheet" in content[:200] else "xlsx"
    if ending in ("xlsx", "ods"):
        raise FileError("no_spreadsheet")
    text = decode(content)[0]
    if text.lstrip().startswith(("[", "{")) and ending != "csv":
        return "csl-json"
    if RIS.search(text):
        return "ris"
    if BIBTEX.search(text):
        return "bibtex"
    if ending is None:
        raise FileError("form_unknown", forms=", ".join(FORMS))
    return ending


def decode(content: bytes) -> tuple[str, str]:
    """Return the text of a file and its encoding: UTF-8 where it can be, else that of Excel on Windows.

    Raises:
        FileError: If it is no text at all.
    """
    if content.startswith(UTF16_MARKS):
        encoding = "utf-16"
    else:
        try:
            content.decode("utf-8-sig")
            encoding = "utf-8-sig"
        except UnicodeDecodeError:
            encoding = "cp1252"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise FileError("no_text") from None
    if NO_TEXT.search(text):
        raise FileError("no_text")
    return text, encoding


def without_unwritable(text: str) -> str:
    """Return a text without control characters and half letters, which no knowledge file may hold."""
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))
