"""Two facts beside each other, the highest and lowest rows of a series, and facts of one measure in order.

Only figures of one measure, unit and population are compared; of others both are given, with why they cannot be.
"""

from collections.abc import Sequence
from decimal import Decimal

from bot.core.answering.wording import Composer
from bot.core.ranking.comparison import Pair
from bot.core.records.model import Fact, Figure, Line
from bot.core.records.series import comparable_rows, extreme, holds
from bot.core.values.numbers import Claim
from bot.core.words.text import capital

CONDITIONS = {"more": "more", "less": "less", "at least": "at_least", "at most": "at_most"}


def common_rows(first: Fact, second: Fact, periods: tuple[str, ...]) -> tuple[Figure, Figure]:
    """Return a row of each fact to put side by side: of the newest period that both have, among those asked for.

    Where there is none, the newest row of each.
    """
    theirs = {row.period: row for row in second.figures if row.value is not None}
    for row in first.figures:
        if row.value is not None and row.period in theirs and (not periods or row.period in periods):
            return row, theirs[row.period]
    return first.figures[0], second.figures[0]


def why_not(composer: Composer, first: Pair, second: Pair) -> str:
    """Return why two figures cannot be compared; empty where they can."""
    (one, row), (two, other) = first, second
    units = (row.unit or one.unit or "", other.unit or two.unit or "")
    if units[0] != units[1] or one.quantity != two.quantity:
        names = [composer.phrase(f"unit_name_{unit}") for unit in units]
        if names[0] != names[1]:
            return composer.phrase("other_unit", first=names[0], second=names[1])
        return composer.phrase("other_measure")
    populations = (composer.population(one, row), composer.population(two, other))
    if populations[0] != populations[1] and units[0] != "count":
        return composer.phrase("other_population", first=populations[0], second=populations[1])
    if one.measure != two.measure:
        return composer.phrase("other_measure")
    if row.period != other.period:
        return composer.phrase("other_years", first=composer.when(row), second=composer.when(other))
    return ""


def tell_comparison(composer: Composer, first: Pair, second: Pair) -> tuple[Line, ...]:
    """Return both figures, and which is more and by how much, or why that cannot be said."""
    reason = why_not(composer, first, second)
    pairs = (
        sorted((first, second), key=lambda pair: pair[1].value or 0, reverse=True) if not reason else [first, second]
    )
    lines = [
        composer.line(
            "headline",
            "compared",
            label=capital(composer.label(fact)),
            value=composer.figure(fact, row),
            period=composer.when(row),
            source=composer.cited((row,)),
        )
        for fact, row in pairs
    ]
    if reason:
        lines.append(composer.line("caveat", "not_same", reason=reason))
    else:
        lines.append(_difference(composer, pairs))
    counted = dict.fromkeys(composer.population(fact, row) for fact, row in pairs)
    lines += [composer.line("detail", "counted_both", population=population) for population in counted]
    caveats = [composer.text(each.caveat) for fact, row in pairs for each in (fact, row) if each.caveat]
    lines += [Line("caveat", text) for text in dict.fromkeys(caveats)]
    return (*lines, composer.citation_line([row for _, row in pairs]))


def _difference(composer: Composer, pairs: Sequence[Pair]) -> Line:
    (more, high), (_, low) = pairs
    change = (high.value or Decimal(0)) - (low.value or Decimal(0))
    if not change:
        return composer.line("sum", "as_much")
    return composer.line("sum", "more_by", first=composer.label(more), change=composer.gap(change, more))


def tell_extreme(
    composer: Composer, fact: Fact, rows: tuple[Figure, ...], *, highest: bool
) -> tuple[tuple[Figure, ...], tuple[Line, ...]]:
    """Return the highest or lowest of the rows of a series, with the lines that tell them."""
    found = extreme(rows, highest=highest)
    return found, _tell_outermost(composer, fact, found, rows, highest=highest)


def tell_top(
    composer: Composer, fact: Fact, rows: tuple[Figure, ...], most: int, *, highest: bool
) -> tuple[tuple[Figure, ...], tuple[Line, ...]]:
    """Return the first so many rows of a series in order of their values, with the lines that tell them."""
    ordered = tuple(sorted(rows, key=lambda row: (row.value or 0, row.period or ""), reverse=highest)[:most])
    return ordered, _tell_outermost(composer, fact, ordered, rows, highest=highest)


def _tell_outermost(
    composer: Composer, fact: Fact, found: tuple[Figure, ...], rows: tuple[Figure, ...], *, highest: bool
) -> tuple[Line, ...]:
    headline = composer.line("headline", "highest_was" if highest else "lowest_was", rows=composer.rows(fact, found))
    return (headline, *_about_rows(composer, fact, rows), composer.citation_line(found))


def tell_rows_where(composer: Composer, fact: Fact, claim: Claim) -> tuple[tuple[Figure, ...], tuple[Line, ...]]:
    """Return the rows of a series for which a condition holds, from old to new, with the lines that tell them."""
    rows = comparable_rows(fact)
    found = tuple(row for row in rows[::-1] if holds(claim, row))
    condition = composer.phrase(f"condition_{CONDITIONS[claim.relation]}", value=composer.value(claim.value, fact))
    if found:
        headline = composer.line("headline", "rows_where", condition=condition, rows=composer.rows(fact, found))
    else:
        headline = composer.line("headline", "no_row_where")
    told = found or rows[:1]
    return told, (headline, *_about_rows(composer, fact, rows), composer.citation_line(told))


def _about_rows(composer: Composer, fact: Fact, rows: tuple[Figure, ...]) -> tuple[Line, ...]:
    """Return what is measured and of which periods: a highest figure is only that of the rows there are."""
    reasons = dict.fromkeys(composer.text(one.reason) for one in fact.breaks if one.start)
    return (
        composer.line("detail", "counted_both", population=composer.population(fact, rows[0])),
        composer.line(
            "detail",
            "of_which",
            count=str(len(rows)),
            first=composer.when(rows[-1]),
            last=composer.when(rows[0]),
        ),
        *(composer.line("caveat", "not_comparable", reason=reason) for reason in reasons),
    )


def tell_ranking(
    composer: Composer, pairs: Sequence[Pair], *, highest: bool, most: int
) -> tuple[tuple[Pair, ...], tuple[Line, ...]]:
    """Return the first so many of some facts in order of their values, with the lines that tell them."""
    ordered = tuple(sorted(pairs, key=lambda pair: (pair[1].value or 0, pair[0].id), reverse=highest)[:most])
    heading = "ranked_heading" if highest else "ranked_heading_low"
    lines = [composer.line("headline", heading, period=composer.when(ordered[0][1]))]
    for rank, (fact, row) in enumerate(ordered, start=1):
        label = capital(composer.label(fact))
        lines.append(composer.line("detail", "ranked", rank=str(rank), label=label, value=composer.figure(fact, row)))
    lines.append(composer.line("detail", "counted_both", population=composer.population(*ordered[0])))
    lines.append(composer.line("caveat", "ranked_only"))
    return ordered, (*lines, composer.citation_line([row for _, row in ordered]))
