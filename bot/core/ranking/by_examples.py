"""Ranking by example questions alone, for a knowledge base that has no concepts.

All example questions of a fact are pooled into one vector, and the vectors are then pushed apart where a question of
one fact would go to another: a linear classifier with passive-aggressive updates (Crammer, Dekel, Keshet,
Shalev-Shwartz and Singer, JMLR 7, 2006), started from tf-idf centroids. Always in the same order, so that two runs
give the same weights.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from math import log, sqrt

from bot.core.records.model import Fact
from bot.core.words.text import inflection_key, tokenise

EPOCHS = 6
STEP = 0.1  # most that one question may move a vector
GRAMS = (3, 4, 5)  # letters
GRAM_WEIGHT = 0.5  # a stretch of letters counts half as much as a word: there are many more of them
BIGRAM_WEIGHT = 0.7


class ExampleRanker:
    """Ranks facts by how much a question is like their example questions."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        questions = [(fact.id, question) for fact in facts for several in fact.ask.values() for question in several]
        features = [_features(question) for _, question in questions]
        frequency = Counter(feature for one in features for feature in one)
        self._idf = {feature: log((1 + len(features)) / count) for feature, count in frequency.items()}
        vectors = [self._vector(one) for one in features]
        self._weights: dict[str, dict[str, float]] = {}
        self._start_from_centroids([fact_id for fact_id, _ in questions], vectors)
        for _ in range(EPOCHS):
            for (fact_id, _), vector in zip(questions, vectors, strict=True):
                self._learn(fact_id, vector)

    def rank(self, text: str) -> tuple[tuple[str, float], ...]:
        """Return fact ids with their score, best first; a score is 1 where a question is just like the examples."""
        scores = self._scores(self._vector(_features(text)))
        return tuple(sorted(scores.items(), key=lambda item: (-item[1], item[0])))

    def _vector(self, features: Mapping[str, float]) -> dict[str, float]:
        known = {feature: count * self._idf[feature] for feature, count in features.items() if feature in self._idf}
        length = sqrt(sum(weight * weight for weight in known.values())) or 1.0
        return {feature: weight / length for feature, weight in known.items()}

    def _start_from_centroids(self, ids: list[str], vectors: list[dict[str, float]]) -> None:
        sizes = Counter(ids)
        for fact_id, vector in zip(ids, vectors, strict=True):
            for feature, weight in vector.items():
                by_fact = self._weights.setdefault(feature, {})
                by_fact[fact_id] = by_fact.get(fact_id, 0.0) + weight / sizes[fact_id]

    def _scores(self, vector: Mapping[str, float]) -> dict[str, float]:
        scores: dict[str, float] = {}
        for feature, weight in vector.items():
            for fact_id, value in self._weights.get(feature, {}).items():
                scores[fact_id] = scores.get(fact_id, 0.0) + weight * value
        return scores

    def _learn(self, fact_id: str, vector: Mapping[str, float]) -> None:
        scores = self._scores(vector)
        own = scores.pop(fact_id, 0.0)
        if not scores:
            return
        rival = max(scores, key=lambda other: (scores[other], other))
        loss = 1.0 - own + scores[rival]
        if loss <= 0:
            return
        step = min(STEP, loss / 2)  # the vector has length 1
        for feature, weight in vector.items():
            by_fact = self._weights[feature]
            by_fact[fact_id] = by_fact.get(fact_id, 0.0) + step * weight
            by_fact[rival] = by_fact.get(rival, 0.0) - step * weight


def _features(text: str) -> dict[str, float]:
    """Return words, pairs of words and stretches of letters, each with the weight of its kind."""
    words = [token.word for token in tokenise(text)]
    keys = [inflection_key(word) for word in words]
    features: dict[str, float] = dict.fromkeys(keys, 1.0)
    for pair in pairwise(keys):
        features[" ".join(pair)] = BIGRAM_WEIGHT
    for gram in _grams(" ".join(words)):
        features[gram] = GRAM_WEIGHT
    return features


def _grams(text: str) -> Iterator[str]:
    padded = f" {text} "
    for size in GRAMS:
        for at in range(len(padded) - size + 1):
            yield f"#{padded[at : at + size]}"
