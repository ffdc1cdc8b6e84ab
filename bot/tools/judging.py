"""Judging answers: whether each is what the question file expects."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.core.records.model import CALCULATED, Answer, AnswerKind, Explanation
from bot.tools.questions import Case, Turn

Outcome = Literal["right", "wrong", "missed", "false"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One turn with its answer, and how right that is."""

    case: Case
    number: int  # of the turn within its case, from 1
    turn: Turn
    kind: AnswerKind
    facts: tuple[str, ...]  # ids told, each once
    score: float
    outcome: Outcome
    reason: str  # what is wrong, in a few words; empty where it is right
    shows_figure: bool
    in_language: bool  # the answer is in the language that was expected
    explanation: Explanation
    rank: int | None  # of the expected fact among the candidates, from 1; 0: not among them; None: nothing was ranked

    @property
    def expected(self) -> str:
        """The fact, or the kind of talk; for what cannot be answered, why not."""
        return self.turn.fact or (f"no answer ({self.turn.why})" if self.turn.aim == "none" else self.turn.aim)

    @property
    def got(self) -> str:
        """The kind of the answer, with the facts in it."""
        return f"{self.kind} {', '.join(self.facts)}".strip()


def judge(case: Case, number: int, answer: Answer) -> Judgement:
    """Judge the answer to one turn of a case.

    "wrong" is an answer with another fact, or without one of the values or an accepted source. "missed" is anything
    but an answer where there is one to give, "false" an answer where there is none.
    """
    turn = case.turns[number - 1]
    outcome, reason = _outcome(turn, answer)
    return Judgement(
        case=case,
        number=number,
        turn=turn,
        kind=answer.kind,
        facts=tuple(dict.fromkeys(use.id for use in answer.facts)),
        score=answer.score,
        outcome=outcome,
        reason=reason,
        shows_figure=any(use.value is not None for use in answer.facts),
        in_language=turn.language in (None, answer.language),
        explanation=answer.explanation,
        rank=_rank(turn, answer),
    )


def _outcome(turn: Turn, answer: Answer) -> tuple[Outcome, str]:
    if turn.aim == "none":
        return ("false", "answered") if answer.kind == "answer" else ("right", "")
    if turn.aim != "fact":
        return ("right", "") if answer.kind == turn.aim else ("wrong", "another kind of reply")
    if answer.kind != "answer":
        return "missed", "not answered"
    reason = _find_fault(turn, answer)
    return ("wrong", reason) if reason else ("right", "")


def _find_fault(turn: Turn, answer: Answer) -> str:
    if turn.fact not in {use.id for use in answer.facts}:
        return "another fact"
    text = shown_text(answer)
    lacking = [" or ".join(group) for group in turn.values if not any(holds_value(text, value) for value in group)]
    if lacking:
        return f"value lacking: {lacking[0]}"
    shown = {citation.key for citation in answer.citations}
    if turn.cite and not any(key in text for key in shown.intersection(turn.cite)):
        return "source lacking"
    carriers = {citation.via for citation in answer.citations}  # the document that was read may always be named
    outside = sorted(shown - carriers - set(turn.cite)) if turn.cite else []
    return f"source not accepted: {outside[0]}" if outside else ""


def ids_told(answer: Answer) -> tuple[str, ...]:
    """Return the facts that an answer tells, or offers as a choice; each once."""
    told = (use.id for use in answer.facts) if answer.facts else (choice.fact for choice in answer.choices)
    return tuple(dict.fromkeys(told))


def facts_told(answer: Answer) -> frozenset[str]:
    """Return the ids of the facts that an answer tells; a figure that was calculated from two rows is of its fact."""
    return frozenset(use.fact for use in answer.facts)


def shown_text(answer: Answer) -> str:
    """Return all that the reader is shown."""
    return "\n".join(line.text for line in answer.lines)


def holds_value(text: str, value: str) -> bool:
    """Tell whether a text holds a value, in capitals or not; digits count as a whole number only, not in "2015"."""
    if value.isdecimal():
        return re.search(rf"(?<!\d)(?<!\d[.,]){value}(?![.,]?\d)", text) is not None
    return value.casefold() in text.casefold()


def _rank(turn: Turn, answer: Answer) -> int | None:
    ranking = [id_ for id_, _, _ in answer.explanation.candidates]
    if turn.fact is None or (answer.kind == "answer" and not ranking):
        return None  # a question about the figure told last is answered without a ranking
    relevant = {turn.fact, turn.fact.removesuffix(CALCULATED)}
    return next((rank for rank, id_ in enumerate(ranking, start=1) if id_ in relevant), 0)


def recall_at_1(ranks: Sequence[int]) -> float:
    """Return the share (0 to 1) of questions whose fact was ranked first; 0 where there are none."""
    return sum(rank == 1 for rank in ranks) / len(ranks) if ranks else 0.0


def mean_reciprocal_rank(ranks: Sequence[int]) -> float:
    """Return the mean of 1 / rank, with 0 for a fact that was not ranked (MRR; Voorhees, TREC-8, 1999)."""
    return sum(1 / rank for rank in ranks if rank) / len(ranks) if ranks else 0.0
