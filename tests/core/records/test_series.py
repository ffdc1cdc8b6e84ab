"""Rows as a series: which are asked for, which can be compared, and where the line breaks and turns."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from bot.core.records.mention import Mention
from bot.core.records.model import Break, Fact, Figure
from bot.core.records.query import Query
from bot.core.records.series import (
    breaks_between,
    comparable_rows,
    earlier_reading,
    extreme,
    holds,
    is_series,
    nearly_holds,
    others_for,
    passed_over,
    rows_around,
    rows_asked,
    same_series,
    turning_points,
)
from bot.core.values.numbers import Claim, Relation
from bot.core.values.periods import Stretch
from tests.core.small import FARMERS, REASONS, exceptional, fact, new_series, row

NEW, CLOSED = new_series("2020"), exceptional("2021")


def numbered(*values: str | None, breaks: tuple[Break, ...] = ()) -> Fact:
    """Return a fact with one row a year, from 2022 back."""
    rows = (row(value, str(2022 - back)) for back, value in enumerate(values))
    return fact("numbered", (), *rows, unit="count", breaks=breaks, nl=(), en=())


def years(rows: Sequence[Figure]) -> list[str]:
    return [one.period or "" for one in rows]


@pytest.mark.parametrize(("asked", "found"), [
    pytest.param({"periods": ("2021",)}, ["2021"], id="a year"),
    pytest.param({"periods": ("2020", "2022")}, ["2020", "2022"], id="in the order of the question"),
    pytest.param({"periods": ("2021", "2021")}, ["2021"], id="each once"),
    pytest.param({"periods": ("1999",)}, [], id="a year without a row"),
    pytest.param({"periods": ("vorig jaar",)}, [], id="a moment that nobody worked out"),
    pytest.param({"stretch": Stretch(2021, None)}, ["2022", "2021"], id="a stretch"),
    pytest.param({"stretch": Stretch(2030, None)}, [], id="a stretch without rows"),
    pytest.param({}, [], id="nothing"),
])  # fmt: skip
def test_the_rows_that_are_asked_for(asked: dict[str, object], found: list[str]) -> None:
    """By their period or by a stretch of years."""
    query = Query(text="", language="en", **asked)  # type: ignore[arg-type]
    assert years(rows_asked(numbered("3", "2", "1"), query)) == found


def test_a_source_narrows_the_period() -> None:
    """Of two sources for one year the one that is named; superseded rows are found by their source as well."""
    two = fact("two", (), row("5", "2022", "survey"), row("4", "2021", "survey"), nl=(), en=(),
               superseded=(row("6", "2022", "census"),))  # fmt: skip
    census = Mention(id="census", facet="topic", start=0, end=1, how="exact")
    survey = Mention(id="survey", facet="topic", start=0, end=1, how="exact")
    assert years(rows_asked(two, Query(text="", language="en", mentions=(census,)))) == ["2022"]
    both = Query(text="", language="en", mentions=(survey,), periods=("2021",))
    assert years(rows_asked(two, both)) == ["2021"]


@pytest.mark.parametrize(("period", "found"), [
    pytest.param("2021", ["2021"], id="the year before a day in it"),
    pytest.param("2021-06", ["2021-06-24"], id="the month of a day"),
    pytest.param("2021-06-24", ["2021-06-24"], id="the day"),
    pytest.param("2020", ["2020-03"], id="the year of a month"),
    pytest.param("2019", [], id="a school year is no year"),
])  # fmt: skip
def test_dates_are_asked_for_by_their_year(period: str, found: list[str]) -> None:
    """The row of just that period goes before one within it."""
    dated = fact("dated", (), row("4", "2021"), row("3", "2021-06-24"), row("2", "2020-03"), row("1", "2018-2019"),
                 nl=(), en=())  # fmt: skip
    assert years(rows_asked(dated, Query(text="", language="en", periods=(period,)))) == found


@pytest.mark.parametrize(("periods", "found"), [
    pytest.param(("2021",), ["2022", "2020"], id="on both sides"), pytest.param(("2019",), ["2020"], id="before all"),
    pytest.param(("2030",), ["2022"], id="after all"), pytest.param(("vorig jaar",), [], id="a moment"),
])  # fmt: skip
def test_the_rows_around_a_period(periods: tuple[str, ...], found: list[str]) -> None:
    """What there is instead of the year that was asked for."""
    assert years(rows_around(fact("gap", (), row("2", "2022"), row("1", "2020"), nl=(), en=()), periods)) == found


def test_rows_that_can_be_compared() -> None:
    """Those with a value and a period, in the unit of the fact."""
    mixed = fact("mixed", (), row("5", "2022"), row(None, "2021", as_printed="nearly all"), row("9", "2020",
                 unit="out-of-10"), row("4", "2019"), row("3"), nl=(), en=())  # fmt: skip
    assert years(comparable_rows(mixed)) == ["2022", "2019"]


@pytest.mark.parametrize(("one", "found"), [
    pytest.param(numbered("3", "2", "1"), True, id="three"), pytest.param(numbered("3", "2"), False, id="two"),
    pytest.param(numbered("3", None, "1"), False, id="three, one of them without a value"),
    pytest.param(REASONS, False, id="a claim"),
])  # fmt: skip
def test_enough_for_a_line(one: Fact, found: bool) -> None:
    """Two points are a difference and no line."""
    assert is_series(one) is found


def test_the_earlier_row_of_the_article() -> None:
    """Only where a later one goes before it."""
    found = earlier_reading(FARMERS)
    assert found is not None
    assert found.period == "2017"
    own = fact("own", (), row("5", "2022", via=None), row("4", "2021", via=None), nl=(), en=())
    assert earlier_reading(own) is None
    assert earlier_reading(numbered("1")) is None


def test_other_sources_for_a_period() -> None:
    """Of just that period."""
    two = fact("two", (), row("5", "2022"), row("4", "2021"), nl=(), en=(),
               superseded=(row("6", "2022"), row("7", "2020")))  # fmt: skip
    assert [str(one.value) for one in others_for(two, two.figures[0])] == ["6"]
    assert others_for(two, two.figures[1]) == ()


@pytest.mark.parametrize(("earlier", "later", "found"), [
    pytest.param("2019", "2020", [NEW], id="over its start"), pytest.param("2018", "2022", [NEW], id="far over it"),
    pytest.param("2020", "2022", [], id="after it"), pytest.param("2018", "2019", [], id="before it"),
    pytest.param("2021", "2022", [CLOSED], id="from an exceptional year"),
    pytest.param("2020", "2021", [CLOSED], id="to an exceptional year"),
    pytest.param("2019", "2021", [NEW, CLOSED], id="both"), pytest.param("2020", "2019", [NEW], id="either way round"),
])  # fmt: skip
def test_why_two_rows_cannot_be_compared(earlier: str, later: str, found: list[Break]) -> None:
    """A new count between them, or an exceptional year at one end."""
    broken = numbered("1", "1", "1", "1", "1", breaks=(NEW, CLOSED))
    rows = {one.period: one for one in broken.figures}
    assert list(breaks_between(broken, rows[earlier], rows[later])) == found


@pytest.mark.parametrize(("first", "last", "found"), [
    pytest.param("2022", "2019", [CLOSED], id="inside"), pytest.param("2021", "2019", [], id="at its newest end"),
    pytest.param("2022", "2021", [], id="at its oldest end"), pytest.param("2020", "2018", [], id="elsewhere"),
])  # fmt: skip
def test_exceptional_years_inside_a_run(first: str, last: str, found: list[Break]) -> None:
    """They spoil no difference between the ends, but must be named."""
    broken = numbered("1", "1", "1", "1", "1", breaks=(NEW, CLOSED))
    rows = [one for one in broken.figures if last <= (one.period or "") <= first]
    assert list(passed_over(broken, rows)) == found


@pytest.mark.parametrize(("breaks", "together"), [
    pytest.param((), ["2022", "2021", "2020", "2019", "2018"], id="no break"),
    pytest.param((NEW,), ["2022", "2021", "2020"], id="back to the break"),
    pytest.param((new_series("2022"),), ["2022"], id="the newest alone"),
    pytest.param((exceptional("2020"), new_series("2020")), ["2022", "2021"], id="an exceptional end falls off"),
    pytest.param((CLOSED,), ["2022", "2021", "2020", "2019", "2018"], id="an exceptional year inside stays"),
    pytest.param((new_series("2019"), new_series("2021")), ["2022", "2021"], id="the last of two breaks"),
])  # fmt: skip
def test_the_rows_of_one_series(breaks: tuple[Break, ...], together: list[str]) -> None:
    """From the newest on, as far as nothing changed."""
    broken = numbered("1", "1", "1", "1", "1", breaks=breaks)
    assert years(same_series(broken, broken.figures)) == together


@pytest.mark.parametrize(("values", "turns"), [
    pytest.param(["1", "2", "3"], [], id="up"), pytest.param(["1", "3", "2"], ["3"], id="a top"),
    pytest.param(["3", "1", "2"], ["1"], id="a trough"), pytest.param(["1", "3", "2", "4"], ["3", "2"], id="both"),
    pytest.param(["1", "3", "3", "2"], [], id="a flat top has no single turn"), pytest.param(["1", "2"], [], id="two"),
    pytest.param(["1", "1", "1"], [], id="flat"),
])  # fmt: skip
def test_where_a_line_turns(values: list[str], turns: list[str]) -> None:
    """Rows from old to new; their ends are no turning points."""
    rows = [row(value, str(2018 + at)) for at, value in enumerate(values)]
    assert [str(one.value) for one in turning_points(rows)] == turns


@pytest.mark.parametrize(("values", "highest", "found"), [
    pytest.param(["1", "3", "2"], True, ["2021"], id="highest"),
    pytest.param(["1", "3", "2"], False, ["2022"], id="lowest"),
    pytest.param(["3", "1", "3"], True, ["2022", "2020"], id="a tie"),
    pytest.param(["5", "5"], False, ["2022", "2021"], id="all alike"), pytest.param([], True, [], id="nothing"),
])  # fmt: skip
def test_extremes(values: list[str], highest: bool, found: list[str]) -> None:
    """All that tie are named."""
    assert years(extreme(numbered(*values).figures, highest=highest)) == found


@pytest.mark.parametrize(("claimed", "relation", "published", "held"), [
    pytest.param("26", "equal", "26", True, id="just it"), pytest.param("26", "equal", "27", False, id="one off"),
    pytest.param("26", "equal", "26.0", True, id="a zero more"),
    pytest.param("33.3", "equal", "33", True, id="a fraction is rounded"),
    pytest.param("33.3", "equal", "35", False, id="not that far"),
    pytest.param("50", "more", "84", True, id="more"), pytest.param("84", "more", "50", False, id="not more"),
    pytest.param("50", "more", "50", False, id="more than just it"),
    pytest.param("50", "at least", "50", True, id="at least just it"),
    pytest.param("50", "at least", "49", False, id="less than at least"),
    pytest.param("50", "at most", "50", True, id="at most just it"),
    pytest.param("50", "at most", "51", False, id="more than at most"),
    pytest.param("50", "less", "26", True, id="less"), pytest.param("50", "less", "50", False, id="less than just it"),
    pytest.param("50", "equal", None, False, id="no figure to hold it against"),
])  # fmt: skip
def test_a_claim_against_a_figure(claimed: str, relation: Relation, published: str | None, held: bool) -> None:
    """A claim is true of the published value only, not of one near it."""
    assert holds(Claim(Decimal(claimed), "percent", relation), row(published)) is held


@pytest.mark.parametrize(("claimed", "published", "near"), [
    pytest.param(Claim(Decimal(75), "percent", "equal", is_rough=True), "74", True, id="three quarters"),
    pytest.param(Claim(Decimal(75), "percent", "equal"), "74", False, id="75 percent is no fraction"),
    pytest.param(Claim(Decimal(75), "percent", "equal", is_rough=True), "71", False, id="too far from three quarters"),
    pytest.param(Claim(Decimal(3_700_000), "number", "equal"), "3683500", True, id="rounded to its last digit"),
    pytest.param(Claim(Decimal(4_000_000), "number", "equal"), "3683500", False, id="rounded too far"),
    pytest.param(Claim(Decimal(16), "number", "equal"), "17", False, id="another number"),
    pytest.param(Claim(Decimal(70), "percent", "more", is_rough=True), "71", False, id="only what is said to be equal"),
])  # fmt: skip
def test_a_rounded_claim_nearly_holds(claimed: Claim, published: str, *, near: bool) -> None:
    assert nearly_holds(claimed, row(published)) is near
