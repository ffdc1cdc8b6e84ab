"""Take numbers, dates and addresses out of a text that are written in words, in Dutch or English."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.words.text import fold
from bot.store.scrub_numbers import ADDRESS, NUMBER

_MOST_STAY = 3  # numbers in a row: "een twee drie" counts, four or more spell a telephone number or the like
_MOST_STAY_AFTER_NOUGHT = 2  # "nul zes twaalf" begins one
_LONGEST = 80  # letters of a number in one word; the longest below a million has 66

_ONES = "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien"
_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig"
_ENGLISH_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def _counted(words: str, first: int = 0, step: int = 1) -> dict[str, int]:
    return {word: first + step * place for place, word in enumerate(words.split())}


_DUTCH = _counted(f"{_ONES} achttien negentien") | _counted(_TENS, 20, 10)
_DUTCH |= {f"{one}en{ten}": _DUTCH[one] + _DUTCH[ten] for one in _ONES.split()[1:10] for ten in _TENS.split()}
_ENGLISH_TEN = _counted(_ENGLISH_TENS, 20, 10)
_ENGLISH = _counted(f"{_ENGLISH_ONES} eighteen nineteen") | _ENGLISH_TEN | {"oh": 0, "nought": 0}
_SMALL: Mapping[str, int] = _DUTCH | _ENGLISH
_ROUND: Mapping[str, int] = {"honderd": 100, "hundred": 100, "duizend": 1000, "thousand": 1000}
_AND = frozenset({"en", "and"})

_ORDINALS: Mapping[str, int] = (
    _counted("eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde", 1)
    | _counted("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth", 1)
    | _counted("thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth", 13)
    | {f"{word}de": value for word, value in _DUTCH.items() if 13 <= value <= 19}
    | {f"{word}ste": value for word, value in _DUTCH.items() if 20 <= value <= 31}
    | {"thirtieth": 30}
)
_MONTHS = frozenset(
    _counted("januari februari maart april mei juni juli augustus september oktober november december")
    | _counted("january february june july august october")
)
_ALSO_VERBS = frozenset({"may", "march"})  # months, where "of" or a year says so: "one may ask", "we may first ask"

_WORD = re.compile(r"[^\W\d_]+|(?<!\w)\d{1,4}(?!\w)")
_APART = re.compile(r"[\s,./-]{1,3}")  # between the numbers of a row
_NEXT = re.compile(r"[\s-]{1,3}")  # between a day and its month

_PART = r"[\w+-]{1,64}"
_DOT = r"(?:\.|\s+(?:punt|dot)\s+|\s?[\[({](?:punt|dot)[\])}]\s?)"
_AT = r"(?:\s+ape?n?staart(?:je)?\s+|\s?[\[({<]\s?(?:at|ape?n?staartje)\s?[\])}>]\s?)"
_NAMED = rf"{_PART}(?:{_DOT}{_PART}){{0,5}}"
_ADDRESS = re.compile(
    rf"(?<![\w.+-])(?!(?:een|het|an|the)\s){_NAMED}{_AT}{_NAMED}"
    rf"|(?<![\w.+-]){_NAMED}\s+at\s+{_PART}(?:\s+(?:dot|punt)\s+{_PART}){{1,5}}"
    rf"|(?<![\w.+-])(?!(?:the|a|this|that|de|het|een|dat|dit|elk)\s)"
    rf"{_PART}(?:\s+(?:punt|dot)\s+{_PART}){{0,5}}?\s+(?:punt|dot)\s+(?:nl|com|org|net|eu|be|info)\b",
    re.IGNORECASE,
)


Words = Sequence[tuple[int, int, str]]
"""Start, end and folded form of each word of a text."""


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in words, or in up to four figures."""

    start: int
    end: int
    value: int
    is_typed: bool = False  # in figures
    is_ordinal: bool = False


def scrub_address_words(text: str) -> str:
    """Return the text with [adres] for addresses in which "at" or "dot" is written out."""
    return _ADDRESS.sub(ADDRESS, text)


def scrub_number_words(text: str) -> str:
    """Return the text with [nummer] for days with their month, and for rows of numbers such as a telephone number.

    A year, and what counts something, stay: "in tweeduizend twintig", "zes van de tien".
    """
    words = [(match.start(), match.end(), fold(match[0])) for match in _WORD.finditer(text)]
    numbers = list(_numbers(words, text))
    gone = sorted([*_dates(words, numbers, text), *_rows(numbers, text)])
    written, end = [], 0
    for start, stop in gone:
        if stop > end:
            written += [text[end:start], NUMBER] if start >= end else []
            end = stop
    return "".join([*written, text[end:]])


def _numbers(words: Words, text: str) -> Iterator[_Number]:
    """Yield the numbers, each with all its words: "two thousand and twenty three" is one, so is "nineteen sixty"."""
    at = 0
    while at < len(words):
        start, end, word = words[at]
        value, used = _number_at(words, at, text)
        if used:
            yield _Number(start, words[at + used - 1][1], value)
        elif word.isdecimal():
            yield _Number(start, end, int(word), is_typed=True)
        elif word in _ORDINALS:
            yield _Number(start, end, _ORDINALS[word], is_ordinal=True)
        at += max(used, 1)


def _number_at(words: Words, at: int, text: str) -> tuple[int, int]:
    """Return the value of the number whose words begin at a place, and how many they are; 0 words: there is none."""
    value, used = _value(words[at][2]), 1
    if value is None:
        return 0, 0
    while at + used < len(words) and _is_near(words, at + used, text):
        word = words[at + used][2]
        follows = _value(word)
        if word in _AND and value >= 100 and at + used + 1 < len(words):  # "negentienhonderd en een"
            after = _value(words[at + used + 1][2])
            if after is None or not _completes(value, after):
                break
            value, used = value + after, used + 2
        elif word in _ROUND and 0 < value < _ROUND[word]:
            value, used = value * _ROUND[word], used + 1
        elif follows is not None and _completes(value, follows):
            value, used = value + follows, used + 1
        elif follows is not None and value in (19, 20) and 10 <= follows <= 99:
            value, used = 100 * value + follows, used + 1  # "nineteen sixty", "twintig achttien"
        else:
            break
    return value, used


def _completes(value: int, follows: int) -> bool:
    """Tell whether the second number goes on where the first leaves noughts: 2000 and 20, 60 and 1 in English."""
    is_ten = value % 10 == 0 and value % 100 >= 20 and 0 < follows < 10
    return is_ten or (value >= 100 and value % 100 == 0 and 0 < follows < (1000 if value % 1000 == 0 else 100))


def _value(word: str) -> int | None:
    """Return the value of a single word, in Dutch also of a long one: "negentienhonderdeenenzestig"."""
    if word in _SMALL:
        return _SMALL[word]
    if word in _ROUND:
        return _ROUND[word]
    for name, size in (("duizend", 1000), ("honderd", 100)) if len(word) <= _LONGEST else ():
        many, found, rest = word.partition(name)
        if found:
            count = _value(many) if many else 1
            left = _value(rest.removeprefix("en") if rest not in _SMALL else rest) if rest else 0
            return None if count is None or left is None else count * size + left
    return None


def _is_near(words: Words, at: int, text: str, apart: re.Pattern[str] = _APART) -> bool:
    """Tell whether a word follows the one before it with little between them."""
    return 0 < at < len(words) and apart.fullmatch(text, words[at - 1][1], words[at][0]) is not None


def _dates(words: Words, numbers: Sequence[_Number], text: str) -> Iterator[tuple[int, int]]:
    """Yield where a day stands with its month, and with its year if that follows; not where both are in figures."""
    begins = {number.start: number for number in numbers}
    ends = {number.end: number for number in numbers}
    for at, (start, end, word) in enumerate(words):
        if word not in _MONTHS | _ALSO_VERBS:
            continue
        has_of = at > 0 and words[at - 1][2] == "of"
        nears = _is_near(words, at, text, _NEXT) and (not has_of or _is_near(words, at - 1, text, _NEXT))
        before = ends.get(words[at - 1 - has_of][1]) if nears else None
        first = before if before and 1 <= before.value <= 31 else None
        after = begins.get(words[at + 1][0]) if _is_near(words, at + 1, text, _NEXT) else None
        second = after if after and after.is_ordinal and not first else None
        year = _year(begins, words, at + 1 if second is None else at + 2, text)
        is_one = first is not None and first.value == 1 and not first.is_ordinal  # "in een mei als deze"
        is_sure = year is not None or has_of or (word in _MONTHS and not is_one)
        in_figures = first is not None and first.is_typed and (year is None or year.is_typed)
        if is_sure and (first or second) and not in_figures:
            last = year or second
            yield first.start if first else start, last.end if last else end


def _year(begins: Mapping[int, _Number], words: Words, at: int, text: str) -> _Number | None:
    """Return the year that begins at a word."""
    number = begins.get(words[at][0]) if _is_near(words, at, text) else None
    return number if number and 1900 <= number.value <= 2099 else None


def _rows(numbers: Sequence[_Number], text: str) -> Iterator[tuple[int, int]]:
    """Yield where so many numbers stand in a row that they spell one; years in a row are years."""
    row: list[_Number] = []
    for number in [*(one for one in numbers if not one.is_ordinal and not one.is_typed), None]:
        if row and (number is None or not _APART.fullmatch(text, row[-1].end, number.start)):
            most = _MOST_STAY_AFTER_NOUGHT if row[0].value == 0 else _MOST_STAY
            if len(row) > most and not all(1900 <= one.value <= 2099 for one in row):
                yield row[0].start, row[-1].end
            row = []
        if number is not None:
            row.append(number)
