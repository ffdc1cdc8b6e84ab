"""Who says a figure: "volgens het CBS", "according to the Leesmonitor"."""

from bot.core.records.model import Source
from bot.core.words.compiled import LONGEST_LABEL
from bot.core.words.lexicon import Lexicon
from bot.core.words.text import Token, inflection_key, tokenise

SHORTEST_NAME = 2  # letters
WORDS_BETWEEN = 2  # "volgens de officiële ..."


def source_words(source: Source) -> frozenset[str]:
    """Return the folded words by which a source may be named: of its short name, publisher and authors."""
    authors = (author.name for author in source.author)
    named = " ".join((source.cited_as.partition(",")[0], source.publisher or "", *authors))
    return frozenset(
        token.word for token in tokenise(named) if len(token.word) >= SHORTEST_NAME and not token.word[0].isdigit()
    )


def find_speaker(
    tokens: tuple[Token, ...], names: frozenset[str], lexicon: Lexicon, language: str
) -> tuple[frozenset[int], tuple[str, ...]]:
    """Return the positions and the words of the source that a question names as the one who says it.

    Args:
        tokens: The question.
        names: Words of the names of all sources.
        lexicon: The word lists; what stands in "according_to" announces a source.
        language: Of the question.
    """
    for at in range(len(tokens)):
        for length in (3, 2, 1):
            phrase = " ".join(token.word for token in tokens[at : at + length])
            if "according_to" in lexicon.lists(phrase, language):
                found = _names_after(tokens, at + length, names, lexicon, language)
                if found and not _begins_a_label(tokens, at + length, lexicon):
                    return frozenset(found), tuple(tokens[position].word for position in found)
    return frozenset(), ()


def _begins_a_label(tokens: tuple[Token, ...], start: int, lexicon: Lexicon) -> bool:
    """Tell whether a label of several words begins here: "volgens de Bibliotheek op school" names an approach."""
    keys = [inflection_key(token.word) for token in tokens[start : start + LONGEST_LABEL]]
    return any(
        lexicon.senses(" ".join(keys[first:end]))
        for first in range(min(2, len(keys)))
        for end in range(first + 2, len(keys) + 1)
    )


def _names_after(
    tokens: tuple[Token, ...], start: int, names: frozenset[str], lexicon: Lexicon, language: str
) -> list[int]:
    found: list[int] = []
    for at in range(start, len(tokens)):
        word = tokens[at].word
        small = "article" in lexicon.lists(word, language) or "function" in lexicon.lists(word, language)
        if word in names and not small:
            found.append(at)
        elif found or at - start >= WORDS_BETWEEN or not small:
            break
    return found
