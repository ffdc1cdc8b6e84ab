"""Twins: the questions of each fact with one thing in them changed, so that no figure answers them any more.

A period that no row has, a partner, place or people that nobody counted, a measure that nobody took. Whatever is made
up is made by a seed: the same knowledge base, number and seed always give the same twins.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from random import Random

from bot.core.ranking.index import Ancestors
from bot.core.reading.read import Reader
from bot.core.records.model import Answer, Concept, Facet, Fact, KnowledgeBase
from bot.core.words.compiled import compile_tables
from bot.core.words.lexicon import Lexicon
from bot.core.words.text import inflection_key, tokenise
from bot.tools.generate import WordMaker

FAR_YEARS = (*range(1971, 1996), *range(2031, 2050))
ASKED_OF_ALL = frozenset({"maximum", "minimum", "ranking"})  # measures that every fact with several periods answers
TRIES = 12  # for each twin wanted, until the fact has no more to change


@dataclass(frozen=True, slots=True)
class Twin:
    """A question that no figure answers."""

    text: str
    language: str
    fact: str  # id of the fact that it was made from
    changed: str  # "period", "partner", "place", "population" or "measure"
    to: str  # what stands there now
    anybody: bool  # nothing in the knowledge base has it, so any figure is false; else only that of the fact


def gives_figure(answer: Answer, twin: Twin) -> bool:
    """Tell whether a twin is answered with a figure that is none of its own."""
    told = {use.fact for use in answer.facts if use.value is not None}
    return answer.kind == "answer" and (bool(told) if twin.anybody else twin.fact in told)


def make_twins(knowledge: KnowledgeBase, each: int, seed: int) -> Iterator[Twin]:
    """Yield so many twins of every fact, of each kind about as many; fewer where a fact has no more to change.

    Raises:
        ValueError: If the knowledge base is slim: the labels to change are not in it.
    """
    maker = _Maker(knowledge, seed)
    for fact in knowledge.facts.values():
        yield from maker.of_fact(fact, each)


class _Maker:
    def __init__(self, knowledge: KnowledgeBase, seed: int) -> None:
        self._knowledge = knowledge
        self._seed = seed
        self._concepts = knowledge.concepts
        self._lexicon = Lexicon(compile_tables(knowledge))
        self._reader = Reader(knowledge, self._lexicon)
        self._ancestors = Ancestors(knowledge)
        self._words = {
            code: WordMaker(code if code in WordMaker.LANGUAGES else "nl", language, Random(f"{seed} {code}"))
            for code, language in knowledge.languages.items()
        }

    def of_fact(self, fact: Fact, each: int) -> Iterator[Twin]:
        chance = Random(f"{self._seed} {fact.id}")
        kinds: tuple[Callable[[Fact, str, str, Random], Iterable[Twin]], ...] = (
            self._periods, self._partners, self._places, self._populations, self._measures,
        )  # fmt: skip
        made: dict[str, Twin] = {}
        questions = [(language, text) for language, several in fact.ask.items() for text in several]
        for turn in range(TRIES * each if questions else 0):
            language, question = chance.choice(questions)
            for twin in kinds[turn % len(kinds)](fact, language, question, chance):
                made.setdefault(twin.text, twin)
            if len(made) >= each:
                break
        yield from list(made.values())[:each]

    # --- what is changed

    def _periods(self, fact: Fact, language: str, question: str, chance: Random) -> Iterator[Twin]:
        if self._names_time(question, language):
            return
        year = chance.choice([*FAR_YEARS, *self._gaps(fact)])
        of_school = any(row.period_kind == "school-year" for row in fact.figures)
        period = f"{year}-{year + 1}" if of_school and chance.random() < 0.7 else str(year)
        if not self._has_period(period):
            yield self._added(fact, language, question, "period", period, chance)

    def _names_time(self, question: str, language: str) -> bool:
        query = self._reader.read(question, language)
        times = (
            query.periods,
            query.stretch,
            query.moment,
            query.years_back,
            query.years_ago,
            query.years_apart,
            query.relative,
        )
        return any(times) or query.asks_series() or query.hints_change()

    def _gaps(self, fact: Fact) -> list[int]:
        """Return the years between the first and the last row of a fact that none of its rows is of."""
        years = sorted({int(row.period[:4]) for row in fact.rows if row.period and row.period[:4].isdigit()})
        taken = {year + step for year in years for step in (-1, 0, 1)}
        return [year for year in range(years[0], years[-1]) if year not in taken] if years else []

    def _has_period(self, period: str) -> bool:
        return any(
            row.period and period[:4] in row.period for fact in self._knowledge.facts.values() for row in fact.rows
        )

    def _partners(self, fact: Fact, language: str, question: str, chance: Random) -> Iterator[Twin]:
        about = {id_ for group in fact.about for id_ in group}
        place = self._find(question, language, (one for one in about if self._concepts[one].facet == "partner"))
        if place is None:
            yield self._added(fact, language, question, "partner", self._nobody("partner", language, chance), chance)
            return
        name, anybody = self._nobody("partner", language, chance), True
        if chance.random() < 0.5:
            name, anybody = self._other("partner", fact, language, chance) or name, False
        yield self._replaced(fact, language, question, place, "partner", name, anybody)

    def _places(self, fact: Fact, language: str, question: str, chance: Random) -> Iterator[Twin]:
        yield self._added(fact, language, question, "place", self._nobody("place", language, chance), chance)

    def _populations(self, fact: Fact, language: str, question: str, chance: Random) -> Iterator[Twin]:
        place = self._find(question, language, fact.counted)
        name = self._other("population", fact, language, chance)
        if place is not None and name:
            yield self._replaced(fact, language, question, place, "population", name, anybody=False)

    def _measures(self, fact: Fact, language: str, question: str, chance: Random) -> Iterator[Twin]:
        names = [name for id_ in self._without_facts["measure"] for name in _names(self._concepts[id_], language)[:1]]
        name = chance.choice(names) if names else None
        label = fact.label.get(language)
        if name and label:
            text = self._phrase("measure", language).format(measure=name, label=label)
            yield Twin(text, language, fact.id, "measure", name, anybody=False)

    # --- how it is changed

    def _added(self, fact: Fact, language: str, question: str, changed: str, name: str, chance: Random) -> Twin:
        way = chance.choice((changed, f"{changed}_first")) if changed in ("period", "place") else changed
        text = self._phrase(way, language).format(question=question.rstrip(" ?"), name=name)
        return Twin(text, language, fact.id, changed, name, anybody=True)

    def _phrase(self, name: str, language: str) -> str:
        return self._knowledge.languages[language].phrases[f"twin_{name}"]

    def _replaced(
        self, fact: Fact, language: str, question: str, place: tuple[int, int], changed: str, name: str, anybody: bool
    ) -> Twin:
        text = question[: place[0]] + name + question[place[1] :]
        return Twin(text, language, fact.id, changed, name, anybody)

    def _find(self, question: str, language: str, ids: Iterable[str]) -> tuple[int, int] | None:
        """Return where in a question the first of these concepts is named, in characters."""
        tokens, wanted = tokenise(question), set(ids)
        mentions = (one for one in self._reader.read(question, language).mentions if one.id in wanted)
        return next(((tokens[one.start].start, tokens[one.end - 1].end) for one in mentions), None)

    # --- by what it is changed

    def _nobody(self, facet: Facet, language: str, chance: Random) -> str:
        """Return the name of something that no fact has to do with: from the vocabulary, or made up."""
        names = [name for id_ in self._without_facts[facet] for name in _names(self._concepts[id_], language)[:1]]
        if names and chance.random() < 0.5:
            return chance.choice(names)
        word = self._made_up(language)
        return word.capitalize() if chance.random() < 0.7 else word

    def _made_up(self, language: str) -> str:
        """Return a word of no meaning that is like none that is known."""
        while True:
            word = self._words[language].word()
            near = any(self._lexicon.repair(word, code) for code in self._knowledge.languages)
            if not near and not self._lexicon.split_compound(word) and not self._lexicon.senses(inflection_key(word)):
                return word

    def _other(self, facet: Facet, fact: Fact, language: str, chance: Random) -> str | None:
        """Return the name of a concept of a facet that a fact has nothing to do with."""
        own = self._accounted(fact)
        above = self._with_broader(own)
        others = (
            concept
            for concept in self._concepts.values()
            if concept.facet == facet and concept.id not in above and not self._ancestors.of(concept.id) & own
        )
        names = [name for concept in others for name in _names(concept, language)[:1]]
        return chance.choice(names) if names else None

    def _accounted(self, fact: Fact) -> frozenset[str]:
        """Return what a fact names, and its measures."""
        named = {id_ for group in fact.about for id_ in group} | {*fact.covers, *fact.counted, *fact.answers}
        return frozenset(named | {fact.measure or ""})

    def _with_broader(self, ids: Iterable[str]) -> frozenset[str]:
        return frozenset().union(*(self._ancestors.of(id_) for id_ in ids))

    @cached_property
    def _without_facts(self) -> Mapping[Facet, list[str]]:
        """The partners, places and measures that no fact has to do with, nor with anything broader or narrower."""
        named = frozenset().union(*map(self._accounted, self._knowledge.facts.values()))
        used = self._with_broader(named)
        free: dict[Facet, list[str]] = {"partner": [], "place": [], "measure": []}
        for concept in self._concepts.values():
            if concept.id in ASKED_OF_ALL or concept.id in used:
                continue
            if concept.facet in free and not self._ancestors.of(concept.id) & named:
                free[concept.facet].append(concept.id)
        return free


def _names(concept: Concept, language: str) -> list[str]:
    several = (*concept.alt.get(language, ()), *concept.hidden.get(language, ()))
    return [concept.pref[language].partition(" (")[0], *several] if language in concept.pref else list(several)
