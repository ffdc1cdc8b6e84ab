"""Questions that several facts answer together: two subjects compared, and facts of one measure in order."""

import pytest

from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.ranking.comparison import ranked_pairs, without_order
from bot.core.reading.read import Reader
from bot.core.records.mention import Mention
from bot.core.records.model import Fact, Question
from bot.core.records.query import Query
from tests.asking import ask
from tests.core.small import FARMERS, knowledge_of
from tests.core.years import BAKERS, BUTCHERS, LOANS, MORE_CONCEPTS, VISITS, series


def reading_with(partner: str, values: dict[str, str]) -> Fact:
    """Return the share that reads with a partner."""
    label, say = f"{partner}s", "{value} read."
    return series(f"{partner}-reading", ("reading", partner), values, "percent", label=label, covers=(), say=say)


IN_ORDER = (
    reading_with("baker", {"2020": "20", "2018": "60"}),
    reading_with("butcher", {"2020": "50"}),
    reading_with("farmer", {"2020": "35", "2018": "10"}),
    reading_with("church", {"2019": "99"}),
)


@pytest.fixture(scope="module")
def ordering() -> Assistant:
    """Return the assistant on facts that are alike but for their partner."""
    return Assistant(knowledge_of(IN_ORDER, MORE_CONCEPTS))


# --- two subjects


@pytest.mark.parametrize(("text", "facts"), [
    pytest.param("Do more libraries work with farmers or with bakers?", ["farmers-share", "bakers-share"], id="or"),
    pytest.param("What is the difference between bakers and farmers?", ["bakers-share", "farmers-share"],
                 id="difference"),
    pytest.param("Compare butchers with bakers", ["butchers-share", "bakers-share"], id="compare"),
    pytest.param("What share of libraries works with farmers and bakers?", ["farmers-share", "bakers-share"], id="and"),
    pytest.param("Compare loans with visits", ["loans", "visits"], id="two topics"),
])  # fmt: skip
def test_two_subjects_are_compared(text: str, facts: list[str], series_assistant: Assistant) -> None:
    """Each is looked up as if it had been asked for alone."""
    answer = ask(series_assistant, text, "en")
    assert (answer.kind, answer.explanation.decided) == ("answer", "two facts compared")
    assert [use.id for use in answer.facts] == facts
    assert len({use.period for use in answer.facts}) == 1


@pytest.mark.parametrize("text", [
    pytest.param("What share of libraries works with farmers?", id="nothing is compared"),
    pytest.param("Do more libraries work with farmers or with hospitals?", id="one of them has no facts"),
    pytest.param("Do more libraries work with farmers?", id="one subject"),
    pytest.param("Is there more reason for bookshops or for bakers?", id="one of them has no figure"),
])  # fmt: skip
def test_nothing_to_compare(text: str, series_assistant: Assistant) -> None:
    """A single figure is never told as a comparison."""
    assert ask(series_assistant, text, "en").explanation.decided != "two facts compared"


def test_a_comparison_of_a_period(series_assistant: Assistant) -> None:
    """The one that is asked for."""
    answer = ask(series_assistant, "Compare farmers with butchers in 2017", "en")
    assert [(use.id, use.period) for use in answer.facts] == [("farmers-share", "2017"), ("butchers-share", "2017")]


def test_a_conversation_after_a_comparison(series_assistant: Assistant) -> None:
    """It goes on about the first of the two."""
    _, dialogue = series_assistant.reply(Question("Compare farmers with bakers", "en"), Dialogue())
    assert dialogue.facts == ("farmers-share", "bakers-share")
    answer, _ = series_assistant.reply(Question("What is the source?", "en"), dialogue)
    assert answer.lines[0].text == "Source: Report, 2020."


# --- in order


@pytest.mark.parametrize(("text", "facts"), [
    pytest.param("Which partners do most libraries work with for reading?",
                 ["butcher-reading", "farmer-reading", "baker-reading"], id="most"),
    pytest.param("Which partners do the fewest libraries work with for reading?",
                 ["baker-reading", "farmer-reading", "butcher-reading"], id="fewest"),
    pytest.param("Which partners do most libraries work with for reading in 2018?",
                 ["baker-reading", "farmer-reading"], id="in a year"),
    pytest.param("What is the top 3 for reading?", ["butcher-reading", "farmer-reading", "baker-reading"], id="top 3"),
    pytest.param("What is the top 2 for reading?", ["butcher-reading", "farmer-reading"], id="top 2"),
    pytest.param("What is the top two for reading?", ["butcher-reading", "farmer-reading"], id="top two"),
])  # fmt: skip
def test_facts_in_order(text: str, facts: list[str], ordering: Assistant) -> None:
    """Of one period, so that the one church of another year is no winner."""
    answer = ask(ordering, text, "en")
    assert (answer.kind, answer.explanation.decided) == ("answer", "facts of one measure in order")
    assert [use.id for use in answer.facts] == facts
    assert len({use.period for use in answer.facts}) == 1


@pytest.mark.parametrize("text", [
    pytest.param("Which partners do most libraries work with for reading in 2019?", id="one fact has that year"),
    pytest.param("Which partners do most libraries work with for reading in 1999?", id="none has it"),
    pytest.param("Which partners do most libraries work with?", id="about what?"),
])  # fmt: skip
def test_nothing_to_put_in_order(text: str, ordering: Assistant) -> None:
    """One fact is no order."""
    assert ask(ordering, text, "en").explanation.decided != "facts of one measure in order"


@pytest.mark.parametrize(("text", "asks"), [
    ("What is the top 3?", True), ("Which partners do most libraries work with?", True),
    ("Which is the lowest?", True), ("Which partners are there?", False),
    ("Do most libraries work with bakers?", False),
    ("In which year did most libraries take part?", False),
])  # fmt: skip
def test_who_asks_for_an_order(text: str, asks: bool, series_reader: Reader) -> None:
    """A word for the most, with one that asks which."""
    assert series_reader.read(text, "en").asks_order() is asks


def test_a_question_without_its_order() -> None:
    """What only asks for the order narrows nothing."""
    named = [Mention(id=id_, facet="measure", start=0, end=1, how="exact") for id_ in ("ranking", "share", "baker")]
    query = without_order(Query(text="", language="en", mentions=tuple(named), counted=("library",)))
    assert ([mention.id for mention in query.mentions], query.counted) == (["baker"], None)


@pytest.mark.parametrize(("text", "language", "most"), [
    ("What is the top 3?", "en", 3), ("the top three", "en", 3), ("top 10", "en", 10), ("Wat is de top drie?", "nl", 3),
    ("wat staat er in de ranglijst?", "nl", 10),
])  # fmt: skip
def test_how_many_are_asked_for(text: str, language: str, most: int, series_reader: Reader) -> None:
    """In digits or words, and otherwise as many as are shown at most."""
    assert series_reader.read(text, language).how_many() == most


@pytest.mark.parametrize(("facts", "periods", "found"), [
    pytest.param((FARMERS, BAKERS, BUTCHERS), (), ["farmers-share", "bakers-share", "butchers-share"],
                 id="the period that most have"),
    pytest.param((FARMERS, BAKERS, BUTCHERS), ("2017",), ["farmers-share", "butchers-share"], id="one asked for"),
    pytest.param((FARMERS, BAKERS), ("2030",), [], id="a period that none has"),
    pytest.param((LOANS, VISITS), (), ["loans", "visits"], id="of several the newest"),
    pytest.param((), (), [], id="nothing"),
])  # fmt: skip
def test_facts_of_one_period(facts: tuple[Fact, ...], periods: tuple[str, ...], found: list[str]) -> None:
    """Nobody is ranked by figures of different years."""
    pairs = ranked_pairs(facts, periods)
    assert [one.id for one, _ in pairs] == found
    assert len({one.period for _, one in pairs}) <= 1
