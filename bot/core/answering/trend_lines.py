"""How a measure changed: first and last figure, the difference, the turning points, and where the line breaks."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from bot.core.answering.wording import Composer
from bot.core.records.model import CALCULATED, Break, Fact, FactUse, Figure, Line
from bot.core.records.series import breaks_between, passed_over, same_series, turning_points
from bot.core.records.ways import Way
from bot.core.values.numbers import percentage_change, show_number
from bot.core.values.periods import period_kind
from bot.core.words.text import capital

MOST_TURNS = 4


def tell_change(
    composer: Composer, fact: Fact, rows: tuple[Figure, ...]
) -> tuple[tuple[FactUse, ...], tuple[Line, ...]]:
    """Return the change from the oldest to the newest of at least two rows, and the rows as they were used.

    Over a break nothing is calculated, save within the last part of the line that can be compared.
    """
    breaks = breaks_between(fact, rows[-1], rows[0])
    if breaks:
        return _tell_broken(composer, fact, rows, breaks)
    lines = [_headline(composer, fact, rows), _sum(composer, fact, rows)]
    lines += _course(composer, fact, rows)
    lines += [composer.line("detail", "counted_both", population=composer.population(fact, rows[0]))]
    lines += [
        composer.line("caveat", "exceptional_between", reason=composer.text(one.reason))
        for one in passed_over(fact, rows)
    ]
    lines += _caveats(composer, fact, rows)
    lines += [composer.line("caveat", "calculated"), composer.citation_line(rows)]
    uses = (_calculated(composer, fact, rows), composer.use(fact, rows[0]), composer.use(fact, rows[-1]))
    return uses, tuple(lines)


def _tell_broken(
    composer: Composer, fact: Fact, rows: tuple[Figure, ...], breaks: tuple[Break, ...]
) -> tuple[tuple[FactUse, ...], tuple[Line, ...]]:
    lines = [composer.line("headline", "change_broken", **_fields(composer, fact, rows))]
    reasons = dict.fromkeys(composer.text(one.reason) for one in breaks)
    lines += [composer.line("caveat", "no_difference", reason=reason) for reason in reasons]
    together = same_series(fact, rows)
    if len(together) > 1:
        fields = _fields(composer, fact, together)
        lines.append(
            composer.line("sum", "within_series", difference=_headline(composer, fact, together).text, **fields)
        )
    lines += _course(composer, fact, rows)
    lines += [composer.line("detail", "counted_both", population=composer.population(fact, rows[0]))]
    lines += _caveats(composer, fact, rows)
    lines.append(composer.citation_line(rows))
    return (composer.use(fact, rows[0]), composer.use(fact, rows[-1])), tuple(lines)


def _fields(composer: Composer, fact: Fact, rows: Sequence[Figure]) -> dict[str, str]:
    later, earlier = rows[0], rows[-1]
    return {
        "label": capital(composer.label(fact)),
        "later": composer.figure(fact, later),
        "earlier": composer.figure(fact, earlier),
        "later_period": composer.when(later),
        "earlier_period": composer.when(earlier),
    }


def _values(rows: Sequence[Figure]) -> tuple[Decimal, Decimal]:
    """Return the values of the oldest and the newest row."""
    return rows[-1].value or Decimal(0), rows[0].value or Decimal(0)  # rows without a value have been left out


def _headline(composer: Composer, fact: Fact, rows: Sequence[Figure]) -> Line:
    """Return the change in a sentence: "Een stijging van 8 procentpunt sinds schooljaar 2017-2018"."""
    old, new = _values(rows)
    direction: Literal["up", "down", "same"] = "up" if new > old else "down" if new < old else "same"
    fields = _fields(composer, fact, rows) | _amounts(composer, fact, rows)
    kind = "_points" if fact.unit == "percent" else "" if old else "_from_nothing"
    return composer.line("headline", f"difference_{direction}{kind if direction != 'same' else ''}", **fields)


def _amounts(composer: Composer, fact: Fact, rows: Sequence[Figure]) -> dict[str, str]:
    old, new = _values(rows)
    change = abs(new - old)
    plain = show_number(change, composer.notation) if fact.unit == "percent" else composer.value(change, fact)
    shown = plain
    if any(row.qualifier for row in (rows[0], rows[-1])):
        shown = composer.phrase("about", value=shown)
    sign = "+" if new >= old else "−"
    signed = composer.phrase("about", value=sign + plain) if shown != plain else sign + plain
    percent = composer.percentage(abs(percentage_change(old, new))) if old else ""
    return {"change": shown, "percent": percent, "sign": sign, "signed": signed}


def _sum(composer: Composer, fact: Fact, rows: Sequence[Figure]) -> Line:
    old, _ = _values(rows)
    kind = "_points" if fact.unit == "percent" else "" if old else "_from_nothing"
    fields = _fields(composer, fact, rows) | _amounts(composer, fact, rows)
    return composer.line("sum", f"difference_sum{kind}", **fields)


def _course(composer: Composer, fact: Fact, rows: tuple[Figure, ...]) -> list[Line]:
    """Return where the line turned, and all its rows from old to new."""
    if len(rows) < 3:
        return []
    lines = []
    turns = turning_points(same_series(fact, rows)[::-1])  # a new count turns no line
    if turns and len(turns) <= MOST_TURNS:
        lines.append(composer.line("detail", "turns", turns=composer.rows(fact, turns)))
    return [*lines, series_line(composer, fact, rows)]


def series_line(composer: Composer, fact: Fact, rows: tuple[Figure, ...]) -> Line:
    """Return all rows in one line, from old to new: the figures of a chart for who cannot see it."""
    told = "; ".join(f"{row.period}: {composer.figure(fact, row)}" for row in rows[::-1])
    return composer.line("detail", "series", series=told)


def _caveats(composer: Composer, fact: Fact, rows: tuple[Figure, ...]) -> list[Line]:
    texts = [composer.text(each.caveat) for each in (fact, rows[0], rows[-1]) if each.caveat]
    return [Line("caveat", text) for text in dict.fromkeys(texts)]


def _calculated(composer: Composer, fact: Fact, rows: tuple[Figure, ...]) -> FactUse:
    old, new = _values(rows)
    return FactUse(
        id=f"{fact.id}{CALCULATED}",
        measure=Way.DIFFERENCE.value,
        value=new - old,
        unit="percentage points" if fact.unit == "percent" else fact.unit,
        period=f"{rows[-1].period} – {rows[0].period}",
        period_kind=period_kind(rows[0].period),
        population=composer.population(fact, rows[0]),
    )
