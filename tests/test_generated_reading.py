"""Questions that only the reading can refuse, over the whole knowledge base, and stories that change no answer.

The seed is fixed, so that a failure can be repeated:
`vraagbaak eval tests/questions/abstain.yaml --reading 4 --scenes 4 --seed 2026 --as-of 2026-11-24`, and with
`pytest --whole` the same with `--reading 12`.
"""

from collections.abc import Mapping

import pytest

from bot.core.records.model import KnowledgeBase
from bot.tools.probe_report import MOST_CHANGED, MOST_FALSE_READ
from bot.tools.probing import Ask
from bot.tools.reading_probes import KINDS, WAYS
from bot.tools.reading_probing import ReadingProbe, probe_reading, probe_scenes
from tests.asking import unanswerable

SEED = 2026
READING, ALL_READING = 4, 12  # questions of each fact and kind
SCENES = 4  # example questions of each fact


@pytest.fixture(scope="module")
def probes(knowledge: KnowledgeBase, ask_once: Ask, is_whole: bool) -> Mapping[str, ReadingProbe]:
    each = ALL_READING if is_whole else READING
    return {probe.kind: probe for probe in probe_reading(knowledge, ask_once, each, SEED)}


@pytest.mark.parametrize("kind", KINDS)
def test_questions_of_every_way_are_made(probes: Mapping[str, ReadingProbe], kind: str) -> None:
    """Of nearly every fact as many as were asked for."""
    assert set(probes[kind].asked) == set(WAYS[kind])
    assert min(probes[kind].asked.values()) >= 20


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_was_not_counted_gets_a_figure(probes: Mapping[str, ReadingProbe], kind: str) -> None:
    """Nor a yes: no more of them than are known to do."""
    false = "\n".join(f"{one.way}: {one.text} -> {', '.join(told)}" for one, told in probes[kind].false)
    number = f"{len(probes[kind].false)} of {probes[kind].number}"
    assert probes[kind].false_percent <= MOST_FALSE_READ[kind], f"{number}:\n{false}"


def test_a_story_around_a_question_changes_no_answer(knowledge: KnowledgeBase, ask_once: Ask) -> None:
    """Before it or after it; and no question without an answer gets one."""
    without = [(turn.text, turn.language or "nl") for turn in unanswerable()]
    probe = probe_scenes(knowledge, ask_once, without, SCENES, SEED)
    assert (probe.asked, probe.unanswerable) == (SCENES * len(knowledge.facts), SCENES * len(without))
    assert not [f"{one.text} -> {', '.join(told)}" for one, told in probe.answered]
    changed = "\n".join(f"{one.text} -> {', '.join(told)}" for one, _, told in probe.changed)
    assert probe.changed_percent <= MOST_CHANGED, f"{len(probe.changed)} of {probe.asked}:\n{changed}"
