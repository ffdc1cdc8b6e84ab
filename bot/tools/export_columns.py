"""The columns of the exported tables: name, type, what they hold in both languages, and what every value keeps to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from bot.core.model import Qualifier, Quantity, Texts
from bot.core.periods import PeriodKind

LANGUAGES = ("nl", "en")
LANGUAGE_NAMES = {"nl": {"nl": "Nederlands", "en": "Dutch"}, "en": {"nl": "Engels", "en": "English"}}
ID = r"\S+"
PERIOD = r"[0-9]{4}(-[0-9]{4}|-[0-9]{2}(-[0-9]{2})?)?"

Kind = Literal["string", "number", "boolean", "date"]
"""A type of Table Schema."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; an empty value means that the source does not say it, or that it does not apply."""

    name: str
    title: Texts
    says: Texts
    kind: Kind = "string"
    constraints: Mapping[str, object] = field(default_factory=dict)
    language: str | None = None  # of the texts in it


def _column(name: str, titles: str, nl: str, en: str, kind: Kind = "string", **constraints: object) -> Column:
    """Return a column from its two titles, parted by a bar, and what it holds in Dutch and in English."""
    title_nl, _, title_en = titles.partition("|")
    return Column(name, {"nl": title_nl, "en": title_en}, {"nl": nl, "en": en}, kind, constraints)


def _in_both(column: Column) -> tuple[Column, ...]:
    """Return a column of texts once for each language."""
    return tuple(
        replace(
            column,
            name=f"{column.name}_{code}",
            title={each: f"{title} ({LANGUAGE_NAMES[code][each]})" for each, title in column.title.items()},
            language=code,
        )
        for code in LANGUAGES
    )


FIGURES = (
    _column("id", "Id|Id", "Id van het cijfer.", "Id of the figure.", required=True, unique=True, pattern=ID),
    _column("fact", "Feit|Fact", "Id van het feit, één reeks.", "Id of the fact, a series.", required=True, pattern=ID),
    _column("measure", "Maat|Measure", "Wat er gemeten is, als id.", "What is measured, as an id.", pattern=ID),
    *_in_both(_column("label", "Omschrijving|Label", "Wat er gemeten is.", "What is measured.")),
    _column(
        "value", "Waarde|Value", "De waarde zoals gepubliceerd; een percentage is 0 tot 100.",
        "The value as published; a percentage is 0 to 100.", "number", required=True,
    ),
    _column(
        "unit", "Eenheid|Unit", "percent, count (aantal), mean (gemiddelde) of out-of-10 (van de tien).",
        "percent, count, mean or out-of-10.", enum=["percent", "count", "mean", "out-of-10"],
    ),
    _column(
        "quantity", "Grootheid|Quantity", "Waarvan het getal een aantal is, als het geen dingen telt.",
        "What the number is a number of, where it counts no things.", enum=list(get_args(Quantity)),
    ),
    _column(
        "qualifier", "Slag om de arm|Qualifier", "Wat de bron van het getal zegt, zoals circa.",
        "What the source says of the number, such as circa.", enum=list(get_args(Qualifier)),
    ),
    _column("as_printed", "Zoals gedrukt|As printed", "Het getal in de bron.", "The number in the source."),
    _column(
        "period", "Periode|Period", "Jaar, schooljaar, maand of dag; leeg: de bron noemt er geen.",
        "Year, school year, month or day; empty: the source names none.", pattern=PERIOD,
    ),
    _column(
        "period_kind", "Soort periode|Kind of period", "Kalenderjaar, schooljaar of peildatum.",
        "Calendar year, school year or reference date.", enum=list(get_args(PeriodKind)),
    ),
    _column(
        "period_start", "Eerste dag|First day", "Van de periode; leeg als die niet vaststaat.",
        "Of the period; empty where it is not certain.", "date",
    ),
    _column(
        "period_end", "Laatste dag|Last day", "Van de periode; leeg als die niet vaststaat.",
        "Of the period; empty where it is not certain.", "date",
    ),
    *_in_both(_column("population", "Populatie|Population", "Wie of wat er is geteld.", "Who or what was counted.")),
    _column("source", "Bron|Source", "Id van de bron.", "Id of the source.", required=True, pattern=ID),
    _column(
        "other_sources", "Andere bronnen|Other sources", "Ids van wat voor hetzelfde cijfer ook wordt aangehaald.",
        "Ids of what is cited for the same figure as well.",
    ),
    _column("locator", "Vindplaats|Locator", "Plaats in de bron.", "Place in the source."),
    _column(
        "via", "Gelezen in|Read in", "Id van het document waarin de bron is gelezen, als dat een ander is.",
        "Id of the document in which the source was read, where that is another.", pattern=ID,
    ),
    _column(
        "preferred", "Getoond|Shown", "Of dit het cijfer is dat voor deze periode wordt getoond.",
        "Whether this is the figure that is shown for this period.", "boolean", required=True,
    ),
    *_in_both(_column("caveat", "Kanttekening|Caveat", "Wat erbij gezegd moet worden.", "What must be said with it.")),
)  # fmt: skip

_CITED_AS = _column("cited_as", "Aangehaald als|Cited as", "De korte bronvermelding.", "The short citation.")
_OF_SOURCES = (
    _column("title", "Titel|Title", "Van de bron.", "Of the source."),
    _column("publisher", "Uitgever|Publisher", "Van de bron.", "Of the source."),
    _column("url", "Adres|Address", "Van de bron.", "Of the source."),
    _column("issued", "Verschenen|Issued", "Jaar of datum.", "Year or date.", pattern=r"[0-9]{4}(-[0-9]{2}){0,2}"),
)
SOURCES = (
    _column("id", "Id|Id", "Id van de bron.", "Id of the source.", required=True, unique=True, pattern=ID),
    replace(_CITED_AS, constraints={"required": True}),
    _column("type", "Soort|Type", "Soort publicatie volgens CSL-JSON.", "Kind of publication, by CSL-JSON."),
    _column("author", "Auteur|Author", "Namen, met puntkomma's ertussen.", "Names, parted by semicolons."),
    *_OF_SOURCES,
    *_in_both(_column("note", "Opmerking|Note", "Over de bron.", "On the source.")),
)

BREAKS = (
    _column("fact", "Feit|Fact", "Id van het feit.", "Id of the fact.", required=True, pattern=ID),
    _column(
        "kind", "Soort|Kind", "from: vanaf deze periode een nieuwe reeks; during: deze periode was uitzonderlijk.",
        "from: a new series from this period on; during: this period was exceptional.",
        required=True, enum=["from", "during"],
    ),
    _column("period", "Periode|Period", "Van de breuk.", "Of the break.", required=True, pattern=PERIOD),
    *_in_both(_column("reason", "Reden|Reason", "Waarom de cijfers niet te vergelijken zijn.",
                      "Why the figures cannot be compared.")),
)  # fmt: skip

FLAT = (
    *FIGURES,
    _CITED_AS,
    *_OF_SOURCES,
    _column("breaks", "Breuken|Breaks", "Waar de reeks breekt.", "Where the series breaks."),
    *_in_both(_column("break_reasons", "Redenen|Reasons", "Van elke breuk.", "Of each break.")),
)
"""The columns of a single table, with the source and the breaks beside each figure."""


def choose(columns: tuple[Column, ...], languages: tuple[str, ...]) -> tuple[Column, ...]:
    """Return the columns without the texts in other languages."""
    return tuple(column for column in columns if column.language is None or column.language in languages)


def in_languages(texts: Texts, languages: tuple[str, ...]) -> str:
    """Return a text in one language, or in several with a slash between them."""
    return " / ".join(dict.fromkeys(texts[code] for code in languages if code in texts))
