"""The known words: every label of the concepts and sources and every word list of the languages, ready to look up."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.core.records.model import How
from bot.core.words.compiled import LONGEST_LABEL, OPEN_CLASSES, Tables
from bot.core.words.spelling import LETTERS_FOR_TWO_EDITS, is_slip, nearest
from bot.core.words.text import LINKS, Token, inflection_key, verb_forms

PLAIN_LISTS = OPEN_CLASSES  # a misspelt word is rather a label than one of these
KEYS = ""  # in place of a language: the inflection keys of all words in labels
FREQUENT = 3  # facts from which a word is more likely misspelt than another word that looks like it
PHRASES_KEPT = 32_768  # phrases looked up last: questions share most of their words
WORDS_KEPT = 8_192  # words read last: to mend a misspelt one takes as long as to read ten others
SHORTEST_PART = 3  # letters of a part of a compound
# Letters. The longest word in Van Dale has 35, the longest that anybody made up for a record 60 (Instituut voor de
# Nederlandse Taal, "Wat is het langste Nederlandse woord?"); what is longer is taken for no word at all.
LONGEST_WORD = 60


Half = tuple[int, int]
"""The first token of a half of a parted label or phrase, and one past its last."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a label stands for: a concept or a source."""

    id: str
    language: str
    exact: str  # the folded label, to tell an exact match from an inflected one


@dataclass(frozen=True, slots=True)
class Word:
    """A token with the known word that it is read as."""

    token: int  # position of the token in the question
    word: str  # folded; the known word where it was repaired
    key: str
    how: How  # "exact", "inflected", "compound", "repaired" or "unknown"


def _places_of(phrase: tuple[str, ...], words: tuple[str, ...]) -> list[int]:
    """Return the positions at which a phrase begins, in order."""
    return [at for at in range(len(words) - len(phrase) + 1) if words[at : at + len(phrase)] == phrase]


@lru_cache(maxsize=4096)
def _senses_in(lines: str) -> tuple[Sense, ...]:
    return tuple(Sense(*line.split("\t")) for line in lines.split("\n"))


@lru_cache(maxsize=4096)
def _halves_in(lines: str) -> tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...]:
    """Return id or list, language and the two halves of each line of a table of parted labels."""
    parted = (line.split("\t") for line in lines.split("\n"))
    return tuple((id_, code, tuple(first.split()), tuple(second.split())) for id_, code, first, second in parted)


def _find_parted(words: tuple[Word, ...], table: Mapping[str, str]) -> Iterator[tuple[str, str, Half, Half]]:
    """Yield id or list and language of each parted label or phrase in a question, with the tokens of its halves."""
    plain = tuple(word.word for word in words)
    # where a second half stands: looked for once, however often a first one does
    places: dict[tuple[str, ...], list[int]] = {}
    for at, word in enumerate(plain):
        lines = table.get(word)
        for id_, code, head, tail in _halves_in(lines) if lines else ():
            after = at + len(head)
            if plain[at:after] != head:
                continue
            if tail not in places:
                places[tail] = _places_of(tail, plain)
            next_at = bisect_left(places[tail], after)
            if next_at < len(places[tail]):
                start = places[tail][next_at]
                yield id_, code, _tokens_of(words[at:after]), _tokens_of(words[start : start + len(tail)])


def _tokens_of(words: tuple[Word, ...]) -> tuple[int, int]:
    return words[0].token, words[-1].token + 1


class Lexicon:
    """Looks up labels longest-first, words by spelling, and the word lists of the languages. Never changes."""

    def __init__(self, tables: Tables) -> None:
        self._senses = tables.senses
        self._gapped = tables.gapped
        self._gapped_phrases = tables.gapped_phrases
        self._parts = frozenset(tables.parts.split())
        self._strange = frozenset(tables.strange.split())
        self._spellings = {code: frozenset(words.split()) for code, words in tables.spellings.items()}
        self._lists = tables.lists
        self._lists_of = lru_cache(maxsize=PHRASES_KEPT)(self._find_lists)
        self._senses_of = lru_cache(maxsize=PHRASES_KEPT)(self._find_senses)
        self._read_as = lru_cache(maxsize=WORDS_KEPT)(self._read_word)
        self._requests = {code: tuple(phrases.splitlines()) for code, phrases in tables.requests.items()}
        self._frequency = tables.frequency
        self._quantities = tables.quantities
        self._by_ending: dict[str, dict[tuple[str, int, str], list[str]]] = {}

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the codes of the languages spoken."""
        return tuple(self._lists)

    def senses(self, keys: str) -> tuple[Sense, ...]:
        """Return what a label stands for, given its inflection keys joined by spaces; empty if it is no label."""
        return self._senses_of(keys)

    def _find_senses(self, keys: str) -> tuple[Sense, ...]:
        lines = self._senses.get(keys)
        return _senses_in(lines) if lines else ()

    def label_reach(self, words: tuple[Word, ...], at: int) -> int:
        """Return how many words from a position on may make up one label: all of them stand in some label."""
        end = at
        while end < len(words) and end - at < LONGEST_LABEL and (words[end].key in self._parts or end - at < 2):
            end += 1
        return end - at

    def lists(self, phrase: str, language: str) -> tuple[str, ...]:
        """Return the names of the word lists of a language that a folded phrase stands in."""
        return self._lists_of(phrase, language)

    def requests(self, language: str) -> tuple[str, ...]:
        """Return the phrases of a language that ask for an answer in it: "in het nederlands"."""
        return self._requests[language]

    def _find_lists(self, phrase: str, language: str) -> tuple[str, ...]:
        names = self._lists.get(language, {}).get(phrase)
        return tuple(names.split()) if names else ()

    def gapped(self, words: tuple[Word, ...]) -> Iterator[tuple[str, Half, Half]]:
        """Yield what the parted labels of a question stand for ("nam ... toe"), with their halves."""
        for id_, _, first, second in _find_parted(words, self._gapped):
            yield id_, first, second

    def gapped_phrases(self, words: tuple[Word, ...], language: str) -> Iterator[tuple[str, Half, Half]]:
        """Yield the word lists of the parted phrases of a question ("waar komt ... vandaan"), with their halves."""
        for name, code, first, second in _find_parted(words, self._gapped_phrases):
            if code == language:
                yield name, first, second

    def spelt_in(self, word: str, language: str) -> bool:
        """Tell whether a folded word is one of this language's, exactly as spelt."""
        return word in self._spellings.get(language, ()) or not OPEN_CLASSES.isdisjoint(self.lists(word, language))

    def is_strange(self, word: str) -> bool:
        """Tell whether a folded word stands only in labels of concepts that no fact is about."""
        return word in self._strange

    def _is_spelt(self, word: str) -> bool:
        return any(self.spelt_in(word, code) for code in self._spellings)

    def read(self, tokens: tuple[Token, ...], skip: frozenset[int], language: str) -> tuple[Word, ...]:
        """Return the words of the question with misspelt ones repaired and unknown compounds split.

        Args:
            tokens: The question.
            skip: Positions that were read as periods or figures; they are left out.
            language: Verb forms and misspellings are looked for among the words of this language only.
        """
        return tuple(
            Word(position, word, key, how)
            for position, token in enumerate(tokens)
            if position not in skip
            for word, key, how in self._read_as(token.word, language)
        )

    def _read_word(self, word: str, language: str) -> tuple[tuple[str, str, How], ...]:
        """Return the words that one is read as, each with its key, and how it was read."""
        if len(word) > LONGEST_WORD:
            return ((word, word, "unknown"),)
        key = inflection_key(word)
        if self._is_spelt(word):
            return ((word, key, "exact"),)
        if key in self._senses:
            return ((self._asking_word(key, language) or word, key, "inflected"),)
        form = self._verb_form(word, language)
        if form and not self._is_slip_of_frequent(word, form, language):
            return ((form, inflection_key(form), "inflected"),)
        repaired, parts = self.repair(word, language), self.split_compound(word)
        if parts and not (len(repaired) == 1 and is_slip(word, repaired[0])):
            return tuple((part, inflection_key(part), "compound") for part in parts)
        if repaired:
            return tuple((part, inflection_key(part), "repaired") for part in repaired)
        return ((word, key, "inflected" if key in self._parts else "unknown"),)

    def _verb_form(self, word: str, language: str) -> str:
        """Return the word that another may be a regular verb form of; empty if there is none."""
        return next((form for form in verb_forms(word, language) if self.spelt_in(form, language)), "")

    def _is_slip_of_frequent(self, word: str, form: str, language: str) -> bool:
        """Tell whether a word is rather one misspelt that many facts have: "geneente" is no form of "neen"."""
        near = self._nearest(word, language)[:1]
        return bool(near) and self._how_frequent(near[0]) >= FREQUENT > self._how_frequent(form)

    def _how_frequent(self, word: str) -> int:
        """Return how many facts have a word in their texts."""
        return self._frequency.get(inflection_key(word), 0)

    def _asking_word(self, key: str, language: str) -> str | None:
        """Return the word for "how many" with this key, if it is one that was misspelt: "hoeevel"."""
        return self._quantities[language].get(key)

    def split_compound(self, word: str, parts: int = 3) -> tuple[str, ...]:
        """Return the parts of a compound all of which are labels by themselves; empty if there is no such split.

        A compound with an unknown part is another thing than its known part ("supermarktketen"), so it stays whole.
        """
        if not 2 * SHORTEST_PART <= len(word) <= LONGEST_WORD or not word.isalpha() or parts < 2:
            return ()
        for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            head, tail = self._label_before(word[:cut]), word[cut:]
            if head is None:
                continue
            if inflection_key(tail) in self._senses:
                return (head, tail)
            if rest := self.split_compound(tail, parts - 1):
                return (head, *rest)
        return ()

    def _label_before(self, part: str) -> str | None:
        for link in LINKS:
            stem = part.removesuffix(link) if link else part
            if (link == "" or stem != part) and len(stem) >= SHORTEST_PART and inflection_key(stem) in self._senses:
                return stem
        return None

    def repair(self, word: str, language: str) -> tuple[str, ...]:
        """Return the known word nearest to a misspelt one, or the two that were typed as one; empty if none is near."""
        if len(word) > LONGEST_WORD:
            return ()
        found = self._nearest(word, language)
        key = inflection_key(word)
        names = set(self.lists(found[0], language)) if found else PLAIN_LISTS
        if key != word and names and names <= PLAIN_LISTS:
            found = self._nearest(key, KEYS) or found  # the plural of a label need not be spelt out anywhere
        if found:
            return found[:1]
        for cut in range(2, len(word) - 4):  # "metbedrijven": the space was forgotten
            head, tail = word[:cut], word[cut:]
            if {"with", "in", "of"} & set(self.lists(head, language)) and inflection_key(tail) in self._senses:
                return (head, tail)
        return ()

    def _nearest(self, word: str, among: str) -> tuple[str, ...]:
        reach = 2 if len(word) >= LETTERS_FOR_TWO_EDITS else 1
        endings = self._endings(among)
        near: set[str] = set()
        for length in range(len(word) - reach, len(word) + reach + 1):
            near.update(endings.get(("^", length, word[:2]), ()))
            near.update(endings.get(("$", length, word[-2:]), ()))
        found = nearest(word, near, lambda other: self._how_frequent(other) >= FREQUENT)
        return tuple(sorted(found, key=lambda other: (other in self._strange, -self._how_frequent(other))))

    def _endings(self, language: str) -> dict[tuple[str, int, str], list[str]]:
        """Return the words of a language by length and first or last two letters; made when first needed."""
        known = self._by_ending.get(language)
        if known is None:
            known = self._by_ending[language] = {}
            for word in sorted(self._parts if language == KEYS else self._spellings.get(language, ())):
                if len(word) >= 4 and word.isalpha():
                    known.setdefault(("^", len(word), word[:2]), []).append(word)
                    known.setdefault(("$", len(word), word[-2:]), []).append(word)
        return known
