"""The look-up tables: what a knowledge base comes down to before a question is read."""

import json
from dataclasses import asdict, replace

import pytest

from bot.core.records.model import KnowledgeBase
from bot.core.words.compiled import GRAM, MOST_FACTS_WITH_GRAMS, Tables, compile_tables, letter_grams
from tests.core.small import CONCEPTS, FACTS, PRIMARY, concept, knowledge_of


@pytest.mark.parametrize(("keys", "line"), [
    pytest.param("bibliothek", "library\tnl\tbibliotheek", id="preferred label"),
    pytest.param("bieb", "library\tnl\tbieb", id="other label"),
    pytest.param("basisschol", "primary-school\tnl\tbasisschool", id="inflection key"),
    pytest.param("primair onderwijs", None, id="keys and not words"),
    pytest.param("middelbar schol", "secondary-school\tnl\tmiddelbare school", id="two words"),
    pytest.param("middelbareschol", "secondary-school\tnl\tmiddelbareschool", id="two words written as one"),
    pytest.param("survei 2021a", "survey\ten\tsurvey 2021a", id="source with its year"),
    pytest.param("kwallenkweker", None, id="no label"),
])  # fmt: skip
def test_labels_by_inflection_key(keys: str, line: str | None, small_tables: Tables) -> None:
    """A label is found by what its inflections share, with the concept, the language and the label as written."""
    assert (line in small_tables.senses[keys].split("\n")) if line else keys not in small_tables.senses


def test_a_label_of_two_concepts_has_two_senses() -> None:
    """Which is meant is settled when a question is read, not here."""
    twice = (*CONCEPTS, concept("seat", "place", ("zetel", "vestiging"), ("seat",)))
    lines = compile_tables(knowledge_of(FACTS, twice)).senses["vestiging"].split("\n")
    assert [line.split("\t")[0] for line in lines] == ["site", "seat"]


def test_the_explanation_in_brackets_is_no_part_of_a_label() -> None:
    """It tells two concepts apart for the reader, and nobody types it."""
    bank = concept("bank", "place", ("bank (meubel)",), ("bench (furniture)",))
    tables = compile_tables(knowledge_of(FACTS, (*CONCEPTS, bank)))
    assert tables.senses["bank"] == "bank\tnl\tbank"
    assert "bench" in tables.senses


def test_a_parted_label_stands_apart() -> None:
    """The halves of "nam ... toe" are no labels by themselves."""
    rise = concept("rise", "aspect", ("stijging", "nam ... toe"), ("rise",))
    tables = compile_tables(knowledge_of(FACTS, (*CONCEPTS, rise)))
    assert tables.gapped == {"nam": "rise\tnl\tnam\ttoe"}
    assert "nam" not in tables.senses


def test_words_of_concepts_without_facts_are_strange(small_tables: Tables) -> None:
    """A misspelt word is sooner one that a fact is about than one of these."""
    strange = set(small_tables.strange.split())
    assert {"ziekenhuis", "kerk", "church", "dorp"} <= strange
    assert not {"basisschool", "bibliotheek", "boer", "middelbare", "de", "twaalf", "bookshop"} & strange


def test_spellings_are_kept_by_language(small_tables: Tables) -> None:
    """A word is Dutch or English by where it is spelt out: labels, word lists and number words."""
    dutch, english = (set(small_tables.spellings[code].split()) for code in ("nl", "en"))
    assert {"boekhandel", "hoeveel", "twaalf", "helft", "welke"} <= dutch
    assert {"bookshop", "many", "ten", "quarter", "which"} <= english
    assert "boekhandel" not in english


def test_a_phrase_may_stand_in_several_lists(small_tables: Tables) -> None:
    """Each phrase knows its lists; number words have a list of their own."""
    assert small_tables.lists["nl"]["met hoeveel"].split() == ["quantity"]
    assert {"function", "of"} <= set(small_tables.lists["nl"]["van"].split())
    assert "numbers" in small_tables.lists["nl"]["twaalf"].split()


def test_words_for_how_many_are_known_by_their_keys(small_tables: Tables) -> None:
    """So that one that was misspelt is found by what its inflections share."""
    assert small_tables.quantities["nl"] == {"hoevel": "hoeveel", "antal": "aantal", "met hoeveel": "met hoeveel"}


def test_words_are_counted_over_questions_and_statements(small_tables: Tables) -> None:
    """The vector of a fact is made of its example questions and of what it says."""
    counts = small_tables.counts["primary-share"]
    assert counts["basisschol"] == 2
    assert counts["primari"] == 4  # two questions in English and both statements


def test_grams_run_over_the_bounds_of_words() -> None:
    """Which words stand beside each other shows in the letters too."""
    assert letter_grams("De Bieb") == [" de b", "de bi", "e bie", " bieb", "bieb "]
    assert all(len(gram) == GRAM for gram in letter_grams("Hoeveel scholen?"))
    assert letter_grams("?") == []


def test_grams_know_the_fact_by_its_place(small: KnowledgeBase, small_tables: Tables) -> None:
    """Stretches of letters lead to the facts whose example questions have them, the rare ones with more weight."""
    places = {posting.partition(":")[0] for posting in small_tables.grams["boere"].split()}
    assert places == {str(list(small.facts).index("farmers-share"))}
    weights = {gram: int(postings.split()[0].partition(":")[2]) for gram, postings in small_tables.grams.items()}
    assert weights["boere"] > 0
    assert all(0 <= weight <= 1000 for weight in weights.values())


def test_a_large_knowledge_base_goes_without_grams() -> None:
    """Beyond a number of facts these would take more room than they are worth."""
    many = [replace(PRIMARY, id=f"fact-{number}") for number in range(MOST_FACTS_WITH_GRAMS + 1)]
    assert compile_tables(knowledge_of(many[:-1])).grams
    assert compile_tables(knowledge_of(many)).grams == {}


def test_tables_can_be_kept_as_json(small_tables: Tables) -> None:
    """They are maps and texts only, so what comes back is what was kept."""
    assert Tables(**json.loads(json.dumps(asdict(small_tables)))) == small_tables


def test_a_knowledge_base_without_anything_has_tables() -> None:
    """Whoever starts a knowledge base has nothing in it yet."""
    tables = compile_tables(KnowledgeBase(sources={}, concepts={}, facts={}, languages={}))
    assert (tables.senses, tables.grams, tables.counts, tables.lists) == ({}, {}, {}, {})
