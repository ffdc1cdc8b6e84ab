"""Moments that depend on the day of asking: "vorig jaar", "dit schooljaar", "de afgelopen vijf jaar"."""

from dataclasses import replace
from datetime import date

from bot.core.records.query import Query
from bot.core.values.periods import Stretch, school_year_of, shift_period

LAST = frozenset({"last_year", "last_school_year"})  # word lists of what is over; the others are of now
SCHOOL = frozenset({"last_school_year", "this_school_year"})
BEFORE_CORONA, AFTER_CORONA = Stretch(None, 2019), Stretch(2022, None)
CORONA = Stretch(2020, 2021)  # the years in which Dutch libraries were closed for months


def at_moment(query: Query, as_of: date | None) -> Query:
    """Return the question with its moments as periods.

    Without a day of asking the phrase itself stands as a period, one that no figure has, so that nothing is guessed.
    """
    query = replace(query, as_of=as_of)
    is_dated = query.stretch is not None or bool(query.periods)
    for name, stretch in (("before_corona", BEFORE_CORONA), ("after_corona", AFTER_CORONA)):
        if name in query.markers and not is_dated:
            return replace(query, stretch=stretch)
    if "corona_period" in query.markers and not is_dated:
        return replace(query, stretch=CORONA)
    if query.years_back is not None:
        last = as_of.year if as_of else None
        return replace(query, stretch=Stretch(last - query.years_back, last)) if last else query
    if query.years_ago is not None and not is_dated:
        ago = str(as_of.year - query.years_ago) if as_of else f"- {query.years_ago}"
        return replace(query, periods=(ago,))
    if query.moment and {"newest", "latest_year"} <= query.markers:
        return query
    if query.moment is None or is_dated or query.asks_all_periods():
        return query
    name, typed = query.moment
    return replace(query, periods=(_period_of(name, as_of) or typed,))


def _period_of(name: str, as_of: date | None) -> str | None:
    back = -1 if name in LAST else 0
    if as_of is None or name not in (*LAST, *SCHOOL, "now_period"):
        return None
    if name in SCHOOL:
        return shift_period(school_year_of(as_of.year, as_of.month), back)
    return str(as_of.year + back)
