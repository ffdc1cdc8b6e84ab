"""Files that are no text at all, though they may be called .yaml: told at once, before YAML stumbles over them."""

KINDS = (
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"%PDF", "a PDF file"),
    (b"{\\rtf", "a file of a word processor (RTF)"),
    (b"<!DOCTYPE", "a web page"),
    (b"<!doctype", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML file"),
)
MEND = "Open it in the program that it belongs to, and save what it holds as plain text (UTF-8)."


def find_kind(content: bytes) -> str | None:
    """Return what a file is in truth; None where nothing tells that it is another thing than text."""
    start = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((kind for mark, kind in KINDS if start.startswith(mark)), None)
