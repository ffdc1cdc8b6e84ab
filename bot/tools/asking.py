"""Putting the questions of a case to an assistant, and judging the answers."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, Question
from bot.tools.judging import Judgement, judge
from bot.tools.questions import Case


class Replier(Protocol):
    """The assistant, as far as it is needed here."""

    def reply(self, question: Question, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        """Answer one message of a conversation."""
        ...


def ask(case: Case, assistant: Replier, as_of: date | None = None) -> Iterator[Judgement]:
    """Put the turns of a case to the assistant in one conversation, each in whatever language it is found to be."""
    dialogue = Dialogue()
    for number, turn in enumerate(case.turns, start=1):
        answer, dialogue = assistant.reply(Question(turn.text, as_of=turn.as_of or as_of), dialogue)
        yield judge(case, number, answer)
