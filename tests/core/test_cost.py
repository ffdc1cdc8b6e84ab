"""What an answer costs grows with the length of the question, whatever it is made of, and not with its square."""

import sys
from types import FrameType

import pytest

from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import KnowledgeBase, Question
from bot.core.words import lexicon as lexicon_module
from bot.core.words import spelling, text
from bot.core.words.compiled import Tables
from bot.core.words.lexicon import LONGEST_WORD, Lexicon

SHORT, LONG = 240, 960  # characters, four times as many
MOST_TIMES_AS_MUCH = 6  # 4 would be just in proportion, 16 the square


def count_steps(knowledge: KnowledgeBase, tables: Tables, question: str) -> int:
    """Return how many calls an answer takes, with nothing remembered from questions before it."""
    of_text = (text.fold, text.inflection_key, text.verb_forms, text.tokenise, text.split_sentences)
    for remembers in (*of_text, spelling.has_slip_of):
        remembers.cache_clear()
    assistant = Assistant(knowledge, tables=tables)
    for warm in (
        "Hoeveel bibliotheken?",
        "How many libraries? Hoeveeel?",
        "Hoeveel kwartelzen?",
    ):  # what is made when first needed
        assistant.reply(Question(warm), Dialogue())
    steps = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal steps
        steps += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        assistant.reply(Question(question), Dialogue())
    finally:
        sys.setprofile(None)
    return steps


@pytest.mark.parametrize("unit", [
    pytest.param("how do many ", id="first parts of parted phrases"),
    pytest.param("nam ", id="first part of a parted label"),
    pytest.param("bibliotheekschoolbedrijven", id="compound of labels"),
    pytest.param("e\u0301", id="letters with an accent apart"),
    pytest.param("1234567890", id="digits"),
    pytest.param("2019 ", id="years"),
    pytest.param("bieb-", id="hyphens"),
    pytest.param("図書館", id="another script"),
    pytest.param("school ", id="one label"),
])  # fmt: skip
def test_a_question_of_four_times_the_length_takes_about_four_times_the_steps(
    unit: str, knowledge: KnowledgeBase, tables: Tables
) -> None:
    short, long = (count_steps(knowledge, tables, (unit * length)[:length]) for length in (SHORT, LONG))
    assert long <= MOST_TIMES_AS_MUCH * short


@pytest.mark.parametrize("unit", [
    pytest.param("bibliotheekschoolbedrijven", id="compound of labels"),
    pytest.param("bibliotheekk", id="compound with a slip"),
    pytest.param("a", id="one letter"),
    pytest.param("e\u0301", id="letters with an accent apart"),
    pytest.param("a'", id="apostrophes"),
    pytest.param("a.", id="initials"),
    pytest.param("metbedrijven", id="a space forgotten"),
])  # fmt: skip
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_word_of_any_length_is_read_in_proportion(
    unit: str, language: str, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each part of it that is looked up costs as much as it has letters, so these are counted."""
    looked_at = 0

    def count(word: str) -> str:
        nonlocal looked_at
        looked_at += len(word)
        return text.inflection_key(word)

    lexicon = Lexicon(tables)
    lexicon.repair("bibliotheekk", language)  # what is made when first needed
    monkeypatch.setattr(lexicon_module, "inflection_key", count)
    letters = []
    for length in (SHORT, LONG):
        looked_at = 0
        tokens = text.tokenise(text.clean((unit * length)[:length]))
        lexicon.read(tokens, frozenset(), language)
        lexicon.repair(tokens[0].word, language)
        letters.append(looked_at)
    assert letters[1] <= MOST_TIMES_AS_MUCH * letters[0]


def test_no_word_of_the_knowledge_base_is_too_long_to_be_read(tables: Tables) -> None:
    """By far: there is room for compounds of them."""
    assert max(len(word) for words in tables.spellings.values() for word in words.split()) < LONGEST_WORD


@pytest.mark.parametrize("marks", ["\u0301\u0316", "\u0489", "\u0e47"], ids=["above and below", "around", "Thai"])
def test_marks_without_end_are_no_work(marks: str) -> None:
    """Each letter keeps a few of them; what is left of the message is as short as that."""
    assert len(text.clean("e" + marks * LONG)) <= 1 + text.MOST_MARKS
