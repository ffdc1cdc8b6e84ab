"""A source as a CSL-JSON item, the form that processors of citation styles and reference managers read. Pure.

What is not known of a source is absent. The letter in "KB, 2018c" is that of the document which cites it: it tells one
publication of a year from another there, so it is kept, and no source gets a letter that it did not have.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TypedDict

from bot.core.records.model import Author, KnowledgeBase, Source

Name = dict[str, str]
DateParts = TypedDict("DateParts", {"date-parts": list[list[int]]})
Item = TypedDict(
    "Item",
    {
        "id": str,
        "type": str,
        "title": str,
        "author": list[Name],
        "issued": DateParts,
        "year-suffix": str,
        "container-title": str,
        "publisher": str,
        "URL": str,
        "DOI": str,
        "language": str,
        "note": str,
    },
    total=False,
)

ANY_TYPE = "document"  # CSL: of a kind that is not known
PERIODICALS = frozenset({"article-journal", "article-magazine", "article-newspaper", "post-weblog"})
"""The types whose publisher, as the knowledge base has it, is the periodical or blog that they appeared in."""


def item_of(source: Source, note: str | None = None) -> Item:
    """Return a source as a CSL-JSON item, with a note where there is one."""
    item = Item(id=source.id, type=source.type or ANY_TYPE)
    if source.title:
        item["title"] = source.title
    if source.author:
        item["author"] = [_name_of(author) for author in source.author]
    if source.issued:
        item["issued"] = {"date-parts": [[int(part) for part in source.issued.split("-")]]}
    letter = year_letter(source)
    if letter:
        item["year-suffix"] = letter
    if source.publisher:
        item["container-title" if item["type"] in PERIODICALS else "publisher"] = source.publisher
    if source.url:
        item["URL"] = source.url
    if source.language:
        item["language"] = source.language
    if note:
        item["note"] = note
    return item


def items_of(source_ids: Iterable[str], knowledge: KnowledgeBase, language: str) -> list[Item]:
    """Return sources as items; a note tells in the language in which document a source was read, if in another one.

    Raises:
        KeyError: If there is no such source, or the language is not spoken.
    """
    notes = carrier_notes(knowledge, language)
    return [item_of(knowledge.sources[id_], notes.get(id_)) for id_ in source_ids]


def carrier_notes(knowledge: KnowledgeBase, language: str) -> Mapping[str, str]:
    """Return "cited in ..." for each source that was read in another document alone."""
    carriers: dict[str, set[str | None]] = {}
    for fact in knowledge.facts.values():
        for row in fact.rows:
            for source in row.sources:
                carriers.setdefault(source, set()).add(row.via)
    phrase = knowledge.languages[language].phrases["reference_via"]
    return {
        source: phrase.format(via=" & ".join(sorted(knowledge.sources[via].cited_as for via in found if via)))
        for source, found in carriers.items()
        if None not in found
    }


def year_letter(source: Source) -> str | None:
    """Return the letter behind the year in the citation: "c" for "KB, 2018c"."""
    year = source.issued[:4] if source.issued else "[0-9]{4}"
    found = re.search(rf"\b{year}([a-z])\b", source.cited_as)
    return found[1] if found else None


def _name_of(author: Author) -> Name:
    parts = {"family": author.family, "given": author.given, "literal": author.literal}
    return {key: part for key, part in parts.items() if part}
