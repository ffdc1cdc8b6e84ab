"""References as RIS, written and read; the one place that knows rispy.

A date is written year/month/day/other: the letter of "2018c" is the other thing, "2018///c"; the year stays a year.
A family name without given names ends in a comma; without one it would be the name of an organisation.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.citing.items import Item, Name
from bot.citing.references import MOST_REFERENCES, Fault, Reference

TYPES: Mapping[str, str] = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "pamphlet": "PAMP",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
}
ANY_TYPE = "GEN"
TYPES_READ: Mapping[str, tuple[str, ...]] = {
    **{tag: (csl,) for csl, tag in TYPES.items()},
    "EJOUR": ("article-journal",),
    "EBOOK": ("book",),
    "ECHAP": ("chapter",),
    "GOVDOC": ("report",),
}
"""The CSL type of each kind of record; of any other kind the type is not known."""
FIELD = re.compile(r"([A-Z][A-Z0-9]) {1,2}-( |$)")
NUMBERED = re.compile(r"\s*[0-9]*\.?\s*")  # what some programs write above each record


def ris_text(items: Sequence[Item]) -> str:
    """Return the items as records, in the order given."""
    from rispy import RisWriter, dumps  # type: ignore[import-untyped]

    class Writer(RisWriter):  # type: ignore[misc]
        """Without the number that rispy writes above each record, which is no RIS."""

        def set_header(self, count: int) -> str:
            return ""

    return str(dumps([_record(item) for item in items], implementation=Writer)).lstrip()


def _record(item: Item) -> dict[str, str | list[str]]:
    record: dict[str, str | list[str]] = {"type_of_reference": TYPES.get(item["type"], ANY_TYPE), "id": item["id"]}
    if "author" in item:
        record["authors"] = [_write_name(name) for name in item["author"]]
    if "title" in item:
        record["title"] = item["title"]
    if "issued" in item:
        record["year"] = _write_date(item)
    for key, tag in (("container-title", "secondary_title"), ("publisher", "publisher"), ("language", "language")):
        if key in item:
            record[tag] = str(item[key])  # type: ignore[literal-required]
    if "URL" in item:
        record["urls"] = [item["URL"]]
    if "note" in item:
        record["notes"] = [item["note"]]
    return record


def _write_name(name: Name) -> str:
    if "family" not in name:
        return name.get("literal", "")
    return f"{name['family']}, {name.get('given', '')}".rstrip()


def _write_date(item: Item) -> str:
    """Return "2018", "2018/11/22/" or "2018///c"."""
    (parts,) = item["issued"]["date-parts"]
    letter = item.get("year-suffix", "")
    if len(parts) == 1 and not letter:
        return str(parts[0])
    month_and_day = [f"{part:02}" for part in parts[1:]]
    return "/".join([str(parts[0]), *month_and_day, *[""] * (2 - len(month_and_day)), letter])


def parse_ris(text: str) -> tuple[list[Reference], list[Fault]]:
    """Return the records as references, and what could not be read."""
    from rispy import loads

    references: list[Reference] = []
    faults: list[Fault] = []
    for line, lines in _split_records(text, faults):
        if len(references) >= MOST_REFERENCES:
            return [], [Fault(0, "too_many_references", {"most": MOST_REFERENCES})]
        records = loads("\n".join(lines))
        references.extend(_parse_record(line, record) for record in records)
    return references, faults


def _split_records(text: str, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line that it begins in; rispy drops one without an end, and says nothing."""
    start, lines = 0, list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        found = FIELD.match(line)
        tag = found[1] if found else None
        if tag == "TY":
            if start:
                faults.append(Fault(start, "ris_open"))
            start, lines = number, []
        elif not start and not NUMBERED.fullmatch(line):
            faults.append(Fault(number, "ris_stray"))
            return
        if start:
            lines.append(f"{tag}  - {line[found.end() :]}" if found else line)
        if tag == "ER" and start:
            yield start, lines
            start, lines = 0, []
    if start:
        faults.append(Fault(start, "ris_open"))


def _parse_record(line: int, record: Mapping[str, Any]) -> Reference:
    types = TYPES_READ.get(record.get("type_of_reference", ""), ())
    item = Item(id=record.get("id", ""))
    if types:
        item["type"] = types[0]
    names = [*record.get("first_authors", ()), *record.get("authors", ())]
    if names:
        item["author"] = [_read_name(name) for name in names if name]
    title = record.get("title") or record.get("primary_title")
    if title:
        item["title"] = title
    container = record.get("secondary_title") or record.get("alternate_title3") or record.get("journal_name")
    for name, value in (
        ("container-title", container),
        ("publisher", record.get("publisher")),
        ("URL", next(iter(record.get("urls", ())), None)),
        ("DOI", record.get("doi")),
        ("language", record.get("language")),
        ("note", "\n".join([*record.get("notes", ()), *record.get("unknown_tag", {}).get("M2", ())])),
    ):
        if value:
            item[name] = value  # type: ignore[literal-required]
    year = record.get("year") or record.get("publication_year") or ""
    letter = year.split("/")[3:]
    if letter and re.fullmatch("[a-z]", letter[0]):
        item["year-suffix"] = letter[0]
    return Reference(line, item, types, _read_date(record.get("date") or year, year))


def _read_date(date: str, year: str) -> str:
    """Return "2018-11-22" for "2018/11/22/"; where the date is only words, the year."""
    parts = [part for part in date.split("/")[:3] if part]
    joined = "-".join([*parts[:1], *(part.zfill(2) for part in parts[1:])])
    return joined if parts and parts[0].isdecimal() else year.split("/")[0]


def _read_name(name: str) -> Name:
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma:
        return {"literal": family}
    return {"family": family, "given": given} if given else {"family": family}
