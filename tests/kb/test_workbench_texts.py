"""What the tools for maintainers say is there in every language, with the same fields."""

from pathlib import Path
from string import Formatter

import pytest

from bot.kb.load import LANGUAGES
from bot.kb.workbench_texts import FILE, load_texts

CODES = sorted(path.parent.name for path in Path(LANGUAGES).glob(f"*/{FILE}"))


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_dutch_and_english_are_there() -> None:
    assert {"nl", "en"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_the_same_texts_with_the_same_fields(code: str) -> None:
    """So that no text is missing when it is needed."""
    own, english = load_texts(code).texts, load_texts("en").texts
    assert own.keys() ^ english.keys() == set()
    assert [name for name in own if fields_of(own[name]) != fields_of(english[name])] == []


def test_a_text_is_filled_in() -> None:
    """What is not among the texts can have another one."""
    texts = load_texts("nl")
    assert texts("stale_years", years=3) == "3 jaar"
    assert texts.find("kind_answer", "x") == "beantwoord"
    assert texts.find("kind_of_nothing", "x") == "x"


def test_a_language_without_texts_gets_english() -> None:
    """Rather than nothing."""
    assert load_texts("fy").language == "en"
