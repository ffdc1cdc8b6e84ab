"""What can be asked, by subject."""

import pytest

from bot.core.records.model import Concept, Fact, Figure, KnowledgeBase, Labels, Position
from bot.surfaces.topics import PAGE, Topic, find_topic_ids, find_topics

AT = Position("facts.yaml", 1)


def fact(id_: str, ask: Labels, about: tuple[tuple[str, ...], ...] = (), topic: str | None = None) -> Fact:
    row = Figure(sources=("s",), position=AT)
    return Fact(id=id_, kind="claim", topic=topic, about=about, figures=(row,), say={"nl": id_}, ask=ask, position=AT)


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


def test_a_fact_is_found_under_its_own_topic_and_a_concept_under_that_of_the_first_fact_about_it() -> None:
    """The more so the earlier the fact names it; what is no concept of a fact leads nowhere."""
    ask = {"nl": ("Vraag?",)}
    facts = {
        "a": fact("a", ask, (("school", "reading"), ("pupil",)), "education"),
        "b": fact("b", ask, (("pupil",),)),
        "c": fact("c", ask, (("pupil", "reading"),), "people"),
        "d": fact("d", {}, (("money",),)),
    }
    knowledge = KnowledgeBase(sources={}, concepts={}, facts=facts, languages={})
    assert [(topic.id, topic.facts) for topic in find_topics(knowledge, "nl")] == [
        ("education", ("a",)),
        ("pupil", ("b",)),
        ("people", ("c",)),
    ]
    assert find_topic_ids(knowledge) == {
        "education": "education",
        "pupil": "pupil",
        "people": "people",
        "school": "education",
        "reading": "education",
    }


@pytest.mark.parametrize(
    ("questions", "page", "places"),
    [
        pytest.param(5, 0, range(5), id="all on one"),
        pytest.param(PAGE, 0, range(PAGE), id="just full"),
        pytest.param(PAGE + 1, 1, range(PAGE, PAGE + 1), id="the last one"),
        pytest.param(PAGE + 1, 7, range(PAGE, PAGE + 1), id="one that is no longer there"),
        pytest.param(0, 0, range(0), id="none"),
    ],
)
def test_many_questions_take_several_pages(questions: int, page: int, places: range) -> None:
    assert Topic("t", tuple(map(str, range(questions)))).page(page) == places


def test_the_topics_stay_few_enough_to_choose_from(knowledge: KnowledgeBase) -> None:
    """Of the real knowledge base: on one screen, and each with no more than two pages."""
    topics = find_topics(knowledge, "nl")
    assert 15 <= len(topics) <= 24
    assert max(topic.pages for topic in topics) <= 2
    assert len({topic.label for topic in topics}) == len(topics)
