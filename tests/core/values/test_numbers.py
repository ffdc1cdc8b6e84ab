"""Numbers: read and written in each notation."""

from decimal import Decimal

import pytest

from bot.core.values.numbers import parse_number, percentage_change, show_number


@pytest.mark.parametrize(("text", "value"), [
    pytest.param("1.200", "1200", id="Dutch thousands"), pytest.param("1,200", "1200", id="English thousands"),
    pytest.param("1.200.000", "1200000", id="several"), pytest.param("17,2", "17.2", id="Dutch decimals"),
    pytest.param("17.25", "17.25", id="English decimals"), pytest.param("0,5", "0.5", id="below one"),
    pytest.param("84,0", "84.0", id="a zero is kept"), pytest.param("007", "7", id="zeros in front"),
    pytest.param("abc", None, id="letters"),
    pytest.param("", None, id="nothing"),
    pytest.param("1.2.3", None, id="date"),
    pytest.param("²", None, id="digit that is none"), pytest.param("1" * 16, None, id="too long"),
    pytest.param("-5", None, id="sign"), pytest.param("1.", None, id="nothing after the point"),
])  # fmt: skip
def test_reading_a_number(text: str, value: str | None) -> None:
    """Three digits after a separator are thousands, fewer are decimals, in either notation."""
    assert parse_number(text) == (None if value is None else Decimal(value))


DUTCH, ENGLISH, FRENCH = "1.234,5", "1,234.5", "1\u202f234,5"


@pytest.mark.parametrize(("value", "notation", "shown"), [
    pytest.param("1234.5", DUTCH, "1.234,5", id="Dutch"), pytest.param("1234.5", ENGLISH, "1,234.5", id="English"),
    pytest.param("84.0", DUTCH, "84,0", id="a published zero stays"),
    pytest.param("1E+3", DUTCH, "1.000", id="no exponent"),
    pytest.param("1000000", DUTCH, "1.000.000", id="millions"),
    pytest.param("-1200", ENGLISH, "-1,200", id="below zero"),
    pytest.param("1234.5", FRENCH, "1\u202f234,5", id="a space between thousands"),
])  # fmt: skip
def test_a_figure_follows_the_language(value: str, notation: str, shown: str) -> None:
    """The reader sees the published digits in their own notation."""
    assert show_number(Decimal(value), notation) == shown


@pytest.mark.parametrize(("earlier", "later", "change"), [
    pytest.param("593", "695", "17.2", id="up"), pytest.param("695", "593", "-14.7", id="down"),
    pytest.param("50", "50", "0.0", id="same"), pytest.param("8", "8.004", "0.1", id="half is rounded away from zero"),
    pytest.param("8", "7.996", "-0.1", id="and so below zero"), pytest.param("10", "0", "-100.0", id="to nothing"),
])  # fmt: skip
def test_growth_is_a_share_of_the_earlier_value(earlier: str, later: str, change: str) -> None:
    """Growth has one decimal and is relative to where it began."""
    assert str(percentage_change(Decimal(earlier), Decimal(later))) == change


def test_growth_from_nothing_has_no_percentage() -> None:
    """Nobody is shown an endless growth."""
    with pytest.raises(ZeroDivisionError):
        percentage_change(Decimal(0), Decimal(5))
