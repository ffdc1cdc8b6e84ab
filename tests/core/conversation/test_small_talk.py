"""Small talk, calls for help, and the choice of one of the facts that were offered."""

from dataclasses import replace

import pytest

from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.conversation.small_talk import chosen, small_talk
from bot.core.reading.read import Reader
from bot.core.records.model import KnowledgeBase, Question
from bot.core.words.lexicon import Lexicon
from tests.core.small import FARMERS, PRIMARY, SECONDARY, knowledge_of

OFFERED = ("primary-share", "secondary-share", "farmers-share")


@pytest.mark.parametrize(("text", "language", "phrase"), [
    pytest.param("Hoi!", "nl", "greeting", id="greeting"),
    pytest.param("hello", "en", "greeting", id="English greeting"),
    pytest.param("bedankt", "nl", "thanks", id="thanks"),
    pytest.param("hoi, dank je", "nl", "thanks", id="thanks before a greeting"),
    pytest.param("doei en bedankt", "nl", "thanks", id="with a word between"),
    pytest.param("mooi", "nl", "praise", id="praise"),
    pytest.param("graag", "nl", "apology", id="politeness by itself"),
    pytest.param("in het Nederlands graag", "nl", "language_switched", id="another language"),
    pytest.param("in English please", "en", "language_switched", id="English"),
    pytest.param("help", "nl", "help", id="help"),
    pytest.param("wat kun je", "nl", "help", id="a question about the bot"),
    pytest.param("hallo, help me flonkeren", "nl", "help", id="help with little else"),
    pytest.param("Hoi, hoeveel biebs werken met boeren?", "nl", None, id="a greeting before a question"),
    pytest.param("help met boeren", "nl", None, id="help with a subject"),
    pytest.param("hoi kwallenkweker", "nl", None, id="a greeting and an unknown word"),
    pytest.param("hoi " * 13, "nl", None, id="too long"),
    pytest.param("boeren", "nl", None, id="no small talk"),
])  # fmt: skip
def test_small_talk(text: str, language: str, phrase: str | None, small_reader: Reader, small_lexicon: Lexicon) -> None:
    """Only a message that is nothing else is answered as small talk."""
    assert small_talk(small_reader.read(text, language), small_lexicon) == phrase


@pytest.mark.parametrize(("text", "language", "picked"), [
    pytest.param("1", "en", "primary-share", id="number"),
    pytest.param("3.", "en", "farmers-share", id="with a full stop"),
    pytest.param("2)", "en", "secondary-share", id="with a bracket"),
    pytest.param("the second", "en", "secondary-share", id="ordinal"),
    pytest.param("the first please", "en", "primary-share", id="ordinal with a word"),
    pytest.param("de tweede", "nl", "secondary-share", id="Dutch ordinal"),
    pytest.param("de laatste", "nl", "farmers-share", id="the last"),
    pytest.param("farmers", "en", "farmers-share", id="a word that one of them has"),
    pytest.param("the farmers then", "en", "farmers-share", id="with other words"),
    pytest.param("basisscholen", "nl", "primary-share", id="inflected"),
    pytest.param("None of these!", "en", "", id="none"), pytest.param("iets anders", "nl", "", id="something else"),
    pytest.param("4", "en", None, id="a number too many"), pytest.param("0", "en", None, id="no such number"),
    pytest.param("schools", "en", None, id="a word that two have"),
    pytest.param("jellyfish", "en", None, id="none has it"),
    pytest.param("What share of libraries works with the farmers here?", "en", None, id="a whole question"),
    pytest.param("I want the 3 others", "en", None, id="a number in a sentence"),
])  # fmt: skip
def test_a_choice(text: str, language: str, picked: str | None, small: KnowledgeBase) -> None:
    """By number, by ordinal, by a word that only one has; or none of these; or no choice at all."""
    assert chosen(text, OFFERED, small, language) == picked


LABELLED = (
    replace(PRIMARY, label={"en": "primary schools, share of all sites"}),
    replace(SECONDARY, label={"en": "secondary schools, share of all sites"}),
    replace(FARMERS, label={"en": "farmers of 2018, number"}),
)


@pytest.mark.parametrize(("text", "picked"), [
    pytest.param("the primary ones", "primary-share", id="a word that only one label has"),
    pytest.param("share of secondary", "secondary-share", id="with a word that two have"),
    pytest.param("schools", None, id="a word that two have"),
    pytest.param("primary or secondary", None, id="words of two"),
    pytest.param("2018", None, id="a year that stands in a label is too short a word to single out"),
    pytest.param("in 2017", None, id="a year"), pytest.param("the farmers in 2017", None, id="a year with a word"),
    pytest.param("number", "farmers-share", id="what is counted"),
    pytest.param("secondary schools, share of all sites", "secondary-share", id="a whole label, however long"),
    pytest.param("and what is it for farmers in villages then", None, id="too many words"),
])  # fmt: skip
def test_a_choice_by_its_label(text: str, picked: str | None) -> None:
    """Words that single one out choose it; a year asks for something else."""
    assert chosen(text, OFFERED, knowledge_of(LABELLED), "en") == picked


def test_one_thing_was_offered(small: KnowledgeBase) -> None:
    """Any of its words will do."""
    assert chosen("the farmers", ("farmers-share",), small, "en") == "farmers-share"
    assert chosen("jellyfish", ("farmers-share",), small, "en") is None


def offered(assistant: Assistant) -> Dialogue:
    """Return a conversation in which just two facts were offered, primary and secondary schools."""
    answer, dialogue = assistant.reply(Question("What share of libraries works with schools?"), Dialogue())
    assert answer.kind == "clarify"
    assert {choice.fact for choice in answer.choices} == {"primary-share", "secondary-share"}
    return dialogue


@pytest.mark.parametrize("text", ["1", "the first"])
def test_the_chosen_fact_is_told(text: str, small_assistant: Assistant) -> None:
    """After it nothing is offered any more, and a follow-up is about it."""
    dialogue = offered(small_assistant)
    answer, after = small_assistant.reply(Question(text), dialogue)
    assert answer.kind == "answer"
    assert [use.id for use in answer.facts] == [dialogue.choices[0]]
    assert (after.facts, after.choices) == ((dialogue.choices[0],), ())


def test_none_of_these_asks_for_other_words(small_assistant: Assistant) -> None:
    """Nothing is told, and the offer is gone."""
    answer, after = small_assistant.reply(Question("none of these"), offered(small_assistant))
    assert (answer.kind, answer.lines[0].text, answer.facts) == ("help", "Name the partner.", ())
    assert after.choices == ()


def test_another_question_after_an_offer(small_assistant: Assistant) -> None:
    """Nobody has to choose."""
    answer, after = small_assistant.reply(
        Question("What share of libraries works with farmers?"), offered(small_assistant)
    )
    assert [use.id for use in answer.facts][:1] == ["farmers-share"]
    assert after.choices == ()


def test_a_number_without_an_offer_chooses_nothing(small_assistant: Assistant) -> None:
    """It is a question like any other, and one that has no answer."""
    answer, _ = small_assistant.reply(Question("2"), Dialogue(language="en"))
    assert answer.kind == "abstain"


@pytest.mark.parametrize("text", ["thanks", "hello", "help"])
def test_small_talk_keeps_the_fact_told_last(text: str, small_assistant: Assistant) -> None:
    """Who says thanks may still ask for the source."""
    _, dialogue = small_assistant.reply(Question("What share of libraries works with farmers?"), Dialogue())
    answer, dialogue = small_assistant.reply(Question(text), dialogue)
    assert answer.kind in ("smalltalk", "help")
    answer, _ = small_assistant.reply(Question("what is the source"), dialogue)
    assert answer.lines[0].text == "Source: Report, 2020."


def test_another_language_tells_the_last_fact_again(small_assistant: Assistant) -> None:
    """Without one there is nothing to tell, and the language is switched all the same."""
    _, dialogue = small_assistant.reply(Question("What share of libraries works with farmers?"), Dialogue())
    answer, after = small_assistant.reply(Question("in het Nederlands graag"), dialogue)
    assert (answer.kind, answer.lines[0].text) == ("answer", "2018: NL 35% of libraries worked with farmers.")
    assert after.language == "nl"
    answer, after = small_assistant.reply(Question("in het Nederlands graag"), Dialogue(language="en"))
    assert (answer.kind, answer.lines[0].text, after.language) == ("smalltalk", "NL Switched.", "nl")


@pytest.mark.parametrize(("text", "language", "phrase"), [
    ("hoi", "nl", "greeting"), ("Goedemorgen!", "nl", "greeting"), ("dankjewel hoor", "nl", "thanks"),
    ("top, bedankt", "nl", "thanks"), ("wat kan ik je vragen?", "nl", "help"), ("wie ben jij?", "nl", "help"),
    ("thank you so much", "en", "thanks"), ("what can you do?", "en", "help"), ("hi there", "en", "greeting"),
    ("Hoeveel bibliotheken werken samen met bedrijven?", "nl", None), ("boekhandels", "nl", None),
])  # fmt: skip
def test_real_small_talk(text: str, language: str, phrase: str | None, reader: Reader, lexicon: Lexicon) -> None:
    """What people really say to a bot."""
    assert small_talk(reader.read(text, language), lexicon) == phrase
