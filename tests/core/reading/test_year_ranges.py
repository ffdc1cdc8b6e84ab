"""Stretches of years as people write them, with the real word lists."""

from collections.abc import Mapping

import pytest

from bot.core.reading.figures import Span, find_figures
from bot.core.reading.year_ranges import find_stretches
from bot.core.records.model import Language
from bot.core.values.periods import Stretch
from bot.core.words.text import tokenise


def read(text: str, language: Language) -> tuple[Span, ...]:
    """Return the spans of a question."""
    tokens = tokenise(text)
    return find_stretches(tokens, find_figures(tokens, text, language), text, language)


@pytest.mark.parametrize(("text", "language", "first", "last"), [
    pytest.param("sinds 2018", "nl", 2018, None, id="sinds"),
    pytest.param("vanaf 2018", "nl", 2018, None, id="vanaf"),
    pytest.param("sinds schooljaar 2017-2018", "nl", 2017, None, id="sinds a school year"),
    pytest.param("na 2018", "nl", 2019, None, id="na"),
    pytest.param("na schooljaar 2017-2018", "nl", 2019, None, id="na a school year"),
    pytest.param("tot 2018", "nl", None, 2018, id="tot"),
    pytest.param("tot en met 2018", "nl", None, 2018, id="tot en met"),
    pytest.param("t/m 2018", "nl", None, 2018, id="t/m"),
    pytest.param("eerder dan 2018", "nl", None, 2017, id="eerder dan"),
    pytest.param("tussen 2018 en 2022", "nl", 2018, 2022, id="tussen"),
    pytest.param("van 2018 tot 2022", "nl", 2018, 2022, id="van tot"),
    pytest.param("van 2018 tot en met 2022", "nl", 2018, 2022, id="van tot en met"),
    pytest.param("van 2018 naar 2022", "nl", 2018, 2022, id="van naar"),
    pytest.param("in de periode 2018-2022", "nl", 2018, 2022, id="in de periode"),
    pytest.param("2018-2022", "nl", 2018, 2022, id="a hyphen"),
    pytest.param("2018 t/m 2022", "nl", 2018, 2022, id="t/m between"),
    pytest.param("sinds 2018 tot 2022", "nl", 2018, 2022, id="sinds tot"),
    pytest.param("tussen 2016-2017 en 2019-2020", "nl", 2016, 2020, id="two school years"),
    pytest.param("since 2018", "en", 2018, None, id="since"),
    pytest.param("after 2018", "en", 2019, None, id="after"),
    pytest.param("until 2018", "en", None, 2018, id="until"),
    pytest.param("before 2018", "en", None, 2017, id="before"),
    pytest.param("between 2018 and 2022", "en", 2018, 2022, id="between"),
    pytest.param("from 2018 to 2022", "en", 2018, 2022, id="from to"),
    pytest.param("up to and including 2018", "en", None, 2018, id="up to and including"),
    pytest.param("2018 up to and including 2022", "en", 2018, 2022, id="up to and including between"),
    pytest.param("2018 through 2022", "en", 2018, 2022, id="through"),
])  # fmt: skip
def test_a_stretch(
    text: str, language: str, first: int | None, last: int | None, languages: Mapping[str, Language]
) -> None:
    """One stretch, no period and no claim beside it."""
    (span,) = read(text, languages[language])
    assert (span.stretch, span.period, span.claim) == (Stretch(first, last), None, None)


@pytest.mark.parametrize(("text", "language", "periods"), [
    pytest.param("voor 2020", "nl", ["2020"], id="voor is 'for' as well"),
    pytest.param("in 2018", "nl", ["2018"], id="a year"),
    pytest.param("2018 en 2022", "nl", ["2018", "2022"], id="two years"),
    pytest.param("2018 of 2022", "nl", ["2018", "2022"], id="one of two years"),
    pytest.param("2022-2018", "nl", ["2022", "2018"], id="the wrong way round"),
    pytest.param("tussen 2018 en 2018", "nl", ["2018", "2018"], id="no years between"),
    pytest.param("2017-2018", "nl", ["2017-2018"], id="a school year"),
    pytest.param("2018 and 2022", "en", ["2018", "2022"], id="English, two years"),
    pytest.param("for 2020", "en", ["2020"], id="for"),
])  # fmt: skip
def test_no_stretch(text: str, language: str, periods: list[str], languages: Mapping[str, Language]) -> None:
    """Periods by themselves stay what they are."""
    spans = read(text, languages[language])
    assert [(span.period, span.stretch) for span in spans] == [(period, None) for period in periods]


@pytest.mark.parametrize(("text", "ends"), [
    pytest.param("sinds 2018", ("2018",), id="sinds"), pytest.param("tot 2018", ("2018",), id="tot"),
    pytest.param("tussen 2018 en 2022", ("2018", "2022"), id="tussen"),
    pytest.param("na 2018", (), id="na leaves its year out"), pytest.param("eerder dan 2018", (), id="eerder dan too"),
    pytest.param("tussen 2016-2017 en 2019-2020", ("2016-2017", "2019-2020"), id="as they were written"),
])  # fmt: skip
def test_the_ends_of_a_stretch(text: str, ends: tuple[str, ...], languages: Mapping[str, Language]) -> None:
    """Who names a year expects its figure, or hears that there is none."""
    (span,) = read(text, languages["nl"])
    assert span.ends == ends


@pytest.mark.parametrize(("text", "language", "back", "ago"), [
    pytest.param("de afgelopen vijf jaar", "nl", 5, None, id="afgelopen"),
    pytest.param("laatste 10 jaar", "nl", 10, None, id="laatste, in digits"),
    pytest.param("de voorbije twee jaar", "nl", 2, None, id="a small number"),
    pytest.param("the past five years", "en", 5, None, id="past"),
    pytest.param("in the last 3 years", "en", 3, None, id="last"),
    pytest.param("tien jaar geleden", "nl", None, 10, id="geleden"),
    pytest.param("two years ago", "en", None, 2, id="ago"),
])  # fmt: skip
def test_years_counted_from_today(
    text: str, language: str, back: int | None, ago: int | None, languages: Mapping[str, Language]
) -> None:
    """How many is read here; which ones the day of asking tells."""
    (span,) = read(text, languages[language])
    assert (span.years_back, span.years_ago, span.claim, span.period) == (back, ago, None, None)


@pytest.mark.parametrize(("text", "value"), [
    pytest.param("vijf jaar", "5", id="a length of time"),
    pytest.param("de laatste vijf bibliotheken", "5", id="things"),
    pytest.param("de afgelopen 700 jaar", "700", id="longer than anybody counted"),
])  # fmt: skip
def test_other_numbers_stay_claims(text: str, value: str, languages: Mapping[str, Language]) -> None:
    """Only "the past so many years" is a stretch."""
    assert [str(span.claim.value) for span in read(text, languages["nl"]) if span.claim] == [value]


def test_the_words_of_a_stretch_belong_to_it(languages: Mapping[str, Language]) -> None:
    """So that nobody looks for a partner called "sinds"."""
    (span,) = read("leden sinds het jaar 2018 erbij", languages["nl"])
    assert (span.start, span.end) == (1, 5)
