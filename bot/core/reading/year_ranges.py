"""Stretches of years in a question: "sinds 2018", "tussen 2018 en 2022", "de afgelopen vijf jaar"."""

import re
from dataclasses import replace

from bot.core.reading.figures import Span
from bot.core.records.model import Language
from bot.core.values.periods import Stretch, first_year, last_year
from bot.core.words.text import Token

_DASH = re.compile(r"\s*[-–—‐‑−/]\s*")
LONGEST = 4  # words of "van het jaar" or "up to and including"
MOST_YEARS = 60


def find_stretches(
    tokens: tuple[Token, ...], spans: tuple[Span, ...], text: str, language: Language
) -> tuple[Span, ...]:
    """Return the spans with periods that bound a stretch of years taken together, and lengths such as "vijf jaar" read.

    Args:
        tokens: The question.
        spans: Its periods and figures, left to right.
        text: The question as typed.
        language: Its word lists "between", "up_to", "since", "until", "after", "before", "past", "years", "ago",
            "earlier" and "later".
    """
    found: list[Span] = []
    for span in spans:
        before = found[-1] if found else None
        if before is not None and before.period and span.period and _bounds(tokens, before, span, text, language):
            start = before.start - _words_before(tokens, before.start, language, "between", "since")
            whole = Stretch(first_year(before.period), last_year(span.period))
            found[-1] = Span(start, span.end, stretch=whole, ends=(before.period, span.period))
        else:
            found.append(span)
    return tuple(_read_alone(tokens, span, language) for span in found)


def _bounds(tokens: tuple[Token, ...], first: Span, second: Span, text: str, language: Language) -> bool:
    """Tell whether two periods are the ends of a stretch: a word between them says so, or a word before the first."""
    if not first.period or not second.period or last_year(second.period) <= first_year(first.period):
        return False
    middle = " ".join(token.word for token in tokens[first.end : second.start])
    if middle in language.words.get("up_to", ()):
        return True
    if not middle:
        return _DASH.fullmatch(text[tokens[first.end - 1].end : tokens[second.start].start]) is not None  # "2018-2022"
    opened = _words_before(tokens, first.start, language, "between") > 0
    return opened and middle in language.words.get("joining", ())


def _words_before(tokens: tuple[Token, ...], at: int, language: Language, *lists: str) -> int:
    """Return how many words right before a position are a phrase of one of these lists; 0 if none."""
    for length in range(min(LONGEST, at), 0, -1):
        phrase = " ".join(token.word for token in tokens[at - length : at])
        if any(phrase in language.words.get(name, ()) for name in lists):
            return length
    return 0


def _read_alone(tokens: tuple[Token, ...], span: Span, language: Language) -> Span:
    if span.period:
        year = first_year(span.period)
        readings = {
            "since": Stretch(year, None),
            "after": Stretch(last_year(span.period) + 1, None),
            "until": Stretch(None, last_year(span.period)),
            "before": Stretch(None, year - 1),
        }
        for name, stretch in readings.items():
            length = _words_before(tokens, span.start, language, name)
            if length:
                ends = (span.period,) if name in ("since", "until") else ()
                return Span(span.start - length, span.end, stretch=stretch, ends=ends)
        return span
    years = span.claim.value if span.claim and span.claim.unit == "number" else None
    follows = tokens[span.end].word if span.end < len(tokens) else ""
    unit = next((n for n in (2, 1) if _is_unit(tokens[span.end : span.end + n], n, language)), 0)
    if years is not None and years <= MOST_YEARS and unit:
        end = span.end + unit + 1
        after = tokens[end - 1].word if end <= len(tokens) else ""
        if after in language.words.get("ago", ()):
            return Span(span.start, end, years_ago=int(years))
        for name, sign in (("earlier", -1), ("later", 1)):
            if after in language.words.get(name, ()):
                return Span(span.start, end, years_apart=sign * int(years))
    length = _words_before(tokens, span.start, language, "past")
    if years is not None and length and follows in language.words.get("years", ()) and years <= MOST_YEARS:
        return replace(span, start=span.start - length, end=span.end + 1, claim=None, years_back=int(years))
    return span


def _is_unit(words: tuple[Token, ...], length: int, language: Language) -> bool:
    """Tell whether words are a unit of years: "years", "school years"."""
    return len(words) == length and " ".join(token.word for token in words) in language.words.get("years", ())
