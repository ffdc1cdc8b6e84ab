"""What a button remembers of the figures that a message told."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Fact, Figure, KnowledgeBase, Position, Question
from bot.surfaces.telegram.kit import Desk
from bot.surfaces.telegram.marks import Told, find_told, mark_of, told_facts
from bot.surfaces.telegram.taps import ACTIONS, Tap, read_tap

AT = Position("facts.yaml", 1)
ROWS = tuple(
    Figure(value=Decimal(value), as_printed=str(value), period=period, sources=("kb",), position=AT)
    for value, period in ((7, "2019"), (5, "2018"), (4, "2017"))
)
FACT = Fact(id="loans", kind="figure", unit="count", figures=ROWS, say={"nl": "{value}", "en": "{value}"}, position=AT)
CLAIM = Fact(id="many", kind="claim", figures=(Figure(sources=("kb",), position=AT),), say={"nl": "veel"}, position=AT)


@pytest.mark.parametrize("told", [Told(FACT, ROWS), Told(FACT, ROWS[1:2]), Told(FACT, ROWS[::2], calculated=True)])
def test_rows_are_found_again(told: Told) -> None:
    assert find_told(FACT, mark_of(told)) == told


SERIES = Fact(
    id="members",
    kind="figure",
    unit="count",
    figures=tuple(
        Figure(value=Decimal(value), as_printed=str(value), period=str(2024 - at), sources=(f"s{at % 3}",), position=AT)
        for at, value in enumerate((9, 8, 7, 11, 12, 5, 13, 3, 14, 2, 16, 1, 17, 15, 10))
    ),
    superseded=(Figure(value=Decimal(6), as_printed="6", period="2020", sources=("other",), position=AT),),
    say={"nl": "{value}", "en": "{value}"},
    position=AT,
)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(SERIES.figures, id="all"),
        pytest.param(SERIES.figures[2:9], id="a stretch of years"),
        pytest.param((SERIES.figures[0], SERIES.figures[5], SERIES.figures[14]), id="three periods"),
        pytest.param((SERIES.figures[4], *SERIES.superseded), id="a period, and what another source says of it"),
        pytest.param(SERIES.superseded, id="what another source says"),
        pytest.param(tuple(row for row in SERIES.figures if (row.value or 0) > 9), id="those above a figure"),
        pytest.param(tuple(row for row in SERIES.figures if (row.value or 0) < 9), id="those below a figure"),
    ],
)
@pytest.mark.parametrize("calculated", [False, True])
def test_all_that_an_answer_can_tell_is_found_again(rows: tuple[Figure, ...], calculated: bool) -> None:
    told = Told(SERIES, rows, calculated and len(rows) > 1)
    assert find_told(SERIES, mark_of(told)) == told


@pytest.mark.parametrize(
    "question",
    [
        "Hoe ontwikkelde het aantal leden zich?",
        "aantal leden in een grafiek",
        "hoeveel leden in 2015, 2016 en 2018?",
        "hoeveel scheelt het aantal leden tussen 2015 en 2020?",
        "leden tussen 2016 en 2019",
        "in welke jaren waren er meer dan 3,6 miljoen leden?",
        "in welke jaren waren er minder dan 3,6 miljoen leden?",
        "in welk jaar waren er de meeste leden?",
        "hoeveel leden in 2013?",
        "aantal leden in 2021 volgens een andere bron",
        "hoe ontwikkelde het aantal bezoeken zich?",
        "Hoeveel bibliotheken werken samen met middelbare scholen?",
    ],
)
def test_what_is_asked_of_a_series_is_found_again(desk: Desk, question: str) -> None:
    answer, _ = desk.assistant.reply(Question(question), Dialogue())
    found = told_facts(answer, desk.facts)
    assert found
    for told in found:
        assert find_told(told.fact, mark_of(told)) == told


@pytest.mark.parametrize(
    ("changed", "is_noticed"),
    [
        pytest.param(replace(FACT, figures=(replace(ROWS[0], value=Decimal(8)), *ROWS[1:])), True, id="a figure"),
        pytest.param(replace(FACT, figures=(replace(ROWS[0], period="2020"), *ROWS[1:])), True, id="a period"),
        pytest.param(replace(FACT, figures=(replace(ROWS[0], sources=("cbs",)), *ROWS[1:])), True, id="a source"),
        pytest.param(replace(FACT, unit="percent"), True, id="the unit"),
        pytest.param(replace(FACT, say={"nl": "Nu {value}", "en": "Now {value}"}), False, id="words around a figure"),
        pytest.param(replace(FACT, ask={"nl": ("Hoeveel?",)}), False, id="example questions"),
    ],
)
def test_other_figures_are_noticed(changed: Fact, is_noticed: bool) -> None:
    found = find_told(changed, mark_of(Told(FACT, ROWS[:1])))
    assert (found is None) is is_noticed


def test_other_words_of_a_claim_are_noticed() -> None:
    """It has nothing but words."""
    mark = mark_of(Told(CLAIM, CLAIM.figures))
    assert find_told(replace(CLAIM, say={"nl": "weinig"}), mark) is None


def test_every_answer_is_told_again_from_its_mark(desk: Desk, knowledge: KnowledgeBase) -> None:
    """For the first example question of every fact."""
    for fact in knowledge.facts.values():
        answer, _ = desk.assistant.reply(Question(fact.ask["nl"][0]), Dialogue())
        for told in told_facts(answer, desk.facts):
            assert find_told(told.fact, mark_of(told)) == told


@pytest.mark.parametrize("action", ACTIONS)
def test_a_button_fits_in_64_bytes(action: str, knowledge: KnowledgeBase) -> None:
    """Whatever it is about, also with an id that is long or strange."""
    ids = [*knowledge.facts, *knowledge.sources, *knowledge.concepts, "een lange id met ë " * 5]
    for id_ in ids:
        tap = Tap(action, "nl", id_, "abcdef.3")  # type: ignore[arg-type]
        assert len(tap.data().encode()) <= 64
        read = read_tap(tap.data())
        assert read is not None
        assert (read.action, read.language, read.mark) == (action, "nl", "abcdef.3")


@pytest.mark.parametrize("data", ["", ":", "source", "source:nl", "dance:nl:x:y", "source:nl:a:b:c", "\x00"])
def test_other_data_is_no_button_of_ours(data: str) -> None:
    assert read_tap(data) is None
