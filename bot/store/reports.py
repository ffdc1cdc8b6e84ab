"""What administrators may read: questions without an answer, ratings, comments; all without a trace of who."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.store.changes import DAY
from bot.store.records import Comment, FactFeedback, UnansweredGroup
from bot.store.sealing import Sealer
from bot.store.statements import Statements
from bot.store.transactions import Session

Row = tuple[Any, ...]


def load_groups(session: Session, statements: Statements, limit: int) -> list[tuple[Row, Sequence[Row]]]:
    """Return the groups of unanswered questions with the rows of each: most people first, then most often."""
    groups = session.rows(statements.groups, {})[:limit]
    return [(group, session.rows(statements.asked, {"grouping": group[0]})) for group in groups]


def read_groups(groups: Iterable[tuple[Row, Sequence[Row]]], sealer: Sealer) -> list[UnansweredGroup]:
    """Return the groups in clear, each by the question asked last; those that cannot be unsealed are left out."""
    found = []
    for (_, people, times, last), rows in groups:
        asked = ((sealer.unseal(question), language, kind) for question, language, kind in rows)
        readable = next(((text, language, kind) for text, language, kind in asked if text is not None), None)
        if readable is not None:
            text, language, kind = readable
            question = text.decode("utf-8", "replace")
            found.append(
                UnansweredGroup(
                    question=question, language=language, kind=kind, people=people, times=int(times), last=_date(last)
                )
            )
    return found


def read_ratings(rows: Iterable[Row]) -> list[FactFeedback]:
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


def read_comments(rows: Iterable[Row], sealer: Sealer) -> list[Comment]:
    """Return the comments in clear; those that cannot be unsealed are left out."""
    unsealed = ((sealer.unseal(sealed), day) for sealed, day in rows)
    return [Comment(text=text.decode("utf-8", "replace"), day=_date(day)) for text, day in unsealed if text is not None]


def _date(day: int) -> date:
    return datetime.fromtimestamp(day * DAY, UTC).date()
