"""What somebody meant who typed a value in a form that is not read: the form that is, or None where that is a guess."""

import re

from bot.core.words.text import fold

LANGUAGE_NAMES = {
    "nederlands": "nl", "dutch": "nl", "hollands": "nl", "engels": "en", "english": "en", "uk": "en", "gb": "en",
}  # fmt: skip
ANSWERS = {"yes": "true", "ja": "true", "waar": "true", "no": "false", "nee": "false", "onwaar": "false"}
SECTION_NAMES = {"bronnen": "sources", "begrippen": "concepts", "feiten": "facts", "cijfers": "figures"}

_YEARS = re.compile(r"(?:\D*\s)?((?:19|20)?[0-9]{2})\s*[-/–—]\s*((?:19|20)?[0-9]{2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]((?:19|20)[0-9]{2})")
_DAY_SLASHES = re.compile(r"((?:19|20)[0-9]{2})[/.]([0-9]{1,2})[/.]([0-9]{1,2})")
_ONE_YEAR = re.compile(r"\D*\b((?:19|20)[0-9]{2})\b\D*")
_ONE_NUMBER = re.compile(r"[^0-9]*?(-?[0-9][0-9.,\s]*)[^0-9]*")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:[.,\s][0-9]{3})+")


def meant_number(text: str) -> str | None:
    """Return the one number in a text as it is read here: 84.5 for "84,5 %", 1234567 for "1.234.567"."""
    found = _ONE_NUMBER.fullmatch(text)
    if not found:
        return None
    number = found[1].strip().rstrip(".,")
    if _THOUSANDS.fullmatch(number) and (len(number) > 7 or not re.search(r"[.,]", number)):
        return re.sub(r"[.,\s]", "", number)
    if re.fullmatch(r"-?[0-9]+(?:[.,][0-9]{1,2})?", number):
        return number.replace(",", ".")
    return None  # "1.234" may be either


def meant_period(text: str) -> str | None:
    """Return the period in a text as it is read here: "2016-2017" for "16/17", "2017-12-31" for "31-12-2017"."""
    if day := meant_date(text):
        return day
    if years := _YEARS.fullmatch(text):
        first = years[1] if len(years[1]) == 4 else f"20{years[1]}"
        second = years[2] if len(years[2]) == 4 else f"{first[:2]}{years[2]}"
        return f"{first}-{second}" if int(second) == int(first) + 1 else None
    year = _ONE_YEAR.fullmatch(text)
    return year[1] if year else None


def meant_date(text: str) -> str | None:
    """Return a day as it is read here, where it was written with the day first or with slashes."""
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
    elif found := _DAY_SLASHES.fullmatch(text):
        year, month, day = found.groups()
    else:
        return None
    return f"{year}-{month:0>2}-{day:0>2}" if 1 <= int(month) <= 12 and 1 <= int(day) <= 31 else None


def meant_id(text: str) -> str:
    """Return an id of the same words: small letters, with hyphens between them."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
