"""The published JSON Schema of the knowledge files, applied, with its errors in a maintainer's words.

The loader reads every field by itself and needs no schema; `check` applies it as well, so that the schema that editors
complete from and the loader cannot part ways unseen.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.core.records.model import Position
from bot.kb.nodes import EmptyNode, KeyNode, ListNode, Node, RecordNode, TextNode
from bot.kb.problems import Problem, did_you_mean

SCHEMA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "schema.json")
TYPES = {
    "string": "text",
    "number": "a number",
    "integer": "a number",
    "boolean": "yes or no",
    "array": "a list",
    "object": "a group of keys",
    "null": "nothing",
}
PATTERNS = {
    "id": "an id without blanks",
    "period": "a year (2017) or a school year (2017-2018)",
    "value": "a number such as 26 or 12.5",
    "issued": "a year (2018) or a date (2018-05-31)",
}


def load_schema() -> dict[str, Any]:
    """Return the schema as it is published."""
    import json

    with open(SCHEMA, encoding="utf-8") as file:
        schema: dict[str, Any] = json.load(file)
    return schema


def find_schema_problems(documents: Sequence[tuple[str, Node]]) -> Iterator[Problem]:
    """Yield what the schema finds wrong in files that were already read, given as path and content."""
    from jsonschema import Draft202012Validator  # 100 ms, which only `check` has to wait for

    validator = Draft202012Validator(load_schema())
    for path, node in documents:
        for error in validator.iter_errors(plain_data(node)):
            yield from _explain(error, path, node)


def plain_data(node: Node) -> Any:
    """Return the node as plain lists, groups of keys and texts; nothing is guessed, so a number stays text."""
    if isinstance(node, TextNode):
        return node.text
    if isinstance(node, ListNode):
        return [plain_data(item) for item in node.items]
    if isinstance(node, RecordNode):
        return {key: plain_data(entry.value) for key, entry in node.keys.items()}
    return None


def _explain(error: Any, path: str, top: Node) -> Iterator[Problem]:
    """Yield one problem per fault: several keys may be unknown, or missing, in one error of the validator."""
    way = list(error.absolute_path)
    node = _follow(top, way)
    name = _name(top, way)
    if isinstance(node, RecordNode) and error.validator == "additionalProperties":
        known = list(error.schema.get("properties", {}))
        for key, entry in node.keys.items():
            if key not in known:
                mend = did_you_mean(key, known, f"The keys are: {', '.join(known)}.")
                yield _problem(path, entry, f'{name}: "{key}" is no key that is known here.', mend)
    elif isinstance(node, RecordNode) and error.validator == "required":
        for key in error.validator_value:
            if key not in node.keys:
                yield _problem(path, node, f'{name}: The key "{key}" is missing.', "Add it.")
    elif isinstance(node, RecordNode) and error.instance in list(node.keys):  # the name of a key itself
        mend = 'Use a code such as "nl" or "en".'
        yield _problem(path, node.keys[error.instance], f'{name}: "{error.instance}" is no language.', mend)
    else:
        yield _problem(path, node, *_words(error, name, str(way[-1]) if way else "", node))


def _words(error: Any, name: str, key: str, node: Node) -> tuple[str, str]:
    """Return what is wrong with a value, and how to mend it."""
    if isinstance(node, EmptyNode) and error.validator == "type":
        return f'{name}: "{key}" is empty.', "Fill it in; if it is not known, take the key away."
    if error.validator == "type":
        allowed = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
        kinds = " or ".join(dict.fromkeys(TYPES[kind] for kind in allowed))
        return f'{name}: "{key}" has another form than it should have.', f"It should be {kinds}."
    if error.validator == "enum":
        text = str(error.instance)
        known = [str(value) for value in error.validator_value]
        return f'{name}: "{text}" is no {key}.', did_you_mean(text, known, f"Choose from: {', '.join(known)}.")
    if error.validator == "pattern":
        return (
            f'{name}: "{error.instance}" does not fit "{key}".',
            f"It should be {PATTERNS.get(key, 'text or an id')}.",
        )
    if error.validator == "not":  # a key that must not be there
        return f'{name}: "{key}" cannot stand beside the other keys of this record.', "Keep one way of saying it."
    return f'{name}: "{key}" has too little or too much in it.', "Fill it in, or take the key away."


def _follow(top: Node, way: Sequence[str | int]) -> Node:
    """Return the node at the end of a path of keys and numbers."""
    node = top
    for step in way:
        if isinstance(node, RecordNode) and isinstance(step, str):
            node = node.keys[step].value
        elif isinstance(node, ListNode) and isinstance(step, int):
            node = node.items[step]
    return node


def _name(top: Node, way: Sequence[str | int]) -> str:
    """Return how messages call the record that the path lies in: its id where it has one."""
    record = _follow(top, way[:2])
    keys: Mapping[str, KeyNode] = record.keys if isinstance(record, RecordNode) else {}
    value = keys["id"].value if "id" in keys else None
    if len(way) >= 2 and isinstance(value, TextNode):
        return f'"{value.text}"'
    return f"A record under {way[0]}" if len(way) >= 2 else "The file"


def _problem(path: str, at: Node | KeyNode, what: str, mend: str) -> Problem:
    return Problem(Position(path, at.line), "schema", what, mend)
