"""Which language a message is in, found from the words that the program knows of each."""

from collections.abc import Mapping
from operator import itemgetter

from bot.core.records.model import DEFAULT_LANGUAGE
from bot.core.words.lexicon import Lexicon
from bot.core.words.text import Token, fold

SHORTEST_MISSPELT = 5  # letters from which a misspelt word tells a language
FOREIGN_WORDS = 2  # fewest words of another language that show it


def find_language(tokens: tuple[Token, ...], lexicon: Lexicon, remembered: str | None) -> str:
    """Return the language most words belong to; where the message shows none, the remembered one.

    Without one it is the language that more words are misspelt from ("comercial partnerships libaries"), else Dutch.
    """
    asked = _asked_language(tokens, lexicon)
    if asked:
        return asked
    languages = lexicon.languages
    scores = dict.fromkeys(languages, 0.0)
    for token in tokens:
        spelt = [code for code in languages if lexicon.spelt_in(fold(token.typed), code)]
        for code in spelt:
            scores[code] += 1 / len(spelt) ** 2
    best = max(scores.values(), default=0.0)
    leading = [code for code, score in scores.items() if score == best]
    if len(leading) == 1:
        return leading[0]
    if remembered in languages:
        return str(remembered)
    misspelt = [token.word for token in tokens if len(token.word) >= SHORTEST_MISSPELT]
    mended = {code: sum(bool(lexicon.repair(word, code)) for word in misspelt) for code in leading}
    most = [code for code in leading if mended[code] == max(mended.values())]
    return DEFAULT_LANGUAGE if DEFAULT_LANGUAGE in most else most[0]


def _asked_language(tokens: tuple[Token, ...], lexicon: Lexicon) -> str | None:
    """Return the language that the message asks to be answered in, if it does: "in English please"."""
    said = f" {' '.join(token.word for token in tokens)} "
    found = [
        (said.index(f" {phrase} "), len(phrase), code)
        for code in lexicon.languages
        for phrase in lexicon.requests(code)
        if f" {phrase} " in said
    ]
    return min(found, key=itemgetter(0, 1))[-1] if found else None  # the first, and of several there the shortest


def is_foreign(text: str, tokens: tuple[Token, ...], lexicon: Lexicon, others: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a message is in a language that is not spoken here: by its script or by its most frequent words."""
    letters = [char for char in text if char.isalpha()]
    if letters and sum(char > "\u024f" for char in letters) > len(letters) / 2:
        return True
    said = {token.word for token in tokens}
    ours = sum(any("function" in lexicon.lists(word, code) for code in lexicon.languages) for word in said)
    strange = max((len(said & words) for words in others.values()), default=0)
    return strange >= FOREIGN_WORDS and 2 * strange >= ours
