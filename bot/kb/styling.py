"""Records as YAML text in the style of the knowledge files: short groups in braces, quotes where YAML guesses."""

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeGuard

from bot.kb.fields import NUMBER
from bot.kb.yaml_text import is_guessed, is_plain

Value = object  # a text, a number, yes or no, a list of values, or a mapping of keys to values

WIDTH = 120  # characters in a line
SPREAD = ("say", "ask", "figures", "breaks")  # keys whose contents get lines of their own, however short they are
BARE = ("value", "rhythm", "preferred")  # keys whose numbers, and yes or no, are written without quotation marks
QUOTED = ("as_printed",)  # keys whose text is quoted, so that it is seen to be a quotation
LIKE_A_NUMBER = re.compile(r"[-+.]?[0-9][-+.,:_0-9eExXoO%]*")  # what other YAML programs and people may misread
ESCAPED = {char: f"\\u{ord(char):04x}" for char in "\x7f\x85\u2028\u2029\ufeff"}


def key_lines(key: str, value: Value, column: int, *, sentences: bool = False) -> list[str]:
    """Return a key and its value as lines without line ends.

    Args:
        key: The name of the key.
        value: What stands behind it.
        column: In which the key begins, from 0.
        sentences: Whether a list is one of whole sentences, which stand below each other.
    """
    head = " " * column + scalar(key) + ":"
    if isinstance(value, Mapping):
        line = f"{head} {in_brackets(value)}"
        if key not in SPREAD and len(line) <= WIDTH and not _quotes_more(value):
            return [line]
        below = [
            line for name, each in value.items() for line in key_lines(name, each, column + 2, sentences=key == "ask")
        ]
        return [head, *below]
    if _is_list(value):
        if key in SPREAD or sentences:
            return [head, *(line for each in value for line in item_lines(each, column + 2, column + 4))]
        return _wrapped(head, value, column)
    return [f"{head} {scalar(value, key)}"]


def item_lines(value: Value, dash: int, column: int) -> list[str]:
    """Return an item of a list as lines: its dash in one column, and its keys or text in another."""
    if isinstance(value, Mapping):
        lines = [line for key, each in value.items() for line in key_lines(key, each, column)]
        lines[0] = lines[0][column:]
    else:
        lines = [in_brackets(value) if _is_list(value) else scalar(value)]
    lines[0] = " " * dash + "-".ljust(column - dash) + lines[0]
    return lines


def in_brackets(value: Value, key: str = "") -> str:
    """Return a value as it stands within brackets or braces, on one line."""
    if isinstance(value, Mapping):
        inside = (f"{scalar(name, flow=True)}: {in_brackets(each, name)}" for name, each in value.items())
        return "{" + ", ".join(inside) + "}"
    if _is_list(value):
        return "[" + ", ".join(in_brackets(each) for each in value) + "]"
    return scalar(value, key, flow=True)


def scalar(value: Value, key: str = "", *, flow: bool = False) -> str:
    """Return a single value, in quotation marks where it would not read back as the same text to everybody.

    Args:
        value: The text, number, or yes or no.
        key: The key that it stands behind, if any.
        flow: Whether it stands within brackets or braces.
    """
    text = plain_text(value)
    if key in BARE and (NUMBER.fullmatch(text) or text in ("true", "false")):
        return text
    guessed = is_guessed(text) or LIKE_A_NUMBER.fullmatch(text) or not ESCAPED.keys().isdisjoint(text)
    if key not in QUOTED and not guessed and is_plain(text, in_brackets=flow):
        return text
    if text.isprintable() and ('"' in text or "\\" in text):
        return "'" + text.replace("'", "''") + "'"
    return "".join(ESCAPED.get(char, char) for char in json.dumps(text, ensure_ascii=False))


def plain_text(value: Value) -> str:
    """Return a single value as the text that the reader will find."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def read_back(value: Value) -> Value:
    """Return a value as the reader will find it: every single value a text."""
    if isinstance(value, Mapping):
        return {plain_text(key): read_back(each) for key, each in value.items()}
    return [read_back(each) for each in value] if _is_list(value) else plain_text(value)


def _quotes_more(value: Mapping[str, Value]) -> bool:
    """Say whether braces would need quotation marks that the same texts on lines of their own do without."""
    texts = [each for each in value.values() if not isinstance(each, Mapping) and not _is_list(each)]
    return any(scalar(text) != scalar(text, flow=True) for text in texts)


def _wrapped(head: str, items: Sequence[Value], column: int) -> list[str]:
    """Return a list in brackets, broken between items where the line would be too long."""
    lines, line = [], f"{head} ["
    for number, item in enumerate(items):
        text = in_brackets(item) + ("," if number < len(items) - 1 else "]")
        gap = "" if line.endswith("[") or not line.strip() else " "
        if len(line) + len(gap) + len(text) > WIDTH and number:
            lines.append(line)
            line, gap = " " * (column + 2), ""
        line += gap + text
    return [*lines, line if items else f"{line}]"]


def _is_list(value: Value) -> TypeGuard[Sequence[Value]]:
    return isinstance(value, Sequence) and not isinstance(value, str)
