"""What administrators may read: questions without an answer, ratings, comments; all without a trace of who."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from bot.store.changes import DAY
from bot.store.records import Comment, FactFeedback, RatedQuestion, UnansweredGroup
from bot.store.sealing import Sealer

Row = tuple[Any, ...]


def read_groups(rows: Iterable[Row], sealer: Sealer) -> list[UnansweredGroup]:
    """Return what was asked in vain, most people first, then most often; what cannot be unsealed is left out.

    Each row is one person's in one week, newest first.
    """
    groups: dict[str, list[Row]] = {}
    numbers: dict[str, int] = {}
    for row in rows:
        groups.setdefault(row[0], []).append(row)
        numbers.setdefault(row[1], len(numbers))
    found = [group for group in (_group(of_group, numbers, sealer) for of_group in groups.values()) if group]
    return sorted(found, key=lambda group: (-group.people, -group.times, -group.last.toordinal(), group.question))


def _group(rows: Sequence[Row], numbers: Mapping[str, int], sealer: Sealer) -> UnansweredGroup | None:
    asked = ((sealer.unseal(question), language, kind) for _, _, _, question, language, kind, _, _ in rows)
    readable = next(((text, language, kind) for text, language, kind in asked if text is not None), None)
    if readable is None:
        return None
    weeks: Counter[date] = Counter()
    for _, _, week, _, _, _, times, _ in rows:
        weeks[_date(7 * week - 3)] += int(times)
    text, language, kind = readable
    return UnansweredGroup(
        question=text.decode("utf-8", "replace"),
        language=language,
        kind=kind,
        askers=frozenset(numbers[row[1]] for row in rows),
        weeks=dict(weeks),
        last=_date(max(row[-1] for row in rows)),
    )


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


def read_rated_questions(rows: Iterable[Row], sealer: Sealer) -> list[RatedQuestion]:
    """Return the questions left with a bad rating in clear; those that cannot be unsealed are left out."""
    unsealed = ((fact, reason, sealer.unseal(sealed), day) for fact, reason, sealed, day in rows)
    return [
        RatedQuestion(fact=fact, reason=reason, question=text.decode("utf-8", "replace"), day=_date(day))
        for fact, reason, text, day in unsealed
        if text is not None
    ]


def _date(day: int) -> date:
    return datetime.fromtimestamp(day * DAY, UTC).date()
