"""The figures as one JSON-LD document: a schema.org Dataset with an Observation for each figure."""

import json
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from bot.core.records.model import DEFAULT_LANGUAGE, Author, Fact, KnowledgeBase, Source, Texts
from bot.core.values.periods import period_kind
from bot.tools.export_columns import said
from bot.tools.export_tables import Exported, caveats_of, codes_of, days_of, figure_row, find_figures, find_sources

Node = dict[str, Any]

CONTEXT = {
    "@vocab": "https://schema.org/",
    "url": {"@type": "@id"},
    "observationDate": {"@type": "Date"},
    "datePublished": {"@type": "Date"},
}
"""The terms of schema.org written out, so that no reader has to fetch them."""

UNIT_CODES = {"percent": "P1", "count": "C62"}  # UN/CEFACT Recommendation 20
QUANTITY_CODES = {"kilometre": "KMT", "hour": "HUR"}  # it has none for euros and fte
AS_PROPERTIES = ("period", "period_kind", "unit", "quantity", "qualifier", "as_printed", "locator", "preferred")
TYPES = {
    "report": "Report", "article-newspaper": "NewsArticle", "article-magazine": "Article", "article": "Article",
    "article-journal": "ScholarlyArticle", "webpage": "WebPage", "book": "Book", "dataset": "Dataset",
}  # fmt: skip


def as_jsonld(kb: KnowledgeBase, languages: tuple[str, ...]) -> str:
    """Return the document; ids in it are relative to wherever it is published."""
    figures = find_figures(kb)
    facts = {one.fact.id: one.fact for one in figures}
    document = {
        "@context": CONTEXT,
        "@id": "#figures",
        "@type": "Dataset",
        "name": _said(said("title"), languages),
        "description": _said(said("says"), languages),
        "inLanguage": list(languages),
        **_coverage(figures),
        "variableMeasured": [_variable(fact, kb, languages) for fact in facts.values()],
        "citation": [_source(source, languages) for source in find_sources(kb, figures)],
        "hasPart": [_observation(one, languages) for one in figures],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _coverage(figures: tuple[Exported, ...]) -> Node:
    days = [day for one in figures for day in days_of(one.row) or ()]
    return {"temporalCoverage": f"{min(days)}/{max(days)}"} if days else {}


def _variable(fact: Fact, kb: KnowledgeBase, languages: tuple[str, ...]) -> Node:
    """Return what a fact measures; why its figures cannot all be compared is its description."""
    reasons = {
        code: "; ".join(one.reason[code] for one in fact.breaks if code in one.reason)
        for code in codes_of(one.reason for one in fact.breaks)
    }
    measure = kb.concepts.get(fact.measure or "")
    return _known(
        {
            "@id": _id("fact", fact.id),
            "@type": "StatisticalVariable",
            "identifier": fact.id,
            "name": _said(fact.label, languages),
            "description": _said(reasons, languages),
            "measuredProperty": measure
            and {"@id": _id("measure", measure.id), "@type": "Property", "name": _said(measure.pref, languages)},
        }
    )


def _source(source: Source, languages: tuple[str, ...]) -> Node:
    return _known(
        {
            "@id": _id("source", source.id),
            "@type": TYPES.get(source.type or "", "CreativeWork"),
            "identifier": source.id,
            "name": source.title,
            "alternateName": source.cited_as,
            "author": [_author(author) for author in source.author],
            "publisher": source.publisher and {"@type": "Organization", "name": source.publisher},
            "datePublished": source.issued,
            "url": source.url,
            "description": _said(source.note, languages),
        }
    )


def _author(author: Author) -> Node | str:
    if not author.family:
        return author.name  # whether it is a person or an organisation is not known
    return _known({"@type": "Person", "name": author.name, "familyName": author.family, "givenName": author.given})


def _observation(one: Exported, languages: tuple[str, ...]) -> Node:
    fact, row = one.fact, one.row
    unit = row.unit or fact.unit
    cells = figure_row(one)
    properties = [{"@type": "PropertyValue", "name": name, "value": cells[name]} for name in AS_PROPERTIES]
    population = _said(row.population or fact.population, languages)
    return _known(
        {
            "@id": _id("figure", one.id),
            "@type": "Observation",
            "identifier": one.id,
            "variableMeasured": {"@id": _id("fact", fact.id)},
            "observationAbout": population and {"@type": "Thing", "name": population},
            "value": number(one.value),
            "unitText": fact.quantity or unit,
            "unitCode": QUANTITY_CODES.get(fact.quantity) if fact.quantity else UNIT_CODES.get(unit or ""),
            "maxValue": 10 if unit == "out-of-10" else None,
            **_when(one),
            "isBasedOn": [{"@id": _id("source", source)} for source in row.sources],
            "subjectOf": row.via and {"@id": _id("source", row.via)},
            "description": _said(caveats_of(one), languages),
            "additionalProperty": [each for each in properties if each["value"] is not None],
        }
    )


def _when(one: Exported) -> Node:
    """Return the day that the period begins, and how long it lasts; of a count on one day the day, as far as known."""
    period, days = one.row.period, days_of(one.row)
    if period is None or days is None:
        return {"observationDate": period}
    lasts = None if period_kind(period) == "reference-date" else "P1Y"
    return {"observationDate": days[0], "observationPeriod": lasts}


def number(value: Decimal) -> int | float:
    """Return the value as JSON writes numbers."""
    return int(value) if value == value.to_integral_value() else float(value)


def _said(texts: Texts, languages: tuple[str, ...]) -> list[Node]:
    """Return a text in these languages; where it has none of them, in the default one."""
    codes = [code for code in languages if code in texts] or [code for code in (DEFAULT_LANGUAGE,) if code in texts]
    return [{"@language": code, "@value": texts[code]} for code in codes]


def _id(kind: str, name: str) -> str:
    return f"#{kind}/{quote(name, safe='')}"


def _known(node: Node) -> Node:
    """Return the node without what is not known."""
    return {key: value for key, value in node.items() if value is not None and value not in ("", [])}
