"""The ways of asking: concepts that come with the languages, and that a knowledge base only names."""

from pathlib import Path

import pytest

from bot.core.records.model import KnowledgeBase
from bot.core.records.ways import BROADER, Way, own_concepts
from bot.core.words.text import inflection_key, tokenise
from bot.kb.files import RawFile
from bot.kb.language_files import read_language_files
from bot.kb.load import load_knowledge
from bot.kb.ways import read_ways
from tests.small_knowledge import change, make_knowledge

DUTCH = b"share:\n  pref: aandeel\n  alt: [percentage]\n  hidden: [procenten]\ncount:\n  pref: aantal\n"
ENGLISH = b"share:\n  pref: share\n"


def file(code: str, content: bytes) -> RawFile:
    return RawFile(path=f"{code}/ways.yaml", name=f"{code}/ways.yaml", content=content)


def test_each_is_a_concept_with_the_labels_of_all_languages() -> None:
    """One that no language names is there without labels, so that a fact may still have it as its measure."""
    ways, problems = read_ways([file("nl", DUTCH), file("en", ENGLISH)])
    assert problems == []
    assert list(ways) == [way.value for way in Way]
    share = ways["share"]
    assert (share.facet, share.pref) == ("measure", {"nl": "aandeel", "en": "share"})
    assert (share.alt, share.hidden) == ({"nl": ("percentage",)}, {"nl": ("procenten",)})
    assert str(share.position) == "nl/ways.yaml:1"
    assert (ways["count"].pref, ways["median"].pref) == ({"nl": "aantal"}, {})
    assert (ways["who"].facet, ways["who"].broader) == ("aspect", ("which",))


def test_every_way_has_its_usual_name_in_the_languages_of_the_program() -> None:
    ways, problems = read_ways(read_language_files()[0])
    assert problems == []
    assert [id_ for id_, way in ways.items() if set(way.pref) < {"nl", "en"}] == []
    assert all(ways[broader].broader == () for broader in BROADER.values())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(b"shares:\n  pref: aandeel\n", '"shares" is no way of asking. Did you mean "share"?', id="id"),
        pytest.param(b"share: aandeel\n", "Write its labels: pref, alt, hidden.", id="no labels"),
        pytest.param(b"share:\n  alt: [deel]\n", 'The key "pref" is missing.', id="no usual name"),
        pytest.param(b"share:\n  pref: deel\n  facet: x\n", '"facet" is no key that is known here.', id="another key"),
        pytest.param(b"- share\n", "The file is a list.", id="a list"),
    ],
)
def test_a_fault_is_told_with_its_line(content: bytes, told: str) -> None:
    (problem,) = read_ways([file("nl", content)])[1]
    assert told in f"{problem.what} {problem.mend}"
    assert problem.position.file == "nl/ways.yaml"


def test_a_knowledge_base_names_them_and_has_none_of_its_own(tmp_path: Path) -> None:
    """As a measure and as what is broader; a record with the id of one is refused."""
    path = make_knowledge(tmp_path / "knowledge")
    change(
        path,
        "  - {id: garden,",
        "  - {id: kept, facet: measure, broader: share, pref: {nl: deel, en: part}}\n  - {id: garden,",
    )
    loaded = load_knowledge(path.parent, use_cache=False)
    assert loaded.knowledge is not None
    assert loaded.knowledge.concepts["share"].pref["en"] == "percentage"
    assert list(own_concepts(loaded.knowledge)) == ["library", "reading-corner", "kept", "garden"]
    change(path, "id: kept, facet: measure, broader: share,", "id: share, facet: measure,")
    (problem,) = load_knowledge(path.parent, use_cache=False).problems
    assert problem.rule == "duplicate-id"
    assert '"share" is a way of asking that the program knows by itself' in problem.what
    assert 'a kind of it gets another id and "broader: share"' in problem.mend


def test_no_label_names_whom_the_facts_are_about(knowledge: KnowledgeBase) -> None:
    """What is asked of libraries alone is a concept of the knowledge base."""
    actors = [concept for concept in own_concepts(knowledge).values() if concept.role == "actor"]
    keys = {
        inflection_key(label)
        for actor in actors
        for labels in (*actor.alt.values(), *actor.hidden.values(), tuple(actor.pref.values()))
        for label in labels
        if label.isalpha()
    }
    ways = (concept for id_, concept in knowledge.concepts.items() if id_ in list(Way))
    said = [(way.id, label) for way in ways for labels in (*way.alt.values(), *way.hidden.values()) for label in labels]
    assert keys
    assert [one for one in said if not keys.isdisjoint(inflection_key(token.word) for token in tokenise(one[1]))] == []
