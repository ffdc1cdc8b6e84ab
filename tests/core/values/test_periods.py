"""Periods: their kind and order, those around one, how they may be asked for, and stretches of years."""

import pytest

from bot.core.values.periods import (
    PeriodKind,
    Stretch,
    around,
    first_year,
    last_year,
    names_of,
    period_key,
    period_kind,
    school_year_of,
    shift_period,
)


@pytest.mark.parametrize(("period", "kind", "first", "last"), [
    pytest.param("2017", "year", 2017, 2017, id="year"),
    pytest.param("2017-2018", "school-year", 2017, 2018, id="school year"),
    pytest.param("2022-04", "reference-date", 2022, 2022, id="month"),
    pytest.param("2021-06-24", "reference-date", 2021, 2021, id="day"),
])  # fmt: skip
def test_the_kind_and_the_years_of_a_period(period: str, kind: PeriodKind, first: int, last: int) -> None:
    """A year and a school year are not the same period."""
    assert (period_kind(period), first_year(period), last_year(period)) == (kind, first, last)


def test_no_period_has_no_kind() -> None:
    """The source names none, and nothing is guessed."""
    assert period_kind(None) is None


def test_periods_in_order() -> None:
    """They go by the moment at which they end; a school year ends before its second calendar year does."""
    mixed = [
        "2018", "2017-2018", "2017", "2016-2017", "2017-12", "2017-08", "2017-07-31", "2018-12-31", "2017-06-30",
        "2016",
        None,
    ]  # fmt: skip
    assert sorted(mixed, key=period_key) == [
        None, "2016", "2017-06-30", "2016-2017", "2017-07-31", "2017-08", "2017-12", "2017", "2017-2018", "2018-12-31",
        "2018",
    ]  # fmt: skip


@pytest.mark.parametrize(("period", "names"), [
    pytest.param("2017", ("2017",), id="year"), pytest.param("2017-2018", ("2017-2018",), id="school year"),
    pytest.param("2022-04", ("2022-04", "2022"), id="month"),
    pytest.param("2021-06-24", ("2021-06-24", "2021-06", "2021"), id="day"),
])  # fmt: skip
def test_how_a_period_may_be_asked_for(period: str, names: tuple[str, ...]) -> None:
    """Who asks for 2021 means the count of a day in it; who asks for 2017 does not mean a school year."""
    assert names_of(period) == names


@pytest.mark.parametrize(("period", "years", "shifted"), [
    ("2017", -1, "2016"), ("2017", 1, "2018"), ("2017-2018", -1, "2016-2017"), ("1999-2000", 1, "2000-2001"),
    ("2022-04", -1, "2021"), ("2021-06-24", 1, "2022"),
])  # fmt: skip
def test_shifting_a_period(period: str, years: int, shifted: str) -> None:
    """The year before a school year is a school year; that before a day is a year."""
    assert shift_period(period, years) == shifted


@pytest.mark.parametrize(("period", "near"), [
    pytest.param("2018", ("2019", "2017"), id="between two"), pytest.param("2016", ("2017",), id="before all"),
    pytest.param("2025", ("2021-06-24",), id="after all"), pytest.param("2017", ("2019",), id="itself is not near"),
    pytest.param("2019-2020", ("2021-06-24", "2019"), id="a school year between two years"),
])  # fmt: skip
def test_the_periods_around_one(period: str, near: tuple[str, ...]) -> None:
    """The nearest on each side, the newest first."""
    assert around(period, ["2021-06-24", "2017", "2019"]) == near


@pytest.mark.parametrize(("year", "month", "period"), [
    (2026, 7, "2025-2026"), (2026, 8, "2026-2027"), (2026, 1, "2025-2026"), (2026, 12, "2026-2027"),
])  # fmt: skip
def test_the_school_year_of_a_month(year: int, month: int, period: str) -> None:
    """It begins in August."""
    assert school_year_of(year, month) == period


@pytest.mark.parametrize(("stretch", "period", "held"), [
    pytest.param(Stretch(2018, 2020), "2018", True, id="its first year"),
    pytest.param(Stretch(2018, 2020), "2020", True, id="its last year"),
    pytest.param(Stretch(2018, 2020), "2017", False, id="before"),
    pytest.param(Stretch(2018, 2020), "2021", False, id="after"),
    pytest.param(Stretch(2018, None), "2050", True, id="an open end"),
    pytest.param(Stretch(None, 2018), "1990", True, id="an open beginning"),
    pytest.param(Stretch(2018, 2020), "2019-2020", True, id="a school year"),
    pytest.param(Stretch(2018, 2020), "2017-2018", False, id="a school year that began before"),
    pytest.param(Stretch(2018, 2020), "2020-2021", False, id="a school year that ends after"),
    pytest.param(Stretch(2018, 2020), "2020-12-31", True, id="a day"),
])  # fmt: skip
def test_what_lies_within_a_stretch(stretch: Stretch, period: str, held: bool) -> None:
    """Both ends count; a school year lies in it with both of its years."""
    assert stretch.holds(period) is held
