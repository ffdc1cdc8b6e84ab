"""The code of a quiz: all that it was made from, short enough to be read out. "4821-10:mfo+member/figure.9f3c"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.quiz.quiz import mark_of
from bot.quiz.records import MADE_KINDS, Kind, QuizQuestion

LARGEST_SEED = 9999  # of those that are drawn: four digits are easily read out
MOST_QUESTIONS = 100
_CODE = re.compile(r"(\d{1,12})-(\d{1,3})(?::([^/.\s]+))?(?:/([a-z+-]+))?(?:\.([0-9a-f]{4}))?")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a quiz is made from."""

    seed: int
    number: int
    topics: tuple[str, ...] = ()  # ids; none: all
    kinds: tuple[Kind, ...] = MADE_KINDS
    mark: str = ""  # of the questions that were made then; empty: not known


def code_of(plan: Plan, questions: Iterable[QuizQuestion]) -> str:
    """Return the code from which the same quiz is made again."""
    topics = ":" + "+".join(plan.topics) if plan.topics else ""
    kinds = "/" + "+".join(plan.kinds) if set(plan.kinds) != set(MADE_KINDS) else ""
    return f"{plan.seed}-{plan.number}{topics}{kinds}.{mark_of(questions)}"


def read_code(code: str) -> Plan | None:
    """Return what a code says; None where it is none."""
    found = _CODE.fullmatch(code.strip())
    if found is None or not 1 <= int(found[2]) <= MOST_QUESTIONS:
        return None
    named = tuple(found[4].split("+")) if found[4] else ()
    kinds = tuple(kind for kind in MADE_KINDS if kind in named) if named else MADE_KINDS
    if named and len(kinds) < len(set(named)):
        return None
    topics = tuple(found[3].split("+")) if found[3] else ()
    return Plan(int(found[1]), int(found[2]), topics, kinds, found[5] or "")
