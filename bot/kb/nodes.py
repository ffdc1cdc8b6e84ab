"""The plain parts of a YAML file, each with its line: texts, lists, and records of keys."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextNode:
    """Any single value. It stays text: what it means is up to the field that reads it."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class EmptyNode:
    """A key or a list item with nothing behind it (also `~` or `null`)."""

    line: int


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list of anything."""

    items: "tuple[Node, ...]"
    line: int


@dataclass(frozen=True, slots=True)
class KeyNode:
    """A key of a record, and its value."""

    line: int
    value: "Node"


@dataclass(frozen=True, slots=True)
class RecordNode:
    """Keys with values, in the order of the file."""

    keys: Mapping[str, KeyNode]
    line: int


Node = TextNode | EmptyNode | ListNode | RecordNode


def called(node: Node) -> str:
    """Return what a maintainer calls such a value."""
    if isinstance(node, TextNode):
        return "text"
    if isinstance(node, ListNode):
        return "a list"
    return "empty" if isinstance(node, EmptyNode) else "a group of keys"
