"""The contents of a file that may be anybody's, read in a process of its own with bounds of time and memory.

The counts of rows, cells and references keep an ordinary file from growing; what a library does with one that was made
to do harm nobody can count. So such a file costs this process a moment, and never its memory. The process that reads
has no secret in its environment, and what it says is JSON: should a file take it over, nothing that it says is run.
"""

import json
import sys
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast, get_args

from bot.citing.references import Fault, Reference
from bot.kb.own_process import OwnProcessError, own_command, run_own
from bot.tools.importing.cells import EMPTY, Cell, Line
from bot.tools.importing.contents import Contents, read_contents
from bot.tools.importing.forms import FileError, Form

if TYPE_CHECKING:
    from types import ModuleType

    from bot.citing.items import Item

SECONDS = 20  # of processor time: 400,000 cells take 5 on a machine of two cores, and others are slower
MOST_MEMORY = 400_000_000  # bytes of addresses, half of which Python and its libraries take without using them
PATIENCE = 60  # seconds until it is stopped from outside, where a system knows no bounds, or is busy
CALL = "from bot.tools.importing.apart import answer; answer({!r})"


def read_apart(content: bytes, form: Form) -> Contents:
    """Return what is in a file, as `read_contents` does.

    Raises:
        FileError: If it cannot be read, holds more than a file may, or takes more time or memory than one should.
    """
    try:
        return _decoded(json.loads(run_own(own_command(CALL.format(form)), content, PATIENCE)))
    except FileError:
        raise
    except (OwnProcessError, ValueError) as error:
        raise FileError("too_heavy") from error


def answer(form: str) -> None:
    """Read a file from standard input within bounds, and write what is in it to standard output."""
    _set_bounds()
    # openpyxl would load it if it is there, which takes longer than all the rest.
    sys.modules["numpy"] = cast("ModuleType", None)
    content = sys.stdin.buffer.read()
    try:
        said = _encoded(read_contents(content, next(one for one in get_args(Form) if one == form)))
    except FileError as error:
        said = {"code": error.code, "fields": error.fields}
    sys.stdout.buffer.write(json.dumps(said).encode("ascii"))


def _set_bounds() -> None:
    try:
        import resource
    except ImportError:  # Windows: the patience of the other process is the bound
        return
    for kind, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        try:
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (ValueError, OSError):  # macOS does not bound addresses
            continue


def _encoded(contents: Contents) -> dict[str, object]:
    return {
        "encoding": contents.encoding,
        "lines": [[line.number, [_encoded_cell(cell) for cell in line.cells]] for line in contents.lines],
        "references": [asdict(reference) for reference in contents.references],
        "faults": [asdict(fault) for fault in contents.faults],
    }


def _encoded_cell(cell: Cell) -> list[str | None] | None:
    """Return None for an empty cell, of which there may be millions."""
    if cell.kind == "empty":
        return None
    number, day = cell.number, cell.day
    return [cell.kind, cell.text, None if number is None else str(number), None if day is None else day.isoformat()]


def _decoded(said: dict[str, Any]) -> Contents:
    if "code" in said:
        raise FileError(said["code"], **said["fields"])
    references = (
        Reference(one["line"], cast("Item", one["item"]), tuple(one["types"]), one["issued"])
        for one in said["references"]
    )
    return Contents(
        said["encoding"],
        tuple(Line(number, tuple(map(_decoded_cell, cells))) for number, cells in said["lines"]),
        tuple(references),
        tuple(Fault(one["line"], one["code"], one["fields"]) for one in said["faults"]),
    )


def _decoded_cell(said: list[Any] | None) -> Cell:
    if said is None:
        return EMPTY
    kind, text, number, day = said
    return Cell(
        kind, text, None if number is None else Decimal(number), None if day is None else date.fromisoformat(day)
    )
