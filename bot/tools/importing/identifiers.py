"""Ids and short citations for new sources, as those of the knowledge base look: "kb-2018", "KB, 2018"."""

import re
from collections.abc import Collection, Iterable

from bot.citing.items import year_letter
from bot.core.records.model import Author, Source
from bot.core.words.text import capital, fold

OURS = re.compile(r"(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)+")
MOST_WORDS, LONGEST = 5, 40
SHORTEST_WORD = 5  # letters of a word that tells one title from another
SEVERAL = 3  # authors from which on only the first is named
YEAR_BEHIND = re.compile(r"-?[0-9]{4}[a-z]?$")
CITED_YEAR = re.compile(r",? [0-9]{4}[a-z]?$")


def choose_id(given: str, source: Source, known: Collection[Source], taken: Collection[str]) -> str:
    """Return an id that nothing has yet: the one in the file if it looks like ours, else one from author and year.

    A letter behind the year is the one that the document prints. Where author and year are taken, a word of the title
    is put behind it, and after that a number; never another letter.
    """
    if OURS.fullmatch(given) and given not in taken:
        return given
    year = source.issued[:4] + (year_letter(source) or "") if source.issued else ""
    base = "-".join(part for part in (_name_part(source, known), year) if part) or "bron"
    words = [word for word in _words(source.title or "") if len(word) >= SHORTEST_WORD and word not in base]
    for name in (base, *(f"{base}-{word}" for word in words)):
        if name not in taken and (year or name != base or not words):
            return name
    return next(name for number in range(2, len(taken) + 3) if (name := f"{base}-{number}") not in taken)


def _name_part(source: Source, known: Iterable[Source]) -> str:
    """Return what the id begins with: as of other sources by the same author, or the words of the name."""
    name = _first_name(source)
    for other in known:
        if _first_name(other) == name and other.author and source.author and YEAR_BEHIND.search(other.id):
            return YEAR_BEHIND.sub("", other.id)
    return "-".join(_words(name)[:MOST_WORDS])[:LONGEST].strip("-")


def _first_name(source: Source) -> str:
    if source.author:
        return source.author[0].family or source.author[0].name
    return source.publisher or source.title or ""


def propose_citation(source: Source, letter: str, known: Iterable[Source]) -> str:
    """Return how a document may cite a source: "Klaren & Schrijen, 2024". It has to be checked against the document."""
    year = source.issued[:4] + letter if source.issued else ""
    return ", ".join(part for part in (_cited_name(source, known) or source.title or "", year) if part)


def _cited_name(source: Source, known: Iterable[Source]) -> str:
    names = [capital(author.family or author.name) for author in source.author]
    if not names:
        return source.publisher or ""
    if len(names) == 1:
        alike = (other for other in known if _is_by(other, source.author[0]) and CITED_YEAR.search(other.cited_as))
        other = next(alike, None)
        return CITED_YEAR.sub("", other.cited_as) if other else names[0]
    return f"{names[0]} et al." if len(names) >= SEVERAL else " & ".join(names)


def _is_by(source: Source, author: Author) -> bool:
    return len(source.author) == 1 and source.author[0].name == author.name


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", fold(text))
