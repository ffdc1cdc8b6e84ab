"""Every figure comes out as it is in the knowledge base, once, and always in the same order."""

import csv
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from bot.core.records.model import Figure, KnowledgeBase, Position
from bot.core.values.periods import PeriodKind
from bot.tools.export_columns import BREAKS, FIGURES, FLAT, SOURCES, choose, in_languages
from bot.tools.export_tables import as_csv, break_rows, days_of, figure_row, find_figures, find_sources, flat_row
from tests.tools.exported import LANGUAGES, make_small


@pytest.fixture
def small(tmp_path: Path) -> KnowledgeBase:
    return make_small(tmp_path)


def read_back(kb: KnowledgeBase) -> list[dict[str, str]]:
    """Return the flat table as a reader of CSV sees it."""
    text = as_csv(choose(FLAT, LANGUAGES), [flat_row(one, kb) for one in find_figures(kb)])
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_every_figure_of_the_knowledge_base_is_exported(knowledge: KnowledgeBase) -> None:
    """Those of superseded sources too, each with its own value, period and sources."""
    rows = [(fact, row) for fact in knowledge.facts.values() for row in fact.rows if row.value is not None]
    wanted = sorted(
        (fact.id, row.period or "", row.value, " ".join(row.sources), row in fact.figures) for fact, row in rows
    )
    exported = [
        (
            row["fact"],
            row["period"],
            Decimal(row["value"]),
            f"{row['source']} {row['other_sources']}".strip(),
            row["preferred"] == "true",
        )
        for row in read_back(knowledge)
    ]
    assert sorted(exported) == wanted
    assert len(wanted) > 390


def test_ids_are_unique_and_the_order_does_not_depend_on_the_files(knowledge: KnowledgeBase) -> None:
    """A fact that moves to another file changes no line of the export."""
    figures = find_figures(knowledge)
    turned = replace(knowledge, facts=dict(reversed(knowledge.facts.items())))
    assert len({one.id for one in figures}) == len(figures)
    assert find_figures(turned) == figures


def test_a_small_table(small: KnowledgeBase) -> None:
    """Each column, with what seldom happens."""
    rows = read_back(small)
    assert [row["id"] for row in rows] == [
        "opening/hours.undated.survey",
        "opening/hours.2019.survey",
        "opening/hours.2019.letter",
        "opening/hours.2019.letter.2",
        "opening/hours.2020-2021.survey",
    ]
    assert rows[1] == {
        "id": "opening/hours.2019.survey",
        "fact": "opening/hours",
        "measure": "mean-hours",
        "label_nl": "uren open",
        "label_en": "hours open",
        "value": "40.50",
        "unit": "mean",
        "quantity": "hour",
        "qualifier": "",
        "as_printed": "40,50",
        "period": "2019",
        "period_kind": "year",
        "period_start": "2019-01-01",
        "period_end": "2019-12-31",
        "population_nl": "bibliotheken, alle",
        "population_en": "libraries, all",
        "source": "survey",
        "other_sources": "letter",
        "locator": "p. 3",
        "via": "report",
        "preferred": "true",
        "caveat_nl": "Let op.",
        "caveat_en": "Beware.",
        "cited_as": "Blom, 2020; Vos, 2016",
        "title": "",
        "publisher": "",
        "url": "",
        "issued": "",
        "breaks": "from 2020-2021; during 2019, 2018",
        "break_reasons_nl": "anders gevraagd; verbouwing",
        "break_reasons_en": "asked differently; rebuilding",
    }
    assert (rows[0]["unit"], rows[0]["population_en"], rows[0]["period_start"]) == ("out-of-10", "members", "")
    assert (rows[2]["preferred"], rows[2]["title"]) == ("false", 'Reading "aloud", a letter')
    assert (rows[4]["qualifier"], rows[4]["caveat_nl"]) == ("circa", "Let op. Geschat.")


def test_the_csv_is_that_of_rfc_4180(small: KnowledgeBase) -> None:
    """Lines end in CR LF, quotation marks are doubled, and there is no byte order mark."""
    text = as_csv(choose(FLAT, LANGUAGES), [flat_row(one, small) for one in find_figures(small)])
    lines = text.split("\r\n")
    assert (len(lines), lines[-1]) == (7, "")
    assert "\n" not in text.replace("\r\n", "")
    assert text.startswith("id,fact,measure,")
    assert '"Reading ""aloud"", a letter"' in text


def test_sources_and_breaks(small: KnowledgeBase) -> None:
    """Only the sources that the figures need, the document read among them; a row for each period of a break."""
    figures = find_figures(small)
    assert [source.id for source in find_sources(small, figures)] == ["letter", "report", "survey"]
    assert [(row["kind"], row["period"], row["reason_en"]) for row in break_rows(figures)] == [
        ("from", "2020-2021", "asked differently"),
        ("during", "2019", "rebuilding"),
        ("during", "2018", "rebuilding"),
    ]


@pytest.mark.parametrize(
    ("period", "kind", "days"),
    [
        pytest.param("2019", None, ("2019-01-01", "2019-12-31"), id="year"),
        pytest.param("2019-2020", None, ("2019-08-01", "2020-07-31"), id="school year"),
        pytest.param("2021-06-24", None, ("2021-06-24", "2021-06-24"), id="day"),
        pytest.param("2022-04", None, None, id="some day in a month"),
        pytest.param("2023", "reference-date", None, id="some day in a year"),
        pytest.param(None, None, None, id="no period"),
    ],
)
def test_days(period: str | None, kind: PeriodKind | None, days: tuple[str, str] | None) -> None:
    """Only where they follow from the period."""
    row = Figure(period=period, period_kind=kind, sources=("s",), position=Position("a.yaml", 1))
    assert days_of(row) == days


@pytest.mark.parametrize("columns", [FIGURES, FLAT, SOURCES, BREAKS], ids=["figures", "flat", "sources", "breaks"])
def test_columns_explain_themselves_in_every_language(columns: tuple) -> None:
    """And can be had in one: then those with texts in the others go."""
    both = choose(columns, LANGUAGES)
    for column in both:
        assert all(column.title[code] and column.says[code] for code in LANGUAGES), column.name
    names = [column.name for column in both]
    assert len(set(names)) == len(names)
    assert {column.name for column in choose(columns, ("en",))} == {name for name in names if not name.endswith("_nl")}
    assert in_languages({"nl": "Soort", "en": "Kind"}, LANGUAGES) == "Soort / Kind"
    assert in_languages({"nl": "Id", "en": "Id"}, LANGUAGES) == "Id"


def test_every_figure_has_a_cell_for_each_column(small: KnowledgeBase) -> None:
    """The tables hold what the columns promise, and nothing besides."""
    assert list(figure_row(find_figures(small)[0])) == [column.name for column in choose(FIGURES, LANGUAGES)]
