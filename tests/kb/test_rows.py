"""Rows: read within their fact or beside it, in order, with breaks; and those that another source supersedes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.records.model import Break, Fact, Figure, KnowledgeBase, Position
from bot.kb.files import read_files
from bot.kb.problems import Faults
from bot.kb.reading import Reading, read_knowledge
from bot.kb.records import Records, parse_records
from bot.kb.rows import Row, in_order
from bot.kb.yaml_text import parse_yaml

Write = Callable[..., Path]

FACT = """
sources: [{id: s, cited_as: S}, {id: t, cited_as: T}]
facts:
  - id: f
    kind: figure
    unit: percent
    population: {nl: n, en: e}
    say: {nl: "{value}", en: "{value}"}
    figures: [{value: 26, period: 2019, source: s}, {value: 20, period: 2017-2018, source: s}]
"""


def records(text: str) -> tuple[Records, list[str]]:
    """Return the records of a file, and what is wrong with it."""
    faults = Faults("a.yaml")
    found = parse_records(parse_yaml(text.encode(), faults)[0], faults)
    return found, [problem.what for problem in faults.found]


def first_row(keys: str, unit: str = "count") -> Figure:
    """Return the only row of a fact without faults."""
    text = f"facts: [{{id: f, kind: figure, unit: {unit}, say: {{en: x}}, figures: [{{{keys}, source: s}}]}}]"
    found, wrong = records(text)
    assert wrong == []
    return found.facts[0].figures[0]


def test_a_row_with_all_its_keys() -> None:
    """What differs from its fact, and what its source says of it."""
    keys = """value: 9, as_printed: ruim negen op tien, qualifier: more than, period: 2023, period_kind: reference-date,
        unit: out-of-10, population: {nl: n, en: e}, via: c, locator: p. 5, evidence: negen, caveat: {nl: n, en: e}"""
    found = first_row(keys)
    assert (str(found.value), found.as_printed, found.qualifier) == ("9", "ruim negen op tien", "more than")
    assert (found.period, found.period_kind, found.unit) == ("2023", "reference-date", "out-of-10")
    assert (found.population, found.caveat) == ({"nl": "n", "en": "e"}, {"nl": "n", "en": "e"})
    assert (found.via, found.locator, found.evidence) == ("c", "p. 5", ("negen",))


@pytest.mark.parametrize(("period", "kind"), [
    pytest.param("2019", "year", id="year"), pytest.param("2017-2018", "school-year", id="school year"),
    pytest.param("2022-04", "reference-date", id="month"), pytest.param("2021-06-24", "reference-date", id="day"),
    pytest.param("2019-12", "reference-date", id="a month that is no second year"),
    pytest.param("2099-2100", "school-year", id="over the century"),
    pytest.param("2011-12", None, id="a school year cut short, or December?"),
])  # fmt: skip
def test_the_kind_of_a_period_shows(period: str, kind: str | None) -> None:
    """What might be either is refused."""
    found, wrong = records(
        f"facts: [{{id: f, kind: figure, say: {{en: x}}, figures: [{{value: 1, period: {period}, source: s}}]}}]"
    )
    assert found.facts[0].figures[0].period_kind == kind
    assert bool(wrong) is (kind is None)


def test_rows_of_two_sources_for_one_period() -> None:
    """The one that is not preferred is kept apart, and told only when it is asked for."""
    rows = "{value: 1, period: 2019, source: s}, {value: 2, period: 2019, source: t, preferred: false}"
    found, wrong = records(f"facts: [{{id: f, kind: figure, say: {{en: x}}, figures: [{rows}]}}]")
    fact = found.facts[0]
    assert wrong == []
    assert ([str(row.value) for row in fact.figures], [str(row.value) for row in fact.superseded]) == (["1"], ["2"])
    assert [str(row.value) for row in fact.rows] == ["1", "2"]


@pytest.mark.parametrize(("typed", "preferred"), [("true", True), ("false", False)])
def test_preferred(typed: str, preferred: bool) -> None:
    """In words, as YAML has them."""
    found, wrong = records(f"figures: [{{fact: f, value: 1, source: s, preferred: {typed}}}]")
    assert (wrong, [row.preferred for row in found.figures]) == ([], [preferred])


def test_rows_in_order() -> None:
    """Newest first in both; without a period last, and alike in the order of the files."""
    periods = ("2016", None, "2018", "2017-2018", "2018-06-30")
    rows = [Row(Figure(period=period, sources=("s",), position=Position("a", 1)), True) for period in periods]
    shown, others = in_order([*rows, *(replace(row, preferred=False) for row in rows[:3])])
    assert [row.period for row in shown] == ["2018", "2017-2018", "2018-06-30", "2016", None]
    assert [row.period for row in others] == ["2018", "2016", None]


# --- breaks


def test_breaks() -> None:
    """From a period on, or in one or more exceptional ones."""
    text = (
        "facts: [{id: f, kind: claim, say: {en: x}, source: s, breaks: [{from: 2019-2020, reason: {nl: n}}, "
        "{during: 2020, reason: {nl: m}}, {during: [2020, 2021], reason: {nl: o}}]}]"
    )
    found, wrong = records(text)
    assert wrong == []
    assert found.facts[0].breaks == (
        Break(start="2019-2020", reason={"nl": "n"}), Break(during=("2020",), reason={"nl": "m"}),
        Break(during=("2020", "2021"), reason={"nl": "o"}),
    )  # fmt: skip


# --- rows outside their fact


@pytest.fixture
def read(write: Write) -> Callable[..., Reading]:
    """Return what reads files of these texts."""

    def read_texts(*texts: str) -> Reading:
        folder = write({f"{name}.yaml": text for name, text in zip("abc", texts, strict=False)})
        files, unread = read_files(str(folder))
        assert not unread
        return read_knowledge(files, [])

    return read_texts


def fact_of(kb: KnowledgeBase) -> Fact:
    return kb.facts["f"]


@pytest.mark.parametrize("first", [True, False])
def test_a_row_joins_its_fact(first: bool, read: Callable[..., Reading]) -> None:
    """Whichever file is read first; it keeps the place where it stands."""
    later = "figures: [{fact: f, value: 30, period: 2022, source: t}, {fact: f, value: 22, period: 2018, source: t}]"
    found = read(*([later, FACT] if first else [FACT, later]))
    assert found.problems == ()
    fact = fact_of(found.kb)
    assert [row.period for row in fact.figures] == ["2022", "2019", "2018", "2017-2018"]
    assert fact.figures[0].position.file.endswith("a.yaml" if first else "b.yaml")


def test_a_superseded_row_joins_its_fact(read: Callable[..., Reading]) -> None:
    """Beside the one that is shown for its period."""
    later = "figures: [{fact: f, value: 27, period: 2019, source: t, preferred: false}]"
    fact = fact_of(read(FACT, later).kb)
    assert [(str(row.value), row.sources) for row in fact.superseded] == [("27", ("t",))]
    assert [str(row.value) for row in fact.figures] == ["26", "20"]


@pytest.mark.parametrize(("row", "told"), [
    pytest.param("fact: g, value: 1, source: s", 'A figure is given for "g", which is no fact.', id="no such fact"),
    pytest.param("fact: f, value: 1, source: u", '"f" cites "u", which is no source.', id="no such source"),
    pytest.param("value: 1, source: s", '"fact" is missing', id="of which fact?"),
    pytest.param("fact: f, value: 1", '"source" is missing', id="from which source?"),
    pytest.param("fact: f, value: x, source: s", "is no number", id="no number"),
    pytest.param("fact: f, value: 126, source: s", "126 is no percentage from 0 to 100", id="more than all"),
    pytest.param("fact: f, value: 11, unit: out-of-10, source: s", "11 is no number out of ten", id="ten at most"),
])  # fmt: skip
def test_a_row_that_cannot_join(row: str, told: str, read: Callable[..., Reading]) -> None:
    """It is named with its own line, and no figure gets lost unseen."""
    problems = read(FACT, f"figures:\n  - {{{row}}}\n").problems
    (problem,) = problems
    assert told in problem.what
    assert (problem.position.file.endswith("b.yaml"), problem.position.line) == (True, 2)
