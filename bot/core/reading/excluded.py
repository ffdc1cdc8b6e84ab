"""What a question sets itself apart from: "..., not active borrowers", "dus niet hoeveel bibliotheken"."""

from bot.core.words.lexicon import Lexicon
from bot.core.words.text import Token

BEFORE, AFTER = frozenset(",(:;–—-"), frozenset(",.:;)?!")
LONGEST = 6  # words that are set apart


def find_contrast(tokens: tuple[Token, ...], text: str, lexicon: Lexicon, language: str) -> frozenset[int]:
    """Return the positions of what is set apart, with the negation: it is named, but not asked about.

    Only after a pause or a turning word: in "werken niet samen met scholen" the negation belongs to the verb.
    """
    found: set[int] = set()
    for at, token in enumerate(tokens):
        if "negation" not in lexicon.lists(token.word, language) or not _is_apart(tokens, at, text, lexicon, language):
            continue
        end = at + 1
        while end < len(tokens) and end - at <= LONGEST and not _pauses(tokens, end, text):
            if _turns(tokens, end, lexicon, language):
                break
            end += 1
        ends_there = end == len(tokens) or _pauses(tokens, end, text) or _turns(tokens, end, lexicon, language)
        if ends_there and end - at > 1:
            found.update(range(at, end))
    return frozenset(found)


def _is_apart(tokens: tuple[Token, ...], at: int, text: str, lexicon: Lexicon, language: str) -> bool:
    if at == 0:
        return True
    between = text[tokens[at - 1].end : tokens[at].start]
    return bool(BEFORE & set(between)) or _turns(tokens, at - 1, lexicon, language)


def _turns(tokens: tuple[Token, ...], at: int, lexicon: Lexicon, language: str) -> bool:
    """Tell whether a negation after this word denies no verb: "but not", "dus geen"."""
    return "turning" in lexicon.lists(tokens[at].word, language)


def _pauses(tokens: tuple[Token, ...], at: int, text: str) -> bool:
    """Tell whether there is a pause right before a token."""
    return bool(AFTER & set(text[tokens[at - 1].end : tokens[at].start]))
