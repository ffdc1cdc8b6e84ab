"""Numbers are read as documents print them."""

from decimal import Decimal

import pytest

from bot.kb.printed import find_numbers, likely_value, printed_values, readings


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        pytest.param("26", ["26"], id="whole"),
        pytest.param("12,5", ["12.5"], id="Dutch decimals"),
        pytest.param("12.5", ["12.5"], id="English decimals"),
        pytest.param("1.234", ["1.234", "1234"], id="either notation"),
        pytest.param("1.234,5", ["1234.5"], id="Dutch thousands and decimals"),
        pytest.param("1,234.5", ["1234.5"], id="English thousands and decimals"),
        pytest.param("1.234.567", ["1234567"], id="millions"),
        pytest.param("1.23", ["1.23"], id="two decimals"),
    ],
)
def test_readings(printed: str, values: list[str]) -> None:
    """Where the notation leaves it open, both readings count."""
    assert readings(printed) == {Decimal(value) for value in values}


@pytest.mark.parametrize(
    ("printed", "value", "fits"),
    [
        pytest.param("26%", "26", True, id="percent sign"),
        pytest.param("26%", "62", False, id="digits swapped"),
        pytest.param("ruim 1,2 miljoen", "1200000", True, id="million"),
        pytest.param("3 thousand", "3000", True, id="thousand"),
        pytest.param("1 op de 4", "25", True, id="one in four"),
        pytest.param("1 op de 4", "24", False, id="not one in four"),
        pytest.param("1 op de 0", "0", True, id="no division by zero"),
        pytest.param("vrijwel alle", "99", False, id="words"),
        pytest.param("1 270", "1270", True, id="a space parts thousands"),
        pytest.param("1\u00a0270\u202f000", "1270000", True, id="narrow and unbreakable spaces"),
        pytest.param("228 349 405", "349", True, id="a row of a chart"),
        pytest.param("in 2017 695", "2017695", False, id="a year before a number"),
        pytest.param("5,1 Millionen", "5100000", True, id="German million"),
    ],
)
def test_printed_values(printed: str, value: str, fits: bool) -> None:
    """A value may be printed with a word for its size, or as a part of a whole."""
    assert (Decimal(value) in printed_values(printed)) is fits


def test_find_numbers() -> None:
    """Marks at the end belong to the sentence."""
    assert find_numbers("In 2017-2018 was het 1.234,5, of 26%.") == ["2017", "2018", "1.234,5", "26"]


@pytest.mark.parametrize(
    ("text", "language", "highest", "whole", "value"),
    [
        pytest.param("26%", "nl", 100, False, "26", id="a percentage"),
        pytest.param("12,5", "nl", None, False, "12.5", id="Dutch decimals"),
        pytest.param("12.5", "nl", None, False, "12.5", id="English decimals are clear in Dutch too"),
        pytest.param("1.234", "nl", None, False, "1234", id="Dutch thousands"),
        pytest.param("1,234", "nl", None, False, "1.234", id="three Dutch decimals"),
        pytest.param("1,234", "nl", None, True, "1234", id="no thousandth of a thing"),
        pytest.param("1,234", "en", None, False, "1234", id="English thousands"),
        pytest.param("1.234", "en", None, False, "1.234", id="three English decimals"),
        pytest.param("1.234", "nl", 100, False, "1.234", id="no percentage beyond 100"),
        pytest.param("1 270", "nl", None, True, "1270", id="thousands apart"),
        pytest.param("1.234.567,8", "nl", None, False, "1234567.8", id="everything"),
        pytest.param("ruim 3,7 miljoen", "nl", None, True, "3700000", id="millions"),
        pytest.param("3.655 duizend", "nl", None, True, "3655000", id="thousands of thousands"),
        pytest.param("1 op de 4", "nl", 100, False, "25", id="one in four"),
        pytest.param("1 op de 3", "nl", 100, False, None, id="one in three is no round percentage"),
        pytest.param("veel", "nl", None, False, None, id="none"),
        pytest.param("2 of 3", "nl", None, False, None, id="two"),
        pytest.param("26.0", "nl", 100, False, "26.0", id="a published zero stays"),
    ],
)
def test_a_number_is_read_as_it_is_most_likely_meant(
    text: str, language: str, highest: int | None, whole: bool, value: str | None
) -> None:
    """By the notation of the language, and by what its unit allows."""
    found = likely_value(text, language, highest, whole=whole)
    assert (None if found is None else str(found)) == value
