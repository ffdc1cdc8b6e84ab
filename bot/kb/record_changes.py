"""Which records two versions of a knowledge base do not have in common, wherever in the files they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from bot.core.records.model import Figure, KnowledgeBase, Position

IN_ANY_ORDER = frozenset({"alt", "hidden", "labels", "broader", "answers", "covers", "counted", "evidence"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChanges:
    """Changes in one kind of record, by id; of a changed record also the keys whose values are others."""

    kind: str  # "sources", "concepts" or "facts"
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: Mapping[str, tuple[str, ...]]


def compare_records(before: KnowledgeBase, after: KnowledgeBase) -> tuple[RecordChanges, ...]:
    """Return the changes of each kind of record that has any. Comments, layout, files and order do not count."""
    found = (
        _compare("facts", before.facts, after.facts),
        _compare("concepts", before.concepts, after.concepts),
        _compare("sources", before.sources, after.sources),
    )
    return tuple(one for one in found if one.added or one.removed or one.changed)


def _compare(kind: str, before: Mapping[str, object], after: Mapping[str, object]) -> RecordChanges:
    both = sorted(before.keys() & after.keys())
    changed = {id_: _changed_keys(before[id_], after[id_]) for id_ in both}
    return RecordChanges(
        kind=kind,
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        changed={id_: keys for id_, keys in changed.items() if keys},
    )


def _changed_keys(before: object, after: object) -> tuple[str, ...]:
    first, second = _as_keys(before), _as_keys(after)
    return tuple(key for key in first if first[key] != second[key])


def _as_keys(record: object) -> dict[str, object]:
    """Return what a record says by key, in a form that compares equal where it says the same."""
    keys = {field.name: getattr(record, field.name) for field in fields(record)}  # type: ignore[arg-type]
    return {name: _said(value, name in IN_ANY_ORDER) for name, value in keys.items() if not isinstance(value, Position)}


def _said(value: object, in_any_order: bool) -> object:
    if isinstance(value, Mapping):
        return {key: _said(item, in_any_order) for key, item in value.items()}
    if isinstance(value, Figure):
        return _as_keys(value)
    if not isinstance(value, tuple):
        return value
    said = [_said(item, in_any_order) for item in value]
    return sorted(said, key=repr) if in_any_order else said
