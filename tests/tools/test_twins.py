"""Twins: questions with one thing changed, which nothing of a knowledge base answers any more."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.core.records.model import Answer, AnswerKind, FactUse, KnowledgeBase, Line
from bot.core.words.text import tokenise
from bot.tools.twins import Twin, gives_figure, make_twins


def answer_with(kind: AnswerKind, facts: Sequence[tuple[str, int | None]]) -> Answer:
    uses = tuple(
        FactUse(
            id=id_, measure=None, value=None if value is None else Decimal(value), unit="count", period=None,
            period_kind=None, population="",
        )
        for id_, value in facts
    )  # fmt: skip
    return Answer(kind=kind, language="nl", lines=(Line("headline", "x"),), facts=uses, score=50.0)


@pytest.mark.parametrize(("kind", "facts", "anybody", "false"), [
    pytest.param("answer", [("own", 5)], False, True, id="its own figure"),
    pytest.param("answer", [("own-growth", 5)], False, True, id="calculated from its own"),
    pytest.param("answer", [("other", 5)], False, False, id="the figure of the other partner"),
    pytest.param("answer", [("other", 5)], True, True, id="any figure, where nobody has it"),
    pytest.param("answer", [("own", None)], True, False, id="a statement is no figure"),
    pytest.param("nearby", [("own", 5)], True, False, id="offered as near"),
    pytest.param("abstain", [], True, False, id="nothing"),
])  # fmt: skip
def test_when_a_twin_is_answered_falsely(
    kind: AnswerKind, facts: list[tuple[str, int | None]], anybody: bool, false: bool
) -> None:
    """Only a figure given as the answer is false."""
    twin = Twin("q", "nl", "own", "partner", "x", anybody)
    assert gives_figure(answer_with(kind, facts), twin) is false


@pytest.fixture(scope="module")
def twins(article_knowledge: KnowledgeBase) -> list[Twin]:
    return list(make_twins(article_knowledge, 12, 5))


def test_every_fact_has_as_many_as_were_asked_for(twins: list[Twin], article_knowledge: KnowledgeBase) -> None:
    """No text comes twice for one fact."""
    assert Counter(twin.fact for twin in twins) == dict.fromkeys(article_knowledge.facts, 12)
    assert len({(twin.fact, twin.text) for twin in twins}) == len(twins)


def test_the_same_seed_gives_the_same_twins(twins: list[Twin], article_knowledge: KnowledgeBase) -> None:
    """And another seed others."""
    assert list(make_twins(article_knowledge, 12, 5)) == twins
    assert list(make_twins(article_knowledge, 12, 6)) != twins


def test_each_twin_says_what_was_changed(twins: list[Twin]) -> None:
    """What stands there now stands in the question."""
    assert all(twin.to in twin.text for twin in twins)
    assert {twin.changed for twin in twins} >= {"period", "partner", "place", "population"}


def test_a_period_is_one_that_nobody_has(twins: list[Twin], article_knowledge: KnowledgeBase) -> None:
    """Not even another fact."""
    known = {row.period for fact in article_knowledge.facts.values() for row in fact.rows}
    assert not [twin for twin in twins if twin.changed == "period" and twin.to in known]


def test_no_name_is_a_word_of_the_questions(twins: list[Twin], article_knowledge: KnowledgeBase) -> None:
    """Of places and partners that nobody has: else the question might be answered after all."""
    asked = {
        token.word
        for fact in article_knowledge.facts.values()
        for questions in fact.ask.values()
        for question in questions
        for token in tokenise(question)
    }
    names = {twin.to for twin in twins if twin.anybody and twin.changed in ("partner", "place")}
    assert not [name for name in names if " " not in name and name.casefold() in asked]


def test_a_slim_knowledge_base_has_no_labels_to_change(article_knowledge: KnowledgeBase) -> None:
    """Whoever makes twins reads the files themselves."""
    with pytest.raises(ValueError, match="slim"):
        list(make_twins(replace(article_knowledge, is_slim=True), 1, 1))
