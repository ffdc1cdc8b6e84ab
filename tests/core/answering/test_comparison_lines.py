"""Two facts side by side, extremes of a series, and facts in order; what cannot be compared is not."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.core.answering.comparison_lines import (
    common_rows,
    tell_comparison,
    tell_extreme,
    tell_ranking,
    tell_rows_where,
    tell_top,
    why_not,
)
from bot.core.answering.wording import Composer
from bot.core.ranking.comparison import ranked_pairs
from bot.core.records.model import Fact, Line
from bot.core.records.series import comparable_rows
from bot.core.values.numbers import Claim, Relation
from tests.core.small import FARMERS, SECONDARY, SITES, fact, row
from tests.core.years import BAKERS, BUTCHERS, LOANS, STAFF, VISITS


def lines(told: tuple[Line, ...]) -> list[tuple[str, str]]:
    return [(line.role, line.text) for line in told]


def share(id_: str, value: str = "30", period: str | None = "2018", population: str = "libraries",
          measure: str = "cooperating-share", unit: str = "percent", caveat: str = "") -> Fact:  # fmt: skip
    """Return a fact of one row."""
    return fact(id_, (), row(value, period), label=id_, population=population, measure=measure, unit=unit,
                caveat=caveat, nl=(), en=())  # fmt: skip


# --- two facts


@pytest.mark.parametrize(("first", "second", "periods", "found"), [
    pytest.param(FARMERS, BUTCHERS, (), ("2018", "2018"), id="the newest that both have"),
    pytest.param(FARMERS, BUTCHERS, ("2017",), ("2017", "2017"), id="the one that is asked for"),
    pytest.param(LOANS, VISITS, ("2019", "2020"), ("2020", "2020"), id="the newest of those asked for"),
    pytest.param(FARMERS, BAKERS, ("2017",), ("2018", "2018"), id="one of them lacks it: the newest of each"),
    pytest.param(FARMERS, LOANS, (), ("2018", "2018"), id="an older one that both have"),
    pytest.param(FARMERS, SECONDARY, (), ("2018", "2017-2018"), id="none in common"),
])  # fmt: skip
def test_the_rows_to_compare(first: Fact, second: Fact, periods: tuple[str, ...], found: tuple[str, str]) -> None:
    """Of one period where there is one."""
    rows = common_rows(first, second, periods)
    assert (rows[0].period, rows[1].period) == found


@pytest.mark.parametrize(("other", "reason"), [
    pytest.param(share("other"), "", id="alike"),
    pytest.param(share("other", unit="count"), "a share against a number", id="another unit"),
    pytest.param(share("other", unit="out-of-10", value="3"), "a share against a number out of ten", id="out of ten"),
    pytest.param(share("other", population="schools"), "libraries against schools", id="another population"),
    pytest.param(share("other", measure="reason"), "different measurements", id="another measure"),
    pytest.param(share("other", period="2017"), "2018 against 2017", id="another year"),
    pytest.param(share("other", period="2017-2018"), "2018 against school year 2017-2018", id="a school year"),
    pytest.param(share("other", unit="count", population="schools", period="2017"), "a share against a number",
                 id="the first reason is enough"),
])  # fmt: skip
def test_why_two_figures_cannot_be_compared(other: Fact, reason: str, english: Composer) -> None:
    """Only one measure, unit, population and period."""
    one = share("one")
    pairs = ((one, one.figures[0]), (other, other.figures[0]))
    assert why_not(english, *pairs) == reason


def test_numbers_of_different_things_are_compared(english: Composer) -> None:
    """A count of loans is more or less than one of visits, if it is the same measure."""
    first, second = share("one", unit="count", population="a"), share("two", unit="count", population="b")
    assert why_not(english, (first, first.figures[0]), (second, second.figures[0])) == ""


def test_hours_are_no_euros(english: Composer) -> None:
    """The same unit, of another quantity."""
    euros = replace(STAFF, quantity="euro")
    assert why_not(english, (STAFF, STAFF.figures[0]), (euros, euros.figures[0])) == "different measurements"


def test_a_row_in_another_unit(english: Composer) -> None:
    """The unit of the row counts."""
    one = share("one")
    assert why_not(english, (one, one.figures[0]), (one, row("3", "2018", unit="out-of-10"))) == (
        "a share against a number out of ten"
    )


def test_a_comparison(english: Composer) -> None:
    """The larger one first, each with its period and source; shares differ in points."""
    first, second = share("bakers", "20.5", caveat="Few answered."), share("butchers", "50")
    assert lines(tell_comparison(english, (first, first.figures[0]), (second, second.figures[0]))) == [
        ("headline", "Butchers: 50% (2018; Report, 2020; cited in The Article)."),
        ("headline", "Bakers: 20.5% (2018; Report, 2020; cited in The Article)."),
        ("sum", "More: butchers, by 29.5 points."), ("detail", "Counted: libraries."), ("caveat", "Few answered."),
        ("citation", "(Report, 2020; cited in The Article)"),
    ]  # fmt: skip


def test_no_comparison(english: Composer) -> None:
    """Both figures as they were asked for, why they cannot be compared, and no difference."""
    first, second = share("bakers", "20"), share("staff", "50", population="schools")
    told = lines(tell_comparison(english, (first, first.figures[0]), (second, second.figures[0])))
    assert [text for role, text in told if role == "headline"] == [
        "Bakers: 20% (2018; Report, 2020; cited in The Article).",
        "Staff: 50% (2018; Report, 2020; cited in The Article).",
    ]  # fmt: skip
    assert ("caveat", "Not the same: libraries against schools.") in told
    assert [text for role, text in told if role == "detail"] == ["Counted: libraries.", "Counted: schools."]
    assert "sum" not in [role for role, _ in told]


@pytest.mark.parametrize(("unit", "one", "two", "told"), [
    pytest.param("percent", "20", "20", "As much.", id="as much"),
    pytest.param("count", "1500", "250", "More: first, by 1,250.", id="a number"),
    pytest.param("mean", "2.5", "2", "More: first, by 0.5.", id="a mean"),
])  # fmt: skip
def test_by_how_much(unit: str, one: str, two: str, told: str, english: Composer) -> None:
    """In the unit of the figures."""
    first, second = share("first", one, unit=unit), share("second", two, unit=unit)
    assert ("sum", told) in lines(tell_comparison(english, (first, first.figures[0]), (second, second.figures[0])))


# --- the highest, the lowest, and the periods for which something holds


@pytest.mark.parametrize(("highest", "headline", "periods"), [
    pytest.param(True, "Highest: 100 in 2018.", ["2018"], id="highest"),
    pytest.param(False, "Lowest: 30 in 2021.", ["2021"], id="lowest"),
])  # fmt: skip
def test_an_extreme(highest: bool, headline: str, periods: list[str], series_composer: Composer) -> None:
    """Of the periods that there are, which are named."""
    found, told = tell_extreme(series_composer, LOANS, comparable_rows(LOANS), highest=highest)
    assert [one.period for one in found] == periods
    assert lines(told) == [
        ("headline", headline), ("detail", "Counted: loans."), ("detail", "Of 6, 2018 to 2023."),
        ("citation", "(Survey, 2021a)"),
    ]  # fmt: skip


def test_an_extreme_over_a_break(series_composer: Composer) -> None:
    """It is told, with why it says little."""
    _, told = tell_extreme(series_composer, VISITS, comparable_rows(VISITS), highest=True)
    assert ("caveat", "Not comparable: the count changed.") in lines(told)


def test_a_tie(english: Composer) -> None:
    """Both periods."""
    tied = fact("tied", (), row("5", "2022"), row("4", "2021"), row("5", "2020"), unit="count", nl=(), en=())
    _, told = tell_extreme(english, tied, tied.figures, highest=True)
    assert told[0].text == "Highest: 5 in 2022 and 5 in 2020."


@pytest.mark.parametrize(("most", "highest", "headline"), [
    pytest.param(3, True, "Highest: 100 in 2018, 90 in 2019 and 70 in 2023.", id="three highest"),
    pytest.param(2, False, "Lowest: 30 in 2021 and 40 in 2020.", id="two lowest"),
    pytest.param(1, True, "Highest: 100 in 2018.", id="one"),
])  # fmt: skip
def test_the_first_few_rows(most: int, highest: bool, headline: str, series_composer: Composer) -> None:
    """In the order of their values."""
    found, told = tell_top(series_composer, LOANS, comparable_rows(LOANS), most, highest=highest)
    assert (told[0].text, len(found)) == (headline, most)


@pytest.mark.parametrize(("relation", "value", "headline", "periods"), [
    pytest.param("more", "70", "More than 70: 100 in 2018 and 90 in 2019.", ["2018", "2019"], id="more than"),
    pytest.param("at least", "70", "At least 70: 100 in 2018, 90 in 2019 and 70 in 2023.", ["2018", "2019", "2023"],
                 id="at least"),
    pytest.param("less", "40", "Less than 40: 30 in 2021.", ["2021"], id="less than"),
    pytest.param("at most", "40", "At most 40: 40 in 2020 and 30 in 2021.", ["2020", "2021"], id="at most"),
    pytest.param("more", "1000", "In none.", ["2023"], id="none: the newest is told"),
])  # fmt: skip
def test_periods_where_a_condition_holds(
    relation: Relation, value: str, headline: str, periods: list[str], series_composer: Composer
) -> None:
    """From old to new."""
    found, told = tell_rows_where(series_composer, LOANS, Claim(Decimal(value), "number", relation))
    assert (told[0].text, [one.period for one in found]) == (headline, periods)


# --- facts in order


def test_a_ranking(series_composer: Composer) -> None:
    """With ranks from 1, and as many as were asked for."""
    pairs = ranked_pairs((replace(FARMERS, label={"en": "farmers"}), BAKERS, BUTCHERS), ())
    _, told = tell_ranking(series_composer, pairs, highest=True, most=2)
    assert lines(told) == [
        ("headline", "High to low, 2018:"), ("detail", "1. Butchers: 50%"), ("detail", "2. Farmers: 35%"),
        ("detail", "Counted: libraries."), ("caveat", "Only what was measured."),
        ("citation", "(Survey, 2021a; Report, 2020; cited in The Article)"),
    ]  # fmt: skip
    _, low = tell_ranking(series_composer, pairs, highest=False, most=10)
    assert [text for _, text in lines(low)][:4] == [
        "Low to high, 2018:",
        "1. Bakers: 20%",
        "2. Farmers: 35%",
        "3. Butchers: 50%",
    ]


def test_sites_are_not_farmers(english: Composer) -> None:
    """A number beside a share."""
    assert why_not(english, (SITES, SITES.figures[0]), (FARMERS, FARMERS.figures[0])) == "a number against a share"
