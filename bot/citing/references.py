"""References as they come out of a file of a reference manager: what each says, and what could not be read. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.citing.items import Item

MOST_REFERENCES = 5_000  # in one file: a library's whole collection of reports; ours has some dozens
MOST_AUTHORS = 1_000  # of one reference; the largest studies of reading have some hundred
MOST_FAULTS = 100  # of one file, that are told: nobody mends more by hand
LONGEST_FIELD = 20_000  # characters of a title, a name or an address; the longest titles have some hundred


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference. Nothing is filled in that the file does not say."""

    line: int  # where it begins, from 1; in a form without lines that mean something, its number
    item: Item
    types: tuple[str, ...] = ()  # CSL types between which its form makes no difference; empty: it tells none
    issued: str = ""  # the date as it was written: "2018", "2018-11", "2018-11-22" or anything else


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file, or a part of it: the name of a text, and what fills it."""

    line: int  # 0: the file as a whole
    code: str
    fields: Mapping[str, object] = field(default_factory=dict)
