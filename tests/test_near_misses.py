"""A question for another partner, place or period than a fact has never gets a figure as its answer."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import pytest

from bot.core.assistant import Assistant
from bot.core.records.model import Concept, Facet, KnowledgeBase
from bot.core.words.text import inflection_key, tokenise
from tests.asking import Example, ask, first_examples, gives_figure

PERIODS = ("2011", "1998-1999", "2031", "2019-2020", "'09/'10")
SCHOOL_YEARS = ("2011-2012", "1998/1999", "19/20")
PARTNERS = {
    "nl": ("ziekenhuizen", "kapper", "Glinsterzorg", "glinsterzorg", "de kwallenkwekers", "Stichting Vuurvos", "UWV"),
    "en": ("hospitals", "hairdresser", "Glimmercare", "glimmercare", "the jellyfish farmers", "Firefox Trust", "NASA"),
}  # fmt: skip
PLACES = {
    "nl": ("Rotterdam", "Vlaanderen", "de provincie Utrecht", "Duitsland", "Glimmerdam", "glimmerdam", "Oost-Muize"),
    "en": ("Rotterdam", "Flanders", "the province of Utrecht", "Germany", "Glimmerdam", "glimmerdam", "East Mousewick"),
}
TOGETHER = {"nl": "samen met", "en": "together with"}
SCHOOL_YEAR = {"nl": "in schooljaar", "en": "in school year"}
IN = {"nl": "in", "en": "in"}
AND = {"nl": "en", "en": "and"}
FOR = {"nl": "voor", "en": "for"}
OF = {"nl": "van", "en": "of"}

Near = Callable[[Example], Iterable[str]]


def after(text: str, addition: str) -> str:
    """Return a question with something added before its question mark."""
    return re.sub(r"\s*\??\s*$", f" {addition}?", text, count=1)


def added(words: Mapping[str, str], names: Iterable[str], example: Example) -> list[str]:
    return [after(example.text, f"{words[example.language]} {name}") for name in names]


def with_partner(example: Example) -> list[str]:
    return added(TOGETHER, PARTNERS[example.language], example)


def and_partner(example: Example) -> list[str]:
    return added(AND, PARTNERS[example.language], example)


def for_partner(example: Example) -> list[str]:
    return added(FOR, PARTNERS[example.language], example)


def of_partner(example: Example) -> list[str]:
    return added(OF, PARTNERS[example.language], example)


def in_place(example: Example) -> list[str]:
    return added(IN, PLACES[example.language], example)


def in_period(example: Example) -> list[str]:
    return added(IN, PERIODS, example)


def in_school_year(example: Example) -> list[str]:
    return added(SCHOOL_YEAR, SCHOOL_YEARS, example)


def place_first(example: Example) -> list[str]:
    return [f"In {place}: {example.text}" for place in PLACES[example.language]]


def period_first(example: Example) -> list[str]:
    return [f"In {period}: {example.text}" for period in PERIODS]


@pytest.mark.parametrize("near", [
    pytest.param(with_partner, id="a partner added"),
    pytest.param(and_partner, id="one more partner"),
    pytest.param(for_partner, id="for somebody else"),
    pytest.param(of_partner, id="of somebody else"),
    pytest.param(in_place, id="a place added"),
    pytest.param(place_first, id="a place in front"),
    pytest.param(in_period, id="a year added"),
    pytest.param(in_school_year, id="a school year added"),
    pytest.param(period_first, id="a year in front"),
])  # fmt: skip
def test_something_that_no_fact_has_gets_no_figure(
    near: Near, article_knowledge: KnowledgeBase, article_assistant: Assistant
) -> None:
    """Over all facts, in both languages: what nobody measured is not answered with what somebody did."""
    asked = [text for example in first_examples(article_knowledge) for text in near(example)]
    assert len(asked) >= 3 * len(article_knowledge.facts)
    assert not (wrong := given_figures(asked, article_assistant)), "\n".join(wrong)


def test_another_partner_in_the_place_of_its_own_gets_no_figure(
    article_knowledge: KnowledgeBase, article_assistant: Assistant
) -> None:
    """Over all facts whose question names the partner or kind of school that the fact is about."""
    asked = [
        replaced
        for example in first_examples(article_knowledge)
        for partner in PARTNERS[example.language]
        for replaced in replace_partner(example, partner, article_knowledge)
    ]
    assert len(asked) >= len(article_knowledge.facts)
    assert not (wrong := given_figures(asked, article_assistant)), "\n".join(wrong)


@pytest.mark.parametrize(("facet", "words"), [
    pytest.param("partner", TOGETHER, id="partners"),
    pytest.param("place", IN, id="places"),
])  # fmt: skip
def test_what_only_the_vocabulary_knows_gets_no_figure(
    facet: Facet, words: Mapping[str, str], article_knowledge: KnowledgeBase, article_assistant: Assistant
) -> None:
    """A concept that no fact is about is never answered with the figure of something else."""
    figures = [example for example in first_examples(article_knowledge) if example.fact.kind == "figure"]
    asked = [
        text
        for turn, example in enumerate(figures)  # each with half of the names, so that all come up and time is saved
        for text in added(words, names_without_fact(facet, example.language, article_knowledge), example)[
            (turn + turn // 2) % 2 :: 2
        ]
    ]
    assert len(asked) > 100
    assert not (wrong := given_figures(asked, article_assistant)), "\n".join(wrong)


def given_figures(asked: Iterable[str], assistant: Assistant) -> list[str]:
    """Return the questions that get a figure as their answer, each with that figure's fact."""
    answers = ((text, ask(assistant, text)) for text in dict.fromkeys(asked))
    return [f"{text} -> {', '.join(use.id for use in got.facts)}" for text, got in answers if gives_figure(got)]


def replace_partner(example: Example, other: str, knowledge: KnowledgeBase) -> Iterator[str]:
    """Yield the question with the longest name in it of a partner that its fact is about taken out for another."""
    about = (knowledge.concepts[id_] for group in example.fact.about for id_ in group)
    partners = [concept for concept in about if concept.facet == "partner"]
    labels = {keys(label) for concept in partners for label in names(concept, example.language)}
    tokens = tokenise(example.text)
    asked = keys(example.text)
    for label in sorted(labels, key=lambda label: (-len(label), label)):
        for at in range(len(tokens) - len(label) + 1):
            if asked[at : at + len(label)] == label:
                yield example.text[: tokens[at].start] + other + example.text[tokens[at + len(label) - 1].end :]
                return


def keys(text: str) -> tuple[str, ...]:
    return tuple(inflection_key(token.word) for token in tokenise(text))


def names(concept: Concept, language: str) -> list[str]:
    """Return all that a concept is called."""
    several = (*concept.alt.get(language, ()), *concept.hidden.get(language, ()))
    return [concept.pref[language].partition(" (")[0], *several] if language in concept.pref else list(several)


def names_without_fact(facet: Facet, language: str, knowledge: KnowledgeBase) -> list[str]:
    """Return how the concepts are called that no fact is about, counts or covers, nor anything narrower."""
    groups = [(*fact.about, fact.covers, fact.counted) for fact in knowledge.facts.values()]
    todo = [id_ for several in groups for group in several for id_ in group]
    used: set[str] = set()
    while todo:
        id_ = todo.pop()
        if id_ not in used:
            used.add(id_)
            todo.extend(knowledge.concepts[id_].broader)
    concepts = (one for one in knowledge.concepts.values() if one.facet == facet and one.id not in used)
    return [name for concept in concepts for name in names(concept, language)[:1]]
