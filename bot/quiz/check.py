"""What is wrong with a question, whoever wrote it: its form, and what it says of the facts that it names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from bot.core.answering.wording import Composer
from bot.core.records.model import KnowledgeBase
from bot.quiz.numbers import is_near
from bot.quiz.records import QuizQuestion
from bot.quiz.rows import Asked, differs, family_of, have_one_source, is_equal, is_one_series, rows_to_ask
from bot.quiz.wording import figure, label, shown

FEWEST, MOST = 2, 12  # options; Telegram takes twelve
COMPARING = frozenset({"change", "larger", "order", "comparable"})  # kinds that are about two rows or more
SAID_BY_KIND = frozenset({"true-false", "threshold", "change", "comparable"})  # whose options stand in the question


@dataclass(frozen=True, slots=True)
class QuizFault:
    """One fault: its name, what is wrong and how to mend it, both whole sentences."""

    rule: str
    what: str
    mend: str


def find_faults(question: QuizQuestion, knowledge: KnowledgeBase) -> Iterator[QuizFault]:
    """Yield all that is wrong with a question."""
    form = [*_find_faults_of_form(question), *_find_giveaways(question)]
    yield from form
    unknown = [id_ for id_ in question.facts if id_ not in knowledge.facts]
    for id_ in unknown:
        yield QuizFault("quiz-fact", f'The knowledge base has no fact "{id_}".', "Correct the id, or take it away.")
    if not form and not unknown and question.kind != "own":
        yield from _find_untruths(question, knowledge)


def _find_faults_of_form(question: QuizQuestion) -> Iterator[QuizFault]:
    if not question.text:
        yield QuizFault("quiz-text", "The question has no text.", "Write one behind text:.")
    if question.estimate is not None:
        if not question.estimate.least <= question.estimate.value <= question.estimate.most:
            what = "The number that is right lies outside of the range that can be guessed."
            yield QuizFault("quiz-right", what, "Correct answer:, least: or most:.")
        return
    number = len(question.options)
    if not FEWEST <= number <= MOST:
        what = f"The question has {number} options."
        yield QuizFault("quiz-options", what, f"Give it {FEWEST} to {MOST} of them.")
        return
    for code in {code for option in question.options for code in option}:
        told = [option.get(code, "").strip().casefold() for option in question.options]
        if len(set(told)) < number or "" in told:
            what = f"Two options are the same, or one is empty ({code})."
            yield QuizFault("quiz-options", what, "Make each another one.")
    wanted = number if question.is_order else 1
    if len(set(question.right)) != wanted or not all(0 <= place < number for place in question.right):
        what = "It is not said which option is right, or it says one that is not there."
        yield QuizFault(
            "quiz-right", what, "Write its number behind right:, from 1; of an order, all of them in order."
        )


def _find_giveaways(question: QuizQuestion) -> Iterator[QuizFault]:
    """Yield a fault for each language in which the text holds the answer."""
    if question.kind in SAID_BY_KIND or question.is_order:
        return
    for code, text in question.text.items():
        if question.estimate is not None:
            answers, others = [question.estimate.shown.get(code, "")], []
        elif len(question.right) == 1 and question.right[0] < len(question.options):
            options = [option.get(code, "") for option in question.options]
            answers = [options[question.right[0]]]
            others = [option for place, option in enumerate(options) if place not in question.right]
        else:
            return
        if any(_holds(text, one) for one in answers if one) and not any(_holds(text, one) for one in others if one):
            yield QuizFault(
                "quiz-giveaway",
                f"The answer stands in the question ({code}).",
                "Say it in other words, or leave it out.",
            )


def _holds(text: str, answer: str) -> bool:
    """Tell whether a text holds an answer, or a number with its digits, as whole words."""
    said = answer.casefold()
    digits = re.search(r"\d[\d.,]*(?<![.,])", said)
    sought = digits[0] if digits else said
    return re.search(rf"(?<![\w.,]){re.escape(sought)}(?![\w]|[.,]\d)", text.casefold()) is not None


def _find_untruths(question: QuizQuestion, knowledge: KnowledgeBase) -> Iterator[QuizFault]:
    """Yield what a made question says that the facts do not, or that they do not allow to be said."""
    if question.kind == "term":
        return
    rows = _rows(question, knowledge)
    if rows is None:
        what = "A fact that the question is about has no figure for its period any more."
        yield QuizFault("quiz-outdated", what, "Make the question anew, or write kind: own.")
        return
    composers = {code: Composer(knowledge, code) for code in knowledge.languages}
    for code, composer in composers.items():
        if code in question.text and not _is_true(question, rows, composer, code, knowledge):
            what = f"What it says is right is not what the facts say ({code})."
            yield QuizFault("quiz-untrue", what, "Correct it, make the question anew, or write kind: own.")
            return
    if not _may_be_asked(question, rows, knowledge):
        what = "It compares figures that may not be compared, or calls figures so that may."
        yield QuizFault("quiz-compared", what, "Choose other figures.")


def _rows(question: QuizQuestion, knowledge: KnowledgeBase) -> tuple[Asked, ...] | None:
    facts = question.facts * len(question.periods) if len(question.facts) == 1 else question.facts
    found = []
    for id_, period in zip(facts, question.periods, strict=False):
        row = next((one for one in rows_to_ask(knowledge.facts[id_]) if one.row.period == period), None)
        if row is None:
            return None
        found.append(row)
    wanted = 2 if question.kind in COMPARING else 1
    return tuple(found) if len(found) >= wanted else None


def _is_true(
    question: QuizQuestion, rows: tuple[Asked, ...], composer: Composer, code: str, knowledge: KnowledgeBase
) -> bool:
    asked = rows[0]
    options = [option.get(code, "") for option in question.options]
    right = [options[place] for place in question.right]
    if question.kind == "estimate":
        return question.estimate is not None and question.estimate.value == asked.value
    if question.kind == "figure":
        others = {shown(composer, one.value, asked) for one in rows_to_ask(asked.fact)} - {right[0]}
        return not asked.is_bound and right[0] == figure(asked)(composer) and not others & set(options)
    if question.kind == "true-false":
        is_said = _holds(question.text[code], figure(asked)(composer))
        return is_said == (question.right == (0,))
    if question.kind in ("larger", "order"):
        ranked = sorted(rows, key=lambda one: one.value, reverse=True)
        return right == [label(one.fact)(composer) for one in ranked][: len(right)]
    if question.kind == "change":
        earlier, later = rows
        return question.right == (2 if is_equal(earlier, later) else 0 if later.value > earlier.value else 1,)
    if question.kind == "threshold":
        limit = _number_in(options[0], composer)
        is_share = asked.is_share
        return limit is None or (
            asked.settles(limit)
            and not is_near(limit, asked.value, is_share=is_share)
            and (asked.value > limit) == (question.right == (0,))
        )
    return True


def _number_in(text: str, composer: Composer) -> Decimal | None:
    """Return the number in an option; None where it is written in words such as "miljoen"."""
    found = re.search(r"\d[\d.,]*", text)
    if found is None or composer.phrase("million", value="").strip() in text:
        return None
    thousands, decimals = composer.notation[1], composer.notation[-2]
    return Decimal(found[0].rstrip(".,").replace(thousands, "").replace(decimals, "."))


def _may_be_asked(question: QuizQuestion, rows: tuple[Asked, ...], knowledge: KnowledgeBase) -> bool:
    if question.kind == "change":
        return is_one_series(*rows) and (differs(*rows) or is_equal(*rows))
    if question.kind in ("larger", "order"):
        return all(_may_be_compared(one, other) and differs(one, other) for one, other in combinations(rows, 2))
    if question.kind == "comparable":
        earlier, later = rows
        if earlier.fact is later.fact:
            return is_one_series(earlier, later) == (question.right == (0,))
        return _may_be_compared(earlier, later) == (question.right == (0,))
    return True


def _may_be_compared(one: Asked, other: Asked) -> bool:
    return family_of(one) == family_of(other) and have_one_source(one, other)
