"""What an import would do, entry by entry: add, change, leave or refuse, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.core.records.model import Position

Kind = Literal["source", "figure"]
Outcome = Literal["added", "changed", "unchanged", "refused"]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say of a file or an entry: the name of a text, and what fills it."""

    code: str
    fields: Mapping[str, object] = field(default_factory=dict)
    column: str | None = None  # the field that it is about
    called: str | None = None  # what the file calls that column, if it has it


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that the file has otherwise than the knowledge base."""

    key: str
    old: str  # as shown; empty where there is nothing yet
    new: str
    value: object  # as it is written


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A reference, or a row of a table, and what comes of it."""

    file: str
    row: int  # in a table the row of the spreadsheet, else the line; of CSL-JSON the number of the item
    kind: Kind
    outcome: Outcome
    id: str = ""  # of the source, or of the fact
    period: str | None = None
    record: Mapping[str, object] = field(default_factory=dict)  # what is added, in the order of its keys
    differences: tuple[Difference, ...] = ()
    remarks: tuple[Remark, ...] = ()
    position: Position | None = None  # of what is there already

    def refuse(self, *remarks: Remark) -> "Entry":
        """Return the entry as refused, with the reasons first."""
        return replace(self, outcome="refused", remarks=(*remarks, *self.remarks))


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What comes of one file."""

    file: str
    form: str | None = None  # None: it is of no form that can be read
    entries: tuple[Entry, ...] = ()
    faults: tuple[tuple[int, Remark], ...] = ()  # line or number (0: the whole file), and what is wrong there
    remarks: tuple[Remark, ...] = ()
