"""What a cell says: a value, a period, yes or no. What may mean two things is refused with both; nothing is guessed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bot.core.words.text import fold
from bot.kb.printed import SPACED, find_numbers, printed_values, readings
from bot.tools.importing.cells import Cell

QUALIFIERS: Mapping[str, tuple[str, ...]] = {
    "circa": ("circa", "ca.", "ca", "c.", "ongeveer", "zo'n", "rond", "about", "approximately", "around", "some"),
    "more than": ("ruim", "meer dan", "more than", "over"),
    "almost": ("bijna", "krap", "almost", "nearly"),
    "less than": ("minder dan", "less than", "under"),
    "at least": ("minstens", "ten minste", "minimaal", "at least"),
}
"""What the schema calls it, with the words that sources and maintainers use."""
UNITS: Mapping[str, tuple[str, ...]] = {
    "percent": ("percent", "procent", "percentage", "%"),
    "count": ("count", "number", "aantal"),
    "mean": ("mean", "average", "gemiddelde"),
    "out-of-10": ("out-of-10", "out of 10", "van de tien", "van de 10"),
}
PERIOD_KINDS: Mapping[str, tuple[str, ...]] = {
    "year": ("year", "jaar", "kalenderjaar", "calendar year"),
    "school-year": ("school-year", "school year", "schooljaar"),
    "reference-date": ("reference-date", "reference date", "peildatum"),
}
YES, NO = ("true", "yes", "ja", "waar", "1"), ("false", "no", "nee", "onwaar", "0")
SHARE_SIGN = re.compile(r"%|\b(?:procent|percent)\b", re.IGNORECASE)
GROUPED = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?|[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"
NUMBER = re.compile(rf"-?(?:(?:{GROUPED})(?![.,]?[0-9])|[0-9]+(?:[.,][0-9]+)?(?![.,]?[0-9]))")
SIGN_OR_SCALE = re.compile(
    r"\s*(?:%|procent|percent|duizend|thousand|miljoen|million|mln\.?|miljard|billion|mld\.?|euro|€)?", re.IGNORECASE
)
YEARS = re.compile(r"(?:schooljaar |school year )?([0-9]{4}) ?[-/–—‐‑] ?([0-9]{4}|[0-9]{2})", re.IGNORECASE)
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
DUTCH_DAY = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
FIRST_YEAR, LAST_YEAR = 1900, 2100
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000  # 1954 to 2119, as spreadsheets count days
SERIAL_ZERO = date(1899, 12, 30)
MONTHS = 12


class RefusedError(ValueError):
    """A cell that cannot be used: the name of the text that says why and how to mend it, and what fills it."""

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.fields = fields


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell of the column of values says."""

    number: Decimal
    qualifier: str | None = None
    printed: str | None = None  # the words of the cell, where they say more than the number


def parse_value(cell: Cell, unit: str | None, *, decimals: bool, known: Decimal | None, printed: str | None) -> Value:
    """Return the value of a figure.

    Args:
        cell: As it stands in the table.
        unit: Of the fact.
        decimals: Whether a number of this unit may have decimals; people and buildings are whole.
        known: The value that the knowledge base has already, if it is one of those that the cell may mean.
        printed: The cell of what is printed, if that is filled in.

    Raises:
        RefusedError: If it is no number, or may be two.
    """
    if cell.kind in ("number", "percent") and cell.number is not None:
        if not decimals and cell.number != cell.number.to_integral_value():
            raise RefusedError("not_whole", text=cell.text)
        return Value(_typed_number(cell, cell.number, unit, known, printed))
    if cell.kind != "text":
        raise RefusedError("no_number", text=cell.text)
    qualifier, rest = _split_qualifier(cell.text)
    rest = SPACED.sub(lambda found: re.sub(r"\D", "", found[0]), rest.lstrip("€ "))
    if SHARE_SIGN.search(rest) and unit != "percent":
        raise RefusedError("no_share", text=cell.text, unit=unit)
    found = NUMBER.match(rest)
    behind = rest[found.end() :] if found else rest
    if found is None or not SIGN_OR_SCALE.fullmatch(behind):
        raise RefusedError("no_number", text=cell.text)
    number = _one_of(found[0], rest, unit, decimals=decimals, known=known, printed=printed)
    return Value(number, qualifier, cell.text if qualifier or behind.strip() else None)


def _typed_number(cell: Cell, number: Decimal, unit: str | None, known: Decimal | None, printed: str | None) -> Decimal:
    if cell.kind == "percent" and unit != "percent":
        raise RefusedError("no_share", text=cell.text, unit=unit)
    small = cell.kind == "number" and unit == "percent" and 0 < number < 1
    if small and number != known and number not in printed_values(printed or ""):
        raise RefusedError("share_or_fraction", text=cell.text, share=f"{(number * 100).normalize():f}%")
    return number


def _split_qualifier(text: str) -> tuple[str | None, str]:
    """Return what stands before the number, in the schema's word, and the rest."""
    for name, words in QUALIFIERS.items():
        for word in words:
            if fold(text).startswith(fold(word) + " "):
                return name, text[len(word) :].strip()
    return None, text


def _one_of(
    written: str, whole: str, unit: str | None, *, decimals: bool, known: Decimal | None, printed: str | None
) -> Decimal:
    """Return the number that was meant, of those that the digits may stand for."""
    sign = -1 if written.startswith("-") else 1
    plain = written.removeprefix("-")
    together = {
        one.normalize() for one in printed_values(whole.removeprefix("-")) - readings(plain)
    }  # "3,7 miljoen" is not 3.7
    numbers = together or readings(plain)
    if not re.fullmatch(GROUPED, plain) and not together:
        numbers = {Decimal(plain.replace(",", "."))}  # "0.125" parts no thousands
    if unit == "percent":
        numbers = {one for one in numbers if one <= 100} or numbers
    elif not decimals:
        numbers = {one for one in numbers if one == one.to_integral_value()}
    if len(numbers) > 1:
        numbers = numbers & {known} or numbers & printed_values(printed or "") or numbers
    if not numbers:
        raise RefusedError("not_whole", text=written)
    if len(numbers) > 1:
        small, large = sorted(numbers)
        shown = f"{small:f}".replace(".", ",")
        raise RefusedError("two_numbers", text=written, large=f"{large:f}", small=shown)
    return sign * numbers.pop()


def parse_period(cell: Cell, kind: str | None) -> str | None:
    """Return a year, a school year or a day; None for an empty cell: the source names no period.

    Args:
        cell: As it stands in the table.
        kind: The kind of period, where a column says it; a spreadsheet's date is taken for a day only if that is one.

    Raises:
        RefusedError: If it is none, or may be two.
    """
    if cell.kind == "empty":
        return None
    if cell.kind == "number" and cell.number is not None:
        return _year_of(cell.number)
    if cell.kind == "date" and cell.day is not None:
        if kind == "reference-date" and cell.day.day != 1:
            return cell.day.isoformat()
        raise RefusedError("period_is_date", day=cell.day.isoformat())
    if cell.kind != "text":
        raise RefusedError("no_period", text=cell.text)
    return _period_of(cell.text)


def _year_of(number: Decimal) -> str:
    if number == number.to_integral_value() and FIRST_YEAR <= number < LAST_YEAR:
        return f"{number:f}"
    if number == number.to_integral_value() and FIRST_SERIAL <= number <= LAST_SERIAL:
        day = SERIAL_ZERO + timedelta(days=int(number))
        raise RefusedError("period_is_serial", text=f"{number:f}", day=day.isoformat())
    raise RefusedError("no_period", text=f"{number:f}")


def _period_of(text: str) -> str:
    years, day, dutch = YEARS.fullmatch(text), ISO_DAY.fullmatch(text), DUTCH_DAY.fullmatch(text)
    if re.fullmatch(r"[0-9]{4}", text):
        return _year_of(Decimal(text))
    if years:
        return _school_year(text, int(years[1]), years[2])
    if day and _is_day(int(day[1]), int(day[2]), int(day[3])):
        return text
    if dutch and int(dutch[1]) > MONTHS and _is_day(int(dutch[3]), int(dutch[2]), int(dutch[1])):
        return f"{dutch[3]}-{int(dutch[2]):02}-{int(dutch[1]):02}"
    if dutch and _is_day(int(dutch[3]), int(dutch[2]), int(dutch[1])):
        one, two = (f"{dutch[3]}-{int(dutch[a]):02}-{int(dutch[b]):02}" for a, b in ((2, 1), (1, 2)))
        raise RefusedError("two_days", text=text, one=one, two=two)
    raise RefusedError("no_period", text=text)


def _school_year(text: str, first: int, last: str) -> str:
    """Return "2017-2018" for "2017/18"; "2010-11" may be a month as well, and "2017-04" is one."""
    follows = int(last) == first + 1 if len(last) == 4 else int(last) == (first + 1) % 100
    month = len(last) == 2 and text[4] == "-" and 1 <= int(last) <= MONTHS
    if follows and month:
        raise RefusedError("month_or_years", text=text, years=f"{first}-{first + 1}")
    if follows and FIRST_YEAR <= first < LAST_YEAR:
        return f"{first}-{first + 1}"
    if month:
        return text
    raise RefusedError("no_period", text=text)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        return FIRST_YEAR <= date(year, month, day).year < LAST_YEAR
    except ValueError:
        return False


def parse_choice(cell: Cell, names: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the schema's word for what stands in a cell; None for an empty one.

    Raises:
        RefusedError: If it is none of them.
    """
    if cell.kind == "empty":
        return None
    for name, words in names.items():
        if fold(cell.text) in {fold(word) for word in (name, *words)}:
            return name
    raise RefusedError("no_choice", text=cell.text, choices=", ".join(words[0] for words in names.values()))


def parse_yes_or_no(cell: Cell) -> bool | None:
    """Return yes or no; None for an empty cell.

    Raises:
        RefusedError: If it is neither.
    """
    if cell.kind == "empty":
        return None
    if fold(cell.text) in (*YES, *NO):
        return fold(cell.text) in YES
    raise RefusedError("no_yes_or_no", text=cell.text)


def split_list(text: str) -> tuple[str, ...]:
    """Return what stands in a cell with several things in it: parted by semicolons, bars or line ends."""
    return tuple(part for part in (one.strip() for one in re.split(r"[;|\n]", text)) if part)


def is_printed(value: Decimal, printed: str) -> bool:
    """Say whether the printed words may stand for a value; words without a number say nothing against it."""
    return not find_numbers(printed) or value in printed_values(printed)
