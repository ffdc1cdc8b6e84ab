"""What example questions teach about each fact, as plain texts, for a knowledge base that has no concepts.

All example questions of a fact are pooled into one vector, and the vectors are then pushed apart where a question of
one fact would go to another: a linear classifier with passive-aggressive updates (Crammer, Dekel, Keshet,
Shalev-Shwartz and Singer, JMLR 7, 2006), started from tf-idf centroids. Always in the same order, so that two runs
give the same weights.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from bot.core.records.model import Fact
from bot.core.words.text import inflection_key, tokenise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = list[tuple[NDArray[np.intp], NDArray[np.float32]]]  # of each question its features and their weights

EPOCHS = 6
STEP = 0.1  # most that one question may move a vector
GRAMS = (3, 4, 5)  # letters
GRAM_WEIGHT = 0.5  # a stretch of letters counts half as much as a word: there are many more of them
BIGRAM_WEIGHT = 0.7
GRAM_MARK = "#"  # begins a stretch of letters; no word has it
SCALE = 10_000  # weights are kept as whole numbers: a ten-thousandth of a score of 1 decides nothing


def learn(facts: Sequence[Fact]) -> dict[str, str]:
    """Return feature → "idf number:weight number:weight ...", numbers of facts in their order and weights × SCALE.

    Words of the example questions are features by their inflection keys; pairs of words and stretches of letters too.
    """
    questions = [
        (number, asked) for number, fact in enumerate(facts) for several in fact.ask.values() for asked in several
    ]
    if not questions:
        return {}
    import numpy as np  # 80 ms, which only a knowledge base of examples waits for, once

    features = [features_of(asked) for _, asked in questions]
    frequency = Counter(feature for one in features for feature in one)
    idf = {feature: log((1 + len(features)) / count) for feature, count in frequency.items()}
    places = {feature: place for place, feature in enumerate(idf)}
    owners = [number for number, _ in questions]
    vectors: Vectors = []
    for one in features:
        weights = np.array([count * idf[feature] for feature, count in one.items()], dtype=np.float32)
        length = np.sqrt(weights @ weights) or np.float32(1)
        vectors.append((np.array([places[feature] for feature in one], dtype=np.intp), weights / length))
    learnt = _pushed_apart(_centroids(owners, vectors, len(places), len(facts)), owners, vectors)
    rows = np.rint(learnt * SCALE).astype(np.int64)
    return {feature: _line(idf[feature], rows[place]) for feature, place in places.items()}


def _centroids(owners: Sequence[int], vectors: "Vectors", features: int, facts: int) -> "NDArray[np.float32]":
    """Return features × facts: the mean vector of the questions of each fact."""
    import numpy as np

    matrix = np.zeros((features, facts), dtype=np.float32)
    sizes = Counter(owners)
    for owner, (places, weights) in zip(owners, vectors, strict=True):
        matrix[places, owner] += weights / np.float32(sizes[owner])
    return matrix


def _pushed_apart(matrix: "NDArray[np.float32]", owners: Sequence[int], vectors: "Vectors") -> "NDArray[np.float32]":
    """Return the matrix after every question has moved its own fact nearer, and its nearest rival away."""
    import numpy as np

    if matrix.shape[1] < 2:
        return matrix
    for _ in range(EPOCHS):
        for owner, (places, weights) in zip(owners, vectors, strict=True):
            scores = weights @ matrix[places]
            own = scores[owner]
            scores[owner] = -np.inf
            rival = int(scores.argmax())
            loss = 1.0 - float(own) + float(scores[rival])
            if loss > 0:
                step = np.float32(min(STEP, loss / 2))  # the vector has length 1
                matrix[places, owner] += step * weights
                matrix[places, rival] -= step * weights
    return matrix


def _line(idf: float, row: "NDArray[np.int64]") -> str:
    return " ".join([f"{idf:.5f}", *(f"{number}:{row[number]}" for number in row.nonzero()[0])])


def features_of(text: str) -> Mapping[str, float]:
    """Return words, pairs of words and stretches of letters, each with the weight of its kind."""
    words = [token.word for token in tokenise(text)]
    keys = [inflection_key(word) for word in words]
    features: dict[str, float] = dict.fromkeys(keys, 1.0)
    for pair in pairwise(keys):
        features[" ".join(pair)] = BIGRAM_WEIGHT
    for gram in _grams(" ".join(words)):
        features[gram] = GRAM_WEIGHT
    return features


def words_among(features: Iterable[str]) -> frozenset[str]:
    """Return the inflection keys of words among features."""
    return frozenset(one for one in features if " " not in one and not one.startswith(GRAM_MARK))


def _grams(text: str) -> Iterator[str]:
    padded = f" {text} "
    for size in GRAMS:
        for at in range(len(padded) - size + 1):
            yield f"{GRAM_MARK}{padded[at : at + size]}"
