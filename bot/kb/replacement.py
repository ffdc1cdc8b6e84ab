"""The text of a knowledge file in, the same text with other values for some keys of a record out.

What is replaced is found by the line that the record or row begins in, as the reader tells it. The result was read back
first: it holds exactly these values.
"""

from collections.abc import Iterator, Mapping, Sequence

from bot.kb.insertion import BOM, InsertionError
from bot.kb.outline import Part, find_outline
from bot.kb.problems import Faults
from bot.kb.schema import plain_data
from bot.kb.splicing import add_key, line_start
from bot.kb.styling import in_brackets, key_lines, read_back
from bot.kb.yaml_text import parse_yaml

Way = tuple[str | int, ...]


def replace_field(text: str, line: int, key: str, value: object, order: Sequence[str]) -> str:
    """Return the text with another value behind a key of a record or row; a key that is missing is added.

    Args:
        text: The file, in which the reader finds no fault.
        line: In which the record or row begins, from 1.
        key: The key, as it stands there or as it is to be.
        value: A text, number, list or mapping.
        order: The keys of such a record in the order in which they stand.

    Raises:
        InsertionError: There is no such record, or the value cannot be replaced safely.
    """
    mark = BOM if text.startswith(BOM) else ""
    body = text.removeprefix(BOM)
    way, group = _find(body, line)
    old = (group.keys or {}).get(key)
    if old is None:
        edited = add_key(body, group, key, value, order)
    elif group.in_brackets:
        edited = body[: old.value.start] + in_brackets(value, key) + body[old.value.end :]
    else:
        column = old.start - line_start(body, old.start)
        newline = "\r\n" if "\r\n" in body else "\n"
        edited = body[: old.start] + newline.join(key_lines(key, value, column))[column:] + body[old.value.end :]
    if _data(edited) != _with(_data(body), way, key, read_back(value)):
        raise InsertionError(f'"{key}" is written in a way that cannot be replaced safely. Change it by hand.')
    return mark + edited


def _find(text: str, line: int) -> tuple[Way, Part]:
    top = find_outline(text)
    for way, part in _groups(top):
        if text.count("\n", 0, part.start) + 1 == line:
            return way, part
    raise InsertionError(f"No record begins in line {line}.")


def _groups(top: Part | None) -> Iterator[tuple[Way, Part]]:
    """Yield every record of a file, and every row of a fact, with the keys and numbers that lead to it."""
    for section, key in ((top.keys if top else None) or {}).items():
        for number, record in enumerate(key.value.items or ()):
            yield (section, number), record
            rows = (record.keys or {}).get("figures")
            for index, row in enumerate((rows.value.items if rows else None) or ()):
                yield (section, number, "figures", index), row


def _data(text: str) -> object:
    faults = Faults("")
    node, _ = parse_yaml(text.encode(), faults)
    return None if faults.found else plain_data(node)


def _with(data: object, way: Way, key: str, value: object) -> object:
    """Return the data with another value in one place."""
    if not way:
        return {**data, key: value} if isinstance(data, Mapping) else data
    step, rest = way[0], way[1:]
    if isinstance(data, Mapping):
        return {**data, step: _with(data[step], rest, key, value)}
    if isinstance(data, list) and isinstance(step, int):
        return [_with(each, rest, key, value) if index == step else each for index, each in enumerate(data)]
    return data
