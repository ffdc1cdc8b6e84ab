"""Who wrote a source and when, as CSL-JSON (the format of reference managers) has it, or in plain text."""

import re

from bot.core.records.model import Author
from bot.kb.fields import Fields
from bot.kb.meant import meant_date
from bot.kb.nodes import ListNode, Node, RecordNode, TextNode

AUTHOR_KEYS = ("literal", "family", "given")
DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
DATE_MEND = 'Write a year ("2018") or a date ("2018-05-31"); if it is not known, take the key away.'


def read_authors(fields: Fields) -> tuple[Author, ...]:
    """Return the authors in the order of the file; a plain name is kept whole, as `literal` is."""
    node = fields.value("author")
    if node is None:
        return ()
    items = node.items if isinstance(node, ListNode) else (node,)
    if not items:
        fields.wrong(node.line, '"author" is a list with nothing in it.', "Fill it in, or take the key away.")
    authors = (_read_author(fields, item) for item in items)
    return tuple(author for author in authors if author is not None)


def _read_author(fields: Fields, node: Node) -> Author | None:
    if isinstance(node, TextNode) and node.text.strip():
        return Author(literal=node.text.strip())
    if not isinstance(node, RecordNode):
        mend = "Write a name, {literal: an organisation} or {family: ..., given: ...}."
        fields.wrong(node.line, "An author is neither a name nor a group of keys.", mend)
        return None
    keys = Fields(node, f"{fields.name}, author", fields.faults)
    keys.refuse_unknown(AUTHOR_KEYS)
    if not keys.has("literal"):
        keys.require("family", "Write {literal: an organisation} or {family: ..., given: ...}.")
    author = Author(literal=keys.text("literal"), family=keys.text("family"), given=keys.text("given"))
    return author if author.name else None


def read_issued(fields: Fields) -> str | None:
    """Return the year or date of publication: "2018", or from `{date-parts: [[2018, 5, 31]]}`."""
    node = fields.value("issued")
    if node is None:
        return None
    date = _join_parts(node) if isinstance(node, RecordNode) else node.text if isinstance(node, TextNode) else ""
    if DATE.fullmatch(date.strip()):
        return date.strip()
    near = meant_date(date.strip())
    meant = f'Did you mean "{near}"? ' if near else ""
    fields.wrong(node.line, '"issued" is no year and no date.', meant + DATE_MEND)
    return None


def _join_parts(node: RecordNode) -> str:
    """Return "2018-05-31" for `{date-parts: [[2018, 5, 31]]}`, and what is no date for anything else."""
    entry = node.keys.get("date-parts")
    if entry is None or len(node.keys) != 1 or not isinstance(entry.value, ListNode) or len(entry.value.items) != 1:
        return ""
    parts = entry.value.items[0]
    if not isinstance(parts, ListNode):
        return ""
    texts = [item.text if isinstance(item, TextNode) else "" for item in parts.items]
    return "-".join([*texts[:1], *(text.zfill(2) for text in texts[1:])])
