"""The known words: every label of the concepts and sources and every word list of the languages, ready to look up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.core.model import KnowledgeBase, Language
from bot.core.score import LETTERS_FOR_TWO_EDITS, nearest
from bot.core.text import Token, inflection_key, tokenise, verb_forms

LONGEST_LABEL = 8  # words
SHORTEST_PART = 3  # letters of a part of a compound
_LINKS = ("", "s", "e", "en", "n")  # what Dutch puts between the parts of a compound


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
    how: str  # "exact", "inflected", "compound", "repaired" or "unknown"


class Lexicon:
    """Looks up labels longest-first and words by spelling. Built once for a knowledge base; never changes."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._languages = knowledge.languages
        self._senses: dict[str, list[Sense]] = {}  # space-joined inflection keys of a label → what it stands for
        self._parts: set[str] = set()  # inflection keys of all words in labels
        self._spellings: dict[str, set[str]] = {code: set() for code in knowledge.languages}
        self._by_ending: dict[tuple[int, str], list[str]] = {}
        self._label_words: set[str] = set()
        self._gapped: dict[str, list[tuple[Sense, tuple[str, ...], tuple[str, ...]]]] = {}
        for id_, language, label in _labels(knowledge):
            self._add_label(id_, language, label)
        for code, language_words in knowledge.languages.items():
            self._spellings[code] |= _list_words(language_words)
        self._short = {
            word
            for language in knowledge.languages.values()
            for name in ("with", "in", "of")
            for word in language.words.get(name, ())
        }
        self._all_spellings = set().union(self._label_words, *self._spellings.values())
        self._index_spellings()

    def _add_label(self, id_: str, language: str, label: str) -> None:
        head, gap, tail = label.partition(" ... ")
        if gap:
            self._add_gapped(Sense(id_, language, label), _words_of(head), _words_of(tail))
            return
        words = _words_of(label)
        if not words:
            return
        keys = [inflection_key(word) for word in words]
        self._parts.update(keys)
        self._label_words.update(words)
        self._spellings.setdefault(language, set()).update(words)
        exact = " ".join(words)
        self._senses.setdefault(" ".join(keys), []).append(Sense(id_, language, exact))
        if 1 < len(words) <= 3 and sum(map(len, words)) > 5:  # "basis school", "middelbareschoollocatie"
            joined = "".join(words)
            self._parts.add(inflection_key(joined))
            self._senses.setdefault(inflection_key(joined), []).append(Sense(id_, language, joined))

    def _add_gapped(self, sense: Sense, head: tuple[str, ...], tail: tuple[str, ...]) -> None:
        self._gapped.setdefault(head[0], []).append((sense, head, tail))
        self._spellings.setdefault(sense.language, set()).update(head, tail)

    def gapped(self, words: tuple[Word, ...]) -> Iterator[tuple[Sense, int, int]]:
        """Yield what the parted labels of a question stand for ("nam ... toe"), with the tokens of their first part."""
        plain = tuple(word.word for word in words)
        for at, word in enumerate(plain):
            for sense, head, tail in self._gapped.get(word, ()):
                after = at + len(head)
                starts = range(after, len(plain) - len(tail) + 1)
                if plain[at:after] == head and any(plain[start : start + len(tail)] == tail for start in starts):
                    yield sense, words[at].token, words[after - 1].token + 1

    def _index_spellings(self) -> None:
        for word in sorted(self._all_spellings):
            if len(word) >= 4 and word.isalpha():
                self._by_ending.setdefault((len(word), "^" + word[:2]), []).append(word)
                self._by_ending.setdefault((len(word), "$" + word[-2:]), []).append(word)

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the codes of the languages spoken."""
        return tuple(self._languages)

    def senses(self, keys: str) -> tuple[Sense, ...]:
        """Return what a label stands for, given its inflection keys joined by spaces; empty if it is no label."""
        return tuple(self._senses.get(keys, ()))

    def knows(self, word: str) -> bool:
        """Tell whether a folded word stands in a label or a word list of any language, as it is or inflected."""
        return word in self._all_spellings or inflection_key(word) in self._parts

    def spelt_in(self, word: str, language: str) -> bool:
        """Tell whether a folded word is one of this language's, exactly as spelt."""
        return word in self._spellings.get(language, ())

    def read(self, tokens: tuple[Token, ...], skip: frozenset[int], language: str) -> tuple[Word, ...]:
        """Return the words of the question with misspelt ones repaired and unknown compounds split.

        Args:
            tokens: The question.
            skip: Positions that were read as periods or figures; they are left out.
            language: Verb forms and misspellings are looked for among the words of this language only.
        """
        words: list[Word] = []
        for position, token in enumerate(tokens):
            if position not in skip:
                words.extend(self._read_word(token.word, position, language))
        return tuple(words)

    def _read_word(self, word: str, position: int, language: str) -> Iterator[Word]:
        key = inflection_key(word)
        if word in self._all_spellings:
            yield Word(position, word, key, "exact")
        elif key in self._parts:
            yield Word(position, word, key, "inflected")
        elif form := next((form for form in verb_forms(word) if self.spelt_in(form, language)), ""):
            yield Word(position, form, inflection_key(form), "inflected")
        elif parts := self.split_compound(word):
            for part in parts:
                yield Word(position, part, inflection_key(part), "compound")
        elif repaired := self.repair(word, language):
            for part in repaired:
                yield Word(position, part, inflection_key(part), "repaired")
        else:
            yield Word(position, word, key, "unknown")

    def split_compound(self, word: str, parts: int = 3) -> tuple[str, ...]:
        """Return the parts of a compound all of which are labels by themselves; empty if there is no such split.

        A compound with an unknown part is another thing than its known part ("supermarktketen"), so it stays whole.
        """
        if len(word) < 2 * SHORTEST_PART or not word.isalpha() or parts < 2:
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
        for link in _LINKS:
            stem = part.removesuffix(link) if link else part
            if (link == "" or stem != part) and len(stem) >= SHORTEST_PART and inflection_key(stem) in self._senses:
                return stem
        return None

    def repair(self, word: str, language: str) -> tuple[str, ...]:
        """Return the known word nearest to a misspelt one (or the two that were typed as one); empty if none is near."""
        reach = 2 if len(word) >= LETTERS_FOR_TWO_EDITS else 1
        near: set[str] = set()
        for length in range(len(word) - reach, len(word) + reach + 1):
            near.update(self._by_ending.get((length, "^" + word[:2]), ()))
            near.update(self._by_ending.get((length, "$" + word[-2:]), ()))
        found = nearest(word, (other for other in near if self.spelt_in(other, language)))
        if found:
            return found[:1]
        for cut in range(2, len(word) - 1):  # "metbedrijven": the space was forgotten
            head, tail = word[:cut], word[cut:]
            if head in self._short and len(tail) > 4 and tail in self._label_words:
                return (head, tail)
        return ()


def _words_of(label: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokenise(label))[:LONGEST_LABEL]


def _labels(knowledge: KnowledgeBase) -> Iterator[tuple[str, str, str]]:
    for concept in knowledge.concepts.values():
        for language, label in concept.pref.items():
            yield concept.id, language, label.partition(" (")[0]
        for labels in (concept.alt, concept.hidden):
            for language, several in labels.items():
                for label in several:
                    yield concept.id, language, label
    for source in knowledge.sources.values():
        for code in knowledge.languages:
            yield source.id, code, source.cited_as
        for language, several in source.labels.items():
            for label in several:
                yield source.id, language, label


def _list_words(language: Language) -> set[str]:
    lists: Mapping[str, tuple[str, ...]] = language.words
    words = {word for phrases in lists.values() for phrase in phrases for word in phrase.split()}
    for numbers in (language.numbers, language.fractions):
        words |= {word for phrase in numbers for word in phrase.split()}
    return words
