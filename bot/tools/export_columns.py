"""The columns of the exported tables: name, type, and what every value keeps to.

What each is called and holds stands in `export.yaml` of every language, under the name of the table and of the column.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from bot.core.records.model import Qualifier, Quantity, Texts
from bot.core.values.periods import PeriodKind
from bot.texts import find_texts

ID = r"\S+"
PERIOD = r"[0-9]{4}(-[0-9]{4}|-[0-9]{2}(-[0-9]{2})?)?"
GROUP = "export"
SAYS = "_says"  # ends the name of the text that tells what a column holds

Kind = Literal["string", "number", "boolean", "date"]
"""A type of Table Schema."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; an empty value means that the source does not say it, or that it does not apply."""

    name: str
    text: str  # name of its title
    kind: Kind
    constraints: Mapping[str, object]
    is_spoken: bool = False  # it stands there once for each language
    language: str | None = None  # of the texts in it

    @property
    def title(self) -> Texts:
        """What it is called, in each language; with the name of the language that its texts are in."""
        titles = said(self.text)
        if self.language is None:
            return titles
        name = find_texts("phrases")[self.language]["language_name"]
        return {code: f"{title} ({name})" for code, title in titles.items()}

    @property
    def says(self) -> Texts:
        """What it holds, in each language."""
        return said(self.text + SAYS)


def said(name: str) -> Texts:
    """Return one of the texts of the open data in each language."""
    return {code: texts[name] for code, texts in find_texts(GROUP).items()}


def _column(table: str, name: str, kind: Kind = "string", **constraints: object) -> Column:
    return Column(name, f"{table}_{name}", kind, constraints)


def _spoken(table: str, name: str) -> Column:
    return replace(_column(table, name), is_spoken=True)


FIGURES = (
    _column("figures", "id", required=True, unique=True, pattern=ID),
    _column("figures", "fact", required=True, pattern=ID),
    _column("figures", "measure", pattern=ID),
    _spoken("figures", "label"),
    _column("figures", "value", "number", required=True),
    _column("figures", "unit", enum=["percent", "count", "mean", "out-of-10"]),
    _column("figures", "quantity", enum=list(get_args(Quantity))),
    _column("figures", "qualifier", enum=list(get_args(Qualifier))),
    _column("figures", "as_printed"),
    _column("figures", "period", pattern=PERIOD),
    _column("figures", "period_kind", enum=list(get_args(PeriodKind))),
    _column("figures", "period_start", "date"),
    _column("figures", "period_end", "date"),
    _spoken("figures", "population"),
    _column("figures", "source", required=True, pattern=ID),
    _column("figures", "other_sources"),
    _column("figures", "locator"),
    _column("figures", "via", pattern=ID),
    _column("figures", "preferred", "boolean", required=True),
    _spoken("figures", "caveat"),
)

_OF_SOURCES = (
    _column("sources", "title"),
    _column("sources", "publisher"),
    _column("sources", "url"),
    _column("sources", "issued", pattern=r"[0-9]{4}(-[0-9]{2}){0,2}"),
)
SOURCES = (
    _column("sources", "id", required=True, unique=True, pattern=ID),
    _column("sources", "cited_as", required=True),
    _column("sources", "type"),
    _column("sources", "author"),
    *_OF_SOURCES,
    _spoken("sources", "note"),
)

BREAKS = (
    _column("breaks", "fact", required=True, pattern=ID),
    _column("breaks", "kind", required=True, enum=["from", "during"]),
    _column("breaks", "period", required=True, pattern=PERIOD),
    _spoken("breaks", "reason"),
)

FLAT = (
    *FIGURES,
    _column("sources", "cited_as"),
    *_OF_SOURCES,
    _column("flat", "breaks"),
    _spoken("flat", "break_reasons"),
)
"""The columns of a single table, with the source and the breaks beside each figure."""


def choose(columns: tuple[Column, ...], languages: tuple[str, ...]) -> tuple[Column, ...]:
    """Return the columns, those with texts once for each of these languages."""
    chosen: list[Column] = []
    for column in columns:
        if column.is_spoken:
            chosen += [replace(column, name=f"{column.name}_{code}", language=code) for code in languages]
        else:
            chosen.append(column)
    return tuple(chosen)


def in_languages(texts: Texts, languages: tuple[str, ...]) -> str:
    """Return a text in one language, or in several with a slash between them."""
    return " / ".join(dict.fromkeys(texts[code] for code in languages if code in texts))
