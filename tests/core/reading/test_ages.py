"""Ages in a question, with the real word lists."""

from collections.abc import Mapping

import pytest

from bot.core.reading.ages import find_ages
from bot.core.reading.figures import find_figures
from bot.core.records.model import Language
from bot.core.words.text import tokenise


def ages(text: str, language: Language) -> list[str]:
    """Return the stretches of a text that are ages, as folded words."""
    tokens = tokenise(text)
    found = find_ages(tokens, find_figures(tokens, text, language), text, language)
    return [" ".join(token.word for token in tokens[first:end]) for first, end in found]


@pytest.mark.parametrize(("text", "language", "found"), [
    pytest.param("leden van 18 tot 25 jaar", "nl", ["18 tot 25"], id="18 tot 25 jaar"),
    pytest.param("leden van 18 tot en met 25", "nl", ["18 tot en met 25"], id="van 18 tot en met 25"),
    pytest.param("leden tussen 18 en 25", "nl", ["18 en 25"], id="tussen 18 en 25"),
    pytest.param("leden 18-25 jarigen", "nl", ["18 25"], id="18-25-jarigen"),
    pytest.param("hoeveel 65-plussers", "nl", ["65"], id="65-plussers"),
    pytest.param("hoeveel 12-jarigen lezen", "nl", ["12"], id="12-jarigen"),
    pytest.param("kinderen van twaalf jaar oud", "nl", ["twaalf"], id="in a word"),
    pytest.param("leden van leeftijd 18", "nl", ["18"], id="leeftijd 18"),
    pytest.param("members aged 18 to 25", "en", ["18 to 25"], id="aged 18 to 25"),
    pytest.param("leden van leeftijd 18 tot 25", "nl", ["18 tot 25"], id="leeftijd 18 tot 25"),
    pytest.param("members of 18 to 25 years", "en", ["18 to 25"], id="18 to 25 years"),
    pytest.param("members between 18 and 25", "en", ["18 en 25"], id="between 18 and 25"),
    pytest.param("how many 12 year olds", "en", ["12"], id="12 year olds"),
    pytest.param("members aged 65", "en", ["65"], id="aged 65"),
    pytest.param("people of 65 and over", "en", ["65"], id="65 and over"),
    pytest.param("en 65+?", "nl", ["65"], id="65+"),
])  # fmt: skip
def test_ages(text: str, language: str, found: list[str], languages: Mapping[str, Language]) -> None:
    """One age, or from one to another."""
    assert ages(text, languages[language]) == found


@pytest.mark.parametrize(("text", "language"), [
    pytest.param("in 2018 en 2019", "nl", id="years"), pytest.param("25% van de leden", "nl", id="a share"),
    pytest.param("hoeveel van de 150 bibliotheken", "nl", id="a number of things"),
    pytest.param("5 of 6 partners", "nl", id="two numbers"), pytest.param("150-jarigen", "nl", id="nobody is that old"),
    pytest.param("de afgelopen vijf jaar", "nl", id="a stretch of years"),
])  # fmt: skip
def test_no_ages(text: str, language: str, languages: Mapping[str, Language]) -> None:
    """Only what a word for an age stands with."""
    assert ages(text, languages[language]) == []
