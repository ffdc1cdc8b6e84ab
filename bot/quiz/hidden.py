"""What can be left out of a statement without a figure: the term that it defines, or somebody whom it names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.core.ranking.index import Ancestors
from bot.core.records.model import Concept, Fact, KnowledgeBase, Texts
from bot.core.words.text import capital
from bot.quiz.wording import GAP, Wording, Write

PATTERNS = 1024  # concepts whose names are kept ready to be found
MOST_GAPS = 2  # in a text: with more of them left out it says nothing
LEAST_WORDS = 8  # that are left of it
STEM = 5  # letters by which a word shows itself in another form: "culture" in "cultural"
NAMED = frozenset({"partner", "place"})  # facets of who or what is named in a statement


@dataclass(frozen=True, slots=True)
class Hidden:
    """A concept, the statement with a gap in its place, and what else could stand there but does not."""

    concept: Concept
    text: Texts
    others: tuple[Concept, ...]


def find_hidden(knowledge: KnowledgeBase, wording: Wording) -> dict[str, tuple[Hidden, ...]]:
    """Return by fact what can be left out of its statement, in every language alike."""
    finder = _Finder(knowledge, wording)
    found = {fact.id: tuple(finder.find(fact)) for fact in knowledge.facts.values()}
    return {id_: several for id_, several in found.items() if several}


def name_of(concept: Concept) -> Write:
    """Return what writes a concept as an option."""
    return lambda composer: capital(composer.text(concept.pref))


class _Finder:
    def __init__(self, knowledge: KnowledgeBase, wording: Wording) -> None:
        self._concepts = knowledge.concepts
        self._wording = wording
        self._ancestors = Ancestors(knowledge)
        defined = (fact for fact in knowledge.facts.values() if fact.kind == "definition" and fact.about)
        self._terms = [self._concepts[id_] for id_ in dict.fromkeys(fact.about[0][0] for fact in defined)]
        asked = dict.fromkeys(id_ for fact in knowledge.facts.values() for group in fact.about for id_ in group)
        self._partners = [self._concepts[id_] for id_ in asked if self._concepts[id_].facet in NAMED]
        self._neutral = [name for one in self._concepts.values() if one.facet == "domain" for name in one.pref.values()]

    def find(self, fact: Fact) -> Iterable[Hidden]:
        told = self._wording.texts(lambda composer: composer.statement(fact, fact.figures[0]))
        named = [self._concepts[id_] for group in fact.about for id_ in group]
        if fact.kind == "definition":
            candidates = named[:1]
        elif fact.kind == "example":  # of a list or a claim, others than those named may be true as well
            candidates = [one for one in named if one.facet in NAMED]
        else:
            candidates = []
        for concept in dict.fromkeys(one.id for one in candidates):
            hidden = self._hide(self._concepts[concept], told, self._terms if fact.kind == "definition" else None)
            if hidden is not None:
                yield hidden

    def _hide(self, concept: Concept, told: Texts, terms: Sequence[Concept] | None) -> Hidden | None:
        text = {code: _with_gap(said, concept) for code, said in told.items()}
        most = MOST_GAPS if terms else 1
        if any(not said or said.count(GAP) > most or self._shows(said, concept) for said in text.values()):
            return None
        possible = terms or self._partners
        there = [one.id for one in possible if any(_pattern(one).search(said) for said in told.values())]
        kin = set().union(*(self._ancestors.of(id_) for id_ in there)) | {concept.id}
        others = [
            one
            for one in possible
            if one.facet == concept.facet or terms
            if one.id not in kin and not kin & (self._ancestors.of(one.id) - _tops(self._ancestors, concept))
        ]
        return Hidden(concept, text, tuple(others))

    def _shows(self, text: str, concept: Concept) -> bool:
        """Tell whether a text has a word of the name of a concept in it, in whatever form; the domain is everywhere."""
        own = frozenset().union(*(stems(name) for name in concept.pref.values()))
        return bool((own - frozenset().union(*map(stems, self._neutral))) & stems(text))


def _tops(ancestors: Ancestors, concept: Concept) -> frozenset[str]:
    """Return what is broader than a concept: what else is narrower than that can stand in its place."""
    return ancestors.of(concept.id) - {concept.id}


@lru_cache(maxsize=PATTERNS)
def _pattern_of(labels: frozenset[str]) -> re.Pattern[str]:
    names = "|".join(re.escape(label) for label in sorted(labels, key=lambda label: (-len(label), label)))
    return re.compile(rf'"?\b(?:{names})(?:s|en|n|\'s)?\b"?', re.IGNORECASE)


def _pattern(concept: Concept) -> re.Pattern[str]:
    """Return what finds the names of a concept, with the ending of a plural."""
    alternatives = (label for several in concept.alt.values() for label in several)
    return _pattern_of(frozenset({*concept.pref.values(), *alternatives}))


def _with_gap(text: str, concept: Concept) -> str:
    """Return a statement with gaps for the names of a concept; empty where it names it not, or little is left."""
    shown = _pattern(concept).sub(GAP, text)
    shown = re.sub(rf"{GAP}(?: \([^)]*\))", GAP, shown)
    left = shown.replace(GAP, "").split()
    return shown if GAP in shown and len(left) >= LEAST_WORDS else ""


def stems(text: str) -> frozenset[str]:
    """Return the beginnings by which the words of a text are told apart; what stands in brackets is passed over."""
    words = re.findall(r"\w+", re.sub(r"\([^)]*\)", "", text.casefold()))
    return frozenset(word[:STEM] for word in words if len(word) >= STEM)
