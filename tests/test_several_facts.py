"""Questions that ask for more than one fact, over all that is shipped: extremes."""

import pytest

from bot.core.assistant import Assistant
from bot.core.records.model import KnowledgeBase
from bot.core.words.compiled import compile_tables
from tests.asking import ask


@pytest.fixture(scope="module")
def assistant(knowledge: KnowledgeBase) -> Assistant:
    return Assistant(knowledge, tables=compile_tables(knowledge))


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
    pytest.param("Welke bibliotheek heeft de meeste leden?", id="which of them"),
])  # fmt: skip
def test_no_extreme(text: str, assistant: Assistant) -> None:
    """What looks like one, and is none that the figures give."""
    assert ask(assistant, text, "nl").kind != "answer"
