"""References as BibTeX; the one place that knows bibtexparser.

Accents stay as they are (UTF-8), and titles keep their capitals. The letter of "2018c" stands in `yearsuffix`: with
`year = {2018c}` biblatex finds no whole number and Zotero no year, and `extradate`, where biblatex counts letters of
its own, cannot be set. Programs pass over a field that they do not know, and a round trip keeps it.
"""

import re
from collections.abc import Mapping, Sequence

from bot.citing.items import Item, Name

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
