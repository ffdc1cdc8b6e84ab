"""Moments: "last year" and its like, read from the day of asking; without one they are a period that no figure has."""

from datetime import date

import pytest

from bot.core.reading.read import Reader
from bot.core.reading.relative_dates import CORONA, at_moment
from bot.core.records.query import Query
from bot.core.values.periods import Stretch

TODAY = date(2026, 11, 24)


def query(**fields: object) -> Query:
    return Query(text="", language="nl", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "typed", "as_of", "period"), [
    pytest.param("last_year", "vorig jaar", TODAY, "2025", id="last year"),
    pytest.param("now_period", "dit jaar", TODAY, "2026", id="this year"),
    pytest.param("last_school_year", "vorig schooljaar", TODAY, "2025-2026", id="last school year, in autumn"),
    pytest.param("last_school_year", "vorig schooljaar", date(2026, 6, 1), "2024-2025", id="last school year, in June"),
    pytest.param("this_school_year", "dit schooljaar", TODAY, "2026-2027", id="this school year"),
    pytest.param("this_school_year", "this academic year", date(2026, 1, 1), "2025-2026", id="academic year"),
    pytest.param("last_year", "vorig jaar", None, "vorig jaar", id="last year, on an unknown day"),
    pytest.param("this_school_year", "dit schooljaar", None, "dit schooljaar", id="this school year, day unknown"),
    pytest.param("other_time", "vorige eeuw", TODAY, "vorige eeuw", id="a time that no figure is of"),
])  # fmt: skip
def test_a_moment(name: str, typed: str, as_of: date | None, period: str) -> None:
    """Nothing is guessed: what cannot be worked out stays in the user's own words."""
    found = at_moment(query(moment=(name, typed)), as_of)
    assert (found.periods, found.stretch, found.as_of) == ((period,), None, as_of)


@pytest.mark.parametrize("fields", [
    pytest.param({"periods": ("2018",)}, id="a period"), pytest.param({"stretch": Stretch(2018, None)}, id="a stretch"),
    pytest.param({"markers": frozenset({"all_periods"})}, id="all periods"),
])  # fmt: skip
def test_what_is_named_goes_before_a_moment(fields: dict[str, object]) -> None:
    """In "vorig jaar, dus 2018" it is 2018 that counts."""
    asked = query(moment=("last_year", "vorig jaar"), **fields)
    found = at_moment(asked, TODAY)
    assert (found.periods, found.stretch) == (asked.periods, asked.stretch)


@pytest.mark.parametrize(("fields", "as_of", "periods", "stretch"), [
    pytest.param({"years_back": 5}, TODAY, (), Stretch(2021, 2026), id="the past five years"),
    pytest.param({"years_back": 5}, None, (), None, id="the past five years, on an unknown day"),
    pytest.param({"years_ago": 10}, TODAY, ("2016",), None, id="ten years ago"),
    pytest.param({"years_ago": 10}, None, ("- 10",), None, id="ten years ago, on an unknown day"),
    pytest.param({"years_ago": 10, "periods": ("2018",)}, TODAY, ("2018",), None, id="ten years ago and a year"),
    pytest.param({"markers": frozenset({"corona_period"})}, None, (), CORONA, id="the corona years"),
    pytest.param({"markers": frozenset({"corona_period"}), "periods": ("2021",)}, None, ("2021",), None,
                 id="a corona year that is named"),
    pytest.param({"markers": frozenset({"corona_period"}), "stretch": Stretch(2019, 2022)}, None, (),
                 Stretch(2019, 2022), id="years around corona that are named"),
    pytest.param({}, TODAY, (), None, id="no moment"),
])  # fmt: skip
def test_stretches_of_time(
    fields: dict[str, object], as_of: date | None, periods: tuple[str, ...], stretch: Stretch | None
) -> None:
    """Counted from the day of asking; the corona years are known."""
    found = at_moment(query(**fields), as_of)
    assert (found.periods, found.stretch) == (periods, stretch)


@pytest.mark.parametrize(("text", "language", "stretch"), [
    pytest.param("Hoeveel leden hadden bibliotheken door corona?", "nl", CORONA, id="Dutch"),
    pytest.param("How many audiobooks in the first covid year?", "en", CORONA, id="English"),
    pytest.param("Hoeveel leden waren er in 2020, door corona?", "nl", None, id="a year is named"),
])  # fmt: skip
def test_corona_is_a_time_and_no_topic(text: str, language: str, stretch: Stretch | None, reader: Reader) -> None:
    """No figure is about it."""
    found = at_moment(reader.read(text, language), None)
    assert (found.stretch, "corona" in found.named()) == (stretch, False)
