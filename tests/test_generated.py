"""Generated questions over the whole knowledge base: no twin gets a figure, and damage takes little away.

The seed is fixed, so that a failure can be repeated: `vraagbaak eval --twins 10 --damage 2 --seed 2026`; and with
`pytest --whole`: `vraagbaak eval --twins 20 --damage 4 --seed 2026`.
"""

from bot.core.records.model import KnowledgeBase
from bot.tools.damaging import KINDS
from bot.tools.probe_report import LEAST_SURVIVED, MOST_MORE_FALSE
from bot.tools.probing import Ask, probe_damage, probe_twins

SEED = 2026
TWINS, ALL_TWINS = 10, 20  # of each fact
DAMAGED, ALL_DAMAGED = 2, 4  # questions of each fact and kind


def test_no_twin_gets_a_figure(knowledge: KnowledgeBase, ask_once: Ask, is_whole: bool) -> None:
    """Every fact, statements too, with another period, partner, place, people or measure."""
    each = ALL_TWINS if is_whole else TWINS
    probe = probe_twins(knowledge, ask_once, each, SEED)
    assert sum(probe.asked.values()) == each * len(knowledge.facts)
    assert min(probe.asked.values()) >= len(knowledge.facts)  # of each of the five kinds
    assert set(probe.asked) == {"period", "partner", "place", "population", "measure"}
    assert not [f"{twin.text} -> {', '.join(told)}" for twin, told in probe.false]


def test_damaged_questions_survive(knowledge: KnowledgeBase, ask_once: Ask, is_whole: bool) -> None:
    """Of each kind of damage; and none brings more false answers to questions that have none."""
    for probe in probe_damage(knowledge, ask_once, ALL_DAMAGED if is_whole else DAMAGED, SEED):
        assert probe.asked > 20, probe.kind
        lost = "\n".join(f"{one.damaged} [{one.fact}]" for one in probe.lost)
        assert probe.survived_percent >= LEAST_SURVIVED, f"{probe.kind}:\n{lost}"
        assert probe.twins == len(knowledge.facts)
        assert probe.more_false_percent <= MOST_MORE_FALSE, probe.kind
        assert probe.kind in KINDS
