"""Damage of every kind, with the words of the knowledge base itself."""

from random import Random

import pytest

from bot.core.records.model import KnowledgeBase
from bot.core.words.text import inflection_key
from bot.tools.damaging import KINDS, Damager


@pytest.fixture(scope="module")
def damager(article_knowledge: KnowledgeBase) -> Damager:
    return Damager(article_knowledge)


@pytest.mark.parametrize(("kind", "text", "language", "damaged"), [
    pytest.param("split", "Hoeveel basisscholen?", "nl", "Hoeveel basis scholen?", id="a compound"),
    pytest.param("split", "Hoeveel ontwikkelingen?", "nl", "Hoeveel ontwikkelingen?", id="an ending is no part"),
    pytest.param("split", "Hoeveel bieben?", "nl", "Hoeveel bieben?", id="no compound"),
    pytest.param("joined", "Welke middelbare scholen?", "nl", "Welke middelbarescholen?", id="a label of two words"),
    pytest.param("joined", "Welke kwallen zwemmen?", "nl", "Welke kwallen zwemmen?", id="no label"),
    pytest.param("accents", "Welk schrijfcafé?", "nl", "Welk schrijfcafe?", id="an accent"),
    pytest.param("capitals", "Welk schrijfcafé?", "nl", "WELK SCHRIJFCAFÉ?", id="capitals"),
    pytest.param(
        "order", "Hoeveel bibliotheken werken samen met bedrijven?", "nl",
        "met bedrijven Hoeveel bibliotheken werken samen?", id="the partner first",
    ),
    pytest.param("order", "Hoeveel geven gemeenten uit?", "nl", "Hoeveel geven gemeenten uit?", id="part of a verb"),
    pytest.param(
        "order", "How many libraries are there in total?", "en", "How many libraries are there in total?",
        id="nothing is named behind it",
    ),
    pytest.param("order", "met bedrijven?", "nl", "met bedrijven?", id="nothing before it"),
])  # fmt: skip
def test_damage(kind: str, text: str, language: str, damaged: str, damager: Damager) -> None:
    """A word is split or joined only where the knowledge base has its parts; what cannot be damaged stays."""
    assert damager.damage(kind, text, language, Random(1)) == damaged


@pytest.mark.parametrize("kind", KINDS)
def test_no_damage_loses_a_number(kind: str, damager: Damager) -> None:
    """A year is never mistyped: that would be another question."""
    text = "Hoeveel procent van de basisscholen werkte in 2017-2018 samen met het schrijfcafé?"
    assert "2017-2018" in damager.damage(kind, text, "nl", Random(3))


@pytest.mark.parametrize("word", ["gemeenten", "boekhandel", "scholen"])
def test_another_form_is_one_that_the_knowledge_base_has(word: str, damager: Damager) -> None:
    """One for several or several for one: another spelling with the same inflection key."""
    changed = damager.damage("inflected", word, "nl", Random(1))
    assert changed != word
    assert inflection_key(changed) == inflection_key(word)


def test_a_typo_changes_every_long_word(damager: Damager) -> None:
    """And no short one."""
    words = ["Welke", "bibliotheek", "en", "welke", "gemeente"]
    changed = damager.damage("typo", " ".join(words), "nl", Random(2)).split()
    assert [word == other for word, other in zip(words, changed, strict=True)] == [True, False, True, True, False]
