"""Ages in a question: "18 tot 25 jaar", "65-plussers". An age that no label knows narrows the question."""

from bot.core.reading.figures import Span
from bot.core.records.model import Language
from bot.core.words.text import Token

OLDEST = 120
WORDS_BETWEEN = 3  # "18 tot en met 25"
WORDS_OF_AN_AGE = 2  # "year olds"


def find_ages(
    tokens: tuple[Token, ...], spans: tuple[Span, ...], text: str, language: Language
) -> tuple[tuple[int, int], ...]:
    """Return the stretches of tokens, first and one past the last, that are ages.

    Args:
        tokens: The question.
        spans: Its periods and figures, left to right; numbers that stand in a label have been left out.
        text: The question as typed.
        language: Its word lists "age", "years", "up_to", "joining" and "between".
    """
    numbers = [span for span in spans if span.claim and span.claim.unit == "number" and span.claim.value <= OLDEST]
    found: list[tuple[int, int]] = []
    for at, span in enumerate(numbers):
        following = numbers[at + 1] if at + 1 < len(numbers) else None
        if following is not None and _joined(tokens, span, following, language):
            said = _says_age(tokens, following.end, language) or _has(tokens, following.end, language, "years")
            opened = any(_has(tokens, span.start - 1, language, name) for name in ("between", "of", "age"))
            if said or opened:
                found.append((span.start, following.end))
        elif not (found and span.start < found[-1][1]) and (
            _says_age(tokens, span.end, language)
            or _has(tokens, span.start - 1, language, "age")
            or text[tokens[span.end - 1].end :].startswith("+")  # "65+"
        ):
            found.append((span.start, span.end))
    return tuple(found)


def _joined(tokens: tuple[Token, ...], first: Span, second: Span, language: Language) -> bool:
    middle = " ".join(token.word for token in tokens[first.end : second.start])
    near = second.start - first.end <= WORDS_BETWEEN
    return near and (not middle or middle in (*language.words.get("up_to", ()), *language.words.get("joining", ())))


def _says_age(tokens: tuple[Token, ...], at: int, language: Language) -> bool:
    """Tell whether a word for an age begins at a position: "jarigen", "years old"."""
    phrases = (" ".join(token.word for token in tokens[at : at + length]) for length in range(1, WORDS_OF_AN_AGE + 1))
    return any(phrase in language.words.get("age", ()) for phrase in phrases)


def _has(tokens: tuple[Token, ...], at: int, language: Language, name: str) -> bool:
    return 0 <= at < len(tokens) and tokens[at].word in language.words.get(name, ())
