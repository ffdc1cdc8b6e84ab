"""What a knowledge base says of the bot: read, told off where it is wrong, and put into the words of the languages."""

from pathlib import Path

import pytest

from bot.core.records.model import Identity, Language, Position
from bot.kb.identity import introduce
from bot.kb.load import load_knowledge
from tests.small_knowledge import make_knowledge

HERE = Position("bot.yaml", 1)


def language(**words: tuple[str, ...]) -> Language:
    phrases = {"bot_name": "Bot", "bot_subject": "everything", "hello": "{bot_name}: {bot_subject}, {count}"}
    return Language(code="en", words=words, numbers={}, fractions={}, phrases=phrases)


def test_fields_of_the_bot_are_filled_in_and_others_are_left() -> None:
    """A brace in a name stays a brace when the other fields are filled in later."""
    identity = Identity(name={"en": "{Bo}"}, subject={"en": "trams"}, position=HERE)
    phrases = introduce({"en": language()}, identity, ())["en"].phrases
    assert phrases["hello"].format(count=3) == "{Bo}: trams, 3"


def test_without_a_word_of_the_bot_the_language_has_general_ones() -> None:
    """So a knowledge base without it works."""
    assert introduce({"en": language()}, None, ())["en"].phrases["hello"] == "Bot: everything, {count}"


def test_phrases_name_those_whom_the_facts_are_about() -> None:
    """One for each name; none where no name is given."""
    spoken = language(of=("of whom", "of which {many}"))
    named = Identity(subject={"en": "trams"}, many={"en": ("trams", "cars")}, position=HERE)
    assert introduce({"en": spoken}, named, ())["en"].words["of"] == ("of whom", "of which trams", "of which cars")
    assert introduce({"en": spoken}, None, ())["en"].words["of"] == ("of whom",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("bot: museums", '"bot" is'),
        ("bot: {name: {en: X}}", "subject"),
        ("bot: {subject: {nl: musea, en: museums}, colour: red}", "colour"),
        ("bot: {subject: {nl: musea, en: " + 81 * "m" + "}}", "81 characters"),
        ("bot: {subject: {nl: musea, en: museums}}", ""),
        ("bot:", ""),
    ],
)
def test_what_is_said_of_the_bot_is_read_with_care(tmp_path: Path, text: str, told: str) -> None:
    """Each fault is told with what is wrong."""
    make_knowledge(tmp_path / "base")
    (tmp_path / "base" / "bot.yaml").write_text(text, encoding="utf-8")
    problems = load_knowledge(tmp_path / "base", use_cache=False).problems
    assert [told in problem.what + problem.mend for problem in problems] == [True] * bool(told)


def test_the_bot_is_described_once(tmp_path: Path) -> None:
    """Two files that both say who it is are a problem in the second."""
    make_knowledge(tmp_path / "base")
    for name in ("a", "b"):
        (tmp_path / "base" / f"{name}.yaml").write_text("bot: {subject: {nl: musea, en: museums}}", encoding="utf-8")
    (problem,) = load_knowledge(tmp_path / "base", use_cache=False).problems
    assert (problem.rule, Path(problem.position.file).name) == ("duplicate-id", "b.yaml")
