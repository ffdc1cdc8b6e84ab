"""Putting the same questions to two versions of a knowledge base."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.assistant import Assistant
from bot.core.decide import Thresholds
from bot.core.dialogue import Dialogue
from bot.core.model import Answer, KnowledgeBase, Question
from bot.core.tables import Tables
from bot.tools.judging import Outcome, judge
from bot.tools.questions import Case

Example = tuple[str, str]
"""Language and text of an example question."""


@dataclass(frozen=True, slots=True)
class Version:
    """A knowledge base, and the assistant that answers from it."""

    kb: KnowledgeBase
    assistant: Assistant


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One message with the answers of both versions."""

    text: str
    language: str | None  # the language that the answer should be in
    asked_in: str  # "file:line" of a question file; "" for an example question
    before: Answer
    after: Answer
    outcomes: tuple[Outcome, Outcome] | None  # how right the question file finds them; None: nothing is expected
    is_unanswerable: bool = False  # as the question file says


def make_version(kb: KnowledgeBase, thresholds: Thresholds, tables: Tables | None = None) -> Version:
    """Return a version that can be asked."""
    return Version(kb, Assistant(kb, thresholds, tables))


def find_examples(*knowledge: KnowledgeBase) -> tuple[Example, ...]:
    """Return the example questions of all facts, each once."""
    found = (
        (language, text)
        for kb in knowledge
        for fact in kb.facts.values()
        for language, texts in fact.ask.items()
        for text in texts
    )
    return tuple(dict.fromkeys(found))


def put_examples(
    examples: Iterable[Example], before: Version, after: Version, as_of: date | None = None
) -> Iterator[Pair]:
    """Put example questions to both versions, each in its own language as `check` does."""
    for language, text in examples:
        question = Question(text, language=language, as_of=as_of)
        answers = [version.assistant.reply(question, Dialogue())[0] for version in (before, after)]
        yield Pair(text=text, language=language, asked_in="", before=answers[0], after=answers[1], outcomes=None)


def put_cases(cases: Sequence[Case], before: Version, after: Version, as_of: date | None = None) -> Iterator[Pair]:
    """Put the cases of question files to both versions, as `eval` does; conversations as conversations."""
    for case in cases:
        first = _ask(case, before, as_of)
        second = _ask(case, after, as_of)
        for number, (turn, *answers) in enumerate(zip(case.turns, first, second, strict=True), start=1):
            outcomes = [judge(case, number, answer).outcome for answer in answers]
            yield Pair(
                text=turn.text,
                language=turn.language,
                asked_in=f"{case.position.file}:{case.position.line}",
                before=answers[0],
                after=answers[1],
                outcomes=(outcomes[0], outcomes[1]),
                is_unanswerable=turn.aim == "none",
            )


def _ask(case: Case, version: Version, as_of: date | None) -> list[Answer]:
    answers, dialogue = [], Dialogue()
    for turn in case.turns:
        answer, dialogue = version.assistant.reply(Question(turn.text, as_of=turn.as_of or as_of), dialogue)
        answers.append(answer)
    return answers
