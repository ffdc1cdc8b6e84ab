"""What administrators may read: questions without an answer, ratings, comments; all without a trace of who."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.core.words.printable import without_controls
from bot.store.changes import DAY
from bot.store.records import Comment, FactFeedback, RatedQuestion, UnansweredGroup
from bot.store.schema import AnyColumn, comments, place, ratings, unanswered
from bot.store.sealing import Sealer
from bot.store.statements import KEYS_AT_ONCE, Statements, padded_keys
from bot.store.transactions import Session

Row = Mapping[str, Any]


def find_groups(session: Session, statements: Statements, sealer: Sealer, limit: int) -> list[UnansweredGroup]:
    """Return what was asked in vain, most people first, then most often; what cannot be unsealed is left out.

    The database ranks the groups, and no more of them are fetched and unsealed than are returned.
    """
    ranked = [grouping for (grouping,) in session.rows(statements.ranked, {})]
    found: list[UnansweredGroup] = []
    numbers: dict[str, int] = {}  # of the people, within this list
    for start in range(0, len(ranked), KEYS_AT_ONCE):
        groups: dict[str, list[Row]] = {grouping: [] for grouping in ranked[start : start + KEYS_AT_ONCE]}
        for row in _named(unanswered.columns.keys(), session.rows(statements.asked, padded_keys(list(groups)))):
            groups[row["grouping"]].append(row)
        found += [group for rows in groups.values() if (group := _group(rows, numbers, sealer))]
        if len(found) >= limit:
            break
    return sorted(
        found[:limit], key=lambda group: (-group.people, -group.times, -group.last.toordinal(), group.question)
    )


def _group(rows: Sequence[Row], numbers: dict[str, int], sealer: Sealer) -> UnansweredGroup | None:
    """Return one group; each row is one person's in one week, newest first."""
    readable = next(((row, text) for row in rows if (text := _text(unanswered.c.question, row, sealer))), None)
    if readable is None:
        return None
    weeks: Counter[date] = Counter()
    for row in rows:
        weeks[_date(7 * row["week"] - 3)] += int(row["times"])
    newest, question = readable
    return UnansweredGroup(
        question=question,
        language=newest["language"],
        kind=newest["kind"],
        askers=frozenset(numbers.setdefault(row["person"], len(numbers)) for row in rows),
        weeks=dict(weeks),
        last=_date(max(row["last_day"] for row in rows)),
    )


def read_ratings(rows: Iterable[tuple[Any, ...]]) -> list[FactFeedback]:
    """Return the counts per fact, in the order of fact ids, from rows of fact, rating, reason and number."""
    counts: dict[str, Counter[str]] = {}
    reasons: dict[str, Counter[str]] = {}
    for fact, rating, reason, number in rows:
        counts.setdefault(fact, Counter())[rating] += number
        reasons.setdefault(fact, Counter())
        if reason is not None:
            reasons[fact][reason] += number
    return [
        FactFeedback(fact=fact, good=count["good"], bad=count["bad"], reasons=dict(reasons[fact]))
        for fact, count in sorted(counts.items())
    ]


def read_comments(rows: Iterable[tuple[Any, ...]], sealer: Sealer) -> list[Comment]:
    """Return the comments in clear; those that cannot be unsealed are left out."""
    return [
        Comment(text=text, day=_date(row["written_day"]))
        for row in _named(comments.columns.keys(), rows)
        if (text := _text(comments.c.sealed, row, sealer)) is not None
    ]


def read_rated_questions(rows: Iterable[tuple[Any, ...]], sealer: Sealer) -> list[RatedQuestion]:
    """Return the questions left with a bad rating in clear; those that cannot be unsealed are left out."""
    return [
        RatedQuestion(fact=row["fact"], reason=row["reason"], question=text, day=_date(row["rated_day"]))
        for row in _named(ratings.columns.keys(), rows)
        if (text := _text(ratings.c.question, row, sealer)) is not None
    ]


def _named(names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> Iterable[Row]:
    return (dict(zip(names, row, strict=True)) for row in rows)


def _text(column: AnyColumn, row: Row, sealer: Sealer) -> str | None:
    """Return what a row has sealed in a column; None if it cannot be unsealed there."""
    text = sealer.unseal(row[column.name], place(column, row))
    return None if text is None else without_controls(text.decode("utf-8", "replace"))


def _date(day: int) -> date:
    return datetime.fromtimestamp(day * DAY, UTC).date()
