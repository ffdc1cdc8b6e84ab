"""The words of an answer: figures, periods, names and citations, with the phrases of the small knowledge base."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.core.answering.wording import Composer
from bot.core.ranking.constraints import CHANGE_OVER_TIME, COUNT
from bot.core.records.model import Author, Citation, KnowledgeBase, Qualifier, Quantity, Source
from tests.core.small import BOOKSHOPS, HERE, PRIMARY, fact, row

# --- figures


@pytest.mark.parametrize(("value", "unit", "quantity", "shown"), [
    pytest.param("26.5", "percent", None, "26.5%", id="share"),
    pytest.param("84.0", "percent", None, "84.0%", id="zero"),
    pytest.param("1250", "count", None, "1,250", id="count"), pytest.param("2.6", "mean", None, "2.6", id="mean"),
    pytest.param("9", "out-of-10", None, "9 out of 10", id="out of ten"),
    pytest.param("26", "count", "euro", "€26", id="euro"), pytest.param("3.2", "mean", "kilometre", "3.2 km", id="km"),
    pytest.param("36", "mean", "hour", "36 hours", id="hours"), pytest.param("12", "count", "fte", "12 fte", id="fte"),
    pytest.param("62600000", "count", None, "62.6 million", id="one decimal says all"),
    pytest.param("62610000", "count", None, "62.61 million", id="two decimals"),
    pytest.param("62615000", "count", None, "62,615,000", id="three would be needed"),
    pytest.param("4000000", "count", None, "4 million", id="no zeros behind a point"),
    pytest.param("10000000", "count", None, "10 million", id="no exponent"),
    pytest.param("990000", "count", None, "990,000", id="less than a million"),
    pytest.param("-2000000", "count", None, "-2 million", id="below zero"),
    pytest.param("492500000", "count", "euro", "€492.5 million", id="millions of euros"),
])  # fmt: skip
def test_a_value_with_its_unit(value: str, unit: str, quantity: Quantity | None, shown: str, english: Composer) -> None:
    """Large numbers are told in millions only where no digit is lost."""
    assert english.value(Decimal(value), fact("own", (), unit=unit, quantity=quantity, nl=(), en=())) == shown


@pytest.mark.parametrize(("qualifier", "shown"), [
    (None, "55,000"), ("circa", "about 55,000"), ("more than", "more than 55,000"), ("almost", "almost 55,000"),
    ("less than", "less than 55,000"), ("at least", "at least 55,000"),
])  # fmt: skip
def test_a_figure_is_as_sure_as_its_source(qualifier: Qualifier | None, shown: str, english: Composer) -> None:
    """What the source rounds is not told as exact."""
    figure = row("55000", "2018", qualifier=qualifier)
    assert english.figure(fact("own", (), figure, unit="count", nl=(), en=()), figure) == shown


def test_a_row_may_have_a_unit_of_its_own(english: Composer) -> None:
    """An earlier edition said "nine out of ten" where this one gives a share."""
    figure = row("9", "2016", unit="out-of-10")
    assert english.figure(PRIMARY, figure) == "9 out of 10"
    assert english.use(PRIMARY, figure).unit == "out-of-10"


@pytest.mark.parametrize(("period", "named"), [
    pytest.param("2017", "2017", id="year"), pytest.param("2017-2018", "school year 2017-2018", id="school year"),
    pytest.param("2022-04", "April 2022", id="month"), pytest.param("2021-06-24", "24 June 2021", id="day"),
    pytest.param("2021-06-04", "4 June 2021", id="a day without its zero"),
    pytest.param(None, "no period", id="none"),
])  # fmt: skip
def test_a_period_in_words(period: str | None, named: str, english: Composer) -> None:
    """A school year is called one, a date has its month spelt out."""
    assert english.when(row("5", period)) == named


def test_a_count_on_some_day_of_a_year(english: Composer) -> None:
    """It does not stand for the whole year."""
    assert english.when(replace(row("5", "2023"), period_kind="reference-date")) == "in the course of 2023"


# --- citations


def test_each_source_is_cited_once(english: Composer) -> None:
    """In the order in which the document prints them, and with the carrier that was read."""
    rows = (row("1", "2018", "survey", "report"), row("2", "2017", "report", "census"))
    assert [citation.key for citation in english.citations(rows)] == ["Survey, 2021a", "Report, 2020", "Census, 2021b"]
    assert english.citations(rows)[0] == Citation(
        key="Survey, 2021a", source="survey", via="The Article", text="Survey, 2021a; cited in The Article"
    )


def test_the_carrier_by_itself_is_cited_plainly(small: KnowledgeBase) -> None:
    """What the article says itself was not read in anything else."""
    own = replace(row("5", None, "article"), via=None)
    assert Composer(small, "en").citation_line((own,)).text == "(The Article)"


def test_sources_are_grouped_by_where_they_were_read(english: Composer) -> None:
    """What was read itself comes first; the carrier stands once behind what was read in it."""
    rows = (row("1", "2019", "survey", via=None), row("1", "2018", "report"), row("1", "2017", "census"))
    assert english.cited(rows) == "Survey, 2021a; Report, 2020; Census, 2021b; cited in The Article"


@pytest.mark.parametrize(("known", "line"), [
    pytest.param(Source(id="s", cited_as="S", position=HERE), "[no title] (no year).", id="nothing"),
    pytest.param(Source(id="s", cited_as="S", title="Reading", issued="2018", position=HERE), "Reading (2018).",
                 id="a title and a year"),
    pytest.param(Source(id="s", cited_as="S", author=(Author(given="An", family="Blom"), Author(literal="The office")),
                        title="Reading", publisher="Us", url="https://a.example", position=HERE),
                 "An Blom and The office (no year). Reading. Us. https://a.example", id="authors and publisher"),
    pytest.param(Source(id="s", cited_as="S", title="Reading", publisher="Us", issued="2018", position=HERE),
                 "Us (2018). Reading.", id="a publisher instead of an author, once"),
])  # fmt: skip
def test_a_reference(known: Source, line: str, english: Composer) -> None:
    """What is not known of a source is said to be unknown, and nothing is made up."""
    assert english.reference(known) == line


# --- other lines


@pytest.mark.parametrize(("facets", "open_", "text"), [
    pytest.param(("period",), ("2019",), "Nothing for 2019.", id="a period"),
    pytest.param(("partner",), ("jellyfish",), "Nothing on jellyfish.", id="a partner"),
    pytest.param(("partner", "place"), ("jellyfish", "Snorsel"), "Nothing on jellyfish and Snorsel.", id="two"),
    pytest.param(
        ("period", "partner"), ("2019", "jellyfish"), "Nothing on jellyfish.", id="the partner before the period"
    ),
    pytest.param(("word",), ("#count",), "Nothing on #count.", id="a word that only looks like a sign"),
    pytest.param(("measure",), ("number of books",), "No such figure: number of books.", id="another measure"),
    pytest.param(("population",), ("children",), "No count of children.", id="another count"),
    pytest.param(("measure", "partner"), ("number", "church"), "Nothing on number and church.",
                 id="measure and partner"),
    pytest.param(("measure",), (CHANGE_OVER_TIME,), "One period, so no change.", id="a change"),
    pytest.param(("measure",), (COUNT,), "No number.", id="a number"),
    pytest.param(("topic",), ("",), "No number.", id="no subject"),
])  # fmt: skip
def test_what_is_missing(facets: tuple[str, ...], open_: tuple[str, ...], text: str, english: Composer) -> None:
    """What there is no figure for is said first."""
    line = english.missing_line(facets, open_)
    assert (line.role, line.text) == ("missing", text)


@pytest.mark.parametrize(("parts", "joined"), [
    ([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"),
])  # fmt: skip
def test_a_list_in_words(parts: list[str], joined: str, english: Composer) -> None:
    """The last two are joined by a word."""
    assert english.join(parts) == joined


@pytest.mark.parametrize(("id_", "name"), [
    pytest.param("secondary-school", "secondary school", id="concept"),
    pytest.param("survey", "Survey, 2021a", id="source"),
    pytest.param("2017-2018", "school year 2017-2018", id="school year"), pytest.param("2017", "2017", id="year"),
    pytest.param("2022-04", "April 2022", id="month"),
    pytest.param("jellyfish", "jellyfish", id="word"),
])  # fmt: skip
def test_the_name_of_a_thing(id_: str, name: str, english: Composer) -> None:
    """Ids are never shown."""
    assert english.name(id_) == name


def test_a_fact_as_a_choice(english: Composer, dutch: Composer) -> None:
    """It is offered by its label, else as the question that it answers, else by what it says."""
    assert english.choice(replace(PRIMARY, label={"en": "primary schools, share"})).label == "Primary schools, share"
    assert english.choice(PRIMARY).label == "What share of libraries works with primary schools?"
    assert dutch.choice(BOOKSHOPS).label == "Welke boekhandels doen mee?"
    assert english.choice(fact("own", (), row("5"), say="Five.", nl=(), en=())).label == "Five."


def test_a_text_that_the_language_lacks(dutch: Composer) -> None:
    """Better in the other language than not at all."""
    assert dutch.text({"en": "only"}) == "only"
    assert dutch.text({}) == ""
