"""The rows of a fact: its figures for one period each, within the fact or on their own, and where they break."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast, get_args

from bot.core.records.model import Break, Figure, Qualifier
from bot.core.values.periods import PeriodKind, period_key, period_kind
from bot.kb.fields import Fields
from bot.kb.nodes import ListNode, RecordNode, called

ROW_KEYS = (
    "value", "as_printed", "qualifier", "period", "period_kind", "unit", "population", "source", "via", "locator",
    "preferred", "evidence", "caveat",
)  # fmt: skip
SHORT_KEYS = (
    "as_printed",
    "period",
    "source",
    "via",
    "locator",
    "evidence",
)  # may stand beside the keys of a statement
BREAK_KEYS = ("from", "during", "reason")
UNITS = ("percent", "count", "mean", "out-of-10")
HIGHEST = {"percent": 100, "out-of-10": 10}
MEND_HIGHEST = "Correct the value, or the unit."
QUALIFIERS: tuple[str, ...] = get_args(Qualifier)
PERIOD_KINDS: tuple[str, ...] = get_args(PeriodKind)


@dataclass(frozen=True, slots=True)
class Row:
    """A figure with what decides where it goes: the fact it belongs to, and whether it is the one to show."""

    figure: Figure
    preferred: bool
    fact: str | None = None  # where it stands outside its fact


def parse_rows(fields: Fields, unit: str | None) -> list[Row]:
    """Return the rows of a fact: those under `figures`, or the one that stands beside its other keys."""
    if not fields.has("figures"):
        return [_parse_row(fields, with_value=False)]
    for key in SHORT_KEYS:
        if fields.has(key):
            what = f'"{key}" stands beside "figures".'
            fields.wrong(fields.node.keys[key].line, what, 'Move it into the rows under "figures".')
    node = fields.value("figures")
    items = node.items if isinstance(node, ListNode) else ()
    if node is not None and not items:
        mend = "Write one row per period: - {value: 26, source: ...}."
        fields.wrong(node.line, '"figures" should be a list of rows.', mend)
    rows: list[Row] = []
    for item in items:
        if isinstance(item, RecordNode):
            row = Fields(item, fields.name, fields.faults)
            row.refuse_unknown(ROW_KEYS)
            rows.append(_parse_row(row, with_value=True, unit=unit))
        else:
            fields.wrong(item.line, f"A row is {called(item)}.", "Write a row as {value: 26, source: ...}.")
    return rows


def parse_loose_row(fields: Fields) -> Row | None:
    """Return a row that stands by itself under `figures:` of a file, and names its fact."""
    fields.refuse_unknown(("fact", *ROW_KEYS))
    fields.require("fact", "Name the id of the fact that this is a figure of.")
    fact = fields.identifier("fact")
    row = _parse_row(fields, with_value=True)
    return Row(row.figure, row.preferred, fact) if fact else None


def _parse_row(fields: Fields, *, with_value: bool, unit: str | None = None) -> Row:
    mend = "Name the id of the source; where the document names none, the document itself is the source."
    fields.require("source", mend)
    period = fields.period("period")
    kind = fields.choice("period_kind", PERIOD_KINDS) if with_value else None
    figure = Figure(
        value=fields.number("value") if with_value else None,
        as_printed=fields.text("as_printed"),
        qualifier=cast(Qualifier | None, fields.choice("qualifier", QUALIFIERS)) if with_value else None,
        period=period,
        period_kind=cast(PeriodKind | None, kind) or period_kind(period),
        unit=fields.choice("unit", UNITS) if with_value else None,
        population=fields.texts("population") if with_value else {},
        sources=fields.identifiers("source"),
        via=fields.identifier("via"),
        locator=fields.text("locator"),
        evidence=fields.list_of_texts("evidence"),
        caveat=fields.texts("caveat") if with_value else {},
        position=fields.position,
    )
    check_highest(fields, figure, figure.unit or unit)
    return Row(figure, fields.yes_or_no("preferred", default=True) if with_value else True)


def check_highest(fields: Fields, row: Figure, unit: str | None) -> None:
    """Note a percentage beyond 100, or a number out of ten beyond 10."""
    what = beyond_highest(row, unit)
    if what:
        fields.wrong(row.position.line, what, MEND_HIGHEST)


def beyond_highest(row: Figure, unit: str | None) -> str:
    """Return what is wrong with a value that its unit does not allow; empty where nothing is."""
    highest = HIGHEST.get(unit or "")
    if highest is None or row.value is None or 0 <= row.value <= highest:
        return ""
    kind = "percentage" if unit == "percent" else "number out of ten"
    return f"{row.value} is no {kind} from 0 to {highest}."


def parse_breaks(fields: Fields) -> tuple[Break, ...]:
    """Return where the rows cannot be compared, and why."""
    if not fields.has("breaks"):
        return ()
    breaks: list[Break] = []
    for each in fields.records("breaks"):
        each.refuse_unknown(BREAK_KEYS)
        each.require("reason", "Say why: reason: {nl: ..., en: ...}.")
        if each.has("from") == each.has("during"):
            mend = 'Write "from:" with the first period of the new series, or "during:" with exceptional periods.'
            each.wrong(each.node.line, 'A break has either "from" or "during".', mend)
        breaks.append(Break(start=each.period("from"), during=each.periods("during"), reason=each.texts("reason")))
    return tuple(breaks)


def in_order(rows: Iterable[Row]) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """Return the figures to show and those that another source supersedes, each newest first, without period last."""
    ordered = sorted(rows, key=lambda row: period_key(row.figure.period), reverse=True)
    return (
        tuple(row.figure for row in ordered if row.preferred),
        tuple(row.figure for row in ordered if not row.preferred),
    )
