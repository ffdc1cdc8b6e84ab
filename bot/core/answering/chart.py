"""A series as a chart: its points, where the line breaks, and the words around it; drawing it is for the surfaces."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.core.answering.wording import Composer
from bot.core.records.model import Break, Fact, Figure
from bot.core.records.series import comparable_rows, is_series
from bot.core.values.periods import period_key, period_kind
from bot.core.words.text import capital


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One period of a chart."""

    period: str  # as the source writes it
    value: Decimal
    shown: str  # the figure in words: "circa 62,6 miljoen"
    label: str = ""  # the period as people write it, where that is another: "24 juni 2021"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """All that a drawing of a series needs."""

    fact: str
    language: str
    title: str
    points: tuple[ChartPoint, ...]  # from old to new
    is_share: bool  # percent: the axis runs from 0 to 100
    breaks: tuple[int, ...]  # places in `points` at which a new series begins: the line does not reach over them
    break_notes: tuple[str, ...] = ()  # for each of the breaks, why
    break_label: str = ""  # what a break is called: "breuk in de reeks"
    exceptional: tuple[int, ...]  # places of points of exceptional years
    exceptional_label: str = ""  # what their marks mean: "bijzonder jaar"
    notes: tuple[str, ...]  # why the line breaks, and what must be said with the figures
    population: str  # who or what was counted
    source: str  # "Bron: CBS, 2023; KB, 2018c"
    number: str = "{value}"  # how a figure is written: "€ {value}"
    million: str = "{value}"  # and one in millions: "{value} miljoen"
    notation: str = "1,234.5"  # how digits are parted


def chart_of(composer: Composer, fact: Fact) -> Chart | None:
    """Return the chart of a fact; None where it has too few periods for a line."""
    if not is_series(fact):
        return None
    rows = comparable_rows(fact)[::-1]
    breaks: dict[int, str] = {}
    for one in fact.breaks:
        at = _place_of_break(one, rows)
        if at is not None:
            breaks.setdefault(at, _sentence(composer.text(one.reason)))
    notes = [_sentence(composer.text(one.reason)) for one in fact.breaks]
    notes += [composer.text(fact.caveat)] if fact.caveat else []
    notes += _caveats_of_rows(composer, rows)
    return Chart(
        fact=fact.id,
        language=composer.language,
        title=capital(composer.label(fact)),
        points=tuple(
            ChartPoint(row.period or "", row.value or Decimal(0), composer.figure(fact, row), _label(composer, row))
            for row in rows
        ),
        is_share=fact.unit == "percent",
        breaks=tuple(sorted(breaks)),
        break_notes=tuple(breaks[at] for at in sorted(breaks)),
        break_label=composer.phrase("chart_break"),
        exceptional=tuple(at for at, row in enumerate(rows) if any(row.period in one.during for one in fact.breaks)),
        exceptional_label=composer.phrase("chart_exceptional"),
        notes=tuple(dict.fromkeys(notes)),
        population=composer.population(fact, rows[-1]),
        source=composer.phrase("chart_source", source=composer.cited(rows[::-1])),
        number=composer.with_unit("{value}", fact),
        million=composer.phrase("million", value="{value}"),
        notation=composer.notation,
    )


def _place_of_break(one: Break, rows: Sequence[Figure]) -> int | None:
    """Return the place of the first row of the new series, None where no row comes before it or after it."""
    if one.start is None:
        return None
    start = period_key(one.start)
    keys = [period_key(row.period) for row in rows]
    return next((at for at in range(1, len(rows)) if keys[at - 1] < start <= keys[at]), None)


def _caveats_of_rows(composer: Composer, rows: Sequence[Figure]) -> list[str]:
    """Return what must be said of single figures, each once and after the periods that it is about."""
    about: dict[str, list[str]] = {}
    for row in rows:
        if row.caveat:
            about.setdefault(composer.text(row.caveat), []).append(_label(composer, row))
    return [f"{composer.join(periods)}: {caveat}" for caveat, periods in about.items()]


def _sentence(text: str) -> str:
    return capital(text) + "."


def _label(composer: Composer, row: Figure) -> str:
    """Return a date in words; years and school years are short as they are."""
    period = row.period or ""
    return composer.period(period) if period_kind(period) == "reference-date" else period
