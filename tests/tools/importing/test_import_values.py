"""A cell is read as what it says; one that may mean two things is refused."""

from datetime import date
from decimal import Decimal

import pytest

from bot.tools.importing.cells import EMPTY, Cell, number_cell, text_cell
from bot.tools.importing.values import (
    UNITS,
    RefusedError,
    Value,
    parse_choice,
    parse_period,
    parse_value,
    parse_yes_or_no,
    split_list,
)

DAY = Cell("date", "2010-11-24", day=date(2010, 11, 24))
FIRST_OF_MONTH = Cell("date", "2010-11-01", day=date(2010, 11, 1))


def value_of(typed: str | Cell, unit: str | None = "percent", **others: object) -> Value:
    cell = text_cell(typed) if isinstance(typed, str) else typed
    given = {"decimals": unit != "count", "known": None, "printed": None, **others}
    return parse_value(cell, unit, **given)  # type: ignore[arg-type]


def number(text: str, *, is_percent: bool = False) -> Cell:
    return number_cell(Decimal(text), is_percent=is_percent)


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        pytest.param("26", "percent", Value(Decimal(26)), id="digits"),
        pytest.param("26%", "percent", Value(Decimal(26), None, "26%"), id="a sign"),
        pytest.param("26,5 procent", "percent", Value(Decimal("26.5"), None, "26,5 procent"), id="a word"),
        pytest.param("84,0", "percent", Value(Decimal("84.0")), id="a published zero stays"),
        pytest.param("12.5", "mean", Value(Decimal("12.5")), id="a decimal point"),
        pytest.param("1.234", "count", Value(Decimal(1234)), id="of things, thousands"),
        pytest.param("1.234", "percent", Value(Decimal("1.234")), id="a share has no thousands"),
        pytest.param("0.125", "mean", Value(Decimal("0.125")), id="nothing but decimals"),
        pytest.param("1.234.567", "mean", Value(Decimal(1234567)), id="two marks part thousands"),
        pytest.param("1.234,5", "mean", Value(Decimal("1234.5")), id="both marks"),
        pytest.param("1 234 567", "count", Value(Decimal(1234567)), id="blanks"),
        pytest.param("€ 12,50", "mean", Value(Decimal("12.50")), id="euro"),
        pytest.param("circa 12,5", "percent", Value(Decimal("12.5"), "circa", "circa 12,5"), id="circa"),
        pytest.param("Ruim 3,7 miljoen", "count", Value(Decimal(3700000), "more than", "Ruim 3,7 miljoen"), id="ruim"),
        pytest.param("bijna 50%", "percent", Value(Decimal(50), "almost", "bijna 50%"), id="bijna"),
        pytest.param("at least 5", "count", Value(Decimal(5), "at least", "at least 5"), id="at least"),
        pytest.param("minder dan 1 procent", "percent", Value(Decimal(1), "less than", "minder dan 1 procent"), id="<"),
        pytest.param("-5", "count", Value(Decimal(-5)), id="below nothing, which is judged elsewhere"),
        pytest.param(number("0.26", is_percent=True), "percent", Value(Decimal(26)), id="a cell of 26%"),
        pytest.param(number("26"), "percent", Value(Decimal(26)), id="a cell of 26"),
        pytest.param(number("1"), "percent", Value(Decimal(1)), id="a cell of 1"),
        pytest.param(number("1234.5"), "mean", Value(Decimal("1234.5")), id="a cell with decimals"),
    ],
)
def test_a_value_is_read(typed: str | Cell, unit: str, value: Value) -> None:
    """With what is said of it, and the words of the cell where they say more than the number."""
    assert value_of(typed, unit) == value


@pytest.mark.parametrize(
    ("typed", "unit", "code"),
    [
        pytest.param("veel", "count", "no_number", id="a word"),
        pytest.param("12 of 13", "count", "no_number", id="two numbers"),
        pytest.param("12 leden", "count", "no_number", id="a word behind it"),
        pytest.param("1.2.3", "mean", "no_number", id="no number in any notation"),
        pytest.param("24.6.2021", "count", "no_number", id="a day"),
        pytest.param("1.23,45", "mean", "no_number", id="thousands of two digits"),
        pytest.param(DAY, "count", "no_number", id="a date"),
        pytest.param("12,5", "count", "not_whole", id="half a thing"),
        pytest.param("1234.567", "count", "not_whole", id="no thousands, though three digits"),
        pytest.param(number("12.5"), "count", "not_whole", id="a cell of half a thing"),
        pytest.param(Cell("boolean", "true"), "count", "no_number", id="yes or no"),
        pytest.param("26%", "count", "no_share", id="a share of things"),
        pytest.param("26%", None, "no_share", id="a share of nobody knows what"),
        pytest.param(number("0.26", is_percent=True), "count", "no_share", id="a cell of 26% for things"),
        pytest.param("1.234", "mean", "two_numbers", id="thousands or decimals"),
        pytest.param(number("0.26"), "percent", "share_or_fraction", id="a cell of 0.26"),
    ],
)
def test_a_value_is_refused(typed: str | Cell, unit: str | None, code: str) -> None:
    """With the reason."""
    with pytest.raises(RefusedError) as caught:
        value_of(typed, unit)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("typed", "unit", "others", "value"),
    [
        pytest.param("1.234", "mean", {"printed": "1.234 uur"}, None, id="what is printed has the same doubt"),
        pytest.param("1.234", "mean", {"printed": "1234"}, Decimal(1234), id="what is printed decides"),
        pytest.param("1.234", "mean", {"known": Decimal("1.234")}, Decimal("1.234"), id="what is there decides"),
        pytest.param(number("0.26"), "percent", {"printed": "0,26%"}, Decimal("0.26"), id="printed as less than 1%"),
        pytest.param(number("0.26"), "percent", {"printed": "26%"}, None, id="printed as 26%"),
        pytest.param(number("0.26"), "percent", {"known": Decimal("0.26")}, Decimal("0.26"), id="there already"),
    ],
)
def test_what_is_known_takes_a_doubt_away(
    typed: str | Cell, unit: str, others: dict[str, object], value: Decimal | None
) -> None:
    """Or leaves it."""
    if value is None:
        with pytest.raises(RefusedError):
            value_of(typed, unit, **others)
    else:
        assert value_of(typed, unit, **others).number == value


@pytest.mark.parametrize(
    ("cell", "kind", "period"),
    [
        pytest.param(EMPTY, None, None, id="none"),
        pytest.param(number("2017"), None, "2017", id="a number"),
        pytest.param(text_cell("2017"), None, "2017", id="a year"),
        pytest.param(text_cell("2017-2018"), None, "2017-2018", id="a school year"),
        pytest.param(text_cell("schooljaar 2017/2018"), None, "2017-2018", id="with its word"),
        pytest.param(text_cell("2017–18"), None, "2017-2018", id="in short"),
        pytest.param(text_cell("2010/11"), None, "2010-2011", id="no month is written so"),
        pytest.param(text_cell("1999-00"), None, "1999-2000", id="over the century"),
        pytest.param(text_cell("2022-04"), None, "2022-04", id="a month"),
        pytest.param(text_cell("2021-06-24"), None, "2021-06-24", id="a day"),
        pytest.param(text_cell("24-6-2021"), None, "2021-06-24", id="a day as Dutch has it"),
        pytest.param(DAY, "reference-date", "2010-11-24", id="a date that is said to be one"),
    ],
)
def test_a_period_is_read(cell: Cell, kind: str | None, period: str | None) -> None:
    """In the form of the knowledge base."""
    assert parse_period(cell, kind) == period


@pytest.mark.parametrize(
    ("cell", "kind", "code"),
    [
        pytest.param(DAY, None, "period_is_date", id="2010-11 that became a date"),
        pytest.param(FIRST_OF_MONTH, "reference-date", "period_is_date", id="the first: of a month, perhaps"),
        pytest.param(number("43101"), None, "period_is_serial", id="a date that became a number"),
        pytest.param(number("20172018"), None, "no_period", id="two years that became one number"),
        pytest.param(number("-1"), None, "no_period", id="2017-2018 as a sum"),
        pytest.param(number("2017.5"), None, "no_period", id="half a year"),
        pytest.param(number("0.26", is_percent=True), None, "no_period", id="a share"),
        pytest.param(text_cell("2010-11"), None, "month_or_years", id="a month or two years"),
        pytest.param(text_cell("4-6-2021"), None, "two_days", id="4 June or 6 April"),
        pytest.param(text_cell("2017-2019"), None, "no_period", id="two years apart"),
        pytest.param(text_cell("2017-13"), None, "no_period", id="a thirteenth month"),
        pytest.param(text_cell("2021-02-30"), None, "no_period", id="a day that never was"),
        pytest.param(text_cell("17-18"), None, "no_period", id="two digits"),
        pytest.param(text_cell("0217"), None, "no_period", id="long ago"),
        pytest.param(text_cell("vorig jaar"), None, "no_period", id="words"),
    ],
)
def test_a_period_is_refused(cell: Cell, kind: str | None, code: str) -> None:
    """And never guessed."""
    with pytest.raises(RefusedError) as caught:
        parse_period(cell, kind)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("typed", "unit"),
    [("Procent", "percent"), ("%", "percent"), ("aantal", "count"), ("out-of-10", "out-of-10"), ("", None)],
)
def test_a_choice(typed: str, unit: str | None) -> None:
    """In either language, or as the schema has it."""
    assert parse_choice(text_cell(typed), UNITS) == unit


@pytest.mark.parametrize(("typed", "said"), [("ja", True), ("FALSE", False), ("nee", False), ("", None)])
def test_yes_or_no(typed: str, said: bool | None) -> None:
    """In either language."""
    assert parse_yes_or_no(text_cell(typed)) is said


def test_what_is_no_choice_is_refused() -> None:
    """With what there is to choose from."""
    with pytest.raises(RefusedError, match="no_choice") as caught:
        parse_choice(text_cell("dozijn"), UNITS)
    assert caught.value.fields["choices"] == "percent, count, mean, out-of-10"
    with pytest.raises(RefusedError, match="no_yes_or_no"):
        parse_yes_or_no(text_cell("misschien"))


def test_several_things_in_a_cell() -> None:
    """Commas belong to the words."""
    assert split_list(" 3,7 miljoen; leden |\nbibliotheken;") == ("3,7 miljoen", "leden", "bibliotheken")
