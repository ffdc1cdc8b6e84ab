"""Figures and periods, read from what people type."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bot.core.records.model import Language
from bot.core.values.numbers import Claim, Relation, parse_number
from bot.core.values.periods import Stretch
from bot.core.words.text import Token

SHORTEST_COMPOUND = 10  # letters of "eenendertig", less one
CENTURIES = (19, 20)  # that a year in words begins with
FIRST_SHORT_YEAR, LAST_SHORT_YEAR = 10, 29  # what two digits after "in" may be the year of
FIRST_YEAR, LAST_YEAR = 1000, 2999  # four digits after "in" that end a clause
CLAUSE_ENDS = frozenset(",;?!.)")
RECENT = 50  # a year in two digits up to here is of this century
THOUSAND = 1000
SMALL = 3  # up to here a number in words counts nothing worth checking: "de twee grootste"

_GAP_IN_SCHOOL_YEAR = re.compile(r"^\s*['’‘]?\s*[-/–—‐‑−]\s*['’‘]?\s*$")
_APOSTROPHES = {"'", "’", "‘"}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of tokens read as a period, a run of years or a claim; `end` is one past the last token."""

    start: int
    end: int
    period: str | None = None  # "2017", "2017-2018" or "2022-04"
    claim: Claim | None = None
    stretch: Stretch | None = None  # "sinds 2018"
    ends: tuple[str, ...] = ()  # the periods that the stretch names and includes
    years_back: int | None = None  # "de afgelopen vijf jaar"
    years_ago: int | None = None  # "tien jaar geleden"
    years_apart: int | None = None  # "vier jaar eerder": -4, from a period named before


def find_figures(tokens: tuple[Token, ...], text: str, language: Language) -> tuple[Span, ...]:
    """Find the periods, percentages, fractions and numbers in a question, left to right."""
    found: list[Span] = []
    position = 0
    while position < len(tokens):
        span = (
            _date_at(tokens, position, language)
            or _spoken_year_at(tokens, position, language)
            or _short_year_at(tokens, position, language)
            or _distant_year_at(tokens, position, text, language)
            or _period_at(tokens, position, text, language)
            or _amount_at(tokens, position, language)
        )
        if span is None:
            position += 1
        else:
            found.append(span)
            position = span.end
    return tuple(found)


def _date_at(tokens: tuple[Token, ...], at: int, language: Language) -> Span | None:
    """Return the month or day that begins here: "april 2022", "24 juni 2021", "June 24, 2021"."""
    day = tokens[at].word if tokens[at].word.isdigit() and 1 <= int(tokens[at].word[:3]) <= 31 else ""
    month_at = at + 1 if day else at
    month = language.months.get(tokens[month_at].word) if month_at < len(tokens) else None
    if month is None:
        return None
    after = month_at + 1
    if not day and after + 1 < len(tokens) and tokens[after].word.isdigit() and len(tokens[after].word) < 3:
        day, after = tokens[after].word, after + 1
    if after >= len(tokens) or not _is_year(tokens[after].word):
        return None
    date = f"{tokens[after].word}-{month:02d}" + (f"-{int(day):02d}" if day else "")
    return Span(at, after + 1, period=date)


def _spoken_year_at(tokens: tuple[Token, ...], at: int, language: Language) -> Span | None:
    """Return the year that begins here in words: "twintig twintig", "nineteen ninety"."""
    pair = [language.numbers.get(token.word) for token in tokens[at : at + 2] if token.word.isalpha()]
    if len(pair) == 2 and pair[0] in CENTURIES and pair[1] is not None and 10 <= pair[1] <= 99:
        return Span(at, at + 2, period=str(100 * int(pair[0] or 0) + int(pair[1])))
    return None


def _short_year_at(tokens: tuple[Token, ...], at: int, language: Language) -> Span | None:
    """Return the year in two digits that begins here: "in 22 vaker dan in 21"; before a noun they are a number."""
    word, before = tokens[at].word, tokens[at - 1].word if at else ""
    if not (len(word) == 2 and word.isdigit() and FIRST_SHORT_YEAR <= int(word) <= LAST_SHORT_YEAR):
        return None
    follows = tokens[at + 1].word if at + 1 < len(tokens) else ""
    opened = before in language.words.get("in", ()) or before in language.words.get("since", ())
    closed = (
        not follows or follows in language.words.get("comparative", ()) or follows in language.words.get("versus", ())
    )
    return Span(at, at + 1, period=f"20{word}") if opened and closed else None


def _distant_year_at(tokens: tuple[Token, ...], at: int, text: str, language: Language) -> Span | None:
    """Return the year long ago or far ahead that begins here: "in 1850?"; before a noun it is a number."""
    word, before = tokens[at].word, tokens[at - 1].word if at else ""
    if not (len(word) == 4 and word.isdigit() and FIRST_YEAR <= int(word) <= LAST_YEAR) or _is_year(word):
        return None
    opened = before in language.words.get("in", ()) or before in language.words.get("since", ())
    closed = at + 1 == len(tokens) or text[tokens[at].end] in CLAUSE_ENDS
    return Span(at, at + 1, period=word) if opened and closed else None


def _period_at(tokens: tuple[Token, ...], at: int, text: str, language: Language) -> Span | None:
    first = tokens[at].word
    second = tokens[at + 1].word if at + 1 < len(tokens) else ""
    start = _school_year_start(tokens, at, language)
    joined = bool(second) and _GAP_IN_SCHOOL_YEAR.match(text[tokens[at].end : tokens[at + 1].start]) is not None
    if _is_year(first):
        year = int(first)
        if joined and second in {str(year + 1), f"{(year + 1) % 100:02d}"}:
            return Span(start, at + 2, period=f"{year}-{year + 1}")
        return Span(start, at + 1, period=f"{year}-{year + 1}" if start < at else first)
    if (
        len(first) == 2
        and first.isdigit()
        and not joined
        and text[tokens[at].start - 1 : tokens[at].start] in _APOSTROPHES
        and _unit_after(tokens, at + 1, language)[0] != "percent"  # a quotation that begins with a share
    ):
        return Span(start, at + 1, period=str(int(first) + (1900 if int(first) > RECENT else 2000)))  # "'98"
    if joined and len(first) == len(second) == 2 and first.isdigit() and second == f"{(int(first) + 1) % 100:02d}":
        century = 1900 if int(first) > RECENT else 2000
        return Span(start, at + 2, period=f"{century + int(first)}-{century + int(first) + 1}")
    return None


def _school_year_start(tokens: tuple[Token, ...], at: int, language: Language) -> int:
    """Return where a period begins: at "schooljaar" or "school year" where these words stand before it."""
    for length in (1, 2):
        if at >= length and _phrase(tokens, at - length, length) in language.numerals.get("school_year", ()):
            return at - length
    return at


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and 1900 <= int(word) < 2100


def _amount_at(tokens: tuple[Token, ...], at: int, language: Language) -> Span | None:
    value, end = _fraction_at(tokens, at, language)
    unit: Literal["percent", "number"] = "percent"
    is_rough = value is not None
    if value is None:
        value, end = _number_at(tokens, at, language)
        if value is None:
            return None
        unit, end = _unit_after(tokens, end, language)
        follows = tokens[end].word if end < len(tokens) else ""
        is_small = unit == "number" and value <= SMALL and not tokens[at].word.isdigit()
        if is_small and (value < 2 or follows not in language.words.get("years", ())):
            return None  # "een" and "one" are articles and pronouns more often than numbers
    relation, start = _relation_before(tokens, at, language)
    return Span(start, end, claim=Claim(value, unit, relation, is_rough))


def _fraction_at(tokens: tuple[Token, ...], at: int, language: Language) -> tuple[Decimal | None, int]:
    for length in (3, 2, 1):
        phrase = " ".join(token.word for token in tokens[at : at + length])
        if phrase in language.fractions:
            return language.fractions[phrase], min(at + length, len(tokens))
    part, end = _number_at(tokens, at, language)
    if part is not None:
        for length in (2, 1):
            if _phrase(tokens, end, length) in language.numerals.get("out_of", ()):
                whole, last = _number_at(tokens, end + length, language)
                if whole is not None and part < whole <= 1000 and whole > 1:
                    return (part * 100 / whole).quantize(Decimal("0.1")).normalize(), last
    return None, at


def _number_at(tokens: tuple[Token, ...], at: int, language: Language) -> tuple[Decimal | None, int]:
    """Return the number that begins here, in digits or words, times what follows: "3,7 miljoen"."""
    value, end = _plain_number_at(tokens, at, language)
    follows = language.numbers.get(tokens[end].word) if value is not None and end < len(tokens) else None
    if value is not None and follows is not None and follows >= THOUSAND > value:
        return value * follows, end + 1
    return value, end


def _plain_number_at(tokens: tuple[Token, ...], at: int, language: Language) -> tuple[Decimal | None, int]:
    if at >= len(tokens):
        return None, at
    word = tokens[at].word
    if word[0].isdigit():
        value = parse_number(word)
        return value, at + 1 if value is not None else at
    if word in language.numbers:
        tens = language.numbers[word]
        follows = language.numbers.get(tokens[at + 1].word) if at + 1 < len(tokens) else None
        if tens >= 20 and tens % 10 == 0 and follows is not None and 0 < follows < 10:
            return tens + follows, at + 2
        return tens, at + 1
    value = _compound_number(word, language) if len(word) >= SHORTEST_COMPOUND else None
    return value, at + 1 if value is not None else at


def _compound_number(word: str, language: Language) -> Decimal | None:
    """Return the number of a compound of a unit and a ten: "vijfentachtig"."""
    for link in language.numerals.get("tens_joined_by", ()):
        if link not in word:
            continue
        for ten, value in language.numbers.items():
            if value >= 20 and word.endswith(link + ten):
                unit = language.numbers.get(word.removesuffix(link + ten))
                if unit is not None and 0 < unit < 10:
                    return value + unit
    return None


def _unit_after(tokens: tuple[Token, ...], end: int, language: Language) -> tuple[Literal["percent", "number"], int]:
    for length in (1, 2):
        if _phrase(tokens, end, length) in language.numerals.get("percent", ()):
            return "percent", end + length
    return "number", end


def _phrase(tokens: tuple[Token, ...], start: int, length: int) -> str:
    return " ".join(token.word for token in tokens[start : start + length])


def _relation_before(tokens: tuple[Token, ...], at: int, language: Language) -> tuple[Relation, int]:
    relations: tuple[tuple[Relation, str], ...] = (
        ("at least", "at_least"),
        ("at most", "at_most"),
        ("more", "more_than"),
        ("less", "less_than"),
    )
    for length in (3, 2, 1):
        if at >= length:
            phrase = " ".join(token.word for token in tokens[at - length : at])
            for relation, words in relations:
                if phrase in language.words.get(words, ()):
                    return relation, at - length
    return "equal", at
