"""`vraagbaak stale`: which facts are due for a new edition."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from bot.core.answering.wording import Composer
from bot.core.records.model import Fact, KnowledgeBase
from bot.core.records.series import may_be_dated, year_due
from bot.core.values.periods import period_key
from bot.tools.columns import columns
from bot.tools.workbench_texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The newest edition of a fact."""

    fact: str
    file: str
    line: int  # of its newest row
    period: str
    source: str  # as cited
    rhythm: int | None  # years between two editions
    due: int | None  # year in which the next one was to appear


@dataclass(frozen=True, slots=True)
class Editions:
    """What is due, longest first; and what has a period but no rhythm."""

    as_of: date
    with_rhythm: int
    stale: tuple[Edition, ...]
    without_rhythm: tuple[Edition, ...]


def find_editions(kb: KnowledgeBase, as_of: date) -> Editions:
    """Return of which facts an answer says on that day that there may be a newer edition, and which have no rhythm."""
    dated = [fact for fact in kb.facts.values() if fact.figures[0].period]
    stale = [_edition(kb, fact) for fact in dated if may_be_dated(fact, fact.figures[0], as_of)]
    without = [_edition(kb, fact) for fact in dated if fact.rhythm is None]
    return Editions(
        as_of,
        sum(fact.rhythm is not None for fact in dated),
        tuple(sorted(stale, key=lambda one: (one.due or 0, period_key(one.period), one.fact))),
        tuple(sorted(without, key=lambda one: (period_key(one.period), one.fact))),
    )


def _edition(kb: KnowledgeBase, fact: Fact) -> Edition:
    newest = fact.figures[0]
    return Edition(
        fact=fact.id,
        file=newest.position.file,
        line=newest.position.line,
        period=newest.period or "",
        source="; ".join(kb.sources[id_].cited_as for id_ in newest.sources),
        rhythm=fact.rhythm,
        due=year_due(fact),
    )


def as_json_text(editions: Editions) -> str:
    """Return all of it as one JSON object."""
    return json.dumps(
        {
            "as_of": editions.as_of.isoformat(),
            "with_rhythm": editions.with_rhythm,
            "stale": [asdict(one) for one in editions.stale],
            "without_rhythm": [asdict(one) for one in editions.without_rhythm],
        },
        ensure_ascii=False,
    )


def as_plain_text(editions: Editions, composer: Composer, texts: Texts) -> str:
    """Return two tables: what is due, and below it what cannot be told for want of a rhythm."""
    return "\n".join(_lines(editions, composer, texts))


def _lines(editions: Editions, composer: Composer, texts: Texts) -> Iterator[str]:
    day, total = composer.period(editions.as_of.isoformat()), editions.with_rhythm
    if editions.stale:
        yield texts("stale_title", day=day, count=len(editions.stale), total=total)
        yield texts("stale_explained")
        yield ""
        head = [texts(name) for name in ("stale_due", "stale_newest", "stale_every", "stale_source")]
        rows = [
            [str(one.due), one.period, _every(one, texts), one.source, one.fact, _place(one)] for one in editions.stale
        ]
        yield from columns([*head, *_of_fact(texts)], rows)
    else:
        yield texts("stale_none", day=day, total=total)
    if editions.without_rhythm:
        yield ""
        yield texts("stale_unknown", count=len(editions.without_rhythm))
        yield ""
        rows = [[one.period, one.source, one.fact, _place(one)] for one in editions.without_rhythm]
        yield from columns([texts("stale_newest"), texts("stale_source"), *_of_fact(texts)], rows)


def _of_fact(texts: Texts) -> list[str]:
    return [texts("column_fact"), texts("column_place")]


def _every(one: Edition, texts: Texts) -> str:
    return texts("stale_year") if one.rhythm == 1 else texts("stale_years", years=one.rhythm)


def _place(one: Edition) -> str:
    return f"{one.file}:{one.line}"
