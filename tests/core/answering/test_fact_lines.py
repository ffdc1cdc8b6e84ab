"""The lines that tell a fact, with the phrases of the small knowledge base."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.core.answering.fact_lines import (
    claim_about,
    rows_for,
    tell,
    tell_others,
    tell_period,
    tell_population,
    tell_source,
)
from bot.core.answering.wording import Composer
from bot.core.assistant import Assistant
from bot.core.reading.read import Reader
from bot.core.records.mention import Mention
from bot.core.records.model import Fact, Figure
from bot.core.records.query import Query
from bot.core.values.numbers import Claim
from bot.core.values.periods import Stretch
from tests.asking import ask
from tests.core.small import FARMERS, PRIMARY, REASONS, SECONDARY, SITES, exceptional, fact, new_series, row

PLAIN = Query(text="", language="en")
Lines = list[tuple[str, str]]


def told(composer: Composer, told_fact: Fact, query: Query = PLAIN) -> Lines:
    """Return the lines of a fact with all of its rows."""
    return [(line.role, line.text) for line in tell(composer, told_fact, told_fact.figures, query)]


@pytest.mark.parametrize(("shown", "lines"), [
    pytest.param(PRIMARY, [
        ("headline", "60% of libraries work with primary schools."),
        ("detail", "Counted: libraries. Period: no period."),
        ("citation", "(Report, 2020; cited in The Article)"),
    ], id="no period"),
    pytest.param(SECONDARY, [
        ("headline", "School year 2017-2018: 80.0% of libraries worked with secondary schools."),
        ("detail", "Counted: libraries."),
        ("caveat", "Few libraries answered."),
        ("citation", "(Survey, 2021a; cited in The Article)"),
    ], id="a school year and a caveat"),
    pytest.param(SITES, [
        ("headline", "2018: Libraries worked with 1,250 sites in 2018."),
        ("detail", "Counted: sites."),
        ("detail", "2017: 1,000 (Census, 2021b; cited in The Article)."),
        ("citation", "(Survey, 2021a; Census, 2021b; cited in The Article)"),
    ], id="two periods of two sources"),
    pytest.param(REASONS, [
        ("headline", "They cooperate to reach more people."),
        ("citation", "(Report, 2020; Survey, 2021a; Census, 2021b; cited in The Article)"),
    ], id="a claim with three sources in one bracket"),
])  # fmt: skip
def test_a_fact_is_told(shown: Fact, lines: Lines, english: Composer) -> None:
    """A figure never stands without unit, what was counted, period or that there is none, and source."""
    assert told(english, shown) == lines


def test_a_fact_in_the_other_language(dutch: Composer) -> None:
    """The notation and the phrases follow the language; a caveat that it lacks is shown in the other one."""
    assert told(dutch, SECONDARY) == [
        ("headline", "Schooljaar 2017-2018: NL 80,0% of libraries worked with secondary schools."),
        ("detail", "NL Counted: bibliotheken."),
        ("caveat", "Few libraries answered."),
        ("citation", "(Survey, 2021a; geciteerd in The Article)"),
    ]


def test_a_claim_tells_its_period(english: Composer) -> None:
    """A claim counts nothing, but may hold for one period only."""
    dated = fact("dated", ("farmer",), row(None, "2017-2018"), kind="claim", unit=None, say="They did.", nl=(), en=())
    assert ("detail", "Period: school year 2017-2018.") in told(english, dated)
    assert not any(role == "detail" for role, _ in told(english, REASONS))


def test_a_claim_has_no_exact_number(english: Composer, small_reader: Reader) -> None:
    """Who asks how many hears that the source does not say; a caveat of its own says it better."""
    asked = small_reader.read("how many libraries", "en")
    assert ("caveat", "No exact number.") in told(english, REASONS, asked)
    own = fact("own", ("farmer",), row(None), kind="claim", caveat="About.", nl=(), en=())
    assert [text for role, text in told(english, own, asked) if role == "caveat"] == ["About."]


def test_a_value_in_words_is_told_as_printed(english: Composer) -> None:
    """A value such as "nearly all" is no percentage, and never becomes one."""
    printed = fact("printed", ("farmer",), row(None, None, as_printed="nearly all"), kind="claim", nl=(), en=())
    assert told(english, printed)[0] == ("headline", "nearly all of libraries.")


@pytest.mark.parametrize(("text", "shown", "rest"), [
    pytest.param("share not primary schools", PRIMARY, ["40% do not."], id="denied"),
    pytest.param("share primary schools", PRIMARY, [], id="not denied"),
    pytest.param("share not farmers", FARMERS, ["The rest: 65%."], id="in the common words"),
    pytest.param("not sites", SITES, [], id="a count has no rest"),
])  # fmt: skip
def test_the_rest_of_a_share(text: str, shown: Fact, rest: list[str], english: Composer, small_reader: Reader) -> None:
    """Who asks how many do not, gets what is left of a hundred."""
    assert [line for role, line in told(english, shown, small_reader.read(text, "en")) if role == "sum"] == rest


@pytest.mark.parametrize(("text", "shown", "word"), [
    pytest.param("do 60% work with primary schools", PRIMARY, "Yes. ", id="the very share"),
    pytest.param("do 61% work with primary schools", PRIMARY, "No. ", id="one point off"),
    pytest.param("do more than half work with primary schools", PRIMARY, "Yes. ", id="more than"),
    pytest.param("do less than half work with primary schools", PRIMARY, "No. ", id="less than"),
    pytest.param("do two thirds work with primary schools", PRIMARY, "No. ", id="a fraction"),
    pytest.param("do all libraries work with primary schools", PRIMARY, "No. ", id="all"),
    pytest.param("do most libraries work with primary schools", PRIMARY, "Yes. ", id="most"),
    pytest.param("do most libraries work with farmers", FARMERS, "No. ", id="not most"),
    pytest.param("do a minority of libraries work with farmers", FARMERS, "Yes. ", id="minority"),
    pytest.param("do libraries work with 1,250 sites", SITES, "Yes. ", id="a count"),
    pytest.param("do libraries work with 1250 sites", SITES, "Yes. ", id="a count without separator"),
    pytest.param("do libraries work with 1,251 sites", SITES, "No. ", id="a count that is one off"),
    pytest.param("do libraries work with primary schools", PRIMARY, "", id="nothing to check"),
    pytest.param("do 5 work with primary schools", PRIMARY, "", id="a number is no share"),
    pytest.param("do 60% work with sites", SITES, "", id="a share is no number"),
    pytest.param("which most common primary schools", PRIMARY, "", id="most without a yes or no"),
    pytest.param("do 60% cooperate", REASONS, "", id="a claim has no value"),
])  # fmt: skip
def test_yes_or_no(text: str, shown: Fact, word: str, english: Composer, small_reader: Reader) -> None:
    """A figure in the question is held against the published one, in the same unit only."""
    (_, headline), *_ = told(english, shown, small_reader.read(text, "en"))
    (_, plain), *_ = told(english, shown)
    assert headline == word + plain


def test_the_claim_in_digits_goes_before_words(small_reader: Reader) -> None:
    """Where both stand in a question, the share in digits is meant."""
    query = small_reader.read("do most libraries, 60%, work with primary schools", "en")
    assert claim_about(PRIMARY, query) == Claim(Decimal(60), "percent", "equal")


# --- which rows are told


NEWER = fact(
    "newer", ("farmer",), row("50", "2022", "survey", via=None), row("45", "2020", "survey", via=None),
    row("40", "2018"), row("35", "2017"), nl=(), en=(), say="{value} do.",
)  # fmt: skip


@pytest.mark.parametrize(("asked", "periods"), [
    pytest.param({}, ["2022", "2018"], id="the newest, and the newest that the article has"),
    pytest.param({"periods": ("2017",)}, ["2017"], id="a year"),
    pytest.param({"periods": ("2017", "2022")}, ["2017", "2022"], id="two years, in their order"),
    pytest.param({"periods": ("2016",)}, ["2022", "2018"], id="a year without a row"),
    pytest.param({"stretch": Stretch(2018, 2020)}, ["2020", "2018"], id="a stretch of years"),
    pytest.param({"stretch": Stretch(2018, 2019)}, ["2018"], id="a stretch that holds one row"),
    pytest.param({"claims": (Claim(Decimal(45), "percent", "equal"),)}, ["2020", "2022", "2018"],
                 id="a figure that is quoted comes first"),
    pytest.param({"claims": (Claim(Decimal(50), "percent", "equal"),)}, ["2022", "2018"], id="the newest is quoted"),
    pytest.param({"claims": (Claim(Decimal(45), "percent", "equal"),), "markers": frozenset({"difference"})},
                 ["2022", "2018"], id="a difference quotes nothing"),
    pytest.param({"mentions": (Mention(id="report", facet="topic", start=0, end=1, how="exact"),)}, ["2018"],
                 id="the newest of a source"),
])  # fmt: skip
def test_which_rows_are_told(asked: dict[str, object], periods: list[str]) -> None:
    """Those that are asked for; without a period the newest, and the one that the article has."""
    query = replace(PLAIN, **asked)  # type: ignore[arg-type]
    assert [told_row.period for told_row in rows_for(NEWER, query)] == periods


def test_a_claim_is_told_with_all_its_rows() -> None:
    """They are one statement with several sources."""
    rows = (row(None, "2020"), row(None, "2018"))
    assert rows_for(fact("own", (), *rows, kind="claim", nl=(), en=()), PLAIN) == rows


def test_the_newest_stands_in_front(english: Composer) -> None:
    """An earlier row has its own period and source, so that no two sources are taken for one."""
    assert [line.text for line in tell(english, NEWER, rows_for(NEWER, PLAIN), PLAIN)] == [
        "2022: 50% do.", "Counted: libraries.", "2018: 40% (Report, 2020; cited in The Article).",
        "(Survey, 2021a; Report, 2020; cited in The Article)",
    ]  # fmt: skip


# --- what must be said with the rows


@pytest.mark.parametrize(("rows", "caveats"), [
    pytest.param((row("5", "2022"), row("4", "2018")), ["Not comparable: the count changed."], id="over a break"),
    pytest.param((row("4", "2018"), row("5", "2022")), ["Not comparable: the count changed."], id="the older first"),
    pytest.param((row("5", "2022"), row("4", "2020")), [], id="both after it"),
    pytest.param((row("5", "2022"), row("3", "2021")), ["Not comparable: libraries were closed."], id="exceptional"),
    pytest.param((row("3", "2021"),), [], id="one row is compared with nothing"),
    pytest.param((row("5", "2022", caveat="Rounded."), row("4", "2020", caveat="Rounded.")), ["Rounded."],
                 id="a caveat of two rows, once"),
])  # fmt: skip
def test_caveats_of_rows(rows: tuple[Figure, ...], caveats: list[str], english: Composer) -> None:
    """Two figures side by side are compared by whoever reads them, so it is said where that is wrong."""
    broken = fact(
        "broken", (), *sorted(rows, key=lambda each: each.period or "", reverse=True), unit="count",
        breaks=(new_series("2020"), exceptional("2021")), nl=(), en=(),
    )  # fmt: skip
    assert [line.text for line in tell(english, broken, rows, PLAIN) if line.role == "caveat"] == caveats


@pytest.mark.parametrize(("rhythm", "as_of", "period", "said"), [
    pytest.param(1, date(2024, 6, 1), "2022", False, id="a survey takes a year to appear"),
    pytest.param(1, date(2025, 1, 1), "2022", True, id="a yearly one should have come"),
    pytest.param(4, date(2027, 1, 1), "2022", False, id="within its rhythm"),
    pytest.param(4, date(2028, 1, 1), "2022", True, id="after its rhythm"),
    pytest.param(1, date(2025, 1, 1), "2022-2023", False, id="a school year ends a year later"),
    pytest.param(None, date(2040, 1, 1), "2022", False, id="no rhythm is known"),
    pytest.param(1, None, "2022", False, id="the day is not known"),
])  # fmt: skip
def test_a_newer_edition(rhythm: int | None, as_of: date | None, period: str, said: bool, english: Composer) -> None:
    """Only where one is to be expected, counted from the day of asking."""
    yearly = fact("yearly", (), row("5", period), rhythm=rhythm, nl=(), en=())
    lines = tell(english, yearly, yearly.figures, replace(PLAIN, as_of=as_of))
    assert ("There may be a newer edition." in [line.text for line in lines]) is said


def test_no_newer_edition_of_an_earlier_row(english: Composer) -> None:
    """Who asks for 2017 gets 2017; that it is old is known."""
    yearly = fact("yearly", (), row("5", "2018"), row("4", "2017"), rhythm=1, nl=(), en=())
    lines = tell(english, yearly, yearly.figures[1:], replace(PLAIN, as_of=date(2030, 1, 1)))
    assert "caveat" not in [line.role for line in lines]


# --- other sources


TWO_SOURCES = fact(
    "two", ("farmer",), row("40", "2018", "survey", via=None), row("30", "2017", "survey", via=None), nl=(), en=(),
    superseded=(row("44", "2018", "census", via=None, caveat="Without villages."),), say="{value} do.",
)  # fmt: skip


def test_another_source_is_hinted_at(english: Composer) -> None:
    """The figure that is shown is not the only one; only where the other one differs, and only for its period."""
    said = "Another source differs for 2018."
    assert ("caveat", said) in told(english, TWO_SOURCES)
    earlier = tell(english, TWO_SOURCES, TWO_SOURCES.figures[1:], PLAIN)
    assert said not in [line.text for line in earlier]
    same = replace(TWO_SOURCES, superseded=(row("40", "2018", "census"),))
    assert ("caveat", said) not in told(english, same)


def test_what_the_other_source_gives(english: Composer) -> None:
    """Both figures with their sources, what must be said with the other one, and by how much they differ."""
    assert [(line.role, line.text) for line in tell_others(english, TWO_SOURCES, TWO_SOURCES.figures[0])] == [
        ("headline", "2018: 40% (Survey, 2021a)."), ("detail", "Counted: libraries."),
        ("detail", "Census, 2021b: 44%."), ("sum", "That is 4 points more."), ("caveat", "Without villages."),
        ("citation", "(Survey, 2021a; Census, 2021b)"),
    ]  # fmt: skip


# --- questions about the answer itself


def test_about_the_source(english: Composer) -> None:
    """All sources, where they were read, and what is not known of them, each remark once."""
    assert [line.text for line in tell_source(english, REASONS, REASONS.figures)] == [
        "Source: Report, 2020, Survey, 2021a and Census, 2021b.",
        "Read in The Article.",
        "No title is known.",
        "It says: They cooperate to reach more people.",
        "(Report, 2020; Survey, 2021a; Census, 2021b; cited in The Article)",
    ]


@pytest.mark.parametrize(("shown", "line"), [
    pytest.param(SITES, "About 2018 and 2017.", id="two years"),
    pytest.param(SECONDARY, "About school year 2017-2018.", id="a school year"),
    pytest.param(PRIMARY, "Period unknown.", id="the year of the source is none"),
])  # fmt: skip
def test_about_the_period(shown: Fact, line: str, english: Composer) -> None:
    """Only a period that the source names is one."""
    assert tell_period(english, shown, shown.figures)[0].text == line


def test_about_the_population(english: Composer) -> None:
    """Who was counted, and when."""
    lines = [line.text for line in tell_population(english, SITES, SITES.figures)]
    assert lines[0] == "Counted were: sites."
    assert "Period: 2018." in lines


# --- the real figures and phrases


def test_three_real_sources_stand_in_one_bracket(article_assistant: Assistant) -> None:
    """In the order of the document, with the carrier once behind them."""
    answer = ask(article_assistant, "Hoeveel procent van de bibliotheken deelt een gebouw met partners?")
    assert answer.lines[-1].text == "(VOB, 2015; VOB, 2016; KB, 2017; geciteerd in Bibliotheken en samenwerking)"
