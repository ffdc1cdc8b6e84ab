"""What can be done to a question that still asks the same: every kind of damage, for any knowledge base.

Which words are compounds, and how a word is inflected, comes from the labels of the knowledge base itself.
"""

import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from random import Random

from bot.core.reading.read import Reader
from bot.core.records.model import KnowledgeBase
from bot.core.words.compiled import compile_tables
from bot.core.words.lexicon import Lexicon
from bot.core.words.text import Token, fold, inflection_key, tokenise
from bot.tools.damage import misspell_long_words

KINDS = ("typo", "split", "joined", "inflected", "accents", "capitals", "order")
PREPOSITIONS = frozenset({"with", "in", "of"})  # word lists
SHORTEST_INFLECTED = 4  # letters
SHORTEST_PART = 4  # letters of a part of a compound
SHORTEST_JOINED = 8  # letters of two words that are written as one


class Damager:
    """Damages questions with the words of one knowledge base. Nothing is by chance but what `chance` decides."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        tables = compile_tables(knowledge)
        self._lexicon = Lexicon(tables)
        self._reader = Reader(knowledge, self._lexicon)
        self._spellings: dict[str, dict[str, list[str]]] = {}  # language → inflection key → words with that key
        for language, words in tables.spellings.items():
            by_key = self._spellings.setdefault(language, {})
            for word in words.split():
                by_key.setdefault(inflection_key(word), []).append(word)

    def damage(self, kind: str, text: str, language: str, chance: Random) -> str:
        """Return the question with one kind of damage of KINDS; unchanged where it has nothing to damage so."""
        if kind == "typo":
            return misspell_long_words(text, chance)
        if kind == "accents":
            return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
        if kind == "capitals":
            return text.upper()
        if kind == "order":
            return self._last_first(text, language)
        found = {"split": self._splits, "joined": self._joins, "inflected": self._inflections}[kind](text, language)
        changes = list(found)
        if not changes:
            return text
        start, end, new = chance.choice(changes)
        return text[:start] + new + text[end:]

    def _splits(self, text: str, language: str) -> Iterator[tuple[int, int, str]]:
        """Yield the words that are labels in two, with a space between: "basis scholen"."""
        for token in tokenise(text):
            if not self._is_label(token.word):
                continue
            for cut in range(SHORTEST_PART, len(token.word) - SHORTEST_PART + 1):
                head, tail = token.word[:cut], token.word[cut:]
                if (
                    len(token.word) == len(token.typed)
                    and self._is_spelt(head, language)
                    and self._is_spelt(tail, language)
                ):
                    yield token.start, token.end, f"{token.typed[:cut]} {token.typed[cut:]}"

    def _joins(self, text: str, language: str) -> Iterator[tuple[int, int, str]]:
        """Yield pairs of words that are one label, written as one: "middelbarescholen"."""
        tokens = tokenise(text)
        for first, second in pairwise(tokens):
            alone = text[first.end : second.start] == " " and first.word.isalpha() and second.word.isalpha()
            long = len(first.word) + len(second.word) >= SHORTEST_JOINED
            if alone and long and self._lexicon.senses(f"{_key(first)} {_key(second)}"):
                yield first.start, second.end, first.typed + second.typed

    def _inflections(self, text: str, language: str) -> Iterator[tuple[int, int, str]]:
        """Yield the words of labels in another form that the knowledge base has: one for several, several for one."""
        for token in tokenise(text):
            if len(token.word) < SHORTEST_INFLECTED or not self._is_label(token.word):
                continue
            for other in self._spellings.get(language, {}).get(_key(token), ()):
                if other != token.word:
                    yield token.start, token.end, other

    def _last_first(self, text: str, language: str) -> str:
        """Return the question with its last "met ...", "in ..." or "van ..." in front."""
        asked = text.rstrip(" ?.!")
        tokens, mentions = tokenise(asked), self._reader.read(asked, language).mentions
        inside = {at for one in mentions for at in range(one.start + 1, one.end)}
        for at in range(len(tokens) - 1, 1, -1):
            if at not in inside and PREPOSITIONS & set(self._lexicon.lists(tokens[at].word, language)):
                if not any(one.start > at for one in mentions):
                    return text  # a verb's own particle: "geven ... uit"
                cut = tokens[at].start
                return f"{asked[cut:]} {asked[:cut].rstrip()}?"
        return text

    def _is_spelt(self, word: str, language: str) -> bool:
        return self._lexicon.spelt_in(word, language) and self._is_label(word)

    def _is_label(self, word: str) -> bool:
        return bool(self._lexicon.senses(inflection_key(fold(word))))


def _key(token: Token) -> str:
    return inflection_key(token.word)
