"""Definitions without the term that they define: which term is it?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.records.model import Concept, Fact, KnowledgeBase, Texts
from bot.core.words.text import capital
from bot.quiz.wording import GAP, Wording, Write

MOST_GAPS = 2  # in a definition: with more of them left out it says nothing
LEAST_WORDS = 8  # that are left of it
STEM = 5  # letters by which a word shows itself in another form: "culture" in "cultural"
ABBREVIATION = re.compile(r"\b[A-Z]{2,}\b")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A term, its definition with a gap in its place, and other terms."""

    concept: Concept
    text: Texts
    others: tuple[Concept, ...]


def find_hidden(knowledge: KnowledgeBase, wording: Wording) -> dict[str, Hidden]:
    """Return by fact the term that it defines, where its definition tells it in no language."""
    concepts = knowledge.concepts
    defined = {
        fact.id: concepts[fact.about[0][0]]
        for fact in knowledge.facts.values()
        if fact.kind == "definition" and fact.about and fact.about[0][0] in concepts
    }
    terms = tuple({one.id: one for one in defined.values() if one.facet != "partner"}.values())  # no everyday words
    neutral = stems(name for one in concepts.values() if one.facet == "domain" for name in one.pref.values())
    found = {}
    for id_, concept in defined.items():
        text = _without(knowledge.facts[id_], concept, wording)
        own = stems(concept.pref.values()) - neutral  # what the whole knowledge base is about stands everywhere
        if all(said and not own & stems([said]) for said in text.values()):
            others = tuple(one for one in terms if one.id != concept.id and not _named(one, text.values()))
            found[id_] = Hidden(concept, text, others)
    return found


def name_of(concept: Concept) -> Write:
    """Return what writes a concept as an option."""
    return lambda composer: capital(composer.text(concept.pref))


def _without(fact: Fact, concept: Concept, wording: Wording) -> Texts:
    """Return a definition with gaps for the term; empty in a language in which it names it not, or little is left."""
    told = wording.texts(lambda composer: composer.statement(fact, fact.figures[0]))
    return {code: _with_gap(said, concept) for code, said in told.items()}


def _with_gap(text: str, concept: Concept) -> str:
    shown = re.sub(rf"{GAP}(?: \([^)]*\))", GAP, _pattern(concept).sub(GAP, text))
    is_enough = len(shown.replace(GAP, "").split()) >= LEAST_WORDS and 1 <= shown.count(GAP) <= MOST_GAPS
    return shown if is_enough and not ABBREVIATION.search(shown) else ""  # "IDO" would be its own


def _pattern(concept: Concept) -> re.Pattern[str]:
    """Return what finds the preferred names of a concept, and each part of "MFO (multifunctional organisation)".

    A compiled knowledge base has no further names, and the same quiz has to come from it.
    """
    parts = {part.strip(" )") for name in concept.pref.values() for part in (name, *name.split("("))} - {""}
    names = "|".join(re.escape(part) for part in sorted(parts, key=lambda part: (-len(part), part)))
    return re.compile(rf"\b(?:{names})(?:s|en|n|'s)?\b", re.IGNORECASE)


def _named(concept: Concept, texts: Iterable[str]) -> bool:
    return any(_pattern(concept).search(text) for text in texts)


def stems(texts: Iterable[str]) -> frozenset[str]:
    """Return the beginnings by which the words of some texts are told apart; what stands in brackets is passed over."""
    words = [word for text in texts for word in re.findall(r"\w+", re.sub(r"\([^)]*\)", "", text.casefold()))]
    return frozenset(word[:STEM] for word in words if len(word) >= STEM)
