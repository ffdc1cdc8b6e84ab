"""Sentences of a message: which of them ask, which set the scene, and where one question ends and the next begins."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from bot.core.records.model import Facet, Language
from bot.core.words.lexicon import Lexicon
from bot.core.words.text import Token, inflection_key, split_sentences, tokenise

_SHORT_END = re.compile(r"(?<!\w)([^\W\d_]{2,3}|\d{4})\.\s+(?=[^\W\d_])")
OPENING_OF_A_CLAUSE = 3  # words in which a question behind a colon must show itself
LONGEST_SUBJECT = 9  # words before a colon that may still be what is asked about


class Sentences:
    """Tells the sentences of messages apart."""

    def __init__(self, lexicon: Lexicon, facets: Mapping[str, Facet], languages: Mapping[str, Language]) -> None:
        self._lexicon = lexicon
        self._facets = facets
        self._abbreviations = {code: frozenset(one.asking.get("abbreviation", ())) for code, one in languages.items()}

    def split(self, text: str, language: str) -> tuple[str, ...]:
        """Split a message into sentences, also at a colon before a question: "Voor mijn nota: hoeveel ..."."""
        found: list[str] = []
        for sentence in self._whole(text, language):
            scene, colon, question = sentence.partition(": ")
            asks = self._asks_at_once(question, language) and not self._asks_at_once(scene, language)
            if colon and asks and self._sets_a_scene(scene, language):
                found += [f"{scene}:", question]
            else:
                found.append(sentence)
        return tuple(found)

    def number(self, text: str, tokens: tuple[Token, ...], language: str) -> tuple[int, ...]:
        """Return the number of the sentence that each token stands in; a colon ends none here."""
        starts: list[int] = []
        for sentence in self._whole(text, language):
            after = starts[-1] + 1 if starts else 0
            starts.append(max(text.find(sentence, after), after))
        return tuple(max(bisect_right(starts, token.start) - 1, 0) for token in tokens)

    def _whole(self, text: str, language: str) -> Iterator[str]:
        """Yield the sentences, also where a short word ends one: "een kat. hoeveel ...", but not "gem. aantal"."""
        for sentence in split_sentences(text):
            start = 0
            for match in _SHORT_END.finditer(sentence):
                word = match[1].casefold()
                is_word = self._lexicon.spelt_in(word, language) and word not in self._abbreviations[language]
                if is_word or word.isdigit():
                    yield sentence[start : match.end()].strip()
                    start = match.end()
            yield sentence[start:]

    def which_ask(self, sentences: tuple[str, ...], language: str) -> tuple[bool, ...]:
        """Tell of each sentence of a message whether it asks: by its question mark, or by a question word.

        So does one that opens with a verb, unless another has a question mark: "Zit in een werkgroep. Hoeveel ...?"
        """
        marked = [sentence.rstrip().endswith("?") for sentence in sentences]
        opening = {"versus"} if any(marked) else {"yes_no", "versus"}
        return tuple(
            mark or self._has_question_word(sentence, opening, language)
            for mark, sentence in zip(marked, sentences, strict=True)
        )

    def _has_question_word(self, sentence: str, opening: set[str], language: str) -> bool:
        words = [token.word for token in tokenise(sentence)]
        phrases = (" ".join(words[at : at + length]) for at in range(len(words)) for length in (1, 2, 3))
        opens = not opening.isdisjoint(self._lexicon.lists("".join(words[:1]), language))
        return opens or any({"quantity", "which"} & set(self._lexicon.lists(phrase, language)) for phrase in phrases)

    def joins_questions(self, word: str, language: str) -> bool:
        """Tell whether a word may stand between two questions: "and", "but"; "of" in Dutch, not in English."""
        return any("between_questions" in self._lexicon.lists(token.word, language) for token in tokenise(word))

    def _sets_a_scene(self, text: str, language: str) -> bool:
        """Tell whether the words before a colon only say why somebody asks; a few nouns name what is asked about."""
        words = [token.word for token in tokenise(text)]
        return len(words) > LONGEST_SUBJECT or "scene" in self._lexicon.lists("".join(words[:1]), language)

    def _asks_at_once(self, text: str, language: str) -> bool:
        """Tell whether a text opens with a question word or a way of asking, a preposition or so before it."""
        words = [token.word for token in tokenise(text)][:OPENING_OF_A_CLAUSE]
        for at in range(len(words)):
            for length in (1, 2, 3):
                names = set(self._lexicon.lists(" ".join(words[at : at + length]), language))
                if names & {"quantity", "which", "wh"}:
                    return True
                keys = " ".join(map(inflection_key, words[at : at + length]))
                if any(self._facets[sense.id] in ("measure", "aspect") for sense in self._lexicon.senses(keys)):
                    return True
        return False
