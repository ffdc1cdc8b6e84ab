"""Take the numbers out of a text, but not years, school years and shares."""

import re
from collections.abc import Callable

NAME, NUMBER, ADDRESS = "[naam]", "[nummer]", "[adres]"

_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december "
    "january february march may june july august october jan feb mrt mar apr jun jul aug sep sept okt oct nov dec"
).replace(" ", "|")
_WHOLE = re.compile(
    r"(?<!\w)[A-Za-z]{2}\d{2}\s?[A-Za-z]{4}(?:\s?\d{2,4}){2,4}(?!\w)"  # IBAN
    rf"|(?<![\w-])\d{{1,2}}(?:e|th|st|nd|rd)?\s+(?:of\s+)?(?:{_MONTHS})\b\.?(?:\s+\d{{2,4}}(?!\w))?",
    re.IGNORECASE,
)
_PLATE_FORMS = (  # of number plates that the Netherlands have given out
    "xx-99-99 99-99-xx 99-xx-99 xx-99-xx xx-xx-99 99-xx-xx 99-xxx-9 9-xxx-99 xx-999-x x-999-xx xxx-99-x x-99-xxx "
    "9-xx-999 999-xx-9"
)
_PLATE_SIGNS = {"x": "[a-z]", "9": r"\d"}


def _plates(apart: str) -> str:
    """Return the forms as a pattern, with what may stand between their groups."""
    signs = _PLATE_SIGNS | {"-": apart}
    return "|".join("".join(signs[sign] for sign in form) for form in _PLATE_FORMS.split())


_PLATE = re.compile(
    rf"(?<![\w-])(?:{_plates('-')})(?![\w-])"
    rf"|(?:(?<=kenteken )|(?<=kenteken is ))(?:{_plates('[ -]?')})(?![\w-])",
    re.IGNORECASE,
)
_NUMBER_MARK = re.compile(r"(\[nummer\])")
_POSTCODE = re.compile(r"(?<!\w)([1-9]\d{3})\s?([A-Z]{2})(?!\w)")
_RUN = re.compile(
    r"(?<!\w)\+?[^\W_]*\d[^\W_]*(?:[.,/:()–-]{1,2}[^\W_]*\d[^\W_]*)*(?P<share>[^\S\n]?(?:%|procent\b|percent\b))?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCHOOL_YEAR = re.compile(r"((?:19|20)\d\d)[-/–]((?:19|20)?\d\d)")
_SHARE = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?")
_TOGETHER = re.compile(r"(?:\b(?:19|20)\d\d\s)?\[nummer\](?:[\s()+./-]*(?:\[nummer\]|(?<=\s)(?:19|20)\d\d\b(?!\s?%)))*")


def scrub_numbers(text: str, is_known: Callable[[str], bool]) -> str:
    """Return the text with [nummer] for dates, postcodes, number plates, phone numbers and all other numbers.

    Args:
        text: Any text without marks.
        is_known: Tells whether a word is known; it decides on "2018 IS", which looks like a postcode, and on "2018c".
    """
    text = _PLATE.sub(NUMBER, _WHOLE.sub(NUMBER, text))
    text = _POSTCODE.sub(lambda m: m[0] if _YEAR.fullmatch(m[1]) and is_known(m[2]) else NUMBER, text)
    parts = _NUMBER_MARK.split(text)
    text = "".join(part if part == NUMBER else _RUN.sub(lambda m: _stand_in(m, is_known), part) for part in parts)
    return _TOGETHER.sub(NUMBER, text)


def _stand_in(run: re.Match[str], is_known: Callable[[str], bool]) -> str:
    share = run["share"] or ""
    number = run[0].removesuffix(share)
    if share:
        stays = _SHARE.fullmatch(number) is not None and float(number.replace(",", ".")) <= 100
    else:
        stays = all(_YEAR.fullmatch(part) or _is_school_year(part) or is_known(part) for part in number.split(","))
    return run[0] if stays else NUMBER + share


def _is_school_year(text: str) -> bool:
    years = _SCHOOL_YEAR.fullmatch(text)
    return years is not None and int(years[2][-2:]) == (int(years[1]) + 1) % 100
