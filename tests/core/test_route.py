"""One question goes from step to step, and never back."""

import sys
from itertools import groupby
from types import FrameType

import pytest

from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import KnowledgeBase, Question
from bot.core.words.compiled import Tables
from tests.test_layers import BOT

CORE = str(BOT / "core")
STEPS = ("reading", "conversation", "ranking", "answering")
BEFORE = "Hoeveel leden had de bibliotheek in 2018?"


@pytest.fixture(scope="module")
def assistant(knowledge: KnowledgeBase, tables: Tables) -> Assistant:
    """Return an assistant of our own: what was asked before would spare it steps."""
    return Assistant(knowledge, tables=tables)


def find_route(assistant: Assistant, *texts: str) -> list[str]:
    """Return the steps that the last of some messages takes, in order; values, records and words are no steps."""
    dialogue = Dialogue()
    for text in texts[:-1]:
        _, dialogue = assistant.reply(Question(text, "nl"), dialogue)
    called: list[str] = []

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(CORE):
            called.append(frame.f_code.co_filename[len(CORE) + 1 :].partition("/")[0])

    sys.setprofile(note)
    try:
        assistant.reply(Question(texts[-1], "nl"), dialogue)
    finally:
        sys.setprofile(None)
    return [step for step, _ in groupby(one for one in called if one in STEPS)]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(("Hoeveel bibliotheken werken samen met bedrijven?",), id="a fact"),
        pytest.param((BEFORE, "en in 2019?"), id="a follow-up"),
        pytest.param(("Hoe ontwikkelde het aantal leden zich?",), id="a series"),
        pytest.param(("Werken meer bibliotheken samen met scholen of met bedrijven?",), id="a comparison"),
        pytest.param(("Welke partners hebben de meeste bibliotheken?",), id="an order"),
        pytest.param(("Waar komt die 26% vandaan?",), id="a look-up"),
        pytest.param(("Hoeveel kost een paard in Utrecht?",), id="nothing known"),
    ],
)
def test_a_question_goes_straight_on(assistant: Assistant, texts: tuple[str, ...]) -> None:
    """It is read, completed, looked for and answered; then the conversation remembers it."""
    assert find_route(assistant, *texts) == [*STEPS, "conversation"]


def test_what_is_about_the_last_answer_looks_for_nothing(assistant: Assistant) -> None:
    assert find_route(assistant, BEFORE, "wat is de bron?") == ["reading", "conversation", "answering"]


def test_small_talk_is_read_and_answered(assistant: Assistant) -> None:
    assert find_route(assistant, "dank je wel!") == ["reading", "conversation", "answering"]
