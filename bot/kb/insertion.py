"""The text of a knowledge file in, the same text with one thing more out; what stood there stays as it was typed.

Places are found by where the YAML reader says that things stand; nothing is ever written anew. What is returned was
read back first: it holds exactly the one thing more.
"""

import copy
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from bot.core.values.periods import period_key
from bot.kb.nodes import EmptyNode, RecordNode
from bot.kb.outline import Part, find_outline
from bot.kb.problems import Faults
from bot.kb.records import CONCEPT_KEYS, FACT_KEYS, SECTIONS
from bot.kb.rules_texts import LANGUAGES
from bot.kb.schema import plain_data
from bot.kb.splicing import add_item, add_key, add_to_text, after_line, insert_lines, line_start
from bot.kb.styling import item_lines, read_back
from bot.kb.yaml_text import parse_yaml

BOM = "\ufeff"  # the mark that some editors put before the text


class InsertionError(ValueError):
    """There is no place for it in the file; the message says why, in whole sentences for the maintainer."""


class _File(NamedTuple):
    text: str  # without a mark before it
    top: Part | None  # None: nothing but comments
    data: dict[str, Any]  # what the reader finds


def insert_record(text: str, section: str, record: Mapping[str, object], *, after: str | None = None) -> str:
    """Return the text of a file with a record more.

    Args:
        text: The file, with any line ends, with or without one at the end.
        section: "sources", "concepts", "facts" or "figures"; one that is missing is made at the end.
        record: Keys in the order in which they are to stand; each value a text, number, list or mapping.
        after: Id of the record to put it behind; None: at the end of the section.

    Raises:
        InsertionError: The file has faults, or the record `after` is not in it.
    """
    return _insert(text, lambda file: _with_record(file, section, record, after))


def insert_row(text: str, fact: str, row: Mapping[str, object]) -> str:
    """Return the text with a row more under `figures` of a fact, among its periods in the order that the file has."""
    return _insert(text, lambda file: _with_row(file, fact, row))


def insert_loose_row(text: str, row: Mapping[str, object]) -> str:
    """Return the text with a row more under `figures` of the file: among those of its fact, else at the end."""
    return _insert(text, lambda file: _with_loose_row(file, row))


def insert_label(text: str, concept: str, language: str, label: str, *, hidden: bool = False) -> str:
    """Return the text with another word for a concept: under `alt`, or `hidden` for one that is never shown."""
    key = "hidden" if hidden else "alt"
    return _insert(text, lambda file: _with_text(file, ("concepts", concept, key, language), label, CONCEPT_KEYS))


def insert_example(text: str, fact: str, language: str, question: str) -> str:
    """Return the text with an example question more for a fact, under `ask`."""
    return _insert(text, lambda file: _with_text(file, ("facts", fact, "ask", language), question, FACT_KEYS))


Edit = Callable[[_File], tuple[str, dict[str, Any]]]
"""Returns the new text, and what the reader should find in it."""


def _insert(text: str, edit: Edit) -> str:
    """Return the text as edited, if it reads back as what it should be."""
    mark = BOM if text.startswith(BOM) else ""
    edited, expected = edit(_open(text.removeprefix(BOM)))
    faults = Faults("")
    node, _ = parse_yaml(edited.encode(), faults)
    if faults.found or plain_data(node) != expected:
        raise InsertionError("The file is written in a way in which nothing can be added safely. Add it by hand.")
    return mark + edited


def _open(text: str) -> _File:
    faults = Faults("")
    node, _ = parse_yaml(text.encode(), faults)
    if faults.found:
        first = faults.found[0]
        raise InsertionError(f"The file has a fault in line {first.position.line}: {first.what} {first.mend}")
    if not isinstance(node, (RecordNode, EmptyNode)):
        raise InsertionError(
            'The file has no parts. Put "sources:", "concepts:", "facts:" or "figures:" above its list.'
        )
    top = find_outline(text)
    return _File(text, None if top is None or top.keys is None else top, plain_data(node) or {})


def _with_record(
    file: _File, section: str, record: Mapping[str, object], after: str | None
) -> tuple[str, dict[str, Any]]:
    if section not in SECTIONS:
        raise InsertionError(f'"{section}" is no part of a knowledge base. A file holds: {", ".join(SECTIONS)}.')
    expected = copy.deepcopy(file.data)
    records = expected.get(section) or []
    if not isinstance(records, list):
        raise InsertionError(f'"{section}" is no list of records in this file. Begin each record with "- id: ...".')
    index = len(records) if after is None else _find(file, section, after)[0] + 1
    expected[section] = [*records[:index], read_back(record), *records[index:]]
    part = None if file.top is None or file.top.keys is None else file.top.keys.get(section)
    if part is None:
        return _with_section(file, section, record), expected
    if part.value.items is None:
        return _with_first_record(file.text, part.value, record), expected
    return add_item(file.text, part.value, index, record), expected


def _with_section(file: _File, section: str, record: Mapping[str, object]) -> str:
    """Return the text with a section more at its end."""
    column = 0
    if file.top is not None:
        column = file.top.start - line_start(file.text, file.top.start)
        if file.top.in_brackets:
            return add_key(file.text, file.top, section, [record], ())
    lines = [" " * column + f"{section}:", *item_lines(record, column + 2, column + 4)]
    return insert_lines(file.text, len(file.text), lines)


def _with_first_record(text: str, part: Part, record: Mapping[str, object]) -> str:
    """Return the text with a record in a section behind which nothing stands, or `~`."""
    before = text[: part.start].rstrip(" ")
    text = before + text[part.end :]
    return insert_lines(text, after_line(text, len(before), 0), item_lines(record, 2, 4))


def _with_row(file: _File, fact: str, row: Mapping[str, object]) -> tuple[str, dict[str, Any]]:
    number, part = _find(file, "facts", fact)
    figures = (part.keys or {}).get("figures")
    if figures is None or not figures.value.items:
        raise InsertionError(
            f'"{fact}" has no list of figures in this file. Write "figures:" with a first row by hand.'
        )
    expected = copy.deepcopy(file.data)
    rows = expected["facts"][number]["figures"]
    index = _place(rows, row.get("period"))
    rows.insert(index, read_back(row))
    return add_item(file.text, figures.value, index, row), expected


def _with_loose_row(file: _File, row: Mapping[str, object]) -> tuple[str, dict[str, Any]]:
    rows = file.data.get("figures") or []
    own = [index for index, each in enumerate(rows) if isinstance(each, dict) and each.get("fact") == row.get("fact")]
    together = bool(own) and own == list(range(own[0], own[-1] + 1))
    if not together or file.top is None or file.top.keys is None:
        return _with_record(file, "figures", row, None)
    index = own[0] + _place([rows[each] for each in own], row.get("period"))
    expected = copy.deepcopy(file.data)
    expected["figures"].insert(index, read_back(row))
    return add_item(file.text, file.top.keys["figures"].value, index, row), expected


def _place(rows: list[Any], period: object) -> int:
    """Return the index for a row of a period: newest first, unless the rows that are there begin with the oldest."""
    keys = [_when(row.get("period") if isinstance(row, dict) else None) for row in rows]
    key = _when(period)
    upwards = len(keys) > 1 and keys == sorted(keys) and keys[0] != keys[-1]
    later = (index for index, each in enumerate(keys) if (each > key if upwards else each < key))
    return next(later, len(keys))


def _when(period: object) -> tuple[int, int, int]:
    """Return what a period is ordered by; one that is wrongly written comes before all others, as none does."""
    try:
        return period_key(None if period is None else str(period))
    except ValueError:
        return period_key(None)


def _with_text(
    file: _File, path: tuple[str, str, str, str], added: str, order: tuple[str, ...]
) -> tuple[str, dict[str, Any]]:
    """Return the text with another text in a list that a record has for each language."""
    section, identifier, key, language = path
    number, record = _find(file, section, identifier)
    expected = copy.deepcopy(file.data)
    texts = expected[section][number].setdefault(key, {})
    old = texts.get(language, []) if isinstance(texts, dict) else None
    group = (record.keys or {}).get(key)
    if old is None or (group is not None and group.value.keys is None):
        raise InsertionError(f'"{key}" of "{identifier}" has no languages. Write {key}: {{nl: [...], en: [...]}}.')
    texts[language] = [*(old if isinstance(old, list) else [old]), added]
    if group is None:
        return add_key(file.text, record, key, {language: [added]}, order), expected
    there = (group.value.keys or {}).get(language)
    if there is None:
        return add_key(file.text, group.value, language, [added], LANGUAGES, sentences=key == "ask"), expected
    if there.value.items is None:
        return add_to_text(file.text, there.value, added), expected
    return add_item(file.text, there.value, len(there.value.items), added), expected


def _find(file: _File, section: str, identifier: str) -> tuple[int, Part]:
    """Return the index and the part of a record."""
    keys = file.top.keys if file.top is not None and file.top.keys is not None else {}
    for index, part in enumerate((keys[section].value.items or ()) if section in keys else ()):
        if part.keys is not None and "id" in part.keys and part.keys["id"].value.text == identifier:
            return index, part
    raise InsertionError(f'There is no "{identifier}" under "{section}" in this file.')
