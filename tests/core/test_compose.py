"""The words of an answer, line by line, with the phrases of the small knowledge base."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.core.assistant import Assistant
from bot.core.compose import Composer, claim_about
from bot.core.dialogue import Dialogue
from bot.core.figures import Claim
from bot.core.model import Answer, Citation, Fact, KnowledgeBase, Question
from bot.core.query import Query
from bot.core.reader import Reader
from tests.asking import ask
from tests.core.small import BOOKSHOPS, FARMERS, PRIMARY, REASONS, SECONDARY, SITES, fact, row

PLAIN = Query(text="", language="en")


@pytest.fixture(scope="module")
def english(small: KnowledgeBase) -> Composer:
    return Composer(small, "en")


@pytest.fixture(scope="module")
def dutch(small: KnowledgeBase) -> Composer:
    return Composer(small, "nl")


def told(composer: Composer, told_fact: Fact, query: Query = PLAIN) -> list[tuple[str, str]]:
    """Return the lines of a fact with all of its rows."""
    return [(line.role, line.text) for line in composer.tell(told_fact, told_fact.figures, query)]


@pytest.mark.parametrize(("shown", "lines"), [
    pytest.param(PRIMARY, [
        ("headline", "60% of libraries work with primary schools."),
        ("detail", "Counted: libraries. Period: no period."),
        ("citation", "(Report, 2020; cited in The Article)"),
    ], id="no period"),
    pytest.param(SECONDARY, [
        ("headline", "80.0% of libraries worked with secondary schools."),
        ("detail", "Counted: libraries. Period: school year 2017-2018."),
        ("caveat", "Few libraries answered."),
        ("citation", "(Survey, 2021a; cited in The Article)"),
    ], id="a school year and a caveat"),
    pytest.param(SITES, [
        ("headline", "Libraries worked with 1,250 sites in 2018."),
        ("detail", "Counted: sites. Period: 2018."),
        ("detail", "2017: 1,000."),
        ("citation", "(Survey, 2021a; Census, 2021b; cited in The Article)"),
    ], id="two periods of two sources"),
    pytest.param(REASONS, [
        ("headline", "They cooperate to reach more people."),
        ("citation", "(Report, 2020; Survey, 2021a; Census, 2021b; cited in The Article)"),
    ], id="a claim with three sources in one bracket"),
])  # fmt: skip
def test_a_fact_is_told(shown: Fact, lines: list[tuple[str, str]], english: Composer) -> None:
    """A figure never stands without unit, what was counted, period or that there is none, and source."""
    assert told(english, shown) == lines


def test_a_fact_in_the_other_language(dutch: Composer) -> None:
    """The notation and the phrases follow the language; a caveat that it lacks is shown in the other one."""
    assert told(dutch, SECONDARY) == [
        ("headline", "NL 80,0% of libraries worked with secondary schools."),
        ("detail", "NL Counted: bibliotheken. Period: schooljaar 2017-2018."),
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
    pytest.param("share not farmers", FARMERS, [], id="nothing is known of the rest"),
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
    assert headline.startswith(word or english.statement(shown, shown.figures[0]))
    assert headline == word + english.statement(shown, shown.figures[0])


def test_the_claim_in_digits_goes_before_words(small_reader: Reader) -> None:
    """Where both stand in a question, the share in digits is meant."""
    query = small_reader.read("do most libraries, 60%, work with primary schools", "en")
    assert claim_about(PRIMARY, query) == Claim(Decimal(60), "percent", "equal")


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


# --- a calculated difference


@pytest.mark.parametrize(("later", "earlier", "unit", "headline", "total"), [
    pytest.param("1250", "1000", "count", "Up 250 since 2017, 25.0%.",
                 "1,250 (2018) − 1,000 (2017) = +250; +25.0%.", id="up"),
    pytest.param(
        "695", "593", "count", "Up 102 since 2017, 17.2%.", "695 (2018) − 593 (2017) = +102; +17.2%.", id="rounded"
    ),
    pytest.param("1000", "1250", "count", "Down 250 since 2017, 20.0%.",
                 "1,000 (2018) − 1,250 (2017) = −250; −20.0%.", id="down"),
    pytest.param("35", "40", "percent", "Down 5 points.", "35% − 40% = −5 points.", id="points, not percent"),
    pytest.param("40.5", "40", "percent", "Up 0.5 points.", "40.5% − 40% = +0.5 points.", id="half a point"),
    pytest.param("7", "7", "count", "Still 7.", "7 (2018) − 7 (2017) = +0; +0.0%.", id="the same"),
    pytest.param("7", "7", "percent", "Still 7%.", "7% − 7% = +0 points.", id="the same share"),
])  # fmt: skip
def test_a_difference(later: str, earlier: str, unit: str, headline: str, total: str, english: Composer) -> None:
    """The sum is shown, is said to be calculated, and counts the difference between shares in points."""
    grown = fact(
        "grown", ("farmer",), row(later, "2018", "survey"), row(earlier, "2017", "census"), unit=unit, nl=(), en=()
    )
    uses, lines = english.difference(grown, grown.figures)
    assert [(line.role, line.text) for line in lines] == [
        ("headline", headline), ("sum", total), ("detail", "Counted: libraries."), ("caveat", "Calculated."),
        ("citation", "(Survey, 2021a; Census, 2021b; cited in The Article)"),
    ]  # fmt: skip
    assert [use.value for use in uses] == [Decimal(later) - Decimal(earlier), Decimal(later), Decimal(earlier)]


def test_a_difference_is_a_fact_of_its_own(english: Composer) -> None:
    """Machines see that it was calculated, over which periods, and in points where it is one of shares."""
    (points, *_), _ = english.difference(FARMERS, FARMERS.figures)
    assert (points.id, points.measure, points.unit) == ("farmers-share-growth", "difference", "percentage points")
    assert (points.value, points.period, points.population) == (Decimal(-5), "2017 – 2018", "libraries")
    (count, *_), _ = english.difference(SITES, SITES.figures)
    assert count.unit == "count"


def test_growth_from_nothing_is_shown_without_a_percentage(english: Composer) -> None:
    """There is none."""
    grown = fact("grown", ("farmer",), row("5", "2018"), row("0", "2017"), unit="count", nl=(), en=())
    _, lines = english.difference(grown, grown.figures)
    assert "%" not in "".join(line.text for line in lines)


@pytest.mark.parametrize(("text", "kind", "line"), [
    pytest.param(
        "How many more sites of secondary schools are there?", "answer", "Up 250 since 2017, 25.0%.", id="two periods"
    ),
    pytest.param(
        "Has the number of sites of secondary schools risen?", "answer", "Up 250 since 2017, 25.0%.", id="a trend"
    ),
    pytest.param(
        "Has the share of libraries that works with farmers fallen?", "answer", "Down 5 points.", id="a trend of shares"
    ),
])  # fmt: skip
def test_who_asks_for_the_change_gets_it(text: str, kind: str, line: str, small_assistant: Assistant) -> None:
    """A difference or a trend is worked out from the rows that there are."""
    answer = ask(small_assistant, text, "en")
    assert (answer.kind, answer.lines[0].text) == (kind, line)


# --- questions about the answer itself, and what is missing


def texts(answer: Answer) -> list[str]:
    return [line.text for line in answer.lines]


def test_about_the_source(english: Composer) -> None:
    """All sources, where they were read, and what is not known of them, each remark once."""
    assert [line.text for line in english.about_the_source(REASONS, REASONS.figures)] == [
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
    assert english.about_the_period(shown, shown.figures)[0].text == line


def test_about_the_population(english: Composer) -> None:
    """Who was counted, and when."""
    lines = [line.text for line in english.about_the_population(SITES, SITES.figures)]
    assert lines[0] == "Counted were: sites."
    assert "Period: 2018." in lines


@pytest.mark.parametrize(("facets", "open_", "text"), [
    pytest.param(("period",), ("2019",), "Nothing for 2019.", id="a period"),
    pytest.param(("partner",), ("jellyfish",), "Nothing on jellyfish.", id="a partner"),
    pytest.param(("partner", "place"), ("jellyfish", "Snorsel"), "Nothing on jellyfish and Snorsel.", id="two"),
    pytest.param(
        ("period", "partner"), ("2019", "jellyfish"), "Nothing on jellyfish.", id="the partner before the period"
    ),
    pytest.param(("measure",), ("#count",), "Nothing on #count.", id="a word that only looks like a sign"),
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
    pytest.param("jellyfish", "jellyfish", id="word"),
])  # fmt: skip
def test_the_name_of_a_thing(id_: str, name: str, english: Composer) -> None:
    """Ids are never shown."""
    assert english.name(id_) == name


def test_a_fact_as_a_choice(english: Composer, dutch: Composer) -> None:
    """It is offered as the question that it answers, or by what it says where it has none."""
    assert english.choice(PRIMARY).label == "What share of libraries works with primary schools?"
    assert dutch.choice(BOOKSHOPS).label == "Welke boekhandels doen mee?"
    assert english.choice(fact("own", (), row("5"), say="Five.", nl=(), en=())).label == "Five."


def test_a_text_that_the_language_lacks(dutch: Composer) -> None:
    """Better in the other language than not at all."""
    assert dutch.text({"en": "only"}) == "only"
    assert dutch.text({}) == ""


# --- the real figures and phrases


@pytest.mark.parametrize(("chat", "parts"), [
    pytest.param(["Met hoeveel vestigingen van middelbare scholen werken bibliotheken samen?", "Hoeveel meer is dat?"],
                 ["695 (schooljaar 2017-2018) − 593 (schooljaar 2016-2017) = +102; +17,2%", "berekend"], id="Dutch"),
    pytest.param(["By how many did the secondary school sites increase?"],
                 ["695 (school year 2017-2018) − 593 (school year 2016-2017) = +102; +17.2%", "calculated"],
                 id="English"),
])  # fmt: skip
def test_the_real_difference(chat: list[str], parts: list[str], assistant: Assistant) -> None:
    """The sum can be checked by the reader, in the notation of the language."""
    dialogue = Dialogue()
    for text in chat:
        answer, dialogue = assistant.reply(Question(text), dialogue)
    shown = "\n".join(texts(answer))
    assert [part for part in parts if part not in shown] == []


def test_three_real_sources_stand_in_one_bracket(assistant: Assistant) -> None:
    """In the order of the document, with the carrier once behind them."""
    answer = ask(assistant, "Hoeveel procent van de bibliotheken deelt een gebouw met partners?")
    assert texts(answer)[-1] == "(VOB, 2015; VOB, 2016; KB, 2017; geciteerd in Bibliotheken en samenwerking)"
