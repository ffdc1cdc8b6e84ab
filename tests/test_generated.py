"""Generated questions over the whole knowledge base: no twin gets a figure, and damage takes little away.

The seed is fixed, so that a failure can be repeated: `vraagbaak eval --twins 20 --damage 4 --seed 2026`.
"""

from datetime import date

import pytest

from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, KnowledgeBase, Question
from bot.tools.damaging import KINDS
from bot.tools.probe_report import LEAST_SURVIVED, MOST_MORE_FALSE
from bot.tools.probing import Ask, probe_damage, probe_twins

SEED = 2026
TWINS = 20  # of each fact
DAMAGED = 4  # questions of each fact and kind


@pytest.fixture(scope="module")
def ask(assistant: Assistant) -> Ask:
    """Return the real assistant as the generators need it."""

    def reply(text: str, language: str) -> Answer:
        return assistant.reply(Question(text, language=language, as_of=date(2026, 11, 24)), Dialogue())[0]

    return reply


def test_no_twin_gets_a_figure(knowledge: KnowledgeBase, ask: Ask) -> None:
    """Every fact, statements too, with another period, partner, place, people or measure."""
    probe = probe_twins(knowledge, ask, TWINS, SEED)
    assert sum(probe.asked.values()) == TWINS * len(knowledge.facts)
    assert min(probe.asked.values()) >= len(knowledge.facts)  # of each of the five kinds
    assert set(probe.asked) == {"period", "partner", "place", "population", "measure"}
    assert not [f"{twin.text} -> {', '.join(told)}" for twin, told in probe.false]


def test_damaged_questions_survive(knowledge: KnowledgeBase, ask: Ask) -> None:
    """Of each kind of damage; and none brings more false answers to questions that have none."""
    for probe in probe_damage(knowledge, ask, DAMAGED, SEED):
        assert probe.asked > 20, probe.kind
        lost = "\n".join(f"{one.damaged} [{one.fact}]" for one in probe.lost)
        assert probe.survived_percent >= LEAST_SURVIVED, f"{probe.kind}:\n{lost}"
        assert probe.twins == len(knowledge.facts)
        assert probe.more_false_percent <= MOST_MORE_FALSE, probe.kind
        assert probe.kind in KINDS
