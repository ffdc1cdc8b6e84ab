"""Nodes to records: what keys each kind of record has, and what they mean."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast, get_args

from bot.core.model import Concept, Facet, Fact, FactKind, Figure, Position, Source
from bot.kb.citations import read_authors, read_issued
from bot.kb.fields import Fields
from bot.kb.nodes import EmptyNode, ListNode, Node, RecordNode, TextNode, called
from bot.kb.problems import Faults, did_you_mean

SECTIONS = ("sources", "concepts", "facts")
SOURCE_KEYS = (
    "id", "cited_as", "type", "title", "author", "issued", "publisher", "url", "URL", "role", "labels", "note",
)  # fmt: skip
CONCEPT_KEYS = ("id", "facet", "broader", "pref", "alt", "hidden")
ROW_KEYS = ("value", "as_printed", "period", "source", "via", "evidence")
SHORT_KEYS = ROW_KEYS[1:]  # a statement without a number may have them beside its other keys
FACT_KEYS = (
    "id", "kind", "measure", "answers", "about", "covers", "counted", "population", "unit", "figures", *SHORT_KEYS,
    "say", "ask", "caveat", "complement", "related",
)  # fmt: skip
FACETS: tuple[str, ...] = get_args(Facet)
KINDS: tuple[str, ...] = get_args(FactKind)
UNITS = ("percent", "count", "mean")
ROLES = ("carrier",)


@dataclass(frozen=True, slots=True)
class Records:
    """What one file holds; a record with a fault is kept as far as it could be read."""

    sources: list[Source] = field(default_factory=list)
    concepts: list[Concept] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    faulty: set[Position] = field(default_factory=set)  # records and rows that a problem was already told of
    nameless: list[int] = field(default_factory=list)  # lines of records without an id, which had to be left out


def parse_records(node: Node, faults: Faults) -> Records:
    """Return the records of a file; what is wrong with them is added to `faults`."""
    records = Records()
    if isinstance(node, EmptyNode):
        return records
    if not isinstance(node, RecordNode):
        mend = 'Put "sources:", "concepts:" or "facts:" above the list of records.'
        faults.add(node.line, "schema", f"The file is {called(node)}, without the name of a part.", mend)
        return records
    for section, entry in node.keys.items():
        if section not in SECTIONS:
            mend = did_you_mean(section, SECTIONS, f"A file holds: {', '.join(SECTIONS)}.")
            faults.add(entry.line, "schema", f'"{section}" is no part of a knowledge base.', mend)
        elif isinstance(entry.value, ListNode):
            for item in entry.value.items:
                _parse_record(section, item, faults, records)
        elif not isinstance(entry.value, EmptyNode):
            mend = 'Begin each record with "- id: ...".'
            faults.add(entry.value.line, "schema", f'"{section}" is {called(entry.value)}, not a list.', mend)
    return records


def _parse_record(section: str, node: Node, faults: Faults, records: Records) -> None:
    if not isinstance(node, RecordNode):
        what = f'Under "{section}" stands {called(node)} where a record should be.'
        faults.add(node.line, "schema", what, 'Begin the record with "- id: ...".')
        records.nameless.append(node.line)
        return
    before = len(faults.found)
    given = node.keys.get("id")
    name = f'"{given.value.text}"' if given and isinstance(given.value, TextNode) else f"A record under {section}"
    fields = Fields(node, name, faults)
    fields.require("id", "Give the record a short name of its own that stays the same.")
    identifier = fields.identifier("id")
    record = PARSERS[section](fields, identifier or "")
    if identifier is None:
        records.nameless.append(node.line)
    elif isinstance(record, Source):
        records.sources.append(record)
    elif isinstance(record, Concept):
        records.concepts.append(record)
    else:
        records.facts.append(record)
    if len(faults.found) > before:
        records.faulty.add(record.position)
        if isinstance(record, Fact):
            records.faulty.update(row.position for row in record.figures)


def _parse_source(fields: Fields, identifier: str) -> Source:
    fields.refuse_unknown(SOURCE_KEYS)
    fields.require("cited_as", 'Write the source as the document prints it, such as "KB, 2018c".')
    if fields.has("url") and fields.has("URL"):
        fields.wrong(fields.node.keys["URL"].line, 'Both "url" and "URL" stand here.', "Keep one of the two.")
    role = fields.choice("role", ROLES)
    return Source(
        id=identifier,
        cited_as=fields.text("cited_as") or "",
        type=fields.text("type"),
        title=fields.text("title"),
        author=read_authors(fields),
        issued=read_issued(fields),
        publisher=fields.text("publisher"),
        url=fields.text("url") or fields.text("URL"),
        role="carrier" if role == "carrier" else None,
        labels=fields.labels("labels"),
        note=fields.texts("note"),
        position=fields.position,
    )


def _parse_concept(fields: Fields, identifier: str) -> Concept:
    fields.refuse_unknown(CONCEPT_KEYS)
    fields.require("pref", "Write its usual name: pref: {nl: ..., en: ...}.")
    return Concept(
        id=identifier,
        facet=cast(Facet, fields.choice("facet", FACETS) or "partner"),
        broader=fields.identifiers("broader"),
        pref=fields.texts("pref"),
        alt=fields.labels("alt"),
        hidden=fields.labels("hidden"),
        position=fields.position,
    )


def _parse_fact(fields: Fields, identifier: str) -> Fact:
    fields.refuse_unknown(FACT_KEYS)
    fields.require("kind", f"Choose from: {', '.join(KINDS)}.")
    fields.require("say", "Write the statement in your own words: say: {nl: ..., en: ...}.")
    unit = fields.choice("unit", UNITS)
    rows = _parse_rows(fields)
    if unit == "percent":
        _check_percent(fields, rows)
    return Fact(
        id=identifier,
        kind=cast(FactKind, fields.choice("kind", KINDS) or "claim"),
        measure=fields.identifier("measure"),
        answers=fields.identifiers("answers"),
        about=fields.groups("about"),
        covers=fields.identifiers("covers"),
        counted=fields.identifiers("counted"),
        population=fields.texts("population"),
        unit=unit,
        figures=tuple(sorted(rows, key=lambda row: row.period or "", reverse=True)),  # newest first, none last
        say=fields.texts("say"),
        ask=fields.labels("ask"),
        caveat=fields.texts("caveat"),
        complement=fields.texts("complement"),
        related=fields.identifiers("related"),
        position=fields.position,
    )


def _parse_rows(fields: Fields) -> list[Figure]:
    """Return the rows of a fact: those under `figures`, or the one that stands beside its other keys."""
    if not fields.has("figures"):
        return [_parse_row(fields, with_value=False)]
    for key in SHORT_KEYS:
        if fields.has(key):
            what = f'"{key}" stands beside "figures".'
            fields.wrong(fields.node.keys[key].line, what, 'Move it into the rows under "figures".')
    node = fields.value("figures")
    items = node.items if isinstance(node, ListNode) else ()
    if node is not None and not items:
        mend = "Write one row per period: - {value: 26, source: ...}."
        fields.wrong(node.line, '"figures" should be a list of rows.', mend)
    rows: list[Figure] = []
    for item in items:
        if isinstance(item, RecordNode):
            row = Fields(item, fields.name, fields.faults)
            row.refuse_unknown(ROW_KEYS)
            rows.append(_parse_row(row, with_value=True))
        else:
            fields.wrong(item.line, f"A row is {called(item)}.", "Write a row as {value: 26, source: ...}.")
    return rows


def _parse_row(fields: Fields, *, with_value: bool) -> Figure:
    mend = "Name the id of the source; where the document names none, the document itself is the source."
    fields.require("source", mend)
    return Figure(
        value=fields.number("value") if with_value else None,
        as_printed=fields.text("as_printed"),
        period=fields.period("period"),
        sources=fields.identifiers("source"),
        via=fields.identifier("via"),
        evidence=fields.list_of_texts("evidence"),
        position=fields.position,
    )


def _check_percent(fields: Fields, rows: list[Figure]) -> None:
    for row in rows:
        if row.value is not None and not 0 <= row.value <= 100:
            what = f"{row.value} is no percentage from 0 to 100."
            fields.wrong(row.position.line, what, "Correct the value, or the unit.")


PARSERS: dict[str, Callable[[Fields, str], Source | Concept | Fact]] = {
    "sources": _parse_source,
    "concepts": _parse_concept,
    "facts": _parse_fact,
}
