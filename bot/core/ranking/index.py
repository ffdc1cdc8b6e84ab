"""The index: what each fact accounts for, and from a concept or word to the facts that have it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt
from typing import TYPE_CHECKING

from bot.core.records.model import Fact, KnowledgeBase
from bot.core.records.query import Query
from bot.core.records.series import is_series
from bot.core.records.ways import Way
from bot.core.values.numbers import Claim
from bot.core.values.periods import names_of
from bot.core.words.compiled import Tables, letter_grams

if TYPE_CHECKING:
    from decimal import Decimal

CANDIDATES = 32  # most facts that are scored for one question
GRAMS_KEPT = 20_000  # stretches of letters whose postings are kept as numbers
COMPARED_KEPT = 16  # texts compared last: a question with two sides is ranked for each of them, with the same text
TEXTS_KEPT = 4096  # facts whose words are kept as a set
POSTINGS_READ = 2000  # most postings read for one question; rare terms come first

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a fact accounts for, worked out once."""

    fact: Fact
    about: frozenset[str]  # concepts that the fact is about
    exact: frozenset[str]  # concepts and sources that the fact names
    broad: frozenset[str]  # what is broader than these
    measures: frozenset[str]  # the measures that it answers, and what is broader than these
    first_measures: frozenset[str]  # its own measure, and what is broader
    own_measure: str | None  # its measure, where that is a kind of its own and not a mere "which" or "why"
    periods: frozenset[str]
    tells_change: bool  # it has two periods to compare, or is itself about a change
    is_series: bool  # it has enough periods for a line
    wants_asking: bool  # it answers only who asks for its measure: "further reading", a chart
    is_bare: bool  # it is about no more than what it counts: whatever else a question names narrows it
    twin: str | None  # the fact that is the same measurement in another unit
    texts: str  # inflection keys of all words that it has, in its texts and in the labels of its subject
    vector: Vector  # tf-idf of the inflection keys of its example questions and statement, of length 1

    @property
    def known(self) -> frozenset[str]:
        """Return the words of `texts`: a hundred or two, which only some questions ask for."""
        return _words_in(self.texts)

    def accounts_for(self, id_: str) -> bool:
        """Tell whether the fact names a concept or source, or something narrower."""
        return id_ in self.exact or id_ in self.broad


@lru_cache(maxsize=TEXTS_KEPT)
def _words_in(texts: str) -> frozenset[str]:
    return frozenset(texts.split())


class Index:
    """Finds candidates. Built once for a knowledge base; never changes."""

    def __init__(self, knowledge: KnowledgeBase, tables: Tables) -> None:
        self.ancestors = Ancestors(knowledge)
        self._concepts = knowledge.concepts
        counts = tables.counts
        self._grams = tables.grams
        self._has_grams = next(iter(tables.grams), None) is not None  # to count them, all would have to be read
        self._compared = lru_cache(maxsize=COMPARED_KEPT)(self._compare)
        self._read_postings = lru_cache(maxsize=GRAMS_KEPT)(self._postings_of)
        self._numbered = tuple(knowledge.facts)
        self._twins = knowledge.twins()
        total = len(knowledge.facts)
        self._idf = {key: log(1 + total / documents) for key, documents in tables.frequency.items()}
        self._rarest = log(1 + total)
        self.profiles = {
            fact.id: self._profile(fact, counts[fact.id], tables.known.get(fact.id, ""))
            for fact in knowledge.facts.values()
        }
        self._by_concept: dict[str, list[str]] = {}
        self._by_word: dict[str, list[str]] = {}
        self._by_value: dict[tuple[bool, Decimal], list[str]] = {}  # (is a percentage, value) → facts
        domain = {concept.id for concept in knowledge.concepts.values() if concept.facet == "domain"}
        for profile in self.profiles.values():
            for concept in (profile.exact | profile.broad) - domain:
                self._by_concept.setdefault(concept, []).append(profile.fact.id)
            for row in profile.fact.rows:
                if row.value is not None:
                    is_share = profile.fact.unit == "percent"
                    self._by_value.setdefault((is_share, row.value), []).append(profile.fact.id)
            for key in profile.vector:
                self._by_word.setdefault(key, []).append(profile.fact.id)

    def _profile(self, fact: Fact, counts: Mapping[str, int], texts: str) -> Profile:
        sources = {id_ for row in fact.rows for id_ in (*row.sources, row.via or "")}
        own = frozenset() if fact.measure is None else self.ancestors.of(fact.measure)
        measures = own.union(*(self.ancestors.of(measure) for measure in fact.answers))
        return Profile(
            fact=fact,
            about=frozenset().union(*fact.about),
            exact=frozenset(fact.concepts | sources | measures),
            broad=frozenset().union(*(self.ancestors.of(concept) for concept in fact.concepts)),
            measures=measures,
            own_measure=fact.measure if len(own) > 1 else None,
            first_measures=own,
            tells_change=sum(row.value is not None for row in fact.figures) > 1
            or bool(measures & {Way.TREND, Way.DIFFERENCE}),
            is_series=is_series(fact),
            wants_asking=fact.kind != "figure" and self._is_strict(fact.measure),
            periods=frozenset(name for row in fact.figures if row.period for name in names_of(row.period)),
            is_bare=fact.kind == "figure" and fact.unit == "count" and fact.concepts <= set(fact.counted),
            twin=self._twins.get(fact.id),
            texts=texts,
            vector=self._unit({key: (1 + log(count)) * self._idf[key] for key, count in counts.items()}),
        )

    def accounts(self, concept: str) -> bool:
        """Tell whether any fact has to do with a concept; one of the domain always has."""
        known = self._concepts.get(concept)
        return concept in self._by_concept or (known is not None and known.facet in ("domain", "aspect"))

    def _is_strict(self, measure: str | None) -> bool:
        concept = self._concepts.get(measure or "")
        return concept is not None and concept.facet == "measure"

    def likeness(self, text: str) -> Mapping[str, float]:
        """Return by fact id how like its example questions a text is, letter by letter: a cosine from 0 to 1."""
        return self._compared(text)

    def _compare(self, text: str) -> Mapping[str, float]:
        if not self._has_grams:
            return {}  # a large knowledge base has none
        scores = [0.0] * len(self._numbered)
        length = 0.0
        for gram in dict.fromkeys(letter_grams(text)):
            idf, weights = self._read_postings(gram)
            length += idf * idf
            for number, weight in weights:
                scores[number] += weight
        scale = 1000 * (sqrt(length) or 1.0)
        return {id_: score / scale for id_, score in zip(self._numbered, scores, strict=True) if score}

    def _postings_of(self, gram: str) -> tuple[float, tuple[tuple[int, float], ...]]:
        """Return how telling a stretch of letters is, and the numbers of the facts that have it with its weight."""
        postings = [posting.partition(":") for posting in self._grams.get(gram, "").split()]
        idf = log(1 + len(self._numbered) / (len(postings) or 1))
        return idf, tuple((int(number), idf * int(weight)) for number, _, weight in postings)

    def with_figure(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """Return the facts that have a row with one of these figures, in the order of the knowledge base."""
        wanted = {(claim.unit == "percent", claim.value) for claim in claims}
        return tuple(dict.fromkeys(id_ for key in sorted(wanted) for id_ in self._by_value.get(key, ())))

    def having(self, concepts: Iterable[str]) -> tuple[Profile, ...]:
        """Return the facts that name one of these concepts, or something narrower, each once."""
        found = dict.fromkeys(id_ for concept in sorted(concepts) for id_ in self._by_concept.get(concept, ()))
        return tuple(self.profiles[id_] for id_ in found)

    def has_word(self, key: str) -> bool:
        """Tell whether any fact has a word with this inflection key."""
        return key in self._idf

    def vector(self, keys: Iterable[str]) -> Vector:
        """Return the tf-idf vector of a question; a word that no fact has weighs as much as the rarest."""
        return self._unit({key: self._idf.get(key, self._rarest) for key in keys})

    @staticmethod
    def _unit(weights: Mapping[str, float]) -> Vector:
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {key: weight / length for key, weight in weights.items()}

    def candidates(self, query: Query, likeness: Mapping[str, float]) -> tuple[Profile, ...]:
        """Return the facts that share most with the question, at most CANDIDATES, best first, ties by id."""
        scores: dict[str, float] = {}
        postings: list[tuple[Sequence[str], float]]
        postings = [(self._by_concept.get(mention.id, ()), 2.0) for mention in query.mentions]
        postings += [(self._by_value.get((claim.unit == "percent", claim.value), ()), 2.0) for claim in query.claims]
        postings += [(self._by_word.get(key, ()), 1.0) for key in dict.fromkeys(query.keys)]
        read = 0
        for facts, weight in sorted((pair for pair in postings if pair[0]), key=lambda pair: len(pair[0])):
            if read and read + len(facts) > POSTINGS_READ:
                break
            read += len(facts)
            gain = weight * log(1 + len(self._numbered) / len(facts))
            for id_ in facts[:POSTINGS_READ]:
                scores[id_] = scores.get(id_, 0.0) + gain
        for id_, like in likeness.items():
            scores[id_] = scores.get(id_, 0.0) + like
        *_, lowest = (0.0, *sorted(scores.values(), reverse=True)[:CANDIDATES])
        high = [(-score, id_) for id_, score in scores.items() if score >= lowest]
        return tuple(self.profiles[id_] for _, id_ in sorted(high)[:CANDIDATES])


class Ancestors:
    """A concept with all that is broader than it."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._concepts = knowledge.concepts
        self._known: dict[str, frozenset[str]] = {}

    def of(self, id_: str) -> frozenset[str]:
        """Return the concept itself and everything above it; a circle is walked once."""
        if id_ not in self._known:
            found, todo = {id_}, [id_]
            while todo:
                concept = self._concepts.get(todo.pop())
                for broader in concept.broader if concept else ():
                    if broader not in found:
                        found.add(broader)
                        todo.append(broader)
            self._known[id_] = frozenset(found)
        return self._known[id_]
