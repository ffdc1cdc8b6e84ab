"""The rows of a fact as a series: which a question asks for or claims, where the line turns, and where it breaks."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from bot.core.records.model import Break, Fact, Figure
from bot.core.records.query import Query
from bot.core.values.numbers import Claim
from bot.core.values.periods import around, last_year, names_of, period_key

ROUGH_POINTS = 2  # percentage points that a fraction in words may be off: "driekwart" is said of 74%
ROUGHEST = Decimal("0.025")  # of itself, the most that a quoted number may be off as rounded
FEWEST_FOR_A_LINE = 3  # rows of a series that is worth drawing


def comparable_rows(fact: Fact) -> tuple[Figure, ...]:
    """Return the rows with a value and a period, in the unit of the fact, newest first."""
    return tuple(row for row in fact.figures if row.value is not None and row.period and row.unit is None)


def is_series(fact: Fact) -> bool:
    """Tell whether a fact has enough periods for a line."""
    return fact.kind == "figure" and len(comparable_rows(fact)) >= FEWEST_FOR_A_LINE


def asks_for(row: Figure, period: str) -> bool:
    """Tell whether a period in a question means this row: the same, or the month or year of its date."""
    return row.period is not None and period in names_of(row.period)


def rows_of(fact: Fact, period: str) -> tuple[Figure, ...]:
    """Return the rows that a period means: those of just that period where there are any."""
    exact = tuple(row for row in fact.figures if row.period == period)
    return exact or tuple(row for row in fact.figures if asks_for(row, period))


def rows_asked(fact: Fact, query: Query) -> tuple[Figure, ...]:
    """Return the rows that a question names by their period, stretch of years or source; empty where it names none."""
    if query.stretch is not None:
        return tuple(row for row in fact.figures if row.period and query.stretch.holds(row.period))
    by_period = tuple(dict.fromkeys(row for period in query.periods for row in rows_of(fact, period)))
    named = set(query.ids("topic")) | query.sources
    by_source = tuple(row for row in by_period or fact.rows if named & set(row.sources))
    return by_source or by_period


def rows_around(fact: Fact, periods: Iterable[str]) -> tuple[Figure, ...]:
    """Return the rows of the nearest periods before and after those asked for, newest first."""
    known = [row.period for row in fact.figures if row.period]
    near = {one for period in periods if period[:4].isdigit() for one in around(period, known)}
    return tuple(row for row in fact.figures if row.period in near)


def earlier_reading(fact: Fact) -> Figure | None:
    """Return the newest row that was read in the base article, where a later one is shown first."""
    return next((row for row in fact.figures[1:] if row.via and row.value is not None), None)


def others_for(fact: Fact, row: Figure) -> tuple[Figure, ...]:
    """Return what other sources give for the period of a row."""
    return tuple(other for other in fact.superseded if other.period == row.period)


def breaks_between(fact: Fact, earlier: Figure, later: Figure) -> tuple[Break, ...]:
    """Return why two rows cannot be compared: a new series begins between them, or one is of an exceptional period."""
    start, end = sorted((period_key(earlier.period), period_key(later.period)))
    ends = {earlier.period, later.period}
    return tuple(
        one for one in fact.breaks if (one.start and start < period_key(one.start) <= end) or ends & set(one.during)
    )


def passed_over(fact: Fact, rows: Sequence[Figure]) -> tuple[Break, ...]:
    """Return the exceptional periods that lie inside a run of rows, without being one of its ends."""
    inside = {row.period for row in rows[1:-1]}
    ends = {rows[0].period, rows[-1].period}
    return tuple(one for one in fact.breaks if inside & set(one.during) and not ends & set(one.during))


def same_series(fact: Fact, rows: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the rows, from the newest on, that may be compared with the newest; exceptional ones fall off the end."""
    together = [row for row in rows if not any(one.start for one in breaks_between(fact, row, rows[0]))]
    while len(together) > 1 and breaks_between(fact, together[-1], together[0]):
        together.pop()
    return tuple(together)


def turning_points(rows: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the rows, in their order, at which the line turns from up to down or back; the ends never do."""
    found: list[Figure] = []
    for before, here, after in zip(rows, rows[1:], rows[2:], strict=False):
        if before.value is None or here.value is None or after.value is None:
            continue
        if (here.value - before.value) * (after.value - here.value) < 0:
            found.append(here)
    return tuple(found)


def extreme(rows: Sequence[Figure], *, highest: bool) -> tuple[Figure, ...]:
    """Return the rows with the highest or the lowest value; several where they tie."""
    values = [row.value for row in rows if row.value is not None]
    wanted = (max(values) if highest else min(values)) if values else None
    return tuple(row for row in rows if row.value is not None and row.value == wanted)


def may_be_dated(fact: Fact, row: Figure, as_of: date | None) -> bool:
    """Tell whether a newer edition than this row is to be expected: it is older than twice the rhythm of the measure.

    A survey appears up to a year after the period that it is about.
    """
    due = year_due(fact)
    return as_of is not None and due is not None and row is fact.figures[0] and as_of.year > due


def year_due(fact: Fact) -> int | None:
    """Return the year in which the next edition appears at the latest; None where rhythm or period is not known."""
    newest = fact.figures[0].period
    return None if fact.rhythm is None or newest is None else last_year(newest) + fact.rhythm + 1


def nearly_holds(claim: Claim, row: Figure) -> bool:
    """Tell whether a claim is a published value rounded: to its own last digit, a fraction in words to two points.

    A number is not rounded further than ROUGHEST of itself: "4 miljoen" is not 3,7 million.
    """
    if row.value is None or claim.relation != "equal":
        return False
    if claim.unit == "percent":
        return abs(row.value - claim.value) <= (ROUGH_POINTS if claim.is_rough else Decimal("0.5"))
    last = Decimal(1).scaleb(int(claim.value.normalize().as_tuple().exponent))
    return abs(row.value - claim.value) <= min(last / 2, ROUGHEST * claim.value)


def holds(claim: Claim, row: Figure) -> bool:
    """Tell whether a claim is true of a published value; a share quoted with decimals is true within one point."""
    if row.value is None:
        return False
    if claim.relation == "more":
        return row.value > claim.value
    if claim.relation == "less":
        return row.value < claim.value
    if claim.relation == "at least":
        return row.value >= claim.value
    if claim.relation == "at most":
        return row.value <= claim.value
    return abs(row.value - claim.value) <= (1 if claim.unit == "percent" and claim.value % 1 else 0)
