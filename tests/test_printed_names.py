"""Series as a statistical office prints them: measures and countries have their printed names and nothing more."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.assistant import Assistant
from bot.core.records.model import KnowledgeBase
from bot.kb.load import load_knowledge
from bot.tools.asking import ask as ask_case
from bot.tools.questions import read_question_files
from tests.asking import ask

CHILDREN = Path(__file__).parent / "data" / "children"
AGED = "child-mortality-rate-aged-1-4-years"


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    found = load_knowledge(CHILDREN / "knowledge", use_cache=False)
    assert found.knowledge is not None, found.problems
    return found.knowledge


def test_every_series_is_found_and_none_is_invented(knowledge: KnowledgeBase) -> None:
    """Twenty questions have a figure; forty ask for a year, a country or a measure that is not there."""
    cases, problems = read_question_files([CHILDREN / "questions.jsonl"])
    assert not problems
    assert [case.turns[0].aim for case in cases].count("none") == 40
    assistant = Assistant(knowledge)
    found = [one for case in cases for one in ask_case(case, assistant)]
    assert len(found) == 60
    assert [f"{one.turn.text}: {one.got} {one.reason}" for one in found if one.outcome != "right"] == []


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("child mortality rate (aged 1-4 years) in Peru in 2018", "answer"),
        ("child mortality rate aged 1–4 years in Peru in 2018", "answer"),
        ("child mortality rate in Peru in 2018", "answer"),
        ("child mortality rate (aged 5-9 years) in Peru in 2018", "nearby"),
    ],
)
def test_a_number_in_a_label_is_no_count_of_its_own(knowledge: KnowledgeBase, question: str, kind: str) -> None:
    """Another one in its place is: it asks for others."""
    assert ask(Assistant(knowledge), question, "en").kind == kind


def test_names_that_differ_in_brackets_alone_are_told_apart(knowledge: KnowledgeBase) -> None:
    """What stands before the brackets names neither of them."""
    other = replace(knowledge.concepts[AGED], id="rate-5-9", pref={"en": "Child mortality rate (aged 5-9 years)"})
    assistant = Assistant(replace(knowledge, concepts={**knowledge.concepts, other.id: other}))
    assert ask(assistant, "Child mortality rate (aged 1-4 years) in Peru in 2018", "en").kind == "answer"
    assert ask(assistant, "Child mortality rate (aged 5-9 years) in Peru in 2018", "en").kind != "answer"
    assert ask(assistant, "Child mortality rate in Peru in 2018", "en").kind != "answer"
