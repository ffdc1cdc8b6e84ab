"""The types of the Bot API as small readers, built from a short notation.

`int`, `bool`, `str`, `float`, `chat` (a number or @name) and `file` are plain; `[T]` is a list, `A|B` the first of the
objects whose required fields are there, and any other word an object of `OBJECTS`. Fields are written `name:type`, with
`!` after the name of one that is required.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.fake_telegram.bodies import Upload
from tests.fake_telegram.objects import OBJECTS

Read = Callable[[object], Any]
"""Turns a value as sent into its type; raises ValueError."""

_INTEGER = re.compile(r"-?\d{1,19}")
_CHAT_NAME = re.compile(r"@[A-Za-z]\w{3,31}")


@dataclass(frozen=True, slots=True)
class Shape:
    """The parameters of a method, or the fields of an object."""

    readers: dict[str, Read]
    required: frozenset[str]

    def read(self, sent: Mapping[str, object]) -> dict[str, Any]:
        """Return all values with their types.

        Raises:
            ValueError: If one is unknown, absent or of another type.
        """
        if unknown := sent.keys() - self.readers.keys():
            raise ValueError(f"unknown: {sorted(unknown)}")
        if absent := self.required - sent.keys():
            raise ValueError(f"{sorted(absent)} must be given")
        found = {}
        for name, raw in sent.items():
            try:
                found[name] = self.readers[name](raw)
            except ValueError as error:
                raise ValueError(f"{name}: {error}") from error
        return found


def read_shape(notation: str, *, outer: bool) -> Shape:
    """Read the notation of parameters (outer: text stands for numbers, truth values and JSON) or of an object."""
    readers, required = {}, set()
    for word in notation.split():
        name, _, kind = word.partition(":")
        readers[name.removesuffix("!")] = reader(kind, outer=outer)
        if name.endswith("!"):
            required.add(name[:-1])
    return Shape(readers, frozenset(required))


@cache
def reader(kind: str, *, outer: bool) -> Read:
    """Return what reads a type; objects within objects are looked up when they are met."""
    if outer and (kind.startswith("[") or kind[0].isupper()):
        return _json_or(reader(kind, outer=False))
    if kind.startswith("["):
        return _list_of(reader(kind[1:-1], outer=False))
    if kind in _PLAIN:
        return _PLAIN[kind][0 if outer else 1]
    return _object_of(kind.split("|"))


def _json_or(read: Read) -> Read:
    def read_outer(raw: object) -> Any:
        return read(json.loads(raw) if isinstance(raw, str) else raw)

    return read_outer


def _list_of(read: Read) -> Read:
    def read_list(raw: object) -> list[Any]:
        if not isinstance(raw, list):
            raise ValueError("a list is expected")
        found = []
        for place, item in enumerate(raw):
            try:
                found.append(read(item))
            except ValueError as error:
                raise ValueError(f"{place}: {error}") from error
        return found

    return read_list


@cache
def object_shape(name: str) -> Shape:
    return read_shape(OBJECTS[name], outer=False)


def _object_of(names: list[str]) -> Read:
    def read_object(raw: object) -> dict[str, Any]:
        if not isinstance(raw, dict):
            raise ValueError("an object is expected")
        for name in names:
            shape = object_shape(name)
            if len(names) == 1 or shape.required <= raw.keys():
                return shape.read(raw)
        raise ValueError(f"this is none of {', '.join(names)}")

    return read_object


def _integer(raw: object) -> int:
    if type(raw) is not int:
        raise ValueError("a whole number is expected")
    return raw


def _sent_integer(raw: object) -> int:
    return int(raw) if isinstance(raw, str) and _INTEGER.fullmatch(raw) else _integer(raw)


def _boolean(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise ValueError("true or false is expected")
    return raw


def _sent_boolean(raw: object) -> bool:
    return raw.lower() == "true" if isinstance(raw, str) and raw.lower() in ("true", "false") else _boolean(raw)


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise ValueError("text is expected")
    try:
        raw.encode()
    except UnicodeEncodeError as error:
        raise ValueError("strings must be encoded in UTF-8") from error
    return raw


def _number(raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise ValueError("a number is expected")
    return raw


def _chat(raw: object) -> int | str:
    return raw if isinstance(raw, str) and _CHAT_NAME.fullmatch(raw) else _sent_integer(raw)


def _file(raw: object) -> str | Upload:
    return raw if isinstance(raw, Upload) else _text(raw)


_PLAIN: dict[str, tuple[Read, Read]] = {  # as sent, and within JSON
    "int": (_sent_integer, _integer),
    "bool": (_sent_boolean, _boolean),
    "str": (_text, _text),
    "float": (_number, _number),
    "chat": (_chat, _chat),
    "file": (_file, _file),
}
