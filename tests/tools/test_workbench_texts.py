"""What the tools for maintainers say."""

from bot.tools.workbench_texts import load_texts


def test_a_text_is_filled_in() -> None:
    """What is not among the texts can have another one."""
    texts = load_texts("nl")
    assert texts("stale_years", years=3) == "3 jaar"
    assert texts.find("kind_answer", "x") == "beantwoord"
    assert texts.find("kind_of_nothing", "x") == "x"


def test_a_language_without_texts_gets_dutch() -> None:
    """Rather than nothing."""
    assert load_texts("fy").language == "nl"
