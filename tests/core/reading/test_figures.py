"""Periods and figures, read from a question."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from bot.core.reading.figures import Span, find_figures
from bot.core.records.model import Language
from bot.core.values.numbers import Claim, Relation
from bot.core.words.text import tokenise


def spans(text: str, language: Language) -> tuple[Span, ...]:
    return find_figures(tokenise(text), text, language)


@pytest.mark.parametrize(("text", "language"), [
    pytest.param("in 2017-2018", "nl", id="hyphen"),
    pytest.param("in 2017 - 2018", "nl", id="spaced hyphen"),
    pytest.param("in 2017–2018", "nl", id="en dash"),
    pytest.param("in 2017—2018", "nl", id="em dash"),
    pytest.param("in 2017/2018", "nl", id="slash"),
    pytest.param("in 2017-18", "nl", id="second year short"),
    pytest.param("in 2017/'18", "nl", id="second year short with an apostrophe"),
    pytest.param("in 17/18", "nl", id="both short"),
    pytest.param("in 17-18", "nl", id="both short with a hyphen"),
    pytest.param("in '17-'18", "nl", id="straight apostrophes"),
    pytest.param("in ’17/’18", "nl", id="curly apostrophes"),
    pytest.param("schooljaar 2017/2018", "nl", id="with the word"),
    pytest.param("schooljaar '17/'18", "nl", id="with the word, short"),
    pytest.param("schooljaar 2017", "nl", id="first year only"),
    pytest.param("het schooljr 2017-18", "nl", id="word cut short"),
    pytest.param("school year 2017", "en", id="English, first year only"),
    pytest.param("school year 2017/18", "en", id="English"),
    pytest.param("the schoolyear 2017-2018", "en", id="English in one word"),
    pytest.param("academic year 2017-2018", "en", id="academic year"),
])  # fmt: skip
def test_a_school_year_in_every_spelling(text: str, language: str, languages: Mapping[str, Language]) -> None:
    """All spellings of a school year are the same period, and nothing else is read in them."""
    assert [(span.period, span.claim) for span in spans(text, languages[language])] == [("2017-2018", None)]


@pytest.mark.parametrize(("text", "periods"), [
    pytest.param("in 2017", ["2017"], id="a year"),
    pytest.param("tussen 2017 en 2018", ["2017", "2018"], id="two years with a word between"),
    pytest.param("2017-2019", ["2017", "2019"], id="years that are not next to each other"),
    pytest.param("2018-2017", ["2018", "2017"], id="years in the wrong order"),
    pytest.param("2017 2018", ["2017", "2018"], id="only a space between"),
    pytest.param("1999-2000", ["1999-2000"], id="over the century"),
    pytest.param("1999/00", ["1999-2000"], id="over the century, short"),
    pytest.param("17-19", [], id="two numbers"),
    pytest.param("17 18", [], id="two numbers with a space"),
    pytest.param("1899", [], id="too old for a year"),
    pytest.param("2100", [], id="too late for a year"),
    pytest.param("hoeveel waren er in 1850?", ["1850"], id="long ago"),
    pytest.param("in 1785, hoeveel waren er", ["1785"], id="long ago, with a comma"),
    pytest.param("sinds 2150", ["2150"], id="far ahead"),
    pytest.param("in 1850 gemeenten", [], id="a number before a noun"),
    pytest.param("2.017", [], id="a number with a separator"),
    pytest.param("van 2016/2017 naar 2017/2018", ["2016-2017", "2017-2018"], id="two school years"),
])  # fmt: skip
def test_periods(text: str, periods: list[str], languages: Mapping[str, Language]) -> None:
    """A year is exact; two years make a school year only where they follow each other and are joined."""
    assert [span.period for span in spans(text, languages["nl"]) if span.period] == periods


@pytest.mark.parametrize(("text", "language", "value"), [
    pytest.param("26%", "nl", "26", id="sign"),
    pytest.param("26 %", "nl", "26", id="sign apart"),
    pytest.param("26 procent", "nl", "26", id="procent"),
    pytest.param("26 pct", "nl", "26", id="pct"),
    pytest.param("26 percent", "en", "26", id="percent"),
    pytest.param("26 per cent", "en", "26", id="per cent"),
    pytest.param("17,2%", "nl", "17.2", id="decimal comma"),
    pytest.param("17.2%", "en", "17.2", id="decimal point"),
    pytest.param("0%", "nl", "0", id="none"),
    pytest.param("1 op de 4", "nl", "25", id="1 op de 4"),
    pytest.param("1 op 4", "nl", "25", id="Flemish 1 op 4"),
    pytest.param("één op de drie", "nl", "33.3", id="rounded"),
    pytest.param("negen op de tien", "nl", "90", id="negen op de tien"),
    pytest.param("2 van de 3", "nl", "66.7", id="2 van de 3"),
    pytest.param("one in four", "en", "25", id="one in four"),
    pytest.param("3 in every 4", "en", "75", id="3 in every 4"),
    pytest.param("nine out of ten", "en", "90", id="nine out of ten"),
    pytest.param("de helft", "nl", "50", id="helft"),
    pytest.param("driekwart", "nl", "75", id="driekwart"),
    pytest.param("half", "en", "50", id="half"),
    pytest.param("three quarters", "en", "75", id="three quarters"),
    pytest.param("vijfentachtig procent", "nl", "85", id="vijfentachtig"),
    pytest.param("drieëntwintig procent", "nl", "23", id="with a diaeresis"),
    pytest.param("twenty-five percent", "en", "25", id="twenty-five"),
    pytest.param("twenty five percent", "en", "25", id="twenty five"),
    pytest.param("honderd procent", "nl", "100", id="honderd"),
])  # fmt: skip
def test_a_share(text: str, language: str, value: str, languages: Mapping[str, Language]) -> None:
    """A share in any spelling is a claim in percent, and takes up all of its words."""
    tokens = tokenise(text)
    (span,) = find_figures(tokens, text, languages[language])
    assert span.claim == Claim(Decimal(value), "percent", "equal")
    assert span.end == len(tokens)


@pytest.mark.parametrize(("text", "language", "value"), [
    pytest.param("1200 scholen", "nl", "1200", id="plain"),
    pytest.param("1.200 scholen", "nl", "1200", id="Dutch thousands"),
    pytest.param("1,200 schools", "en", "1200", id="English thousands"),
    pytest.param("1.000.000 boeken", "nl", "1000000", id="millions"),
    pytest.param("17,2 partners", "nl", "17.2", id="Dutch decimals"),
    pytest.param("17.2 partners", "en", "17.2", id="English decimals"),
    pytest.param("vijftien partners", "nl", "15", id="word"),
    pytest.param("vijfentachtig scholen", "nl", "85", id="compound word"),
    pytest.param("twenty-five schools", "en", "25", id="two words"),
    pytest.param("3 partners", "nl", "3", id="a small number in digits"),
])  # fmt: skip
def test_a_number(text: str, language: str, value: str, languages: Mapping[str, Language]) -> None:
    """A number without a unit is a claim about how many."""
    assert [span.claim for span in spans(text, languages[language])] == [Claim(Decimal(value), "number", "equal")]


@pytest.mark.parametrize(("text", "language", "value"), [
    pytest.param("3,7 miljoen leden", "nl", "3700000", id="Dutch million"),
    pytest.param("3.7 million members", "en", "3700000", id="English million"),
    pytest.param("62 mln uitleningen", "nl", "62000000", id="cut short"),
    pytest.param("twee miljard euro", "nl", "2000000000", id="in words"),
    pytest.param("vijf duizend boeken", "nl", "5000", id="thousand apart"),
    pytest.param("1 million books", "en", "1000000", id="one million"),
    pytest.param("2 honderd boeken", "nl", "2", id="a hundred is not taken together"),
    pytest.param("1.500 duizend", "nl", "1500", id="more than a thousand thousands"),
])  # fmt: skip
def test_millions(text: str, language: str, value: str, languages: Mapping[str, Language]) -> None:
    """A number and the large number behind it are one claim."""
    assert spans(text, languages[language])[0].claim == Claim(Decimal(value), "number", "equal")


@pytest.mark.parametrize(("text", "language", "period"), [
    pytest.param("in april 2022", "nl", "2022-04", id="month"),
    pytest.param("mrt 2022", "nl", None, id="no month of ours"),
    pytest.param("op 24 juni 2021", "nl", "2021-06-24", id="day"),
    pytest.param("3 mei 2019", "nl", "2019-05-03", id="a day with one digit"),
    pytest.param("in April 2022", "en", "2022-04", id="English month"),
    pytest.param("on 24 June 2021", "en", "2021-06-24", id="day first"),
    pytest.param("on June 24, 2021", "en", "2021-06-24", id="month first"),
    pytest.param("dec 2020", "en", "2020-12", id="cut short"),
    pytest.param("32 juni 2021", "nl", "2021-06", id="no such day"),
])  # fmt: skip
def test_dates(text: str, language: str, period: str | None, languages: Mapping[str, Language]) -> None:
    """A month with its year, and a day with both, are one period."""
    found = [span.period for span in spans(text, languages[language]) if span.period]
    assert found == [period or "2022"]


@pytest.mark.parametrize("text", ["in april", "24 juni", "mei", "march on"])
def test_a_month_without_a_year_is_no_period(text: str, languages: Mapping[str, Language]) -> None:
    """Nobody knows of which year."""
    for language in languages.values():
        assert [span.period for span in spans(text, language) if span.period] == []


@pytest.mark.parametrize(("text", "language"), [
    pytest.param("een school", "nl", id="een is an article"),
    pytest.param("which one", "en", id="one is a pronoun"),
    pytest.param("de twee grootste", "nl", id="too small to be worth checking"),
    pytest.param("12.34.56", "nl", id="no number in any notation"),
    pytest.param("schooltien", "nl", id="a word that ends like a number"),
    pytest.param("bekentachtig", "nl", id="a word with a ten behind no unit"),
])  # fmt: skip
def test_no_number(text: str, language: str, languages: Mapping[str, Language]) -> None:
    """What only looks like a number claims nothing."""
    assert spans(text, languages[language]) == ()


@pytest.mark.parametrize("text", ["4 van de 4", "5 op de 4"])
def test_no_share_without_a_smaller_part(text: str, languages: Mapping[str, Language]) -> None:
    """A part that is not less than the whole is two numbers."""
    claims = [span.claim for span in spans(text, languages["nl"])]
    assert [claim.unit for claim in claims if claim] == ["number", "number"]


@pytest.mark.parametrize(("text", "language", "relation"), [
    pytest.param("meer dan de helft", "nl", "more", id="meer dan"),
    pytest.param("ruim 50%", "nl", "more", id="ruim"),
    pytest.param("minder dan 50%", "nl", "less", id="minder dan"),
    pytest.param("niet meer dan 50%", "nl", "less", id="denied"),
    pytest.param("more than half", "en", "more", id="more than"),
    pytest.param("fewer than half", "en", "less", id="fewer than"),
    pytest.param("precies de helft", "nl", "equal", id="neither"),
    pytest.param("minstens 50%", "nl", "at least", id="minstens"),
    pytest.param("hooguit 50%", "nl", "at most", id="hooguit"),
    pytest.param("at least half", "en", "at least", id="at least"),
    pytest.param("at most half", "en", "at most", id="at most"),
])  # fmt: skip
def test_the_relation_stands_before_the_figure(
    text: str, language: str, relation: Relation, languages: Mapping[str, Language]
) -> None:
    """Words such as "more than" belong to the figure; the longest phrase counts."""
    assert [span.claim for span in spans(text, languages[language])] == [Claim(Decimal(50), "percent", relation)]


def test_figures_are_found_left_to_right(languages: Mapping[str, Language]) -> None:
    """A question may hold several figures; what stands between them is left out."""
    found = spans("Was het in 2016-2017 26% en in 2018 meer dan 1.200?", languages["nl"])
    assert [(span.start, span.end) for span in found] == [(3, 5), (5, 7), (9, 10), (10, 13)]
