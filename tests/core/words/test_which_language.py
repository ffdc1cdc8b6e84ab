"""Which language a message is in, and whether it is one that is spoken here."""

import pytest

from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import KnowledgeBase, Question
from bot.core.words.lexicon import Lexicon
from bot.core.words.text import tokenise
from bot.core.words.which_language import find_language, is_foreign


@pytest.mark.parametrize(("text", "remembered", "language"), [
    pytest.param("Hoeveel biebs werken met boeren?", None, "nl", id="Dutch"),
    pytest.param("How many libraries work with farmers?", None, "en", id="English"),
    pytest.param("How many libraries work with boeren?", "nl", "en", id="what was said before does not count"),
    pytest.param("school", "en", "en", id="a word of both, remembered English"),
    pytest.param("school", "nl", "nl", id="a word of both, remembered Dutch"),
    pytest.param("school", None, "nl", id="a word of both, nothing remembered"),
    pytest.param("2018?", "en", "en", id="no words"),
    pytest.param("kwallenkwekers", "en", "en", id="unknown words"),
    pytest.param("school", "xx", "nl", id="remembered a language that is not spoken"),
    pytest.param("Hoeveel biebs? English please", None, "en", id="asked for English"),
    pytest.param("How many libraries? dutch please", None, "nl", id="asked for Dutch"),
    pytest.param("Dutch please, no, English please", None, "nl", id="asked for both, Dutch first"),
    pytest.param("How many libraries undutch please", None, "en", id="the end of another word"),
])  # fmt: skip
def test_the_language_of_a_message(text: str, remembered: str | None, language: str, small_lexicon: Lexicon) -> None:
    """Most words decide; where they show nothing, the conversation, and else Dutch."""
    assert find_language(tokenise(text), small_lexicon, remembered) == language


@pytest.mark.parametrize(("text", "foreign"), [
    pytest.param("Mit welche Bücherei nicht?", True, id="German"),
    pytest.param("Сколько библиотек?", True, id="another script"),
    pytest.param("図書館はいくつ", True, id="without spaces"),
    pytest.param("Hoeveel biebs werken met Сколько?", False, id="one foreign word"),
    pytest.param("Hoeveel biebs werken met boeren?", False, id="Dutch"),
    pytest.param("What share works with farmers?", False, id="English"),
    pytest.param("de bieb, met wie en wat is er? und nicht", False, id="Dutch with two foreign words"),
    pytest.param("kwallen nicht", False, id="unknown words and one foreign one"),
    pytest.param("2018?", False, id="no letters"),
])  # fmt: skip
def test_a_language_that_is_not_spoken(text: str, foreign: bool, small_lexicon: Lexicon) -> None:
    """It shows by its script or by its most frequent words, where ours are few."""
    others = {"de": frozenset({"und", "nicht", "welche", "mit", "bucherei"})}
    assert is_foreign(text, tokenise(text), small_lexicon, others) is foreign


@pytest.mark.parametrize(("text", "forced", "before", "language"), [
    pytest.param("aandeel boeren", None, None, "nl", id="found Dutch"),
    pytest.param("share farmers", None, None, "en", id="found English"),
    pytest.param("aandeel boeren", "en", None, "en", id="forced against the words"),
    pytest.param("share farmers", "nl", "en", "nl", id="forced against words and conversation"),
    pytest.param("2017?", None, "en", "en", id="remembered"),
    pytest.param("aandeel boeren", None, "en", "nl", id="found against the conversation"),
    pytest.param("share farmers", "xx", None, "en", id="forced one that is not spoken"),
    pytest.param("?!", "en", None, "en", id="no words, forced"),
])  # fmt: skip
def test_the_language_of_an_answer(
    text: str, forced: str | None, before: str | None, language: str, small_assistant: Assistant
) -> None:
    """Forced, else found, else remembered."""
    answer, after = small_assistant.reply(Question(text, forced), Dialogue(language=before))
    assert answer.language == after.language == language


def test_a_forced_language_is_that_of_the_answer_only(small_assistant: Assistant) -> None:
    """A Dutch question is read as Dutch, and answered in English."""
    answer, _ = small_assistant.reply(Question("Hoeveel procent van de biebs werkt met boeren?", "en"), Dialogue())
    assert (answer.kind, answer.lines[0].text) == ("answer", "2018: 35% of libraries worked with farmers.")


@pytest.mark.parametrize(("text", "forced", "kind", "missing"), [
    pytest.param("Mit welche Bücherei nicht?", None, "abstain", ("language",), id="found"),
    pytest.param("Mit welche Bücherei nicht?", "en", "abstain", None, id="forced"),
])  # fmt: skip
def test_a_foreign_question_is_not_guessed_at(
    text: str, forced: str | None, kind: str, missing: tuple[str, ...] | None, small_assistant: Assistant
) -> None:
    """The answer says which languages are spoken; where the surface chose one, it is tried in that."""
    answer, _ = small_assistant.reply(Question(text, forced), Dialogue())
    assert answer.kind == kind
    assert (answer.missing == ("language",)) is (missing is not None)


@pytest.mark.parametrize(("text", "language"), [
    ("Hoeveel bibliotheken werken samen met bedrijven?", "nl"), ("bieb po?", "nl"), ("welke partners", "nl"),
    ("How many libraries work with companies?", "en"), ("share of secondary schools", "en"), ("why cooperate", "en"),
    ("Wat is een mfa?", "nl"), ("What is an mfa?", "en"), ("Is there a chart of the partners?", "en"),
    ("comercial partnerships libaries?", "en"), ("comerciele partnerships biebliotheken?", "nl"),
])  # fmt: skip
def test_the_real_languages(text: str, language: str, lexicon: Lexicon) -> None:
    """Short questions show their language too."""
    assert find_language(tokenise(text), lexicon, None) == language


@pytest.mark.parametrize("text", [
    "Wie viele Bibliotheken arbeiten mit Schulen und wie viele nicht?",
    "Combien de bibliothèques sont avec les écoles?",
    "¿Cuántas bibliotecas hay con las escuelas y por qué?", "Kaç kütüphane okullar ile var?", "كم عدد المكتبات؟",
    "Ile bibliotek jest i jak się nazywa?",
])  # fmt: skip
def test_real_foreign_questions(text: str, lexicon: Lexicon, knowledge: KnowledgeBase) -> None:
    """The most frequent languages of the Netherlands besides our own are recognised."""
    others = {code: frozenset(words) for code, words in knowledge.other_languages.items()}
    assert is_foreign(text, tokenise(text), lexicon, others)
