"""Answers of more than one figure: the change, the highest, other sources, two facts, several in order."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.comparisons import (
    Pair,
    common_rows,
    tell_comparison,
    tell_extreme,
    tell_ranking,
    tell_rows_where,
    tell_top,
)
from bot.core.fact_answers import FactWriter, explain
from bot.core.model import Answer, Fact, Line
from bot.core.query import Query
from bot.core.series import comparable_rows, is_series, others_for, rows_asked
from bot.core.telling import claim_about, tell, tell_others
from bot.core.trends import tell_change


class SeriesWriter(FactWriter):
    """Tells facts, and what several of their figures say together."""

    def asked(self, fact: Fact, query: Query) -> Answer | None:
        """Return the series, the change, the highest or another source, as the question asks; None if it asks none."""
        if fact.kind != "figure":
            return None
        if "other_source" in query.markers:
            return self._others(fact, query)
        rows = comparable_rows(fact)
        asked = rows_asked(fact, query)
        if {"top", "years"} <= query.markers and is_series(fact):
            found, lines = tell_top(self.composer, fact, rows, query.how_many(), highest="lowest" not in query.markers)
            return self.told(fact, found, query, "the first few of a series", lines)
        limit = query.limit()
        if query.asks_extreme() and is_series(fact):
            among = tuple(row for row in asked if row in rows) or rows
            found, lines = tell_extreme(self.composer, fact, among, highest="highest" in query.markers)
            return self.told(fact, found, query, "the highest or lowest of a series", lines)
        if limit is not None and is_series(fact):
            found, lines = tell_rows_where(self.composer, fact, limit)
            return self.told(fact, found, query, "the periods above or below a figure", lines)
        if query.markers & {"picture", "all_periods"} and len(rows) > 1:
            answer = self.difference(fact, query)
            return replace(answer, asks_chart="picture" in query.markers and answer.series is not None)
        checks = claim_about(fact, query) is not None and not query.asks_difference()
        if len(rows) > 1 and (query.asks_change() or query.hints_change()) and not checks:
            return self.difference(fact, query)
        return None

    def difference(self, fact: Fact, query: Query, told: tuple[str, ...] = ()) -> Answer:
        """Return the change between periods of a fact; only nearby where it has but one.

        Args:
            fact: The fact.
            query: The question; its periods or its stretch of years bound the series.
            told: The periods told last in the conversation, which "hoeveel scheelt dat?" means.
        """
        rows = comparable_rows(fact)
        wanted = [row for row in rows_asked(fact, query) if row in rows]
        if len(wanted) == 1 and query.stretch is None and query.periods and len(rows) > 1:
            other = next((row for row in rows if told and row.period == told[0]), rows[0])
            wanted = [row for row in rows if row is other or row is wanted[0]]  # "gestegen ten opzichte van 2018?"
        if not wanted and len(told) > 1:
            wanted = [row for row in rows if row.period in told]
        rows = tuple(row for row in rows if row in wanted) if wanted else rows
        if len(rows) < 2:
            lines = (
                self.composer.line("missing", "no_second_period"),
                *tell(self.composer, fact, fact.figures[:1], query),
            )
            answer = self.told(fact, fact.figures[:1], query, "only one period", lines)
            return replace(answer, kind="nearby", missing=("period",))
        uses, lines = tell_change(self.composer, fact, rows)
        gone = [end for end in query.ends if not any(end == row.period for row in rows)]
        lines = (*(self.composer.line("missing", "no_end", period=self.composer.period(end)) for end in gone), *lines)
        return replace(self.told(fact, rows, query, "calculated from two periods", lines), facts=uses)

    def _others(self, fact: Fact, query: Query) -> Answer:
        """Return what other sources give for the row that is told."""
        asked = [row for row in rows_asked(fact, query) if row in fact.figures]
        row = asked[0] if asked else next((row for row in fact.figures if others_for(fact, row)), fact.figures[0])
        others = others_for(fact, row)
        if others:
            return self.told(fact, (row, *others), query, "another source", tell_others(self.composer, fact, row))
        lines = (self.composer.line("missing", "no_other_source"), *tell(self.composer, fact, (row,), query))
        return self.told(fact, (row,), query, "only one source", lines)

    def compare(self, first: Fact, second: Fact, query: Query) -> Answer:
        """Return two facts side by side, and their difference where they can be compared."""
        rows = common_rows(first, second, query.periods)
        pairs = ((first, rows[0]), (second, rows[1]))
        return self._of_pairs(pairs, tell_comparison(self.composer, *pairs), query, "two facts compared")

    def rank(self, pairs: Sequence[Pair], query: Query, *, highest: bool, most: int) -> Answer:
        """Return facts of one measure in order."""
        ordered, lines = tell_ranking(self.composer, pairs, highest=highest, most=most)
        return self._of_pairs(ordered, lines, query, "facts of one measure in order")

    def _of_pairs(self, pairs: Sequence[Pair], lines: tuple[Line, ...], query: Query, rule: str) -> Answer:
        return Answer(
            kind="answer",
            language=self.composer.language,
            lines=lines,
            facts=tuple(self.composer.use(fact, row) for fact, row in pairs),
            citations=self.composer.citations(row for _, row in pairs),
            suggestions=self.questions(fact for fact, _ in pairs),
            score=100.0,
            explanation=explain(query, (), rule),
        )
