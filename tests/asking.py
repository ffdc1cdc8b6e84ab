"""Putting the example questions of every fact, whole or changed, to the assistant."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, Fact, KnowledgeBase, Question
from bot.tools.questions import Turn, read_question_files

QUESTIONS = Path(__file__).parent / "questions"


@dataclass(frozen=True)
class Example:
    """An example question of a fact."""

    fact: Fact
    language: str
    text: str


def examples(knowledge: KnowledgeBase) -> Iterator[Example]:
    """Yield every example question of every fact."""
    for fact in knowledge.facts.values():
        for language, questions in fact.ask.items():
            yield from (Example(fact, language, question) for question in questions)


def first_examples(knowledge: KnowledgeBase) -> Iterator[Example]:
    """Yield the first example question of every fact in each language."""
    for fact in knowledge.facts.values():
        yield from (Example(fact, language, questions[0]) for language, questions in fact.ask.items())


def unanswerable() -> list[Turn]:
    """Return the project's own questions that no fact answers."""
    cases, problems = read_question_files([QUESTIONS / "abstain.yaml"])
    assert not problems, problems
    return [turn for case in cases for turn in case.turns]


def ask(assistant: Assistant, text: str, language: str | None = None, as_of: date | None = None) -> Answer:
    """Return the answer to a question that stands alone."""
    return assistant.reply(Question(text, language, as_of=as_of), Dialogue())[0]


def gives_figure(answer: Answer) -> bool:
    """Tell whether a figure is given as the answer, and not merely offered as something nearby."""
    return answer.kind == "answer" and any(use.value is not None for use in answer.facts)
