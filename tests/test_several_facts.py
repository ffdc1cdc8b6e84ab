"""Questions that ask for more than one fact, over all that is shipped: comparisons, extremes."""

import pytest

from bot.core.assistant import Assistant
from bot.core.records.model import KnowledgeBase
from bot.core.words.compiled import compile_tables
from tests.asking import ask


@pytest.fixture(scope="module")
def assistant(knowledge: KnowledgeBase) -> Assistant:
    return Assistant(knowledge, tables=compile_tables(knowledge))


@pytest.mark.parametrize(("text", "facts"), [
    pytest.param("Zijn er meer volwassenen of kinderen lid?", {"adult-members-count", "youth-members-count"},
                 id="like"),
    pytest.param("Komen er meer bezoekers dan er leden zijn?", {"visits-count", "members-count"}, id="than"),
    pytest.param("Wie is vaker partner bij basisvaardigheden, SeniorWeb of het ROC?",
                 {"basic-skills-partner-seniorweb-share", "basic-skills-partner-roc-share"}, id="who"),
    pytest.param("Twee cijfers graag: de jeugdleden en de volwassen leden",
                 {"youth-members-count", "adult-members-count"}, id="two numbers"),
])  # fmt: skip
def test_both_sides_are_told(text: str, facts: set[str], assistant: Assistant) -> None:
    """Of the figures that fit a side, the one that can be compared with the other."""
    answer = ask(assistant, text, "nl")
    assert (answer.kind, {use.id for use in answer.facts}) == ("answer", facts)


@pytest.mark.parametrize(("text", "language", "lacking"), [
    pytest.param("Zijn er meer jeugdleden dan kwallen?", "nl", "kwallen", id="nobody knows it"),
    pytest.param("Are there more youth members than penguins?", "en", "penguins", id="an ordinary word"),
])  # fmt: skip
def test_a_side_without_a_figure_is_named(text: str, language: str, lacking: str, assistant: Assistant) -> None:
    """The other is told as near, never as the answer, nor as a change over the years."""
    answer = ask(assistant, text, language)
    assert (answer.kind, {use.id for use in answer.facts}) == ("nearby", {"youth-members-count"})
    assert lacking in answer.lines[0].text


@pytest.mark.parametrize(("text", "language", "period"), [
    pytest.param("Wat was het recordaantal e-books?", "nl", "2024", id="a record"),
    pytest.param("What was the peak year for visits?", "en", "2019", id="a peak year"),
    pytest.param("In which year did membership hit its lowest point?", "en", "2021", id="a lowest point"),
    pytest.param("Welk jaar was het stilst, qua bezoek?", "nl", "2021", id="an adjective"),
    pytest.param("Hoe hoog was de piek in het bezoek?", "nl", "2019", id="a noun for it"),
])  # fmt: skip
def test_the_extreme_of_a_series(text: str, language: str, period: str, assistant: Assistant) -> None:
    """Whichever word says that it is the highest or the lowest."""
    answer = ask(assistant, text, language)
    assert (answer.kind, answer.facts[0].period) == ("answer", period)


@pytest.mark.parametrize("text", [
    pytest.param("Welk jaar was het drukst in de bibliotheek?", id="of what, is not said"),
    pytest.param("Wat was de grootste activiteit ooit, het record dus?", id="of one of the things counted"),
    pytest.param("Hoeveel bibliotheken hebben zowel een Taalhuis als een IDO?", id="the two together"),
    pytest.param("Welke bibliotheek heeft de meeste leden?", id="which of them"),
])  # fmt: skip
def test_no_extreme_and_no_comparison(text: str, assistant: Assistant) -> None:
    """What looks like one, and is none that the figures give."""
    assert ask(assistant, text, "nl").kind != "answer"
