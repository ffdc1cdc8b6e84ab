"""A second subject: a knowledge base of museums, and a bot that speaks of these alone."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import KnowledgeBase, Question
from bot.kb.load import LANGUAGES, load_knowledge
from bot.surfaces.render import shown_lines
from bot.surfaces.terminal import Chat, run_chat
from bot.tools.asking import ask as ask_case
from bot.tools.judging import Judgement
from bot.tools.questions import Case, read_question_files

MUSEUMS = Path(__file__).parent / "data" / "museums"
LEAST_RIGHT = 90.0  # percent of all messages
OF_LIBRARIES = re.compile(r"bibliot|\bbiebs?\b|librar|boekerij|leners?\b|borrower", re.IGNORECASE)
GENERAL_WORDS = ("ordinary.yaml",)  # lists of all everyday words of a language


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    found = load_knowledge(MUSEUMS / "knowledge", use_cache=False)
    assert found.knowledge is not None, found.problems
    return found.knowledge


@pytest.fixture(scope="module")
def assistant(knowledge: KnowledgeBase) -> Assistant:
    return Assistant(knowledge)


def read(name: str) -> tuple[Case, ...]:
    cases, problems = read_question_files([MUSEUMS / name])
    assert not problems
    return cases


def judged(assistant: Assistant) -> Iterator[Judgement]:
    for case in (*read("questions.jsonl"), *read("conversations.jsonl")):
        yield from ask_case(case, assistant)


def test_questions_and_conversations_about_museums(assistant: Assistant) -> None:
    """Nine messages in ten go right, and nothing that has no answer gets one."""
    questions, conversations = read("questions.jsonl"), read("conversations.jsonl")
    assert (len(questions), len(conversations)) == (80, 10)
    assert sum(case.turns[0].aim == "none" for case in questions) == 30
    found = list(judged(assistant))
    false = [one.turn.text for one in found if one.outcome == "false"]
    wrong = [f"{one.turn.text}: {one.got}, {one.reason}" for one in found if one.outcome != "right"]
    assert not false
    assert 100 * (len(found) - len(wrong)) >= LEAST_RIGHT * len(found), wrong


SMALL_TALK = ("hoi", "hello", "help", "bedankt", "thanks", "?", "dag", "wie ben jij?", "what can you do?")


def test_no_answer_speaks_of_libraries(assistant: Assistant, knowledge: KnowledgeBase) -> None:
    """Neither an answer, nor a greeting, the help, a refusal or a suggestion."""
    texts = [turn.text for case in (*read("questions.jsonl"), *read("conversations.jsonl")) for turn in case.turns]
    for text in (*texts, *SMALL_TALK):
        for language in knowledge.languages:
            answer, _ = assistant.reply(Question(text, language), Dialogue())
            said = "\n".join([*(line.text for line in shown_lines(answer)), *answer.suggestions])
            assert not OF_LIBRARIES.search(said), said


def test_no_text_of_the_chat_speaks_of_libraries(knowledge: KnowledgeBase) -> None:
    """All phrases that the museums' bot may use, on Telegram too."""
    for language in knowledge.languages.values():
        assert not [text for text in language.phrases.values() if OF_LIBRARIES.search(text)]
        assert not [name for name, text in language.phrases.items() if "{bot_" in text]


def test_no_language_of_the_program_speaks_of_libraries() -> None:
    """Its files have words for any subject; only the lists of everyday words hold all nouns."""
    for file in Path(LANGUAGES).glob("*/*.yaml"):
        if file.name not in GENERAL_WORDS:
            assert not OF_LIBRARIES.findall(file.read_text(encoding="utf-8")), file


@pytest.mark.parametrize(
    ("language", "greeting", "help_", "example"),
    [
        ("nl", "Hoi! Vraag me iets over musea (met verzonnen cijfers).", "musea", "Wat kost een kaartje gemiddeld?"),
        ("en", "Hello! Ask me something about museums (with made-up figures).", "museums", "What share of museums"),
    ],
)
def test_greeting_help_and_examples_are_its_own(
    assistant: Assistant, language: str, greeting: str, help_: str, example: str
) -> None:
    """They are data of the knowledge base."""
    hello, _ = assistant.reply(Question("hallo" if language == "nl" else "hello", language), Dialogue())
    assert [line.text for line in hello.lines] == [greeting]
    told, _ = assistant.reply(Question("help", language), Dialogue())
    said = "\n".join(line.text for line in told.lines)
    assert help_ in said
    assert example in said


@pytest.mark.parametrize(("language", "name"), [("nl", "Museumvraag"), ("en", "Museum Desk")])
def test_the_chat_on_telegram_introduces_itself_by_its_own_name(
    knowledge: KnowledgeBase, language: str, name: str
) -> None:
    """Also in what Telegram shows of a bot before anything is asked, which has at most 120 characters."""
    phrases = knowledge.languages[language].phrases
    assert name in phrases["telegram_start"]
    assert len(phrases["bot_short_description"]) <= 120


def test_the_terminal_welcomes_with_its_own_subject(assistant: Assistant, knowledge: KnowledgeBase) -> None:
    """Before anything is asked."""
    written: list[str] = []
    chat = Chat(assistant, knowledge, lambda: 0.0, lambda: date(2026, 12, 1), language="nl")
    run_chat(chat, iter(()), lambda lines: written.extend(line.text for line in lines))
    assert "musea (met verzonnen cijfers)" in written[0]


def test_every_figure_is_labelled_as_made_up(knowledge: KnowledgeBase) -> None:
    """In the note of each source, so that nobody takes one for true."""
    for source in knowledge.sources.values():
        assert "verzonnen" in source.note["nl"]
        assert "made up" in source.note["en"]


def test_a_copy_from_the_cache_introduces_itself_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the base says of the bot is kept with the compiled copy."""
    monkeypatch.setenv("VRAAGBAAK_CACHE_DIR", str(tmp_path))
    first = load_knowledge(MUSEUMS / "knowledge").knowledge
    second = load_knowledge(MUSEUMS / "knowledge").knowledge
    assert first is not None
    assert second is not None
    assert second.is_slim
    assert second.identity == first.identity
    assert second.languages["nl"].phrases == first.languages["nl"].phrases


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("Hoeveel musea zijn er?", "en in 2021?", "405"),
        ("How many museums are there?", "and in 2019?", "412"),
        ("Hoeveel mensen hebben een museumpas?", "hoeveel waren dat er in 2021?", "151.000"),
    ],
)
def test_a_follow_up_on_the_things_themselves(assistant: Assistant, first: str, then: str, told: str) -> None:
    """What all facts are about is taken over, where the figure told is of nothing else; a number is told again."""
    _, dialogue = assistant.reply(Question(first), Dialogue())
    answer, _ = assistant.reply(Question(then), dialogue)
    assert answer.kind == "answer"
    assert told in "\n".join(line.text for line in answer.lines)
