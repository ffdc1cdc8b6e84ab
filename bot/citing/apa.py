"""References in APA 7, in each language; the one place that knows citeproc and the style.

The style is that of the Citation Style Language project. Three things are put right here that it or the processor gets
wrong for what we have: some languages write the day before the month; "Retrieved from" belongs to a date of retrieval,
which we do not have; and a title in the place of an unknown author would be printed twice.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from bot.citing.items import Item, carrier_notes, item_of
from bot.core.records.model import KnowledgeBase, Source

CSL = "{http://purl.org/net/xbiblio/csl}"
DAY_FIRST = "day month"
STYLES = 8  # languages whose style is kept
END_TOO_MANY = re.compile(r"(?<=[?!])\.(?= |$)")  # the processor puts a full stop behind any title


def apa_text(source: Source, knowledge: KnowledgeBase, language: str) -> str:
    """Return the reference of a source as plain text; what is not known is said to be unknown, or left out.

    Raises:
        KeyError: If the language is not spoken.
    """
    return apa_texts([source.id], knowledge, language)[0]


def apa_texts(source_ids: Iterable[str], knowledge: KnowledgeBase, language: str) -> list[str]:
    """Return the reference of each source, in the order given.

    Raises:
        KeyError: If there is no such source, or the language is not spoken.
    """
    phrases = knowledge.languages[language].phrases
    items = [_as_apa_has_it(item_of(knowledge.sources[id_]), phrases["unknown_title"]) for id_ in source_ids]
    notes = carrier_notes(knowledge, language)
    texts = _render(items, phrases["csl_locale"], phrases["csl_dates"])
    return [_with_note(text, item.get("URL"), notes.get(item["id"])) for item, text in zip(items, texts, strict=True)]


def _as_apa_has_it(item: Item, unknown_title: str) -> Item:
    """Return an item with what stands in front: the authors, else the organisation that published, else the title.

    A periodical stands in front only where the title is not known either.
    """
    changed = item.copy()
    title = changed["title"] = item.get("title", unknown_title)
    if "author" not in item and "publisher" in item:
        changed["author"] = [{"literal": item["publisher"]}]
        del changed["publisher"]
    elif "author" not in item and "container-title" in item and "title" not in item:
        changed["author"] = [{"literal": item["container-title"]}]
        del changed["container-title"]
    elif "author" not in item:
        changed["author"] = [{"literal": title}]
        del changed["title"]
    elif item.get("publisher") in [name["literal"] for name in item["author"] if "literal" in name]:
        del changed["publisher"]  # APA names an organisation once
    return changed


def _with_note(text: str, address: str | None, note: str | None) -> str:
    """Return a reference with a note behind the last words before its address."""
    if not note:
        return text
    words = text.removesuffix(address) if address else text
    return f"{words.rstrip(' .')}, {note}. {text[len(words) :]}".rstrip()


def _render(items: Sequence[Item], locale: str, dates: str) -> list[str]:
    from citeproc import (  # type: ignore[import-untyped]
        Citation,
        CitationItem,
        CitationStylesBibliography,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]

    if not items:
        return []
    numbered = [{**_as_typed(item), "id": str(number)} for number, item in enumerate(items)]  # it folds letters of ids
    bibliography = CitationStylesBibliography(_load_style(locale, dates), CiteProcJSON(numbered), formatter.plain)
    for item in numbered:
        bibliography.register(Citation([CitationItem(item["id"])]))
    return [END_TOO_MANY.sub("", str(text)) for text in bibliography.bibliography()]


def _as_typed(item: Item) -> dict[str, Any]:
    """Return an item whose titles keep their capitals: a web site may be called nieuws.nl."""
    titles = {key: item.get(key) for key in ("title", "container-title")}
    return {**item, **{key: f'<span class="nocase">{text}</span>' for key, text in titles.items() if text}}


@lru_cache(maxsize=STYLES)
def _load_style(locale: str, dates: str) -> Any:
    """Return the style in a language of the Citation Style Language ("nl-NL"; "en-US" lacks the style's own terms).

    Reading it takes a tenth of a second.
    """
    from citeproc import CitationStylesStyle

    style = CitationStylesStyle("apa", locale=locale, validate=False)
    for term in [node for node in style.root.iter(f"{CSL}text") if node.get("term") in ("retrieved", "from")]:
        term.getparent().remove(term)
    if dates == DAY_FIRST:
        (date,) = style.root.iterfind(f"{CSL}macro[@name='date-issued-month-day']/{CSL}date")
        month, day = date
        date.insert(0, day)
        del day.attrib["prefix"]
        month.set("prefix", " ")
    return style
