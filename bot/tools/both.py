"""Putting the same questions to two versions of a knowledge base."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.ranking.decide import Thresholds
from bot.core.records.model import Answer, KnowledgeBase, Question
from bot.core.words.compiled import Tables
from bot.tools.judging import Outcome, judge
from bot.tools.questions import Case

Example = tuple[str, str]
"""Language and text of an example question."""

Owners = tuple[str, ...]
"""Ids of the facts that a question is an example for."""


Reply = Callable[[Question, Dialogue], tuple[Answer, Dialogue]]


@dataclass(frozen=True, slots=True)
class Version:
    """A knowledge base, and how it answers; what was asked before is answered from memory."""

    kb: KnowledgeBase
    reply: Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One message with the answers of both versions."""

    text: str
    language: str | None  # the language that the answer should be in
    asked_in: str  # "file:line" of a question file; "" for an example question
    before: Answer
    after: Answer
    outcomes: tuple[Outcome, Outcome] | None = None  # how right the question file finds them; None: it is in none
    is_unanswerable: bool = False  # as the question file says
    owners: tuple[Owners, Owners] = ((), ())


def make_version(kb: KnowledgeBase, thresholds: Thresholds, tables: Tables | None = None) -> Version:
    """Return a version that can be asked."""
    return Version(kb, cache(Assistant(kb, thresholds, tables).reply))


def find_examples(kb: KnowledgeBase) -> dict[Example, Owners]:
    """Return the example questions of all facts, each once."""
    found: dict[Example, Owners] = {}
    for fact in kb.facts.values():
        for example in ((language, text) for language, texts in fact.ask.items() for text in texts):
            found[example] = (*found.get(example, ()), fact.id)
    return found


def put_examples(before: Version, after: Version, as_of: date | None = None) -> Iterator[Pair]:
    """Put the example questions of both versions to both, each in its own language as `check` does."""
    old, new = find_examples(before.kb), find_examples(after.kb)
    for example in old | new:
        language, text = example
        question = Question(text, language=language, as_of=as_of)
        answers = [version.reply(question, Dialogue())[0] for version in (before, after)]
        owners = (old.get(example, ()), new.get(example, ()))
        yield Pair(text=text, language=language, asked_in="", before=answers[0], after=answers[1], owners=owners)


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
                asked_in=str(case.position),
                before=answers[0],
                after=answers[1],
                outcomes=(outcomes[0], outcomes[1]),
                is_unanswerable=turn.aim == "none",
            )


def _ask(case: Case, version: Version, as_of: date | None) -> list[Answer]:
    answers, dialogue = [], Dialogue()
    for turn in case.turns:
        answer, dialogue = version.reply(Question(turn.text, as_of=turn.as_of or as_of), dialogue)
        answers.append(answer)
    return answers
