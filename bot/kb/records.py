"""Nodes to records: what keys each kind of record has, and what they mean."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast, get_args

from bot.core.records.model import Concept, Facet, Fact, FactKind, Identity, Position, Quantity, Role, Source
from bot.kb.citations import read_authors, read_issued
from bot.kb.fields import Fields
from bot.kb.meant import SECTION_NAMES
from bot.kb.nodes import EmptyNode, ListNode, Node, RecordNode, TextNode, called
from bot.kb.problems import Faults, did_you_mean
from bot.kb.rows import SHORT_KEYS, UNITS, Row, in_order, parse_breaks, parse_loose_row, parse_rows

SECTIONS = ("sources", "concepts", "facts", "figures")
IDENTITY = "bot"  # the one part that is no list of records
PARTS = (*SECTIONS, IDENTITY)
SOURCE_KEYS = (
    "id", "cited_as", "type", "title", "author", "issued", "publisher", "url", "URL", "language", "role", "labels",
    "note",
)  # fmt: skip
CONCEPT_KEYS = ("id", "facet", "role", "broader", "pref", "alt", "hidden")
FACT_KEYS = (
    "id", "kind", "label", "measure", "answers", "topic", "about", "covers", "counted", "population", "unit",
    "quantity", "rhythm", "figures", *SHORT_KEYS, "breaks", "say", "ask", "caveat", "complement", "twin", "continues",
    "related",
)  # fmt: skip
IDENTITY_KEYS = ("name", "subject", "examples", "one", "many")
LONGEST_NAME, LONGEST_SUBJECT = 40, 80  # characters; Telegram shows 120 of the sentence that the subject stands in
FACETS: tuple[str, ...] = get_args(Facet)
KINDS: tuple[str, ...] = get_args(FactKind)
QUANTITIES: tuple[str, ...] = get_args(Quantity)
SOURCE_ROLES = ("carrier",)
CONCEPT_ROLES: tuple[str, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Records:
    """What one file holds; a record with a fault is kept as far as it could be read."""

    sources: list[Source] = field(default_factory=list)
    concepts: list[Concept] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    figures: list[Row] = field(default_factory=list)  # rows that stand by themselves and name their fact
    faulty: set[Position] = field(default_factory=set)  # records and rows that a problem was already told of
    identities: list[Identity] = field(default_factory=list)  # at most one over all files
    nameless: list[int] = field(default_factory=list)  # lines of records without an id, which had to be left out


def parse_records(node: Node, faults: Faults) -> Records:
    """Return the records of a file; what is wrong with them is added to `faults`."""
    records = Records()
    if isinstance(node, EmptyNode):
        return records
    if not isinstance(node, RecordNode):
        mend = 'Put "sources:", "concepts:" or "facts:" above the list of records.'
        faults.add(node.line, "schema", f"The file is {called(node)}, without the name of a part.", mend)
        records.nameless.append(node.line)
        return records
    for section, entry in node.keys.items():
        if section == IDENTITY:
            _parse_identity(entry.value, faults, records)
        elif section not in SECTIONS:
            in_dutch = SECTION_NAMES.get(section.casefold(), section)
            mend = did_you_mean(in_dutch, PARTS, f"A file holds: {', '.join(PARTS)}.")
            faults.add(entry.line, "schema", f'"{section}" is no part of a knowledge base.', mend)
            records.nameless.append(entry.line)
        elif isinstance(entry.value, ListNode):
            for item in entry.value.items:
                _parse_record(section, item, faults, records)
        elif not isinstance(entry.value, EmptyNode):
            mend = 'Begin each record with "- id: ...".'
            faults.add(entry.value.line, "schema", f'"{section}" is {called(entry.value)}, not a list.', mend)
            records.nameless.append(entry.value.line)
    return records


def _parse_identity(node: Node, faults: Faults, records: Records) -> None:
    if isinstance(node, EmptyNode):
        return
    if not isinstance(node, RecordNode):
        mend = 'Write keys below it: "subject: {nl: ..., en: ...}".'
        faults.add(node.line, "schema", f'"{IDENTITY}" is {called(node)}, not a group of keys.', mend)
        return
    fields = Fields(node, IDENTITY, faults)
    fields.refuse_unknown(IDENTITY_KEYS)
    fields.require("subject", 'Write what can be asked about, as in "I answer questions about ...".')
    texts = {key: fields.texts(key) for key in ("name", "subject")}
    for key, most in (("name", LONGEST_NAME), ("subject", LONGEST_SUBJECT)):
        for code, text in texts[key].items():
            if len(text) > most:
                what = f"{key}, {code}: this has {len(text)} characters."
                fields.wrong(node.keys[key].line, what, f"Say it in {most} at most: it stands amid a sentence.")
    identity = Identity(
        name=texts["name"],
        subject=texts["subject"],
        examples=fields.labels("examples"),
        one=fields.labels("one"),
        many=fields.labels("many"),
        position=fields.position,
    )
    records.identities.append(identity)


def _parse_record(section: str, node: Node, faults: Faults, records: Records) -> None:
    if not isinstance(node, RecordNode):
        what = f'Under "{section}" stands {called(node)} where a record should be.'
        faults.add(node.line, "schema", what, 'Begin the record with "- id: ...".')
        records.nameless.append(node.line)
        return
    before = len(faults.found)
    given = node.keys.get("id")
    if section == "figures":
        _parse_figure(node, faults, records)
        return
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
            records.faulty.update(row.position for row in record.rows)


def _parse_figure(node: RecordNode, faults: Faults, records: Records) -> None:
    before = len(faults.found)
    row = parse_loose_row(Fields(node, "A row under figures", faults))
    if row is not None:
        records.figures.append(row)
    if len(faults.found) > before:
        records.faulty.add(Position(faults.file, node.line))


def _parse_source(fields: Fields, identifier: str) -> Source:
    fields.refuse_unknown(SOURCE_KEYS)
    fields.require("cited_as", 'Write the source as the document prints it, such as "KB, 2018c".')
    if fields.has("url") and fields.has("URL"):
        fields.wrong(fields.node.keys["URL"].line, 'Both "url" and "URL" stand here.', "Keep one of the two.")
    role = fields.choice("role", SOURCE_ROLES)
    return Source(
        id=identifier,
        cited_as=fields.text("cited_as") or "",
        type=fields.text("type"),
        title=fields.text("title"),
        author=read_authors(fields),
        issued=read_issued(fields),
        publisher=fields.text("publisher"),
        url=fields.text("url") or fields.text("URL"),
        language=fields.text("language"),
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
        role=cast(Role | None, fields.choice("role", CONCEPT_ROLES)),
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
    figures, superseded = in_order(parse_rows(fields, unit))
    return Fact(
        id=identifier,
        kind=cast(FactKind, fields.choice("kind", KINDS) or "claim"),
        label=fields.texts("label"),
        measure=fields.identifier("measure"),
        answers=fields.identifiers("answers"),
        topic=fields.identifier("topic"),
        about=fields.groups("about"),
        covers=fields.identifiers("covers"),
        counted=fields.identifiers("counted"),
        population=fields.texts("population"),
        unit=unit,
        quantity=cast(Quantity | None, fields.choice("quantity", QUANTITIES)),
        rhythm=fields.whole_number("rhythm"),
        figures=figures,
        superseded=superseded,
        breaks=parse_breaks(fields),
        say=fields.texts("say"),
        ask=fields.labels("ask"),
        caveat=fields.texts("caveat"),
        complement=fields.texts("complement"),
        twin=fields.identifier("twin"),
        continues=fields.identifier("continues"),
        related=fields.identifiers("related"),
        position=fields.position,
    )


PARSERS: dict[str, Callable[[Fields, str], Source | Concept | Fact]] = {
    "sources": _parse_source,
    "concepts": _parse_concept,
    "facts": _parse_fact,
}
