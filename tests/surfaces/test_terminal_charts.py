"""Charts in the chat of the terminal: where one is asked for, and with the command."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from bot.core.answering.chart import Chart
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, FactUse, KnowledgeBase, Line, Question
from bot.surfaces.terminal import Chat, page
from bot.surfaces.terminal_texts import text
from tests.surfaces.charts import chart

USE = FactUse(id="loans", measure=None, value=None, unit=None, period=None, period_kind=None, population="")
BAR = "2010 █"


@dataclass
class Drawing:
    """Answers with the question; "grafiek" asks for a chart, "reeks" has one, "hoi" is small talk, others have none."""

    drawn: tuple[str, ...] = ()

    def reply(self, question: Question, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        if question.text == "hoi":
            return Answer(kind="smalltalk", language="nl", lines=(Line("headline", "hoi"),)), dialogue
        answer = Answer(
            kind="answer",
            language="nl",
            lines=(Line("headline", question.text),),
            facts=(USE,),
            series="loans" if question.text in ("grafiek", "reeks") else None,
            asks_chart=question.text == "grafiek",
            suggestions=("verder",),
        )
        return answer, replace(dialogue, language="nl", facts=("loans",))

    def chart(self, fact_id: str, language: str) -> Chart | None:
        self.drawn += (f"{fact_id} {language}",)
        return chart(title="Aantal\x1b uitleningen")


@pytest.fixture
def chat(knowledge: KnowledgeBase) -> Chat:
    return Chat(Drawing(), knowledge, lambda: 5.0, lambda: date(2026, 11, 24), language="nl", width=lambda: 50)


def say(chat: Chat, *typed: str) -> str:
    """Return what is shown for the last of the lines."""
    return [page(chat.take(line)) for line in typed][-1]


def test_a_chart_that_is_asked_for_follows_the_answer(chat: Chat) -> None:
    """Before what can be asked next, and with nothing in it that a terminal obeys."""
    shown = say(chat, "grafiek")
    assert shown.startswith("grafiek\n\nAantal� uitleningen\n")
    assert shown.index(BAR) < shown.index(text("nl", "suggestions"))
    assert max(len(line) for line in shown.splitlines()) == 50


def test_an_answer_has_no_chart_unless_it_is_asked_for(chat: Chat) -> None:
    """Most questions are about one figure."""
    assert BAR not in say(chat, "reeks")


@pytest.mark.parametrize("command", ["/grafiek", "/chart", "/Grafiek"])
def test_the_command_draws_the_last_answer(chat: Chat, command: str) -> None:
    """Also after a word in between that was no question."""
    assert BAR in say(chat, "reeks", command)
    assert BAR in say(chat, "hoi", command)


def test_without_a_series_the_command_says_so(chat: Chat, knowledge: KnowledgeBase) -> None:
    """In one kind sentence: nothing asked yet, or too few periods; a new conversation has nothing asked."""
    none = knowledge.languages["nl"].phrases["chart_none"]
    assert say(chat, "/grafiek") == text("nl", "chart_first")
    assert say(chat, "reeks", "anders", "/grafiek") == none
    assert say(chat, "reeks", "/nieuw", "/grafiek") == text("nl", "chart_first")
