"""The chart of a series: its points, the places where the line breaks, and the words around it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.core.answering.chart import chart_of
from bot.core.answering.wording import Composer
from bot.core.assistant import Assistant
from bot.core.records.model import Break, Fact
from tests.core.small import FARMERS, REASONS, exceptional, fact, new_series, row
from tests.core.years import LOANS, VISITS


def drawn(composer: Composer, *periods: str, breaks: tuple[Break, ...] = (), unit: str = "count") -> Fact:
    """Return a fact with a row for each of these periods, newest first."""
    rows = (row(str(10 + at), period) for at, period in enumerate(periods))
    return fact("drawn", (), *rows, unit=unit, breaks=breaks, label="drawn", nl=(), en=())


def test_a_chart(series_composer: Composer) -> None:
    """All that a drawing needs, from old to new."""
    chart = chart_of(series_composer, LOANS)
    assert chart is not None
    assert (chart.fact, chart.language, chart.title, chart.population) == ("loans", "en", "Loans", "loans")
    assert [point.period for point in chart.points] == ["2018", "2019", "2020", "2021", "2022", "2023"]
    assert (chart.points[0].value, chart.points[0].shown) == (Decimal(100), "100")
    assert (chart.breaks, chart.exceptional, chart.is_share) == ((), (2, 3), False)
    assert (chart.notes, chart.source) == (("Libraries were closed.",), "Source: Survey, 2021a")


def test_where_the_line_breaks(series_composer: Composer) -> None:
    """Before the first row of the new series, with why."""
    chart = chart_of(series_composer, VISITS)
    assert chart is not None
    assert (chart.breaks, chart.break_notes, chart.break_label) == ((2,), ("The count changed.",), "break")


@pytest.mark.parametrize(("breaks", "places"), [
    pytest.param((new_series("2020"),), (2,), id="at a row"),
    pytest.param((new_series("2019-2020"),), (2,), id="between two rows"),
    pytest.param((new_series("1990"),), (), id="before all rows"), pytest.param((new_series("2030"),), (), id="after"),
    pytest.param((new_series("2021"), new_series("2019")), (1, 3), id="two, in order"),
    pytest.param((new_series("2020", "one"), new_series("2020", "two")), (2,), id="two at one place"),
    pytest.param((exceptional("2020"),), (), id="an exceptional year breaks no line"),
])  # fmt: skip
def test_the_places_of_breaks(breaks: tuple[Break, ...], places: tuple[int, ...], english: Composer) -> None:
    """The line does not reach over them; each has its note."""
    chart = chart_of(english, drawn(english, "2021", "2020", "2019", "2018", breaks=breaks))
    assert chart is not None
    assert chart.breaks == places
    assert len(chart.break_notes) == len(places)


@pytest.mark.parametrize("one", [
    pytest.param(FARMERS, id="two periods"), pytest.param(REASONS, id="a claim"),
    pytest.param(replace(LOANS, figures=LOANS.figures[:2]), id="two rows of a series"),
])  # fmt: skip
def test_too_few_periods(one: Fact, english: Composer) -> None:
    """There is no chart."""
    assert chart_of(english, one) is None


def test_only_rows_that_can_be_compared_are_drawn(english: Composer) -> None:
    """None without a value, a period, or in another unit."""
    one = drawn(english, "2021", "2020", "2019")
    mixed = replace(one, figures=(*one.figures, row(None, "2018"), row("9", "2017", unit="out-of-10"), row("3")))
    chart = chart_of(english, mixed)
    assert chart is not None
    assert [point.period for point in chart.points] == ["2019", "2020", "2021"]


def test_a_date_is_written_out(english: Composer) -> None:
    """Years and school years are short as they are."""
    chart = chart_of(english, drawn(english, "2021-06-24", "2019-2020", "2018"))
    assert chart is not None
    assert [point.label for point in chart.points] == ["2018", "2019-2020", "24 June 2021"]


def test_what_must_be_said_with_single_figures(english: Composer) -> None:
    """Once, after the periods that it is about."""
    rows = (
        row("3", "2021", caveat="Rounded."),
        row("2", "2020", qualifier="circa"),
        row("1", "2019", caveat="Rounded."),
    )
    one = fact("own", (), *rows, unit="count", caveat="Few.", nl=(), en=())
    chart = chart_of(english, one)
    assert chart is not None
    assert chart.notes == ("Few.", "2019 and 2021: Rounded.")
    assert [point.shown for point in chart.points] == ["1", "about 2", "3"]


def test_a_share_runs_to_a_hundred(english: Composer) -> None:
    """And its numbers carry the sign."""
    chart = chart_of(english, drawn(english, "2021", "2020", "2019", unit="percent"))
    assert chart is not None
    assert (chart.is_share, chart.number, chart.million) == (True, "{value}%", "{value} million")


def test_the_assistant_draws_by_id(series_assistant: Assistant) -> None:
    """Of a fact that has no chart there is none; of one that is not there it is an error."""
    chart = series_assistant.chart("loans", "en")
    assert chart is not None
    assert chart.fact == "loans"
    assert series_assistant.chart("farmers-share", "en") is None
    with pytest.raises(KeyError):
        series_assistant.chart("nothing", "en")
