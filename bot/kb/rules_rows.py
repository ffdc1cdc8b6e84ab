"""Rules about the rows of a fact: complete, as printed, one for each period, and broken only where there are some."""

from collections.abc import Iterator

from bot.core.records.model import Break, KnowledgeBase
from bot.core.values.periods import period_key
from bot.kb.printed import printed_values
from bot.kb.problems import Problem


def incomplete_figure(kb: KnowledgeBase) -> Iterator[Problem]:
    """A figure has a value, a unit, and words for what was counted."""
    for fact in kb.facts.values():
        if fact.kind != "figure":
            continue
        lacks = [] if all(row.value is not None for row in fact.rows) else ["value"]
        lacks += ["unit"] * (fact.unit is None) + ["population"] * (not fact.population)
        for key in lacks:
            mend = f'Add "{key}"; a statement without a number is of the kind "claim".'
            yield Problem(fact.position, "incomplete-figure", f'"{fact.id}" is a figure without "{key}".', mend)


def figure_not_printed(kb: KnowledgeBase) -> Iterator[Problem]:
    """The value of a row is the number that its source prints."""
    for fact in kb.facts.values():
        for row in fact.rows:
            printed = printed_values(row.as_printed or "")
            if row.value is not None and printed and row.value not in printed:
                what = f'"{fact.id}" has the value {row.value}, but "{row.as_printed}" is printed.'
                yield Problem(row.position, "figure-not-printed", what, "Look it up, and correct the wrong one.")


def repeated_period(kb: KnowledgeBase) -> Iterator[Problem]:
    """Of the rows for one period one is to show; without a period there is one row to show as well."""
    for fact in kb.facts.values():
        seen: set[str | None] = set()
        for row in fact.figures:
            if row.period in seen:
                when = f"for {row.period}" if row.period else "without a period"
                what = f'"{fact.id}" has two rows to show {when}.'
                yield Problem(row.position, "repeated-period", what, 'Mark one with "preferred: false".')
            seen.add(row.period)


def break_without_row(kb: KnowledgeBase) -> Iterator[Problem]:
    """Where a fact says that its series breaks, it has rows; otherwise nobody would ever be told.

    A new series may begin before the first row: that is worth knowing, and rows from before may yet come.
    """
    for fact in kb.facts.values():
        periods = {row.period for row in fact.figures if row.period}
        for one in fact.breaks:
            if not _has_rows(one, periods):
                where = f"from {one.start}" if one.start else f"in {', '.join(one.during)}"
                what = f'"{fact.id}" breaks {where}, where it has no row.'
                mend = "Write the period as the rows have it, add the row, or take the break away."
                yield Problem(fact.position, "break-without-row", what, mend)


def _has_rows(one: Break, periods: set[str]) -> bool:
    if one.start is None:
        return not periods.isdisjoint(one.during)
    return any(period_key(period) >= period_key(one.start) for period in periods)
