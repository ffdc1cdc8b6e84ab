"""Seeded knowledge bases of any size, in made-up Dutch and English words, to measure speed and memory with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from bot.core.records.model import Concept, Facet, Fact, Figure, KnowledgeBase, Language, Position, Source
from bot.core.words.text import inflection_key

FACTS_PER_CONCEPT = 5
MOST_MEASURES = 40  # a real knowledge base measures few things of many subjects
SHARES: Mapping[Facet, float] = {"partner": 0.45, "topic": 0.4, "place": 0.15}
FEWEST: Mapping[Facet, int] = {"partner": 6, "topic": 5, "place": 3}  # enough for all facts of a small one to differ
TWO_WORDS = 0.2  # share of the labels
WITH_PERIOD = 0.6  # share of the facts
YEARS = range(2005, 2025)
LETTERS = range(6, 13)

# Beginnings, middles and ends of syllables (one end is empty): enough for millions of likely words.
_SYLLABLES = {
    "nl": (
        "b bl br d dr f g gr h j k kl kr kw l m n p pl pr r s sch sl sn sp st t tr v w z zw",
        "a aa e ee i ie o oo oe u ui ij ou eu",
        " l m n p r s t k nd rt ng ks",
    ),
    "en": (
        "b bl br c ch cl cr d f fl g gl h l m n p pl pr qu r s sh sl sp st str t th tr v w",
        "a e i o u ai ea ee oa oo ou",
        " b ck d ff g l ll m n nd p r rd sh st t",
    ),
}
_QUESTIONS = {
    "nl": (
        "Wat is het {measure} van bibliotheken met {partner} {link} {third}?",
        "Welk {measure} hebben bibliotheken samen met {partner} {link} {third}?",
    ),
    "en": (
        "What is the {measure} of libraries with {partner} {link} {third}?",
        "Which {measure} do libraries have together with {partner} {link} {third}?",
    ),
}
_STATEMENTS = {
    "nl": "Het {measure} van bibliotheken met {partner} {link} {third} is {value}.",
    "en": "The {measure} of libraries with {partner} {link} {third} is {value}.",
}
_LINKS: Mapping[Facet, Mapping[str, str]] = {"topic": {"nl": "voor", "en": "for"}, "place": {"nl": "in", "en": "in"}}
_LIBRARY = {"nl": ("bibliotheek", "bieb"), "en": ("library", "public library")}


@dataclass(frozen=True, slots=True)
class _Subject:
    """What one fact is about: a measure of libraries with a partner, for a topic or in a place."""

    measure: Concept
    partner: Concept
    third: Concept


def generate_knowledge(size: int, seed: int, languages: Mapping[str, Language]) -> KnowledgeBase:
    """Return a knowledge base of so many facts, each with two example questions in every language spoken here.

    Args:
        size: The number of facts, at least 1.
        seed: The same size and seed always give the same knowledge base.
        languages: The program's own words; those of them that this module has syllables for are used.
    """
    chance = Random(f"{seed} {size}")
    spoken = {code: language for code, language in languages.items() if code in _SYLLABLES}
    words = {code: WordMaker(code, language, chance) for code, language in spoken.items()}
    concepts = _make_concepts(max(1, size // FACTS_PER_CONCEPT), words)
    subjects = _choose_subjects(size, concepts, chance)
    facts = [_make_fact(number, subject, tuple(spoken), chance) for number, subject in enumerate(subjects)]
    library = replace(_concept("library", "domain", {code: list(_LIBRARY[code]) for code in spoken}), role="actor")
    return KnowledgeBase(
        sources={source.id: source for source in _make_sources()},
        concepts={concept.id: concept for concept in (library, *concepts)},
        facts={fact.id: fact for fact in facts},
        languages=spoken,
    )


class WordMaker:
    """Makes words of one language: each once, none that the program knows already."""

    LANGUAGES = tuple(_SYLLABLES)

    def __init__(self, code: str, language: Language, chance: Random) -> None:
        self._parts = [part.split(" ") for part in _SYLLABLES[code]]
        self._chance = chance
        known = [word for phrases in language.words.values() for phrase in phrases for word in phrase.split()]
        self._taken = {inflection_key(word) for word in (*known, *language.numbers, *language.fractions)}

    def label(self) -> str:
        """Return a new label of one word or two."""
        return f"{self.word()} {self.word()}" if self._chance.random() < TWO_WORDS else self.word()

    def word(self) -> str:
        """Return a new word."""
        while True:
            syllables = range(self._chance.choice((2, 3)))
            word = "".join(self._chance.choice(part) for _ in syllables for part in self._parts)
            key = inflection_key(word)
            if len(word) in LETTERS and key not in self._taken:
                self._taken.add(key)
                return word


def _make_concepts(number: int, words: Mapping[str, WordMaker]) -> tuple[Concept, ...]:
    measures = max(2, min(number // 10, MOST_MEASURES))
    numbers: dict[Facet, int] = {"measure": measures}
    numbers |= {facet: max(FEWEST[facet], round((number - measures) * share)) for facet, share in SHARES.items()}
    return tuple(
        _concept(f"{facet}-{at}", facet, {code: [maker.label() for _ in range(3)] for code, maker in words.items()})
        for facet, several in numbers.items()
        for at in range(several)
    )


def _concept(id_: str, facet: Facet, labels: Mapping[str, Sequence[str]]) -> Concept:
    return Concept(
        id=id_,
        facet=facet,
        pref={code: several[0] for code, several in labels.items()},
        alt={code: tuple(several[1:]) for code, several in labels.items()},
        position=_HERE,
    )


def _choose_subjects(size: int, concepts: Sequence[Concept], chance: Random) -> list[_Subject]:
    """Return so many different subjects."""
    measures = [concept for concept in concepts if concept.facet == "measure"]
    partners = [concept for concept in concepts if concept.facet == "partner"]
    thirds = [concept for concept in concepts if concept.facet in _LINKS]
    numbers = chance.sample(range(len(measures) * len(partners) * len(thirds)), size)
    subjects = []
    for number in numbers:
        rest, measure = divmod(number, len(measures))
        third, partner = divmod(rest, len(partners))
        subjects.append(_Subject(measures[measure], partners[partner], thirds[third]))
    return subjects


def _make_fact(number: int, subject: _Subject, codes: tuple[str, ...], chance: Random) -> Fact:
    value = Decimal(chance.randrange(1, 100))
    period = str(chance.choice(YEARS)) if chance.random() < WITH_PERIOD else None
    return Fact(
        id=f"fact-{number}",
        kind="figure",
        measure=subject.measure.id,
        about=((subject.partner.id,), (subject.third.id,)),
        counted=("library",),
        population={code: _LIBRARY[code][0] for code in codes},
        unit="percent",
        figures=(
            Figure(
                value=value, as_printed=f"{value}%", period=period, sources=("report",), via="article", position=_HERE
            ),
        ),
        say={code: _fill(_STATEMENTS[code], subject, code, chance) for code in codes},
        ask={code: tuple(_fill(question, subject, code, chance) for question in _QUESTIONS[code]) for code in codes},
        related=(f"fact-{number - 1}",) if number else (),
        position=_HERE,
    )


def _fill(template: str, subject: _Subject, code: str, chance: Random) -> str:
    """Return a sentence about the subject, with any of the labels; the field for the value stays open."""

    def label(concept: Concept) -> str:
        return chance.choice((concept.pref[code], *concept.alt[code]))

    return template.format(
        measure=label(subject.measure),
        partner=label(subject.partner),
        link=_LINKS[subject.third.facet][code],
        third=label(subject.third),
        value="{value}",
    )


_HERE = Position("generated", 1)


def _make_sources() -> tuple[Source, ...]:
    return (
        Source(id="report", cited_as="Made-up report", position=_HERE),
        Source(id="article", cited_as="Made-up article", role="carrier", position=_HERE),
    )
