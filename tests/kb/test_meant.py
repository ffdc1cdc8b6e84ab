"""What a value was meant to be is offered where it is sure, and left alone where it would be a guess."""

import pytest

from bot.kb.meant import meant_date, meant_id, meant_number, meant_period


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("84 %", "84", id="a percent sign"),
        pytest.param("ruim 84,5 procent", "84.5", id="words and a decimal comma"),
        pytest.param("1.234.567", "1234567", id="thousands with points"),
        pytest.param("1 234 567", "1234567", id="thousands with blanks"),
        pytest.param("€ 3,7 miljoen", "3.7", id="the number only: the word stays for whoever reads it"),
        pytest.param("1.234", None, id="thousands or decimals"),
        pytest.param("26 van 30", None, id="two numbers"),
        pytest.param("vrijwel alle", None, id="no number"),
    ],
)
def test_numbers(typed: str, meant: str | None) -> None:
    """Digits, with a point for decimals."""
    assert meant_number(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("2017/2018", "2017-2018", id="slash"),
        pytest.param("17-18", "2017-2018", id="short"),
        pytest.param("2017/18", "2017-2018", id="half short"),
        pytest.param("2017 – 2018", "2017-2018", id="dash with blanks"),
        pytest.param("schooljaar 2016-2017", "2016-2017", id="with a word"),
        pytest.param("99-00", None, id="over the end of a century"),
        pytest.param("2016-2018", None, id="no school year"),
        pytest.param("in 2018", "2018", id="a year in words"),
        pytest.param("31-12-2017", "2017-12-31", id="day first"),
        pytest.param("2017/12/1", "2017-12-01", id="slashes"),
        pytest.param("31-13-2017", None, id="no month"),
        pytest.param("onbekend", None, id="no year"),
    ],
)
def test_periods(typed: str, meant: str | None) -> None:
    """A year, a school year or a day."""
    assert meant_period(typed) == meant


def test_ids_and_dates() -> None:
    assert meant_id("Blom, A. (2018) é") == "blom-a-2018-e"
    assert (meant_date("5.3.2024"), meant_date("maart 2024")) == ("2024-03-05", None)
