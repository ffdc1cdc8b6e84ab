"""The texts of the knowledge files with what an import adds and changes in them; nothing is written here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from bot.core.records.model import KnowledgeBase, Position
from bot.kb.files import RawFile
from bot.kb.insertion import BOM, InsertionError, insert_loose_row, insert_record, insert_row
from bot.kb.nodes import ListNode, Node, RecordNode
from bot.kb.outline import find_outline
from bot.kb.records import SOURCE_KEYS
from bot.kb.replacement import replace_field
from bot.kb.rows import ROW_KEYS
from bot.tools.importing.plan import Entry, Remark

TO_CHECK = "  # proposed: check it against the document that cites it"


@dataclass(slots=True)
class Edited:
    """The texts by path, as they would be, and the entries for which there was no place."""

    texts: dict[str, str] = field(default_factory=dict)
    failed: dict[int, Remark] = field(default_factory=dict)  # by index of the entry


@dataclass(frozen=True, slots=True)
class Base:
    """The knowledge base with its files, as far as is needed to find places in them."""

    kb: KnowledgeBase
    files: Sequence[RawFile]
    documents: Sequence[tuple[str, Node]]
    into: str | None = None  # path of the file for new sources


def edit(entries: Sequence[Entry], base: Base, *, update: bool) -> Edited:
    """Return the changed texts: first what is replaced, from the end of each file to its start, then what is added."""
    edited = Edited()
    texts = {file.path: file.content.decode() for file in base.files}
    changed = [(number, entry) for number, entry in enumerate(entries) if entry.outcome == "changed" and update]
    for number, entry in sorted(changed, key=lambda one: _line(one[1].position), reverse=True):
        if entry.position:
            _try(edited, texts, number, entry.position.file, partial(_replace, entry=entry, base=base))
    for number, entry in enumerate(entries):
        if entry.outcome == "added":
            path, how = _place(entry, base)
            _try(edited, texts, number, path, partial(_add, entry=entry, how=how))
    return edited


def _line(position: Position | None) -> int:
    return position.line if position else 0


def _try(edited: Edited, texts: Mapping[str, str], number: int, path: str, change: Callable[[str], str]) -> None:
    """Change the text of a file, or note that it has no place for an entry."""
    try:
        edited.texts[path] = change(edited.texts.get(path, texts.get(path, "")))
    except InsertionError as error:
        edited.failed[number] = Remark("insertion", {"file": path, "reason": error})


def _replace(text: str, entry: Entry, base: Base) -> str:
    """Return the text with every field of an entry that differs."""
    order = SOURCE_KEYS if entry.kind == "source" else ("fact", *ROW_KEYS)
    line = _line(entry.position)
    for one in entry.differences:
        key = "URL" if one.key == "url" and _has_key(entry, "URL", base) else one.key
        text = replace_field(text, line, key, one.value, order)
    return text


def _has_key(entry: Entry, key: str, base: Base) -> bool:
    for path, node in base.documents:
        if entry.position and path == entry.position.file:
            return any(
                record.line == entry.position.line and key in record.keys for record in _records(node, "sources")
            )
    return False


def _place(entry: Entry, base: Base) -> tuple[str, str]:
    """Return the file for an entry, and how it is put there: where the newest row of its fact stands."""
    if entry.kind == "source":
        return base.into or find_source_file(base), "source"
    fact = base.kb.facts[entry.id]
    newest = next(iter((*fact.figures, *fact.superseded))).position
    for path, node in base.documents:
        if path == newest.file and any(row.line == newest.line for row in _records(node, "figures")):
            return path, "loose"
    return fact.position.file, "row"


def find_source_file(base: Base) -> str:
    """Return the file that holds the most sources."""
    counts: dict[str, int] = {}
    for source in base.kb.sources.values():
        counts[source.position.file] = counts.get(source.position.file, 0) + 1
    return max(counts, key=lambda path: counts[path], default=base.files[0].path)


def _records(node: Node, section: str) -> Iterable[RecordNode]:
    entry = node.keys.get(section) if isinstance(node, RecordNode) else None
    items = entry.value.items if entry and isinstance(entry.value, ListNode) else ()
    return (item for item in items if isinstance(item, RecordNode))


def _add(text: str, entry: Entry, how: str) -> str:
    if how == "loose":
        return insert_loose_row(text, {"fact": entry.id, **entry.record})
    if how == "row":
        return insert_row(text, entry.id, entry.record)
    added = insert_record(text, "sources", entry.record)
    proposed = any(remark.code == "cited_as_proposed" for remark in entry.remarks)
    return _mark_proposed(added, entry.id) if proposed else added


def _mark_proposed(text: str, identifier: str) -> str:
    """Return the text with a comment behind the citation of a source."""
    mark = BOM if text.startswith(BOM) else ""
    body = text.removeprefix(mark)
    top = find_outline(body)
    for record in (top.keys["sources"].value.items if top and top.keys else None) or ():
        keys = record.keys or {}
        if "id" in keys and keys["id"].value.text == identifier and not record.in_brackets:
            end = keys["cited_as"].value.end
            return mark + body[:end] + TO_CHECK + body[end:]
    return text
