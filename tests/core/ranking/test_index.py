"""The index: what a fact accounts for, and the facts that may answer a question."""

from dataclasses import replace

import pytest

from bot.core.ranking.index import CANDIDATES, Index
from bot.core.records.mention import Mention
from bot.core.records.model import KnowledgeBase
from bot.core.records.query import Query
from bot.core.words.compiled import compile_tables
from tests.core.small import CONCEPTS, FACTS, PRIMARY, concept, knowledge_of


def query(*ids: str, keys: tuple[str, ...] = (), small: KnowledgeBase) -> Query:
    """Return a question that names these concepts and has these words."""
    mentions = tuple(
        Mention(id=id_, facet=small.concepts[id_].facet, start=at, end=at + 1, how="exact")
        for at, id_ in enumerate(ids)
    )
    return Query(text="", language="nl", mentions=mentions, keys=keys)


def found(index: Index, asked: Query, likeness: dict[str, float] | None = None) -> list[str]:
    return [profile.fact.id for profile in index.candidates(asked, likeness or {})]


def test_a_concept_leads_to_its_facts(small: KnowledgeBase, small_index: Index) -> None:
    """By what a fact is about, and by what is broader than that."""
    assert found(small_index, query("farmer", small=small)) == ["farmers-share"]
    assert found(small_index, query("school", small=small)) == ["primary-share", "school-sites", "secondary-share"]
    assert found(small_index, query("hospital", small=small)) == []


def test_the_domain_leads_nowhere(small: KnowledgeBase, small_index: Index) -> None:
    """Every fact is about libraries."""
    assert found(small_index, query("library", small=small)) == []


def test_words_and_likeness_lead_to_facts_too(small: KnowledgeBase, small_index: Index) -> None:
    """A question may name no concept at all."""
    assert found(small_index, query(keys=("boer",), small=small)) == ["farmers-share"]
    assert found(small_index, query(small=small), {"reasons": 0.4, "bookshop-list": 0.6}) == [
        "bookshop-list",
        "reasons",
    ]


def test_rare_terms_weigh_more(small: KnowledgeBase, small_index: Index) -> None:
    """A fact with the one rare word goes before those with a common one."""
    assert found(small_index, query(keys=("bibliothek", "boer"), small=small))[0] == "farmers-share"


def test_never_more_candidates_than_are_scored() -> None:
    """However large the knowledge base, a question costs the same; ties go by id."""
    many = knowledge_of([replace(PRIMARY, id=f"fact-{number:03}") for number in range(2 * CANDIDATES)])
    index = Index(many, compile_tables(many))
    expected = [f"fact-{number:03}" for number in range(CANDIDATES)]
    assert found(index, query("primary-school", small=many)) == expected


def test_what_a_fact_accounts_for(small_index: Index) -> None:
    """Its concepts and sources by name, what is broader, its measures and periods."""
    profile = small_index.profiles["school-sites"]
    assert {"secondary-school", "site", "survey", "census", "article", "locations-count", "trend"} <= profile.exact
    assert "school" in profile.broad - profile.exact
    assert "primary-school" not in profile.exact | profile.broad
    assert profile.first_measures == {"locations-count", "count"}
    assert profile.measures == {"locations-count", "count", "trend", "difference"}
    assert profile.periods == {"2018", "2017"}


@pytest.mark.parametrize(("id_", "tells_change", "wants_asking", "own_measure"), [
    pytest.param("school-sites", True, False, "locations-count", id="two values"),
    pytest.param("secondary-share", False, False, "cooperating-share", id="one value"),
    pytest.param("reasons", False, True, None, id="a claim with a measure"),
    pytest.param("bookshop-list", False, False, None, id="a list that is asked for by which"),
])  # fmt: skip
def test_how_a_fact_wants_to_be_asked(
    id_: str, tells_change: bool, wants_asking: bool, own_measure: str | None, small_index: Index
) -> None:
    """Only two values can be compared, and only a claim about a measure waits to be asked for it."""
    profile = small_index.profiles[id_]
    assert (profile.tells_change, profile.wants_asking, profile.own_measure) == (
        tells_change,
        wants_asking,
        own_measure,
    )


@pytest.mark.parametrize(("id_", "accounts"), [
    ("farmer", True), ("school", True), ("library", True), ("which", True), ("survey", True), ("hospital", False),
    ("nothing", False),
])  # fmt: skip
def test_whether_any_fact_has_to_do_with_it(id_: str, accounts: bool, small_index: Index) -> None:
    """What no fact accounts for is named in the answer."""
    assert small_index.accounts(id_) is accounts


def test_likeness_is_a_cosine(small_index: Index) -> None:
    """An example question is most like its own fact, and never more than just like it."""
    for fact in FACTS:
        likeness = small_index.likeness(fact.ask["en"][0])
        assert max(likeness, key=likeness.__getitem__) == fact.id
        assert all(0 <= score <= 1.001 for score in likeness.values())
    assert small_index.likeness("") == {}
    assert small_index.likeness("xyzzy xyzzy") == {}


def test_a_vector_has_length_one(small_index: Index) -> None:
    """An unknown word weighs as much as the rarest, so that it takes from the others."""
    vector = small_index.vector(("boer", "kwal"))
    assert sum(weight * weight for weight in vector.values()) == pytest.approx(1)
    assert vector["kwal"] >= vector["boer"]
    assert small_index.vector(()) == {}


def test_broader_concepts_in_a_circle_are_walked_once() -> None:
    """A fault in the data never hangs the program."""
    circle = (
        concept("egg", "topic", ("ei",), ("egg",), ("hen",)),
        concept("hen", "topic", ("kip",), ("hen",), ("egg",)),
    )
    knowledge = knowledge_of(FACTS, (*CONCEPTS, *circle))
    assert Index(knowledge, compile_tables(knowledge)).ancestors.of("egg") == {"egg", "hen"}


def test_ancestors_are_all_that_is_broader(small_index: Index) -> None:
    """The concept itself included; one that does not exist has only itself."""
    assert small_index.ancestors.of("primary-school") == {"primary-school", "school"}
    assert small_index.ancestors.of("nothing") == {"nothing"}
