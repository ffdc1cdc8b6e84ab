"""References as RIS; the one place that knows rispy.

A date is written year/month/day/other: the letter of "2018c" is the other thing, "2018///c"; the year stays a year.
A family name without given names ends in a comma; without one it would be the name of an organisation.
"""

from collections.abc import Mapping, Sequence

from bot.citing.items import Item, Name

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
