"""Generated knowledge bases are sound, damage is done as told, both the same every time; the report holds it all."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bot.core.assistant import Assistant
from bot.core.records.model import KnowledgeBase, Language
from bot.kb.load import load_knowledge
from bot.tools.bench import measure, percentile, run
from bot.tools.damage import hurry, misspell, misspell_long_words
from bot.tools.generate import generate_knowledge
from tests.asking import ask, examples
from tests.small_knowledge import make_knowledge

SEED = 7


@pytest.fixture(scope="module")
def languages(knowledge: KnowledgeBase) -> Mapping[str, Language]:
    return knowledge.languages


@pytest.fixture(scope="module")
def generated(languages: Mapping[str, Language]) -> KnowledgeBase:
    return generate_knowledge(300, SEED, languages)


# --- knowledge bases


@pytest.mark.parametrize("size", [1, 2, 17, 300])
def test_it_has_the_size_that_was_asked(size: int, languages: Mapping[str, Language]) -> None:
    """Every fact with two questions in each language, and about a subject of its own."""
    kb = generate_knowledge(size, SEED, languages)
    assert len(kb.facts) == size
    assert {len(questions) for fact in kb.facts.values() for questions in fact.ask.values()} == {2}
    assert {tuple(fact.ask) for fact in kb.facts.values()} == {tuple(languages)}
    assert len({(fact.measure, fact.about) for fact in kb.facts.values()}) == size


def test_every_id_leads_somewhere(generated: KnowledgeBase) -> None:
    """It would pass the check of a real one: concepts, sources and facts that are named exist, labels are unique."""
    for fact in generated.facts.values():
        named = {fact.measure, *(one for group in fact.about for one in group), *fact.counted, *fact.covers}
        assert named <= set(generated.concepts)
        assert set(fact.related) <= set(generated.facts)
        assert {id_ for row in fact.figures for id_ in (*row.sources, row.via)} <= set(generated.sources)
    labels = [
        (code, label) for one in generated.concepts.values() for code, several in one.alt.items() for label in several
    ]
    assert len(set(labels)) == len(labels)


def test_it_has_concepts_of_every_facet(generated: KnowledgeBase) -> None:
    """About one for five facts; few measures, as in a real one."""
    facets = Counter(concept.facet for concept in generated.concepts.values())
    assert set(facets) == {"domain", "partner", "topic", "place", "measure"}
    assert 50 <= sum(facets.values()) <= 70
    assert facets["measure"] < facets["partner"]


def test_the_same_seed_gives_the_same(generated: KnowledgeBase, languages: Mapping[str, Language]) -> None:
    """And another seed another."""
    assert generate_knowledge(300, SEED, languages) == generated
    assert generate_knowledge(300, SEED + 1, languages).facts != generated.facts


def test_its_questions_can_be_answered(generated: KnowledgeBase) -> None:
    """Else the time of finding nothing would be measured."""
    assistant = Assistant(generated)
    asked = list(examples(generated))[::5]
    found = [one for one in asked if one.fact.id in {use.id for use in ask(assistant, one.text).facts}]
    assert len(found) >= 0.95 * len(asked)


# --- damage


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("word", ["bibliotheek", "café's", "ééé", "aaaa", "ab", "Zz"])
def test_a_typo_changes_a_word_a_little(word: str, seed: int) -> None:
    """One letter more, fewer or other, or two swapped; the first stays, and so does a word that cannot change."""
    changed = misspell(word, Random(seed))
    assert changed[0] == word[0]
    assert abs(len(changed) - len(word)) <= 1
    assert changed != word


@pytest.mark.parametrize("word", ["", "a", "é"])
def test_a_word_too_short_for_a_typo_stays(word: str) -> None:
    assert misspell(word, Random(SEED)) == word


@pytest.mark.parametrize("text", ["Hoe gaat het nu met 123456 en 2017-2018?", ""])
def test_numbers_and_short_words_are_left_alone(text: str) -> None:
    """A typo in a year would make it another question."""
    assert misspell_long_words(text, Random(SEED)) == text


def test_every_long_word_gets_a_typo() -> None:
    text = "Hoeveel bibliotheken werken samen met bedrijven?"
    changed = misspell_long_words(text, Random(SEED)).rstrip("?").split()
    assert [one == other for one, other in zip(changed, text.rstrip("?").split(), strict=True)] == [
        False, False, False, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), [
    pytest.param("Hoeveel bibliotheken werken samen met bedrijven?", 5, id="a word is dropped"),
    pytest.param("Hoeveel bibliotheken hebben bedrijven?", 4, id="too few words to drop one"),
    pytest.param("Wat?", 1, id="nothing to misspell"),
])  # fmt: skip
def test_a_hurried_question(text: str, words: int) -> None:
    """Lower case, at most one word fewer, at most two words with a typo; the same every time."""
    changed = hurry(text, Random(SEED))
    assert changed == changed.lower()
    assert changed == hurry(text, Random(SEED))
    assert len(changed.split()) == words
    new = set(changed.split()) - set(text.lower().split())
    assert len(new) == min(2, sum(len(word.strip("?")) >= 5 for word in text.split()))


# --- measuring


@pytest.mark.parametrize(("values", "percent", "expected"), [
    pytest.param([3.0, 1.0, 2.0], 50, 2.0, id="median"),
    pytest.param([4.0, 1.0, 3.0, 2.0], 50, 2.0, id="of an even number"),
    pytest.param([float(value) for value in range(1, 201)], 99, 198.0, id="99th of 200"),
    pytest.param([5.0], 99, 5.0, id="of one"),
])  # fmt: skip
def test_percentiles(values: list[float], percent: float, expected: float) -> None:
    """Nearest rank: always a value that was measured."""
    assert percentile(values, percent) == expected


def test_one_size_is_measured() -> None:
    """Times are of the machine; what was found is of the seed, and the same every time."""
    one, other = measure(100, SEED), measure(100, SEED)
    assert (one.facts, one.yardstick_questions) == (100, 200)
    assert one.texts > 400
    assert one.yardstick_right == other.yardstick_right
    assert (one.right, one.ranked_first) == (other.right, other.ranked_first)
    assert 0.5 < one.right <= one.ranked_first <= 1
    assert 0 < one.p50 <= one.p99
    assert one.times_as_fast == pytest.approx(one.yardstick_p50 / one.p50)


def test_the_report_for_machines() -> None:
    """One object a size, each measured in a process of its own."""
    report = json.loads(run((20, 40), SEED, as_json=True))
    assert report["seed"] == SEED
    assert [one["facts"] for one in report["sizes"]] == [20, 40]
    assert {"build_seconds", "assistant_megabytes", "p50", "p99", "times_as_fast"} <= set(report["sizes"][0])


def test_the_report_for_people() -> None:
    """A row a size below the headings, and how the time grows."""
    lines = run((20, 40), SEED).splitlines()
    assert lines[1].split()[0] == "facts"
    assert [line.split()[0] for line in lines[2:4]] == ["20", "40"]
    assert lines[-1].startswith("p50 at 40 facts is ")
    assert lines[-1].endswith(" times that at 20")


def test_the_languages_are_the_program_s_own(tmp_path: Path) -> None:
    """The bench reads them without a knowledge base: the words around a question are part of what takes time."""
    from bot.tools.bench import read_own_languages

    make_knowledge(tmp_path / "base")
    loaded = load_knowledge(tmp_path / "base", use_cache=False).knowledge
    assert loaded is not None
    own = {code: replace(language, phrases={}) for code, language in loaded.languages.items()}
    assert {code: replace(language, phrases={}) for code, language in read_own_languages().items()} == own
