"""Ranking by example questions alone, for a knowledge base that has no concepts."""

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from math import sqrt

from bot.core.words.learning import SCALE, features_of, words_among
from bot.core.words.spelling import has_slip_of
from bot.core.words.text import inflection_key

POSTINGS_KEPT = 20_000  # features whose weights are kept as numbers


class ExampleRanker:
    """Ranks facts by how much a question is like their example questions."""

    def __init__(self, learnt: Mapping[str, str], ids: Sequence[str]) -> None:
        """Make a ranker of what `learn` taught about facts, in the order of their ids."""
        self._learnt = learnt
        self._ids = tuple(ids)
        self._postings = lru_cache(maxsize=POSTINGS_KEPT)(self._read)

    def rank(self, text: str) -> tuple[tuple[str, float], ...]:
        """Return fact ids with their score, best first; a score is 1 where a question is just like the examples."""
        known = {one: count for one, count in features_of(text).items() if one in self._learnt}
        scores: dict[int, float] = {}
        length = 0.0
        for feature, count in known.items():
            idf, weights = self._postings(feature)
            length += (count * idf) ** 2
            for number, weight in weights:
                scores[number] = scores.get(number, 0.0) + count * idf * weight
        scale = SCALE * (sqrt(length) or 1.0)
        ranked = ((self._ids[number], score / scale) for number, score in scores.items())
        return tuple(sorted(ranked, key=lambda item: (-item[1], item[0])))

    def knows(self, word: str) -> bool:
        """Tell whether an example question has a folded word, in another form or misspelt."""
        key = inflection_key(word)
        return key in self._words or has_slip_of(key, self._words)

    @cached_property
    def _words(self) -> frozenset[str]:
        return words_among(self._learnt)

    def _read(self, feature: str) -> tuple[float, tuple[tuple[int, int], ...]]:
        idf, *postings = self._learnt[feature].split(" ")
        pairs = (posting.partition(":") for posting in postings)
        return float(idf), tuple((int(number), int(weight)) for number, _, weight in pairs)
