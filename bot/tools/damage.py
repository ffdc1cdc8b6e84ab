"""Seeded damage to questions: what hurried fingers make of them. The same `chance` in the same state does the same."""

import re
from random import Random

LONG = 6  # letters from which a word gets a typo
FEWEST_WORDS = 5  # of a question that can still be understood when one is dropped
LETTERS_FOR_TYPO = 5
_WORD = re.compile(r"[^\W\d_]+")
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    key: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _KEYBOARD for at, key in enumerate(row)
}  # the keys left and right of each


def misspell(word: str, chance: Random) -> str:
    """Return the word with one typo: two letters swapped, one left out, doubled, or hit beside its key.

    The first letter stays, as it mostly does with people. A word of one letter is returned as it is.
    """
    if len(word) < 2:
        return word
    at = chance.randrange(1, len(word))
    kinds = chance.sample(_TYPOS, len(_TYPOS))
    return next((changed for kind in kinds if (changed := kind(word, at, chance)) != word), word)


def _swap(word: str, at: int, _: Random) -> str:
    return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


def _leave_out(word: str, at: int, _: Random) -> str:
    return word[:at] + word[at + 1 :]


def _double(word: str, at: int, _: Random) -> str:
    return word[:at] + word[at] + word[at:]


def _hit_beside(word: str, at: int, chance: Random) -> str:
    beside = _BESIDE.get(word[at].lower(), "")
    return word[:at] + chance.choice(beside) + word[at + 1 :] if beside else word


_TYPOS = (_swap, _leave_out, _double, _hit_beside)


def misspell_long_words(text: str, chance: Random) -> str:
    """Return the text with one typo in every word of at least LONG letters; numbers stay as they are."""
    return _WORD.sub(lambda word: misspell(word[0], chance) if len(word[0]) >= LONG else word[0], text)


def hurry(text: str, chance: Random) -> str:
    """Return a question as it is typed in a hurry: lower case, a word dropped where it has enough, two typos."""
    words = text.lower().split()
    if len(words) > FEWEST_WORDS:
        del words[chance.randrange(len(words))]
    long = [at for at, word in enumerate(words) if sum(map(str.isalpha, word)) >= LETTERS_FOR_TYPO]
    for at in chance.sample(long, min(2, len(long))):
        words[at] = _WORD.sub(lambda word: misspell(word[0], chance), words[at], count=1)
    return " ".join(words)
