"""Periods: calendar years, school years and dates; in order, apart, around a date, and as stretches of years."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

PeriodKind = Literal["year", "school-year", "reference-date"]

_YEAR_END = (13, 0)  # the figure of a whole year is later than one of a day in it
_SCHOOL_YEAR_END = (7, 31)
_SCHOOL_YEAR = re.compile(r"([0-9]{4})-([0-9]{4})")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of years, both ends counted; an open end is None: "sinds 2018" is from 2018 on."""

    first: int | None
    last: int | None

    def holds(self, period: str) -> bool:
        """Tell whether a period lies within the stretch, a school year with both of its years."""
        start, end = first_year(period), last_year(period)
        return (self.first is None or start >= self.first) and (self.last is None or end <= self.last)


def period_kind(period: str | None) -> PeriodKind | None:
    """Return what kind of period a period is; None where the source names none."""
    if period is None:
        return None
    if _SCHOOL_YEAR.fullmatch(period):
        return "school-year"
    return "reference-date" if "-" in period else "year"


def period_key(period: str | None) -> tuple[int, int, int]:
    """Return what periods are ordered by: the moment at which they end. No period comes first."""
    if period is None:
        return (0, 0, 0)
    if _SCHOOL_YEAR.fullmatch(period):
        return (last_year(period), *_SCHOOL_YEAR_END)
    date = _DATE.fullmatch(period)
    return (int(date[1]), int(date[2]), int(date[3] or 32)) if date else (int(period), *_YEAR_END)


def first_year(period: str) -> int:
    """Return the year in which a period begins."""
    return int(period[:4])


def last_year(period: str) -> int:
    """Return the year in which a period ends."""
    return int(period[5:9]) if _SCHOOL_YEAR.fullmatch(period) else int(period[:4])


def names_of(period: str) -> tuple[str, ...]:
    """Return how a period may be asked for: by itself; a date also by its month and its year."""
    return tuple(dict.fromkeys((period, period[:7], period[:4]))) if _DATE.fullmatch(period) else (period,)


def shift_period(period: str, years: int) -> str:
    """Return the period so many years later: "2017-2018" and -1 give "2016-2017"; of a date the year."""
    if period_kind(period) == "reference-date":
        return str(first_year(period) + years)
    return "-".join(str(int(year) + years) for year in period.split("-"))


def around(period: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return of the known periods the nearest one before and the nearest one after another, newest first."""
    key = period_key(period)
    earlier = [one for one in known if period_key(one) < key]
    later = [one for one in known if period_key(one) > key]
    nearest = [min(later, key=period_key)] if later else []
    return tuple(nearest + ([max(earlier, key=period_key)] if earlier else []))


def school_year_of(year: int, month: int) -> str:
    """Return the school year that a month falls in; it begins in August."""
    start = year if month >= 8 else year - 1
    return f"{start}-{start + 1}"
