"""Collisions: the questions and labels that two facts compete for, with the words that would part them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.core.records.model import Answer, Fact, KnowledgeBase
from bot.tools.judging import facts_told
from bot.tools.probing import Ask

CLOSE = 3.0  # points of the score; a second fact nearer than this takes the lead at the first change of the words


@dataclass(frozen=True, slots=True)
class Collision:
    """Two facts that fit the same questions."""

    fact: str  # whose questions they are
    other: str
    questions: tuple[str, ...]
    lost: int  # of them get the other fact, or the choice between both
    parted_by: tuple[str, ...]  # what only the first one is about, in words: naming it parts them
    other_by: tuple[str, ...]  # the same of the other one


@dataclass(frozen=True, slots=True)
class SharedLabel:
    """A label of two concepts that facts use, so that a question with it may mean either."""

    label: str
    language: str
    concepts: tuple[str, ...]


def find_collisions(knowledge: KnowledgeBase, ask: Ask) -> list[Collision]:
    """Return the pairs of facts that compete for example questions, those that lose most questions first."""
    met: dict[tuple[str, str], list[tuple[str, bool]]] = {}
    for fact in knowledge.facts.values():
        for language, questions in fact.ask.items():
            for question in questions:
                answer = ask(question, language)
                lost = answer.kind != "answer" or fact.id not in facts_told(answer)
                for other in _rivals(fact, answer, knowledge):
                    met.setdefault((fact.id, other), []).append((question, lost))
    found = [
        Collision(
            fact=one,
            other=other,
            questions=tuple(question for question, _ in several),
            lost=sum(lost for _, lost in several),
            parted_by=_own_words(knowledge.facts[one], knowledge.facts[other], knowledge),
            other_by=_own_words(knowledge.facts[other], knowledge.facts[one], knowledge),
        )
        for (one, other), several in met.items()
    ]
    return sorted(found, key=lambda one: (-one.lost, -len(one.questions), one.fact, one.other))


def _rivals(fact: Fact, answer: Answer, knowledge: KnowledgeBase) -> Iterator[str]:
    """Yield the facts that fit a question of a fact as well: nothing of it is left open, and the score is as near."""
    fitting = {id_: score for id_, score, missing in answer.explanation.candidates if not missing}
    own = fitting.pop(fact.id, 0.0)
    together = {fact.twin, fact.continues, *(one.id for one in _told_with(fact, knowledge))}
    yield from (id_ for id_, score in fitting.items() if own - score < CLOSE and id_ not in together)


def _told_with(fact: Fact, knowledge: KnowledgeBase) -> Iterator[Fact]:
    """Yield the facts that are told together with a fact in any case."""
    yield from (one for one in knowledge.facts.values() if fact.id in (one.twin, one.continues))


def _own_words(fact: Fact, other: Fact, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """Return what a fact names and another does not, in the words of the first language."""
    language = next(iter(knowledge.languages))
    named = dict.fromkeys([*(id_ for group in fact.about for id_ in group), *fact.counted, fact.measure or ""])
    elsewhere = {*(id_ for group in other.about for id_ in group), *other.covers, *other.counted, other.measure}
    concepts = (knowledge.concepts[id_] for id_ in named if id_ in knowledge.concepts and id_ not in elsewhere)
    return tuple(concept.pref.get(language, concept.id) for concept in concepts)


def find_shared_labels(knowledge: KnowledgeBase) -> list[SharedLabel]:
    """Return the labels that stand for several concepts of one language which facts are about."""
    used = {id_ for fact in knowledge.facts.values() for group in fact.about for id_ in group}
    met: dict[tuple[str, str], dict[str, None]] = {}
    for concept in knowledge.concepts.values():
        if concept.id in used:
            for language, label in _labels(concept.pref.items(), concept.alt.items(), concept.hidden.items()):
                met.setdefault((language, label.casefold()), {})[concept.id] = None
    return [SharedLabel(label, language, tuple(ids)) for (language, label), ids in sorted(met.items()) if len(ids) > 1]


def _labels(pref: Iterable[tuple[str, str]], *more: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[tuple[str, str]]:
    yield from pref
    for each in more:
        yield from ((language, label) for language, labels in each for label in labels)
