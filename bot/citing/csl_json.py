"""References as CSL-JSON, the form of Zotero, Mendeley and processors of citation styles, read."""

import json
from collections.abc import Mapping
from typing import Any

from bot.citing.items import ANY_TYPE, Item, Name
from bot.citing.references import MOST_REFERENCES, Fault, Reference

TEXT_KEYS = ("title", "container-title", "publisher", "URL", "DOI", "language", "note", "year-suffix")


def parse_csl_json(text: str) -> tuple[list[Reference], list[Fault]]:
    """Return the items as references, numbered from 1, and what could not be read."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        return [], [Fault(error.lineno, "json_broken")]
    except (RecursionError, ValueError):  # levels without end, and numbers of thousands of digits
        return [], [Fault(0, "json_broken")]
    items = data.get("items", [data]) if isinstance(data, dict) else data
    if not isinstance(items, list):
        return [], [Fault(0, "json_no_items")]
    if len(items) > MOST_REFERENCES:
        return [], [Fault(0, "too_many_references", {"most": MOST_REFERENCES})]
    references: list[Reference] = []
    faults: list[Fault] = []
    for number, item in enumerate(items, start=1):
        wrong = _find_wrong(item)
        if wrong:
            faults.append(Fault(number, *wrong))
        else:
            references.append(_parse_item(number, item))
    return references, faults


def _find_wrong(item: object) -> tuple[str, Mapping[str, object]] | None:
    """Return what keeps an item from being read."""
    if not isinstance(item, dict):
        return "json_no_item", {}
    for key in TEXT_KEYS:
        if not isinstance(item.get(key, ""), (str, int)):
            return "json_no_text", {"key": key}
    authors = item.get("author", [])
    if not isinstance(authors, list) or not all(isinstance(name, dict) for name in authors):
        return "json_no_names", {}
    return None


def _parse_item(number: int, given: Mapping[str, Any]) -> Reference:
    item = Item(id=str(given.get("citation-key") or given.get("id") or ""))
    kind = given.get("type")
    types = (kind,) if isinstance(kind, str) and kind and kind != ANY_TYPE else ()
    if types:
        item["type"] = types[0]
    for key in TEXT_KEYS:
        text = str(given.get(key, "")).strip() if key == "note" else " ".join(str(given.get(key, "")).split())
        if text:
            item[key] = text  # type: ignore[literal-required]
    authors = [name for name in map(_read_name, given.get("author", [])) if name]
    if authors:
        item["author"] = authors
    return Reference(number, item, types, _read_date(given.get("issued")))


def _read_name(name: Mapping[str, Any]) -> Name:
    """Return a name in our parts; "van de" before a family name belongs to it."""
    if name.get("literal"):
        return {"literal": str(name["literal"])}
    particles = (name.get("dropping-particle"), name.get("non-dropping-particle"), name.get("family"))
    parts = {"family": " ".join(str(part) for part in particles if part), "given": str(name.get("given") or "")}
    return {key: part for key, part in parts.items() if part}


def _read_date(issued: object) -> str:
    """Return "2018-11-22" for `{"date-parts": [["2018", 11, 22]]}`; else the words that stand there."""
    if not isinstance(issued, dict):
        return str(issued or "")
    dates = issued.get("date-parts")
    parts = dates[0] if isinstance(dates, list) and dates and isinstance(dates[0], list) else []
    if parts:
        return "-".join([str(parts[0]), *(str(part).zfill(2) for part in parts[1:])])
    return str(issued.get("raw") or issued.get("literal") or "")
