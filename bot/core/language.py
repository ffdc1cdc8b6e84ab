"""Which language a message is in, found from the words that the program knows of each."""

from collections.abc import Mapping

from bot.core.lexicon import Lexicon
from bot.core.model import Language
from bot.core.text import Token

DEFAULT_LANGUAGE = "nl"
FOREIGN_WORDS = 2  # fewest words of another language that show it


def find_language(
    tokens: tuple[Token, ...], lexicon: Lexicon, languages: Mapping[str, Language], remembered: str | None
) -> str:
    """Return the language most words belong to; where the message shows none, the remembered one, else Dutch."""
    asked = _asked_language(tokens, languages)
    if asked:
        return asked
    scores = {code: 0.0 for code in languages}
    for token in tokens:
        spelt = [code for code in languages if lexicon.spelt_in(token.word, code)]
        for code in spelt:
            scores[code] += 1 / len(spelt) ** 2
    best = max(scores.values(), default=0.0)
    leading = [code for code, score in scores.items() if score == best]
    if len(leading) == 1:
        return leading[0]
    if remembered in languages:
        return str(remembered)
    return DEFAULT_LANGUAGE if DEFAULT_LANGUAGE in languages else next(iter(languages))


def _asked_language(tokens: tuple[Token, ...], languages: Mapping[str, Language]) -> str | None:
    """Return the language that the message asks to be answered in, if it does: "in English please"."""
    words = f" {' '.join(token.word for token in tokens)} "
    for code, language in languages.items():
        for phrase in language.words.get("switch_language", ()):
            if f" {phrase} " in words and len(phrase.split()) > 1:
                return code
    return None


def is_foreign(
    text: str, tokens: tuple[Token, ...], lexicon: Lexicon, others: Mapping[str, frozenset[str]]
) -> bool:
    """Tell whether a message is in a language that is not spoken here: by its script or by its most frequent words."""
    letters = [char for char in text if char.isalpha()]
    if letters and sum(char > "\u024f" for char in letters) > len(letters) / 2:
        return True
    known = sum(any(lexicon.spelt_in(token.word, code) for code in lexicon.languages) for token in tokens)
    strange = max((sum(token.word in words for token in tokens) for words in others.values()), default=0)
    return strange >= FOREIGN_WORDS and strange >= known
