"""Questions that ask for more than one fact, over all that is shipped: comparisons, two questions, extremes."""

import pytest

from bot.core.assistant import Assistant
from tests.asking import ask


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


@pytest.mark.parametrize(("text", "language", "facts"), [
    pytest.param("Hoeveel leden zijn er, en hoeveel daarvan zijn jeugd?", "nl",
                 ["members-count", "youth-members-count"], id="points back"),
    pytest.param("How many primary schools filled in the Monitor, and how many secondary ones?", "en",
                 ["dbos-monitor-primary-schools-count", "dbos-monitor-secondary-schools-count"], id="has no verb"),
    pytest.param("Hoeveel e-books zijn er geleend en hoe hard groeit dat?", "nl",
                 ["ebook-loans-count", "ebook-loans-count-growth"], id="its change"),
])  # fmt: skip
def test_the_second_half_takes_over_from_the_first(
    text: str, language: str, facts: list[str], assistant: Assistant
) -> None:
    """Both are answered, each under its question."""
    answer = ask(assistant, text, language)
    assert answer.kind == "answer"
    assert set(facts) <= {use.id for use in answer.facts}
    assert [line.role for line in answer.lines].count("question") == 2


def test_a_period_of_its_own_is_another_question(assistant: Assistant) -> None:
    """Though it is of the same fact."""
    answer = ask(assistant, "Hoeveel leden waren er in 2015 en hoeveel in 2022?", "nl")
    assert [use.period for use in answer.facts][:2] == ["2015", "2022"]


def test_a_half_that_cannot_be_answered_is_said(assistant: Assistant) -> None:
    """The other is answered all the same."""
    answer = ask(assistant, "Hoeveel vestigingen zijn er en wie werken daar?", "nl")
    assert answer.kind == "answer"
    at = [line.role for line in answer.lines].index("missing")
    assert [line.role for line in answer.lines[at - 1 :]] == ["question", "missing"]


def test_a_half_that_leans_on_nothing_is_no_answer(assistant: Assistant) -> None:
    """What asks more of a thing that has no figure has none."""
    assert ask(assistant, "Hoeveel directeuren zijn er ontslagen en hoeveel daarvan zijn jeugd?", "nl").kind != "answer"


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
