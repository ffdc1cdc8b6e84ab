"""What can be asked, by subject."""

import pytest

from bot.core.model import Concept, Fact, Figure, KnowledgeBase, Labels, Position
from bot.surfaces.topics import Topic, find_topics

AT = Position("facts.yaml", 1)


def fact(id_: str, ask: Labels, about: tuple[tuple[str, ...], ...] = ()) -> Fact:
    row = Figure(sources=("s",), position=AT)
    return Fact(id=id_, kind="claim", about=about, figures=(row,), say={"nl": id_}, ask=ask, position=AT)


KNOWLEDGE = KnowledgeBase(
    sources={},
    concepts={"school": Concept(id="school", facet="partner", pref={"nl": "school", "en": "school"}, position=AT)},
    facts={
        "a": fact("a", {"nl": ("Wat doen scholen?", "Scholen?"), "en": ("What do schools do?",)}, (("school",),)),
        "b": fact("b", {"nl": ("Waarom scholen?",)}, (("school", "other"),)),
        "c": fact("c", {"nl": ("Wat is een boek?",), "en": ("What is a book?",)}),
        "d": fact("d", {}),
    },
    languages={},
)


@pytest.mark.parametrize(
    ("language", "word", "topics"),
    [
        pytest.param(
            "nl",
            "",
            (
                Topic("school", ("Wat doen scholen?", "Waarom scholen?"), "school", ("a", "b")),
                Topic("Wat is een boek?", ("Wat is een boek?",), "c", ("c",)),
            ),
            id="all; a fact without a concept stands for itself, one without a question is left out",
        ),
        pytest.param(
            "nl", "BOEK", (Topic("Wat is een boek?", ("Wat is een boek?",), "c", ("c",)),), id="by a word of a question"
        ),
        pytest.param(
            "en",
            "school",
            (Topic("school", ("What do schools do?", "Waarom scholen?"), "school", ("a", "b")),),
            id="by label; a question that lacks a translation is shown as it is",
        ),
        pytest.param("nl", "ziekenhuis", (), id="none"),
    ],
)
def test_topics(language: str, word: str, topics: tuple[Topic, ...]) -> None:
    """In the order of the files."""
    assert find_topics(KNOWLEDGE, language, word) == topics
