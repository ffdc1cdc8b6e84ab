"""What was asked in vain: joined by meaning, counted by week, gone from the list once there is an answer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.core.assistant import Assistant
from bot.core.records.model import KnowledgeBase
from bot.store.records import UnansweredGroup
from bot.surfaces.reports import Writer
from bot.surfaces.unanswered import as_json, find_vain

DAY = date(2026, 11, 24)
MONDAY = date(2026, 11, 23)
HOSPITALS = "hoeveel bibliotheken werken samen met ziekenhuizen?"
ANSWERED = "Hoeveel medewerkers hebben de bibliotheken?"


def asked(question: str, *askers: int, weeks_ago: int = 0, times: int = 0, language: str = "nl") -> UnansweredGroup:
    """Return a group that was asked in one week, once by each person unless `times` says otherwise."""
    before = timedelta(weeks=weeks_ago)
    return UnansweredGroup(
        question=question, language=language, kind="abstain", askers=frozenset(askers),
        weeks={MONDAY - before: times or len(askers)}, last=DAY - before,
    )  # fmt: skip


@pytest.mark.parametrize(("one", "other", "are_joined"), [
    pytest.param("hoeveel kwallenkwekers zijn er?", "hoeveel kwallenkweker zijn er", True, id="inflected"),
    pytest.param("hoeveel kwallenkwekers zijn er?", "hoeveel kwalenkwekers zijn er", True, id="misspelt"),
    pytest.param("hoeveel kwallenkwekers zijn er?", "hoeveel zeepzieders zijn er", False, id="another word"),
    pytest.param("samenwerking met kwallenkwekers", "hoeveel kwallenkwekers", False, id="something else understood"),
    pytest.param(HOSPITALS, "werken bieben samen met een ziekenhuis, en hoeveel?", True, id="in other words"),
    pytest.param(HOSPITALS, "hoeveel bibliotheken werken samen met ziekenhuizen in 2019?", False, id="another period"),
])  # fmt: skip
def test_questions_that_mean_the_same_are_one(assistant: Assistant, one: str, other: str, are_joined: bool) -> None:
    """Each was asked by one person: together they are two, and only then they are told."""
    found = find_vain([asked(one, 1), asked(other, 2)], assistant)
    assert [(vain.people, vain.times) for vain in found] == ([(2, 2)] if are_joined else [])


def test_one_person_in_many_words_is_one_person(assistant: Assistant) -> None:
    """However often and in whatever spelling."""
    groups = [asked("hoeveel kwallenkwekers zijn er?", 1, times=9), asked("hoeveel kwalenkwekers zijn er", 1)]
    assert find_vain(groups, assistant) == []


def test_weeks_add_up_and_old_ones_can_be_left_out(assistant: Assistant) -> None:
    """Weeks begin on Monday, as ISO 8601 has it."""
    old, new = (
        asked(HOSPITALS, 1, 2, weeks_ago=3, times=5),
        asked("werken bieben samen met ziekenhuizen? hoeveel", 2, 3),
    )
    (all_,) = find_vain([old, new], assistant)
    assert (all_.people, all_.weeks, all_.last) == (3, {MONDAY - timedelta(weeks=3): 5, MONDAY: 2}, DAY)
    (late,) = find_vain([old, new], assistant, since=DAY - timedelta(weeks=1))
    assert (late.people, late.weeks) == (2, {MONDAY: 2})
    assert find_vain([old], assistant, since=DAY) == []


def test_a_group_tells_what_is_missing_and_what_is_nearest(assistant: Assistant, knowledge: KnowledgeBase) -> None:
    """With the file and line at which a maintainer begins."""
    groups = [asked(HOSPITALS, 1, 2), asked("hoeveel kwallenkwekers zijn er?", 1, 2, 3)]
    unknown, hospital = as_json(find_vain(groups, assistant), knowledge.facts)
    assert (unknown["unknown"], unknown["people"]) == (["kwallenkwekers"], 3)
    assert (hospital["missing"], hospital["unknown"], hospital["weeks"]) == (["partner"], [], {"2026-W48": 2})
    assert "hospital" in hospital["understood"]  # type: ignore[operator]
    fact = knowledge.facts[str(hospital["nearest"])]
    assert hospital["position"] == f"{fact.position.file}:{fact.position.line}"


@pytest.mark.parametrize(("language", "words"), [("nl", ("Sindsdien", "Er is niets")), ("en", ("since", "nothing"))])
def test_what_has_an_answer_by_now_leaves_the_list_and_is_told(
    assistant: Assistant, knowledge: KnowledgeBase, language: str, words: tuple[str, str]
) -> None:
    """Put again to a knowledge base with the fact, it is answered; without it, it is not."""
    groups = [asked(ANSWERED, 1, 2)]
    fact = "employees-count"
    without = {id_: one for id_, one in knowledge.facts.items() if id_ != fact}
    before = Assistant(replace(knowledge, facts={id_: replace(one, related=()) for id_, one in without.items()}))
    assert [vain.is_answered for vain in find_vain(groups, before)] == [False]
    found = find_vain(groups, assistant)
    assert [(vain.is_answered, vain.nearest) for vain in found] == [(True, fact)]
    writer = Writer(knowledge, language)
    for told in (writer.unanswered_text(found), writer.unanswered_markdown(found, DAY)):
        assert [word for word in (*words, fact, knowledge.facts[fact].position.file) if word not in told] == []


@pytest.mark.parametrize(("weeks_ago", "is_answered"), [(104, True), (630, False)])
def test_relative_periods_are_those_of_the_day_of_asking(
    assistant: Assistant, weeks_ago: int, is_answered: bool
) -> None:
    """Whoever asked in 2014 about last year has no answer from a figure of 2023."""
    groups = [asked("Hoeveel leden hadden de bibliotheken vorig jaar?", 1, 2, weeks_ago=weeks_ago)]
    assert [vain.is_answered for vain in find_vain(groups, assistant)] == [is_answered]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_markdown_shows_what_was_typed_as_it_is(assistant: Assistant, knowledge: KnowledgeBase, language: str) -> None:
    """A question is no table and no link, whatever is in it."""
    question = "hoeveel [kwallen](http://x) | <b>zijn</b>\n# er? `rm`"
    told = Writer(knowledge, language).unanswered_markdown(find_vain([asked(question, 1, 2)], assistant), DAY)
    rows = [line for line in told.splitlines() if line.startswith("|")]
    assert len(rows) == 3
    assert rows[2].replace("\\|", "").count("|") == rows[0].count("|")
    assert "\\[kwallen\\]" in rows[2]
    assert "\\<b\\>" in rows[2]
    assert "2026-W48: 2" in rows[2]
