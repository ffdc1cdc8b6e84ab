"""Similarity of words: the one place that knows rapidfuzz. Words only; never sentences, numbers or years."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from bot.core.words.text import inflection_key

LETTERS_OF_A_SLIP = 8
LETTERS_FOR_TWO_EDITS = 9  # fewest letters of a word in which two mistakes are still that word


def edits_allowed(word: str) -> int:
    """Return how many letters of a word may be wrong: none in short words, one, or two in long ones."""
    if len(word) < 5 or not word.isalpha():
        return 0
    return 2 if len(word) >= LETTERS_FOR_TWO_EDITS else 1


def nearest(word: str, known: Iterable[str], is_frequent: Callable[[str], bool] = lambda _: False) -> tuple[str, ...]:
    """Return the known words nearest to a misspelt one, all at the same distance; empty if none is near enough.

    Distance is optimal string alignment: one edit is a letter added, left out, changed, or two swapped. A changed
    letter makes another word of a short one ("kater", "water"): in five letters it does not count at all, in six only
    where the first and the last letter stay, or the first and the other word is one of the frequent ones.
    """
    allowed = edits_allowed(word)
    if not allowed:
        return ()
    from rapidfuzz.distance import OSA  # 8 ms that a question without mistakes need not wait for
    from rapidfuzz.process import extract

    found = [
        (distance, other)
        for other, distance, _ in extract(word, list(known), scorer=OSA.distance, score_cutoff=allowed, limit=None)
        if len(other) >= 4 and other.isalpha() and not _is_other_word(word, other, distance, is_frequent)
    ]
    least = min((distance for distance, _ in found), default=0)
    best = [other for distance, other in found if distance == least]
    return tuple(sorted(best, key=lambda other: (other[0] != word[0], _changes_letter(word, other), other)))


def is_same_word(word: str, other: str) -> bool:
    """Tell whether two folded words are the same but for their inflection or a slip."""
    return inflection_key(word) == inflection_key(other) or bool(nearest(word, (other,)) or nearest(other, (word,)))


def is_slip(word: str, other: str) -> bool:
    """Tell whether a word is so near a longer known one that it is misspelt rather than another: "bokhandel"."""
    from rapidfuzz.distance import OSA

    return len(word) >= LETTERS_OF_A_SLIP and word[0] == other[0] and OSA.distance(word, other, score_cutoff=1) == 1


def is_one_slip(word: str, other: str) -> bool:
    """Tell whether two folded words are one letter, or one swap of letters, apart."""
    from rapidfuzz.distance import OSA

    return OSA.distance(word, other, score_cutoff=1) == 1


@lru_cache(maxsize=4096)
def has_slip_of(word: str, known: frozenset[str]) -> bool:
    """Tell whether one of some folded words begins like another and is a letter more, a letter less or a swap away."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    near = extract(word, known, scorer=OSA.distance, score_cutoff=1, limit=None)
    return any(other[0] == word[0] and not _changes_letter(word, other) for other, _, _ in near)


def _changes_letter(word: str, other: str) -> bool:
    """Tell whether a letter was changed: people leave out, double or swap letters more often."""
    return len(word) == len(other) and sorted(word) != sorted(other)


def _is_other_word(word: str, other: str, distance: int, is_frequent: Callable[[str], bool]) -> bool:
    if (distance > 1 or len(word) <= 6) and word[0] != other[0]:
        return True
    if distance > 1:
        return False
    if len(word) != len(other) or len(word) > 6 or sorted(word) == sorted(other):
        return False
    return len(word) < 6 or word[0] != other[0] or (word[-1] != other[-1] and not is_frequent(other))
