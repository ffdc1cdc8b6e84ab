"""Generated questions put to a bot of which it is known what it does, and what the report says of it."""

import json
from decimal import Decimal

import pytest

from bot.core.records.model import Answer, Explanation, FactUse, KnowledgeBase, Line
from bot.tools.collisions import find_collisions, find_shared_labels
from bot.tools.damaging import KINDS
from bot.tools.probe_report import Probes, as_object, as_text
from bot.tools.probing import probe_damage, probe_twins
from tests.core.small import CONCEPTS, FACTS, concept, knowledge_of
from tests.running import run

OWN = "secondary-schools-share"


def told(*facts: str, candidates: tuple[tuple[str, float, tuple[str, ...]], ...] = ()) -> Answer:
    """Return an answer that tells figures of these facts; nothing at all for none."""
    uses = tuple(
        FactUse(id=id_, measure=None, value=Decimal(1), unit="count", period=None, period_kind=None, population="")
        for id_ in facts
    )
    return Answer(
        kind="answer" if facts else "abstain", language="nl", lines=(Line("headline", "x"),), facts=uses, score=50.0,
        explanation=Explanation(candidates=candidates),
    )  # fmt: skip


def test_a_bot_that_answers_everything_fails(article_knowledge: KnowledgeBase) -> None:
    """Every twin is false, and none of the questions of other facts survives, since none was right."""
    probe = probe_twins(article_knowledge, lambda text, language: told(OWN), 5, 1)
    of_own = sum(twin.fact == OWN for twin, _ in probe.false)
    assert of_own == 5
    assert probe.false_percent > 50
    assert not Probes(twins=probe).keep_limits()
    assert f"-> {OWN}" in as_text(Probes(twins=probe))


def test_a_bot_that_answers_nothing_has_no_false_answer(article_knowledge: KnowledgeBase) -> None:
    """Nothing it answers can be lost either."""
    probes = Probes(
        twins=probe_twins(article_knowledge, lambda text, language: told(), 5, 1),
        damage=tuple(probe_damage(article_knowledge, lambda text, language: told(), 2, 1)),
    )
    assert probes.twins is not None
    assert probes.twins.false_percent == 0
    assert [one.asked for one in probes.damage or ()] == [0] * len(KINDS)


def test_a_bot_that_knows_its_examples_by_heart_loses_all(article_knowledge: KnowledgeBase) -> None:
    """Whatever is damaged is no example question any more."""
    by_heart = {
        question: fact.id
        for fact in article_knowledge.facts.values()
        for questions in fact.ask.values()
        for question in questions
    }

    def ask(text: str, language: str) -> Answer:
        return told(*filter(None, [by_heart.get(text)]))

    results = {one.kind: one for one in probe_damage(article_knowledge, ask, 2, 1)}
    assert set(results) == set(KINDS)
    assert all(one.asked and len(one.lost) == one.asked and one.survived_percent == 0 for one in results.values())
    assert not Probes(damage=tuple(results.values())).keep_limits()
    assert "typo: " in as_text(Probes(damage=tuple(results.values())))


def test_facts_that_fit_a_question_alike_collide() -> None:
    """The words that only one of them is about are named; the one that loses questions comes first."""
    knowledge = knowledge_of(FACTS)
    first, second = [fact for fact in knowledge.facts.values() if fact.ask][:2]
    close = ((first.id, 80.0, ()), (second.id, 79.0, ()))
    asked = {question for questions in first.ask.values() for question in questions}

    def ask(text: str, language: str) -> Answer:
        return told(second.id, candidates=close) if text in asked else told()

    collision, *others = find_collisions(knowledge, ask)
    assert (collision.fact, collision.other) == (first.id, second.id)
    assert collision.lost == len(collision.questions) == len(asked)
    assert collision.parted_by
    assert not others


def test_labels_of_two_concepts_are_found() -> None:
    """Where facts are about both."""
    about = {id_ for fact in FACTS for group in fact.about for id_ in group}
    used = next(one for one in CONCEPTS if one.id in about and one.alt)
    other = next(one for one in CONCEPTS if one.id in about and one.id != used.id)
    twice = tuple(
        concept(one.id, one.facet, (one.pref["nl"], used.pref["nl"]), (one.pref["en"],)) if one is other else one
        for one in CONCEPTS
    )
    found = [one for one in find_shared_labels(knowledge_of(FACTS, twice)) if one.label == used.pref["nl"]]
    assert [set(one.concepts) for one in found] == [{used.id, other.id}]
    assert found[0].language == "nl"
    assert not [one for one in find_shared_labels(knowledge_of(FACTS)) if one.label == used.pref["nl"]]


def test_the_command(capsys: pytest.CaptureFixture[str], article_folder: object) -> None:
    """Text for people, one object for programs, exit code 0 within the limits."""
    code, out, _ = run("eval", "--twins", "2", "--collisions", "--knowledge", str(article_folder), capsys=capsys)
    assert code == 0
    assert "Twins: 64 questions that no figure answers; 0 get one (0 %)." in out
    assert "Collisions: " in out
    code, out, _ = run("eval", "--twins", "2", "--json", "--knowledge", str(article_folder), capsys=capsys)
    assert json.loads(out)["generated"]["within_limits"] is True
    assert json.loads(out)["generated"] == json.loads(json.dumps(as_object(Probes()) | json.loads(out)["generated"]))


def test_something_must_be_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """Neither files nor anything to generate is bad use."""
    code, _, error = run("eval", capsys=capsys)
    assert (code, "--twins" in error) == (2, True)
