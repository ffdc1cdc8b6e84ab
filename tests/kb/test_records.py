"""What the keys of a record mean."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.core.records.model import Author, Concept, Fact, Figure, Position, Source
from bot.kb.problems import Faults
from bot.kb.records import Records, parse_records
from bot.kb.yaml_text import parse_yaml


def records(text: str) -> Records:
    """Return the records of a file without faults."""
    faults = Faults("a.yaml")
    node, _ = parse_yaml(text.encode(), faults)
    found = parse_records(node, faults)
    assert not faults.found
    return found


def test_a_source_with_everything() -> None:
    """Authors and dates come in the notation of reference managers."""
    text = """
sources:
  - id: blom
    cited_as: "Blom, 2020"
    type: report
    title: Reading
    author: [{literal: The office}, {given: An, family: Blom}, Jo Vos]
    issued: {date-parts: [[2020, 5, 1]]}
    publisher: Us
    URL: https://example.org
    language: en
    role: carrier
    labels: {nl: [het rapport], en: the report}
    note: {nl: n, en: e}
"""
    assert records(text).sources == [
        Source(
            id="blom",
            cited_as="Blom, 2020",
            type="report",
            title="Reading",
            author=(Author(literal="The office"), Author(given="An", family="Blom"), Author(literal="Jo Vos")),
            issued="2020-05-01",
            publisher="Us",
            url="https://example.org",
            language="en",
            role="carrier",
            labels={"nl": ("het rapport",), "en": ("the report",)},
            note={"nl": "n", "en": "e"},
            position=Position("a.yaml", 3),
        )
    ]


@pytest.mark.parametrize(
    ("typed", "issued"),
    [
        pytest.param('"2018"', "2018", id="text"),
        pytest.param("2018", "2018", id="number"),
        pytest.param("2018-05-31", "2018-05-31", id="date"),
        pytest.param("{date-parts: [[2018]]}", "2018", id="CSL year"),
    ],
)
def test_when_a_source_was_issued(typed: str, issued: str) -> None:
    """Every usual notation of a date is read."""
    found = records(f"sources: [{{id: a, cited_as: A, issued: {typed}}}]")
    assert found.sources[0].issued == issued


def test_a_concept_is_a_partner_unless_it_says_otherwise() -> None:
    """Lists of one may be written without brackets, and a label given twice counts once."""
    found = records("concepts:\n  - {id: Shop_1.a, broader: b, pref: {nl: winkel}, alt: {nl: [zaak, zaak], en: shop}}")
    assert found.concepts == [
        Concept(
            id="Shop_1.a",
            facet="partner",
            broader=("b",),
            pref={"nl": "winkel"},
            alt={"nl": ("zaak",), "en": ("shop",)},
            position=Position("a.yaml", 2),
        )
    ]


def test_the_least_that_is_a_fact() -> None:
    """A fact without figures is one row without a value."""
    found = records("facts:\n  - {id: a, kind: claim, say: {en: So.}, source: s}")
    row = Figure(sources=("s",), position=Position("a.yaml", 2))
    assert found.facts == [
        Fact(id="a", kind="claim", figures=(row,), say={"en": "So."}, position=Position("a.yaml", 2))
    ]


def test_the_short_form_has_all_but_a_value() -> None:
    """What describes the row may stand beside the other keys of the fact."""
    text = """
facts:
  - id: a
    kind: claim
    say: {en: So.}
    source: [s, t]
    via: c
    period: 2017-2018
    as_printed: nearly all
    evidence: [nearly all, "T, 2018"]
"""
    row = Figure(
        as_printed="nearly all",
        period="2017-2018",
        period_kind="school-year",
        sources=("s", "t"),
        via="c",
        evidence=("nearly all", "T, 2018"),
        position=Position("a.yaml", 3),
    )
    assert records(text).facts[0].figures == (row,)


def test_rows_are_told_newest_first() -> None:
    """Maintainers may add a row wherever they like; what has no period comes last."""
    periods = ["2016", "", "2018", "2017-2018"]
    rows = ", ".join(f"{{value: 1, source: s{', period: ' + period if period else ''}}}" for period in periods)
    found = records(f"facts: [{{id: a, kind: figure, say: {{en: So.}}, unit: count, figures: [{rows}]}}]")
    assert [row.period for row in found.facts[0].figures] == ["2018", "2017-2018", "2016", None]


@pytest.mark.parametrize("typed", ["26", "26.0", "12.50", "0", "-3.5", "1234567.125"])
def test_a_value_keeps_its_digits(typed: str) -> None:
    """A published zero stays."""
    found = records(f"facts: [{{id: a, kind: figure, say: {{en: So.}}, figures: [{{value: {typed}, source: s}}]}}]")
    assert str(found.facts[0].figures[0].value) == typed
    assert found.facts[0].figures[0].value == Decimal(typed)


def test_what_a_fact_is_about_may_be_a_choice() -> None:
    """A list within the list means: any one of those."""
    base = records("facts: [{id: a, kind: claim, say: {en: So.}, source: s}]").facts[0]
    found = records("facts: [{id: a, kind: claim, say: {en: So.}, source: s, about: [[b, c], d]}]").facts[0]
    assert found == replace(base, about=(("b", "c"), ("d",)))


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "facts:\n", "sources: []\nconcepts: []\n"])
def test_files_may_be_empty(text: str) -> None:
    """A file that is still to be filled is no fault."""
    assert records(text) == Records()
