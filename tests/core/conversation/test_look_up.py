"""A figure that is named and not asked for is looked up, over the real knowledge base."""

import pytest

from bot.core.assistant import Assistant
from tests.asking import ask

EMPLOYEES, POINTS = "employees-count", "ido-library-locations-count"
COOPERATING = "primary-general-cooperation-locations-count"


@pytest.mark.parametrize(("text", "language", "fact"), [
    pytest.param("682, wat is dat?", "nl", POINTS, id="what is that"),
    pytest.param("Hoe komen jullie aan 682?", "nl", POINTS, id="how it was found"),
    pytest.param("Kun je me zeggen waar 682 voor staat?", "nl", POINTS, id="what it stands for"),
    pytest.param("Die 682, waar sloeg dat op?", "nl", POINTS, id="a verb that nothing reads"),
    pytest.param("What does 682 refer to?", "en", POINTS, id="English: what it refers to"),
    pytest.param("Wat wordt bedoeld met 2.644 basisscholen?", "nl", COOPERATING, id="its meaning, with its subject"),
    pytest.param("I see 2,644 primary schools. What does it stand for?", "en", COOPERATING, id="English: with it"),
    pytest.param("Wie publiceerde de 7.535 medewerkers?", "nl", EMPLOYEES, id="who published it"),
    pytest.param("Zijn vrijwilligers meegeteld in die 7.535?", "nl", EMPLOYEES, id="what it includes"),
    pytest.param("Do the 7,535 employees include volunteers?", "en", EMPLOYEES, id="English: what it includes"),
])  # fmt: skip
def test_a_figure_that_is_named_is_looked_up(text: str, language: str, fact: str, assistant: Assistant) -> None:
    """Whatever is asked of it, and whatever is named beside it."""
    answer = ask(assistant, text, language)
    assert (answer.kind, [use.fact for use in answer.facts][:1]) == ("answer", [fact])


@pytest.mark.parametrize(("text", "kind"), [
    pytest.param("Waar staat 96% voor?", "clarify", id="several facts have it"),
    pytest.param("Achttien pabo's met de Bibliotheek op school, maar welke zijn dat?", "nearby", id="their names"),
    pytest.param("Hoeveel is 84 keer 26?", "abstain", id="a sum"),
])  # fmt: skip
def test_what_else_may_be_asked_beside_a_figure(text: str, kind: str, assistant: Assistant) -> None:
    """A choice where several have it; nothing where it is no question of the figure."""
    assert ask(assistant, text, "nl").kind == kind
