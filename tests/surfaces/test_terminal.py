"""The chat in the terminal: commands, choosing by number, and plain text where there is no terminal."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from bot.core.answering.chart import Chart
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, Choice, KnowledgeBase, Line, Question
from bot.surfaces.terminal import Chat, Renewal, history_file, page, piped_lines, run_chat, styled
from bot.surfaces.terminal_texts import find_language, text
from bot.surfaces.topics import PAGE, find_topics


def today() -> date:
    return date(2026, 11, 24)


@dataclass
class Scripted:
    """Answers with the question; "kies" offers a choice, "kaput" fails, "hello" shows that the user speaks English."""

    asked: list[Question] = field(default_factory=list)

    def reply(self, question: Question, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        self.asked.append(question)
        if question.text == "kaput":
            raise RuntimeError(question.text)
        language = "en" if question.text == "hello" else question.language or dialogue.language or "nl"
        lines = [Line("headline", question.text), Line("citation", "(KB)")]
        if question.text == "kies":
            lines = [Line("headline", "?"), Line("choice", "een"), Line("choice", "twee")]
        if question.text == "nee":
            lines += [
                Line("detail", "Dit kun je vragen:"),
                Line("suggestion", "vraag A"),
                Line("suggestion", "vraag B"),
            ]
        answer = Answer(
            kind="answer",
            language=language,
            lines=tuple(lines),
            suggestions=() if question.text == "hoi" else ("vraag A", "vraag B"),
            choices=(Choice("a", "een"), Choice("b", "twee")) if question.text == "kies" else (),
        )
        return answer, replace(dialogue, language=language, asked_at=question.asked_at)

    def chart(self, fact_id: str, language: str) -> Chart | None:
        return None


@pytest.fixture
def scripted() -> Scripted:
    return Scripted()


@pytest.fixture
def chat(scripted: Scripted, knowledge: KnowledgeBase) -> Chat:
    return Chat(scripted, knowledge, lambda: 5.0, today, language="nl")


def say(chat: Chat, *typed: str) -> str:
    """Return what is shown for the last of the lines."""
    return [page(chat.take(line)) for line in typed][-1]


def test_an_answer_ends_with_questions_to_choose_by_number(chat: Chat, scripted: Scripted) -> None:
    """And the number asks that question, which is shown."""
    assert say(chat, "hoeveel?") == "hoeveel?\n(KB)\n\nVerder vragen? Typ het nummer:\n1. vraag A\n2. vraag B"
    assert say(chat, "2").startswith("> vraag B\nvraag B\n(KB)")
    assert [question.text for question in scripted.asked] == ["hoeveel?", "vraag B"]


def test_suggestions_in_an_answer_are_shown_once(chat: Chat) -> None:
    """With numbers, and without the line that announced them."""
    assert say(chat, "nee") == "nee\n(KB)\n\nVerder vragen? Typ het nummer:\n1. vraag A\n2. vraag B"


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        pytest.param("1", "vraag A", id="the first"),
        pytest.param("2.", "vraag B", id="with a point"),
        pytest.param(" 1 ", "vraag A", id="with blanks"),
        pytest.param("0", "0", id="nought"),
        pytest.param("3", "3", id="more than there are"),
        pytest.param("2017", "2017", id="a year"),
        pytest.param("²", "²", id="a superscript"),
        pytest.param("9" * 5000, "9" * 5000, id="5,000 digits"),
    ],
)
def test_only_a_number_on_the_list_chooses(chat: Chat, scripted: Scripted, typed: str, asked: str) -> None:
    """Any other is a message like all others."""
    say(chat, "hoeveel?", typed)
    assert scripted.asked[-1].text == asked


def test_an_offered_choice_is_left_to_the_assistant(chat: Chat, scripted: Scripted) -> None:
    """It also understands "de eerste", and knows what its numbers mean."""
    assert say(chat, "hoeveel?", "kies") == "?\n1. een\n2. twee"
    say(chat, "1")
    assert scripted.asked[-1].text == "1"


@pytest.mark.parametrize("typed", ["", "   ", "\t\n", "\u2028"])
def test_a_blank_line_says_nothing(chat: Chat, scripted: Scripted, typed: str) -> None:
    """Nobody asked anything."""
    assert chat.take(typed) == ()
    assert scripted.asked == []


@pytest.mark.parametrize(("command", "language"), [("/bron", "nl"), ("/source", "en")])
def test_the_source_is_asked_for_in_the_language_of_the_chat(
    scripted: Scripted, knowledge: KnowledgeBase, command: str, language: str
) -> None:
    """As if the user had typed the question."""
    say(Chat(scripted, knowledge, lambda: 0.0, today, language=language), command)
    wanted = knowledge.languages[language].phrases["source_question"]
    assert [(question.text, question.language) for question in scripted.asked] == [(wanted, language)]


def test_topics_lead_to_questions_and_these_to_answers(
    chat: Chat, scripted: Scripted, knowledge: KnowledgeBase
) -> None:
    """Two numbers, and something was asked that the knowledge base has."""
    assert say(chat, "/onderwerpen").startswith(text("nl", "topics") + "\n1. ")
    first = say(chat, "/onderwerpen").splitlines()[1].removeprefix("1. ")
    assert say(chat, "1").startswith(text("nl", "questions", topic=first) + "\n1. ")
    say(chat, "1")
    examples = {example for fact in knowledge.facts.values() for example in fact.ask["nl"]}
    assert scripted.asked[-1].text in examples


@pytest.mark.parametrize("more", ["meer", "More", "/meer"])
def test_many_questions_come_in_pages(chat: Chat, scripted: Scripted, knowledge: KnowledgeBase, more: str) -> None:
    """The numbers go on, and one of a page before can still be typed."""
    topic = max(find_topics(knowledge, "nl"), key=lambda one: len(one.questions))
    left = len(topic.questions) - PAGE
    assert say(chat, f"/onderwerpen {topic.label}").endswith(
        f"{PAGE}. {topic.questions[PAGE - 1]}\n{text('nl', 'questions_more', count=left)}"
    )
    assert f"\n{PAGE + 1}. {topic.questions[PAGE]}" in say(chat, more)
    say(chat, "2")
    assert scripted.asked[-1].text == topic.questions[1]


def test_topics_can_be_searched(chat: Chat) -> None:
    """By any word of theirs; one hit shows its questions at once."""
    assert say(chat, "/onderwerpen boekhandel").startswith(text("nl", "questions", topic="commerciële partner"))
    assert len(say(chat, "/onderwerpen school")) < len(say(chat, "/onderwerpen"))
    assert say(chat, "/onderwerpen zeppelin") == text("nl", "topics_none", word="zeppelin")


def test_the_language_can_be_chosen(chat: Chat, scripted: Scripted) -> None:
    """For the answers and for the words of the program."""
    assert say(chat, "/taal EN") == text("en", "language_set")
    say(chat, "hoeveel?")
    assert scripted.asked[-1].language == "en"
    assert say(chat, "/help") == text("en", "commands", codes="en, nl")
    assert say(chat, "/taal fr") == text("en", "language_unknown", codes="en, nl")
    assert say(chat, "/taal") == text("en", "language_unknown", codes="en, nl")


def test_the_program_speaks_the_language_of_the_user(chat: Chat) -> None:
    """As soon as a message shows it."""
    assert say(chat, "/help") == text("nl", "commands", codes="en, nl")
    assert say(chat, "hello", "/help") == text("en", "commands", codes="en, nl")


def test_a_new_conversation_keeps_the_language_only(chat: Chat, scripted: Scripted) -> None:
    """And no number means anything any more."""
    assert say(chat, "hello", "/nieuw") == text("en", "new")
    say(chat, "1")
    assert scripted.asked[-1].text == "1"
    assert say(chat, "/help") == text("en", "commands", codes="en, nl")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        pytest.param("/hulp", "Het commando /hulp ken ik niet.", id="unknown"),
        pytest.param("/", "Het commando / ken ik niet.", id="a stroke only"),
        pytest.param("/\x1b[2Jx", "Het commando /\ufffd[2Jx ken ik niet.", id="a control character"),
        pytest.param("/BRON", "Wat is de bron?", id="in capitals"),
        pytest.param("/help mij", "/bron  ", id="with more words"),
    ],
)
def test_commands_as_people_type_them(chat: Chat, typed: str, shown: str) -> None:
    """An unknown one is told of, with those that there are."""
    assert say(chat, typed).startswith(shown)


def test_questions_carry_the_time(chat: Chat, scripted: Scripted) -> None:
    """So that a subject can fade."""
    say(chat, "hoeveel?")
    assert scripted.asked[0].asked_at == 5.0


def run(chat: Chat, typed: Iterable[str]) -> list[str]:
    written: list[str] = []
    run_chat(chat, iter(typed), lambda lines: written.append(page(lines)))
    return written


def test_a_conversation_ends_at_stop_or_with_its_input(chat: Chat) -> None:
    """After /stop nothing is read any more."""
    assert run(chat, ["hoi"]) == [text("nl", "welcome", subject="openbare bibliotheken en hun partners"), "hoi\n(KB)"]
    assert run(chat, ["hoi", "", "/stop", "hoi"]) == [
        text("nl", "welcome", subject="openbare bibliotheken en hun partners"),
        "hoi\n(KB)",
        text("nl", "goodbye"),
    ]


def test_a_question_that_fails_does_not_end_the_conversation(chat: Chat, capsys: pytest.CaptureFixture[str]) -> None:
    """The user gets a sentence, the log the place."""
    assert run(chat, ["kaput", "hoi"])[1:] == [text("nl", "failed"), "hoi\n(KB)"]
    logged = capsys.readouterr().err
    assert "RuntimeError at test_terminal.py:" in logged
    assert "kaput" not in logged


def test_lines_fit_the_window() -> None:
    """Broken between words, with what belongs to a number indented."""
    lines = (
        Line("headline", "een twee drie vier vijf zes"),
        Line("suggestion", "1. zeven acht negen tien"),
        Line("suggestion", "2. elf"),
        Line("citation", "(KB)"),
    )
    assert list(styled(lines, 20)) == [
        ("bold", "een twee drie vier"),
        ("bold", "vijf zes"),
        ("", ""),
        ("", "1. zeven acht negen"),
        ("", "   tien"),
        ("", "2. elf"),
        ("italic", "(KB)"),
    ]


def test_input_that_is_no_utf8_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong byte costs a letter, not the conversation."""
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"caf\xe9\nhoi")))
    assert list(piped_lines()) == ["caf\ufffd\n", "hoi"]


def test_the_history_is_for_its_user_only(tmp_path: object) -> None:
    """In the folder for state, which is made."""
    path = history_file({"XDG_STATE_HOME": str(tmp_path)})
    assert path == f"{tmp_path}/vraagbaak/history"
    import os

    assert os.stat(path).st_mode & 0o077 == 0
    assert os.stat(os.path.dirname(path)).st_mode & 0o077 == 0


def test_without_a_place_there_is_no_history(tmp_path: object) -> None:
    """And the chat goes on."""
    with open(f"{tmp_path}/vraagbaak", "w", encoding="utf-8"):
        assert history_file({"XDG_STATE_HOME": str(tmp_path)}) is None


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        pytest.param({"LANG": "nl_BE.UTF-8"}, "nl", id="Flemish"),
        pytest.param({"LANG": "en_GB.UTF-8"}, "en", id="British"),
        pytest.param({"LANG": "en"}, "en", id="bare"),
        pytest.param({"LANG": "en_GB", "LC_ALL": "nl_NL"}, "nl", id="LC_ALL comes first"),
        pytest.param({"LANG": "en_GB", "LC_ALL": ""}, "en", id="an empty one does not count"),
        pytest.param({"LANG": "C.UTF-8"}, None, id="C"),
        pytest.param({"LANG": "fr_FR.UTF-8"}, None, id="not spoken"),
        pytest.param({}, None, id="none"),
    ],
)
def test_the_language_of_the_environment(environ: dict[str, str], language: str | None) -> None:
    """As POSIX orders the variables."""
    assert find_language(environ) == language


@pytest.mark.parametrize(("language", "words"), [("nl", ("vorige", "hersteld")), ("en", ("previous", "mended"))])
def test_a_changed_knowledge_base_is_used_between_two_questions(
    scripted: Scripted, knowledge: KnowledgeBase, language: str, words: tuple[str, str]
) -> None:
    """Faults are shown once, before the next answer; the last good one goes on answering."""
    waiting: list[Renewal] = []

    def taken() -> list[Renewal]:
        came, waiting[:] = list(waiting), []
        return came

    chat = Chat(scripted, knowledge, lambda: 0.0, today, language=language, renewals=taken)
    other, problem = Scripted(), "facts.yaml:3: schema: What is wrong. How to mend it."
    waiting.append(Renewal(problems=(problem,)))
    first, second, *_ = said = [line.text for line in chat.take("een")]
    assert words[0] in first
    assert second == problem
    assert "een" in said
    assert len(chat.take("twee")) == len(said) - 2
    waiting.append(Renewal(assistant=other, knowledge=knowledge, is_mended=True))
    assert words[1] in chat.take("drie")[0].text
    assert [[question.text for question in one.asked] for one in (scripted, other)] == [["een", "twee"], ["drie"]]
