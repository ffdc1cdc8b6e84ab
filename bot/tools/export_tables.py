"""All figures of a knowledge base as tables: those of superseded sources too, in an order that stays the same."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.core.records.model import Break, Fact, Figure, KnowledgeBase, Source, Texts
from bot.core.values.periods import first_year, last_year, period_key, period_kind
from bot.tools.export_columns import Column

Cell = str | Decimal | bool | None
Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Exported:
    """A row of a fact that has a value, under an id of its own."""

    id: str
    fact: Fact
    row: Figure
    value: Decimal
    preferred: bool  # it is the one that is shown for its period


def find_figures(kb: KnowledgeBase) -> tuple[Exported, ...]:
    """Return every row with a value, by fact id and period; of one period the row that is shown comes first."""
    found: dict[str, Exported] = {}
    for fact in sorted(kb.facts.values(), key=lambda fact: fact.id):
        rows = [(row, True) for row in fact.figures] + [(row, False) for row in fact.superseded]
        for row, preferred in sorted(rows, key=_order):
            if row.value is not None:
                name = _unused(f"{fact.id}.{row.period or 'undated'}.{row.sources[0]}", found)
                found[name] = Exported(name, fact, row, row.value, preferred)
    return tuple(found.values())


def _order(one: tuple[Figure, bool]) -> tuple[tuple[int, int, int], str, bool, tuple[str, ...]]:
    row, preferred = one
    return period_key(row.period), row.period or "", not preferred, row.sources


def _unused(name: str, taken: Mapping[str, object]) -> str:
    number = 1
    while (f"{name}.{number}" if number > 1 else name) in taken:
        number += 1
    return f"{name}.{number}" if number > 1 else name


def find_sources(kb: KnowledgeBase, figures: Iterable[Exported]) -> tuple[Source, ...]:
    """Return the sources of the figures, and the documents that they were read in, by id."""
    rows = [one.row for one in figures]
    used = {source for row in rows for source in row.sources} | {row.via for row in rows if row.via}
    return tuple(kb.sources[id_] for id_ in sorted(used))


def days_of(row: Figure) -> tuple[str, str] | None:
    """Return the first and the last day of the period of a row; None where its source leaves them open.

    A count on one day of a year or month is of that day, not of the whole of it. A school year begins in August.
    """
    period, kind = row.period, period_kind(row.period)
    if period is None or kind != (row.period_kind or kind):
        return None
    if kind == "school-year":
        return f"{first_year(period)}-08-01", f"{last_year(period)}-07-31"
    if kind == "year":
        return f"{period}-01-01", f"{period}-12-31"
    return (period, period) if period.count("-") == 2 else None


def caveats_of(one: Exported) -> Texts:
    """Return what must be said with a figure: of its fact and of its row."""
    given = (one.fact.caveat, one.row.caveat)
    return {code: " ".join(texts[code] for texts in given if code in texts) for code in codes_of(given)}


def codes_of(several: Iterable[Texts]) -> tuple[str, ...]:
    """Return the languages that any of some texts is in."""
    return tuple(dict.fromkeys(code for texts in several for code in texts))


def figure_row(one: Exported) -> Row:
    """Return a figure as a row of the table of figures."""
    fact, row = one.fact, one.row
    days = days_of(row)
    return {
        "id": one.id,
        "fact": fact.id,
        "measure": fact.measure,
        **_texts("label", fact.label),
        "value": one.value,
        "unit": row.unit or fact.unit,
        "quantity": fact.quantity,
        "qualifier": row.qualifier,
        "as_printed": row.as_printed,
        "period": row.period,
        "period_kind": row.period_kind or period_kind(row.period),
        "period_start": days[0] if days else None,
        "period_end": days[1] if days else None,
        **_texts("population", row.population or fact.population),
        "source": row.sources[0],
        "other_sources": " ".join(row.sources[1:]),
        "locator": row.locator,
        "via": row.via,
        "preferred": one.preferred,
        **_texts("caveat", caveats_of(one)),
    }


def flat_row(one: Exported, kb: KnowledgeBase) -> Row:
    """Return a figure with all that is known of its source and its breaks, for a table that stands alone."""
    sources = [kb.sources[id_] for id_ in one.row.sources]
    breaks = one.fact.breaks
    codes = codes_of(each.reason for each in breaks)
    reasons = {code: "; ".join(each.reason.get(code, "") for each in breaks) for code in codes}
    return {
        **figure_row(one),
        **source_row(sources[0]),
        "id": one.id,
        "cited_as": "; ".join(source.cited_as for source in sources),
        "breaks": "; ".join(f"{kind} {', '.join(periods)}" for kind, periods in map(_where, breaks)),
        **_texts("break_reasons", reasons),
    }


def source_row(source: Source) -> Row:
    """Return a source as a row of the table of sources."""
    return {
        "id": source.id,
        "cited_as": source.cited_as,
        "type": source.type,
        "author": "; ".join(author.name for author in source.author),
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "issued": source.issued,
        **_texts("note", source.note),
    }


def break_rows(figures: Iterable[Exported]) -> list[Row]:
    """Return where the series of these figures break, with a row for each period."""
    facts = {one.fact.id: one.fact for one in figures}
    return [
        {"fact": fact.id, "kind": kind, "period": period, **_texts("reason", one.reason)}
        for fact in facts.values()
        for one in fact.breaks
        for kind, periods in (_where(one),)
        for period in periods
    ]


def _where(one: Break) -> tuple[str, tuple[str, ...]]:
    return ("from", (one.start,)) if one.start else ("during", one.during)


def _texts(name: str, texts: Texts) -> dict[str, Cell]:
    return {f"{name}_{code}": text for code, text in texts.items()}


def as_csv(columns: Sequence[Column], rows: Iterable[Row]) -> str:
    """Return a table as RFC 4180 has it: lines end in CR LF, numbers have a point, what is not known is empty."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(column.name for column in columns)
    writer.writerows([_written(row.get(column.name)) for column in columns] for row in rows)
    return text.getvalue()


def _written(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return format(cell, "f") if isinstance(cell, Decimal) else cell or ""
