"""What is in a file of an import: rows of a table or references, as far as its form alone tells."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.citing.reading import FORMS, ReferenceForm, parse_references
from bot.citing.references import Fault, Reference
from bot.tools.importing.cells import Line
from bot.tools.importing.forms import FileError, Form, decode
from bot.tools.importing.tables import read_table

TABLES: tuple[Form, ...] = ("csv", "xlsx", "ods")


@dataclass(frozen=True, slots=True)
class Contents:
    """The rows or the references of a file, and the encoding of its text ("" of a spreadsheet)."""

    encoding: str = ""
    lines: tuple[Line, ...] = ()
    references: tuple[Reference, ...] = ()
    faults: tuple[Fault, ...] = ()


Read = Callable[[bytes, Form], Contents]


def read_contents(content: bytes, form: Form) -> Contents:
    """Return what is in a file.

    Raises:
        FileError: If it cannot be read, or holds more than a file may.
    """
    if form in TABLES:
        return Contents("" if form != "csv" else decode(content)[1], tuple(read_table(content, form)))
    text, encoding = decode(content)
    try:
        references, faults = parse_references(text, reference_form(form))
    except MemoryError:
        raise
    except Exception as error:  # whatever a damaged file makes a library stumble over
        raise FileError("unreadable", form=form) from error
    return Contents(encoding, (), tuple(references), tuple(faults))


def reference_form(form: Form) -> ReferenceForm:
    """Return a form of references as `bot.citing` knows it."""
    return next(one for one in FORMS if one == form)
