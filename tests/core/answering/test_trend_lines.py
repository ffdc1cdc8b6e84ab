"""How a measure changed: the difference as it is calculated and told, and where a series breaks."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from bot.core.answering.trend_lines import tell_change
from bot.core.answering.wording import Composer
from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Break, Fact, Qualifier, Question
from bot.core.records.series import comparable_rows
from tests.asking import ask
from tests.core.small import FARMERS, SITES, exceptional, fact, new_series, row
from tests.core.years import LOANS, STAFF, VISITS

# --- a calculated difference


@pytest.mark.parametrize(("later", "earlier", "unit", "headline", "total"), [
    pytest.param("1250", "1000", "count", "Up 250 since 2017, 25.0%.",
                 "1,250 (2018) − 1,000 (2017) = +250; +25.0%.", id="up"),
    pytest.param(
        "695", "593", "count", "Up 102 since 2017, 17.2%.", "695 (2018) − 593 (2017) = +102; +17.2%.", id="rounded"
    ),
    pytest.param("1000", "1250", "count", "Down 250 since 2017, 20.0%.",
                 "1,000 (2018) − 1,250 (2017) = −250; −20.0%.", id="down"),
    pytest.param("35", "40", "percent", "Down 5 points.", "35% − 40% = −5 points.", id="points, not percent"),
    pytest.param("40.5", "40", "percent", "Up 0.5 points.", "40.5% − 40% = +0.5 points.", id="half a point"),
    pytest.param("7", "7", "count", "Still 7.", "7 (2018) − 7 (2017) = +0; +0.0%.", id="the same"),
    pytest.param("7", "7", "percent", "Still 7%.", "7% − 7% = +0 points.", id="the same share"),
])  # fmt: skip
def test_a_difference(later: str, earlier: str, unit: str, headline: str, total: str, english: Composer) -> None:
    """The sum is shown, is said to be calculated, and counts the difference between shares in points."""
    grown = fact(
        "grown", ("farmer",), row(later, "2018", "survey"), row(earlier, "2017", "census"), unit=unit, nl=(), en=()
    )
    uses, lines = tell_change(english, grown, grown.figures)
    assert [(line.role, line.text) for line in lines] == [
        ("headline", headline), ("sum", total), ("detail", "Counted: libraries."), ("caveat", "Calculated."),
        ("citation", "(Survey, 2021a; Census, 2021b; cited in The Article)"),
    ]  # fmt: skip
    assert [use.value for use in uses] == [Decimal(later) - Decimal(earlier), Decimal(later), Decimal(earlier)]


def test_a_difference_is_a_fact_of_its_own(english: Composer) -> None:
    """Machines see that it was calculated, over which periods, and in points where it is one of shares."""
    (points, *_), _ = tell_change(english, FARMERS, FARMERS.figures)
    assert (points.id, points.measure, points.unit) == ("farmers-share-growth", "difference", "percentage points")
    assert (points.value, points.period, points.population) == (Decimal(-5), "2017 – 2018", "libraries")
    (count, *_), _ = tell_change(english, SITES, SITES.figures)
    assert count.unit == "count"


def test_growth_from_nothing_is_shown_without_a_percentage(english: Composer) -> None:
    """There is none."""
    grown = fact("grown", ("farmer",), row("5", "2018"), row("0", "2017"), unit="count", nl=(), en=())
    _, lines = tell_change(english, grown, grown.figures)
    assert [line.text for line in lines[:2]] == ["Up 5 since 2017.", "5 (2018) − 0 (2017) = +5."]


def changed(shown: Fact, composer: Composer) -> list[tuple[str, str]]:
    """Return the lines of the change over all rows of a fact."""
    return [(line.role, line.text) for line in tell_change(composer, shown, comparable_rows(shown))[1]]


@pytest.mark.parametrize(("later", "earlier", "unit", "headline", "total"), [
    pytest.param("circa", None, "count", "Up about 250 since 2017, 25.0%.",
                 "about 1,250 (2018) − 1,000 (2017) = about +250; +25.0%.", id="the later"),
    pytest.param(None, "more than", "count", "Up about 250 since 2017, 25.0%.",
                 "1,250 (2018) − more than 1,000 (2017) = about +250; +25.0%.", id="the earlier"),
    pytest.param("almost", "almost", "count", "Up about 250 since 2017, 25.0%.",
                 "almost 1,250 (2018) − almost 1,000 (2017) = about +250; +25.0%.", id="both"),
])  # fmt: skip
def test_the_difference_of_rounded_figures(
    later: Qualifier | None, earlier: Qualifier | None, unit: str, headline: str, total: str, english: Composer
) -> None:
    """It is no more exact than what it was calculated from."""
    rows = (row("1250", "2018", qualifier=later), row("1000", "2017", qualifier=earlier))
    assert changed(fact("rounded", (), *rows, unit=unit, nl=(), en=()), english)[:2] == [
        ("headline", headline), ("sum", total),
    ]  # fmt: skip


def test_the_difference_of_rounded_shares(english: Composer) -> None:
    """In points as well."""
    rows = (row("35", "2018", qualifier="circa"), row("40", "2017"))
    assert changed(fact("rounded", (), *rows, nl=(), en=()), english)[:2] == [
        ("headline", "Down about 5 points."), ("sum", "about 35% − 40% = about −5 points."),
    ]  # fmt: skip


def test_a_difference_has_the_unit_of_its_figures(series_composer: Composer) -> None:
    """Hours and euros stay that."""
    assert changed(STAFF, series_composer)[0] == ("headline", "Up 6 hours since 2018, 20.0%.")


# --- more than two rows, and where the line breaks


def test_a_series_shows_its_course(series_composer: Composer) -> None:
    """Between its ends a line may turn; all of its figures are told, from old to new."""
    assert changed(LOANS, series_composer) == [
        ("headline", "Down 30 since 2018, 30.0%."), ("sum", "70 (2023) − 100 (2018) = −30; −30.0%."),
        ("detail", "Turned at 30 in 2021."),
        ("detail", "All: 2018: 100; 2019: 90; 2020: 40; 2021: 30; 2022: 60; 2023: 70."),
        ("detail", "Counted: loans."), ("caveat", "Note: libraries were closed."), ("caveat", "Calculated."),
        ("citation", "(Survey, 2021a)"),
    ]  # fmt: skip


def test_nothing_is_calculated_over_a_break(series_composer: Composer) -> None:
    """It is said why; the part after it that can be compared is. The break itself is no turn of the line."""
    assert changed(VISITS, series_composer) == [
        ("headline", "Visits: 85 in 2019, 50 in 2023."), ("caveat", "No difference: the count changed."),
        ("sum", "Fit to compare, 2021 with 2023: 40 to 50. Up 10 since 2021, 25.0%."),
        ("detail", "All: 2019: 85; 2020: 80; 2021: 40; 2022: 45; 2023: 50."), ("detail", "Counted: visits."),
        ("citation", "(Survey, 2021a)"),
    ]  # fmt: skip


def test_a_broken_series_gives_machines_no_difference(series_composer: Composer) -> None:
    """Only the two figures themselves."""
    uses, _ = tell_change(series_composer, VISITS, comparable_rows(VISITS))
    assert [(use.id, use.period) for use in uses] == [("visits", "2023"), ("visits", "2019")]


@pytest.mark.parametrize(("values", "breaks", "told"), [
    pytest.param({"2022": "5", "2021": "4", "2019": "9"}, (new_series("2022"),), [], id="one row after the break"),
    pytest.param({"2023": "6", "2022": "5", "2019": "9"}, (new_series("2020"),),
                 ["Fit to compare, 2022 with 2023: 5 to 6. Up 1 since 2022, 20.0%."], id="two rows after it"),
    pytest.param({"2023": "6", "2022": "5", "2021": "2", "2019": "9"}, (new_series("2020"), exceptional("2021")),
                 ["Fit to compare, 2022 with 2023: 5 to 6. Up 1 since 2022, 20.0%."],
                 id="an exceptional row at the end falls off"),
    pytest.param({"2023": "6", "2022": "2", "2019": "9"}, (new_series("2020"), exceptional("2022")), [],
                 id="only an exceptional row beside the newest"),
    pytest.param({"2021": "2", "2019": "9"}, (exceptional("2021"),), [], id="the newest is exceptional itself"),
])  # fmt: skip
def test_the_part_that_can_be_compared(
    values: Mapping[str, str], breaks: tuple[Break, ...], told: list[str], english: Composer
) -> None:
    """From the newest row back to the break, if that is a change at all."""
    rows = (row(value, period) for period, value in values.items())
    broken = fact("broken", (), *rows, unit="count", breaks=breaks, nl=(), en=())
    lines = changed(broken, english)
    assert [text for role, text in lines if role == "sum"] == told
    assert not any("Calculated." in text for _, text in lines)


# --- asked for


@pytest.mark.parametrize(("text", "kind", "line"), [
    pytest.param(
        "How many more sites of secondary schools are there?", "answer", "Up 250 since 2017, 25.0%.", id="two periods"
    ),
    pytest.param(
        "Has the number of sites of secondary schools risen?", "answer", "Up 250 since 2017, 25.0%.", id="a trend"
    ),
    pytest.param(
        "Has the share of libraries that works with farmers fallen?", "answer", "Down 5 points.", id="a trend of shares"
    ),
    pytest.param(
        "Has the share of libraries that works with primary schools risen?", "nearby", "One period, so no change.",
        id="one period"
    ),
])  # fmt: skip
def test_who_asks_for_the_change_gets_it(text: str, kind: str, line: str, small_assistant: Assistant) -> None:
    """A difference or a trend is worked out from the rows that there are."""
    answer = ask(small_assistant, text, "en")
    assert (answer.kind, answer.lines[0].text) == (kind, line)


@pytest.mark.parametrize(("chat", "parts"), [
    pytest.param(["Met hoeveel vestigingen van middelbare scholen werken bibliotheken samen?", "Hoeveel meer is dat?"],
                 ["695 (schooljaar 2017-2018) − 593 (schooljaar 2016-2017) = +102; +17,2%", "berekend"], id="Dutch"),
    pytest.param(["By how many did the secondary school sites increase?"],
                 ["695 (school year 2017-2018) − 593 (school year 2016-2017) = +102; +17.2%", "calculated"],
                 id="English"),
])  # fmt: skip
def test_the_real_difference(chat: list[str], parts: list[str], article_assistant: Assistant) -> None:
    """The sum can be checked by the reader, in the notation of the language."""
    dialogue = Dialogue()
    for text in chat:
        answer, dialogue = article_assistant.reply(Question(text), dialogue)
    shown = "\n".join(line.text for line in answer.lines)
    assert [part for part in parts if part not in shown] == []
