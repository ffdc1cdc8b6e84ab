"""References as BibTeX, written and read; the one place that knows bibtexparser.

Accents stay as they are (UTF-8), and titles keep their capitals. The letter of "2018c" stands in `yearsuffix`: with
`year = {2018c}` biblatex finds no whole number and Zotero no year, and `extradate`, where biblatex counts letters of
its own, cannot be set. Programs pass over a field that they do not know, and a round trip keeps it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from bot.citing.items import Item, Name
from bot.citing.references import LONGEST_FIELD, MOST_AUTHORS, MOST_REFERENCES, Fault, Reference

TYPES: Mapping[str, str] = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "dataset": "dataset",
    "pamphlet": "booklet",
    "post-weblog": "online",
    "report": "techreport",
    "thesis": "phdthesis",
    "webpage": "online",
}
ANY_TYPE = "misc"
PUBLISHERS: Mapping[str, str] = {
    "article": "journal",
    "booklet": "howpublished",
    "misc": "howpublished",
    "online": "organization",
    "phdthesis": "school",
    "techreport": "institution",
}
TYPES_READ: Mapping[str, tuple[str, ...]] = {
    **{kind: tuple(csl for csl, one in TYPES.items() if one == kind) for kind in TYPES.values()},
    "inbook": ("chapter",),
    "manual": ("report",),
    "mastersthesis": ("thesis",),
    "online": ("webpage", "post-weblog"),
    "periodical": ("article-magazine", "article-journal"),
    "report": ("report",),
    "thesis": ("thesis",),
    "www": ("webpage", "post-weblog"),
}
"""The CSL types that an entry may be of, the likeliest first; of any other entry the type is not known."""
PUBLISHER_FIELDS = ("journal", "journaltitle", "institution", "organization", "school", "publisher", "howpublished")
ENTRY = re.compile(r"@\w+\s*[{(]")
TEX = re.compile(r"[\\{}$%&~#^_`'\"<>]|--|[!?]`")  # without any of these TeX and we read a text alike
AS_THEY_ARE = frozenset({"url", "doi"})  # an address is no text for TeX
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SPECIAL = str.maketrans(
    {char: rf"\{char}" for char in "&%$#_"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}"}
)


def bibtex_text(items: Sequence[Item]) -> str:
    """Return the items as entries, in the order given; their ids are the keys."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.model import Entry, Field
    from bibtexparser.writer import BibtexFormat

    layout = BibtexFormat()  # type: ignore[no-untyped-call]
    layout.indent = "  "
    layout.block_separator = "\n"
    return write_string(
        Library(
            [
                Entry(_type_of(item), item["id"], [Field(key, value) for key, value in _fields(item).items()])
                for item in items
            ]
        ),
        bibtex_format=layout,
    )


def _type_of(item: Item) -> str:
    return TYPES.get(item["type"], ANY_TYPE)


def _fields(item: Item) -> dict[str, str]:
    fields: dict[str, str] = {}
    if "author" in item:
        fields["author"] = " and ".join(map(_write_name, item["author"]))
    if "title" in item:
        fields["title"] = f"{{{_escape(item['title'])}}}"  # a second pair of braces keeps capitals
    if "issued" in item:
        (parts,) = item["issued"]["date-parts"]
        if len(parts) > 1:
            fields["date"] = "-".join(f"{part:02}" for part in parts)
        fields["year"] = str(parts[0])
    if "year-suffix" in item:
        fields["yearsuffix"] = item["year-suffix"]
    publisher = item.get("container-title") or item.get("publisher")
    if publisher:
        fields[PUBLISHERS.get(_type_of(item), "publisher")] = _escape(publisher)
    if "URL" in item:
        fields["url"] = item["URL"]
    if "language" in item:
        fields["language"] = item["language"]
    if "note" in item:
        fields["note"] = _escape(item["note"])
    return fields


def _write_name(name: Name) -> str:
    """Return a name that BibTeX takes apart as we did: an organisation is one word, and so is "Van de Burgt"."""
    if "family" not in name:
        return f"{{{_escape(name.get('literal', ''))}}}"
    family = _escape(name["family"])
    if re.match(r"[A-Z]\S* ", family):
        family = f"{{{family}}}"
    return f"{family}, {_escape(name['given'])}" if "given" in name else family


def _escape(text: str) -> str:
    return text.translate(SPECIAL)


def parse_bibtex(text: str) -> tuple[list[Reference], list[Fault]]:
    """Return the entries as references, and what could not be read; strings and comments are no entries."""
    import logging

    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import DuplicateBlockKeyBlock

    if len(ENTRY.findall(text)) > MOST_REFERENCES:
        return [], [Fault(0, "too_many_references", {"most": MOST_REFERENCES})]
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it says there comes back as a fault
    library = parse_string(text)
    twins = [block for block in library.failed_blocks if isinstance(block, DuplicateBlockKeyBlock)]
    broken = [block for block in library.failed_blocks if block not in twins]
    faults = [Fault((block.start_line or 0) + 1, "bibtex_broken") for block in broken]
    faults += [Fault((block.start_line or 0) + 1, "key_twice", {"key": block.key}) for block in twins]
    return [_parse_entry(entry) for entry in library.entries], faults


def _parse_entry(entry: Any) -> Reference:
    raw = {key.casefold(): str(field.value) for key, field in entry.fields_dict.items()}
    fields = {key: value if key in AS_THEY_ARE else _plain(value) for key, value in raw.items()}
    kind = str(entry.entry_type).casefold()
    types = TYPES_READ.get(kind, ())
    item = Item(id=str(entry.key))
    if types:
        item["type"] = types[0]
    if fields.get("title"):
        item["title"] = fields["title"]
    if raw.get("author"):
        item["author"] = [_read_name(name) for name in _split_names(raw["author"])]
    publisher = next((fields[key] for key in PUBLISHER_FIELDS if fields.get(key)), None)
    if publisher:
        item["publisher"] = publisher
    for key, name in (("url", "URL"), ("language", "language"), ("langid", "language"), ("doi", "DOI"),
                      ("note", "note"), ("yearsuffix", "year-suffix")):  # fmt: skip
        if fields.get(key):
            item.setdefault(name, fields[key])  # type: ignore[misc]
    return Reference((entry.start_line or 0) + 1, item, types, _read_date(fields))


def _read_date(fields: Mapping[str, str]) -> str:
    """Return the date as it is known: biblatex has it whole, BibTeX in a year, a month and sometimes a day."""
    if fields.get("date"):
        return fields["date"]
    year, month = fields.get("year", ""), fields.get("month", "").casefold()
    number = MONTHS.index(month[:3]) + 1 if month[:3] in MONTHS else int(month) if month.isdecimal() else 0
    if not (year and 1 <= number <= 12):
        return year
    day = fields.get("day", "")
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day.isdecimal() else "")


def _split_names(names: str) -> list[str]:
    from bibtexparser.middlewares.names import split_multiple_persons_names

    split = split_multiple_persons_names(names)[: MOST_AUTHORS + 1]  # one more, to be told that there are too many
    return [name for name in split if name.casefold() != "others"]


def _read_name(name: str) -> Name:
    """Return a name in parts; one in braces is a whole, which may be an organisation or a family alone."""
    from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts

    if re.fullmatch(r"\{[^{}]*(\{[^{}]*\}[^{}]*)*\}", name):
        return {"literal": _plain(name)}
    try:
        parts = parse_single_name_into_parts(name)
    except InvalidNameError:
        return {"literal": _plain(name)}
    family = _plain(" ".join([*parts.von, *parts.last, *parts.jr]))
    given = _plain(" ".join(parts.first))
    return {"family": family, "given": given} if given else {"family": family}


def _plain(text: str) -> str:
    r"""Return a text without what TeX alone understands: braces, `\&`, `{\'e}`. One that is too long stays as it is."""
    if len(text) <= LONGEST_FIELD and TEX.search(text):
        decoded, fault = _decoder()(text)
        text = text if fault else decoded
    return " ".join(text.split())


@cache
def _decoder() -> Callable[[str], tuple[str, str]]:
    """Return what reads TeX; to make one takes as long as to read some hundred titles."""
    from bibtexparser.middlewares.latex_encoding import LatexDecodingMiddleware

    return LatexDecodingMiddleware()._transform_python_value_string
