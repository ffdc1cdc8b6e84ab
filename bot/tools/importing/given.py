"""What a row of a table says of a figure, held against the row of the knowledge base that it may be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bot.core.records.model import Fact, Figure, Texts
from bot.core.values.periods import period_kind
from bot.kb.rows import HIGHEST, ROW_KEYS
from bot.kb.rules_texts import LANGUAGES
from bot.tools.importing.plan import Difference
from bot.tools.importing.values import RefusedError, Value, is_printed


@dataclass(slots=True)
class Given:
    """What a row of a table says; a field that it says nothing of is None or empty."""

    fact: Fact
    period: str | None = None
    period_kind: str | None = None
    sources: tuple[str, ...] = ()
    value: Value | None = None
    as_printed: str | None = None
    qualifier: str | None = None
    unit: str | None = None
    via: str | None = None
    locator: str | None = None
    preferred: bool | None = None
    evidence: tuple[str, ...] = ()
    population: Texts = field(default_factory=dict)
    caveat: Texts = field(default_factory=dict)


def find_row(given: Given) -> Figure | None:
    """Return the row of the fact for the same period by the same source, if it is there."""
    rows = [row for row in (*given.fact.figures, *given.fact.superseded) if row.period == given.period]
    return next((row for row in rows if given.sources and row.sources[0] == given.sources[0]), None)


def find_misfits(given: Given, there: Figure | None) -> Iterator[tuple[str, RefusedError]]:
    """Yield the columns whose cells cannot be true of the fact, or of each other."""
    fact, value = given.fact, given.value
    unit = (there.unit if there else None) or fact.unit
    if given.unit and given.unit != unit:
        yield "unit", RefusedError("unit_misfit", unit=given.unit, fact=fact.id, known=unit)
    if value and not 0 <= value.number <= HIGHEST.get(unit or "", value.number):
        highest = HIGHEST.get(unit or "")
        code = "beyond_highest" if highest else "below_zero"
        yield "value", RefusedError(code, value=show(value.number), highest=highest, unit=unit)
    if value and given.as_printed and not is_printed(value.number, given.as_printed):
        yield "as_printed", RefusedError("not_printed", value=show(value.number), printed=given.as_printed)
    if given.period_kind == "school-year" and period_kind(given.period) != "school-year":
        yield "period_kind", RefusedError("kind_misfit", period=given.period or "-", kind=given.period_kind)


def show(value: Decimal | None) -> str:
    """Return a number as the files have it; empty where there is none."""
    return "" if value is None else f"{value:f}"


def find_differences(given: Given, there: Figure) -> Iterator[Difference]:
    """Yield each field that the table has and the knowledge base has otherwise; what the table leaves out stays."""
    fact, record = given.fact, row_record(given)
    number = given.value.number if given.value else None
    if number is not None and number != there.value:
        yield Difference("value", show(there.value), show(number), record["value"])
    sources = there.sources if len(given.sources) == 1 else given.sources
    pairs: tuple[tuple[str, str | None, str | None], ...] = (
        ("as_printed", there.as_printed, given.as_printed),
        ("qualifier", there.qualifier, given.qualifier),
        ("period_kind", there.period_kind, given.period_kind),
        ("source", " ".join(there.sources), " ".join(sources)),
        ("via", there.via, given.via),
        ("locator", there.locator, given.locator),
        ("evidence", "; ".join(there.evidence), "; ".join(given.evidence)),
    )
    for key, old, new in pairs:
        if new and new != old:
            yield Difference(key, old or "", new, record.get(key, new))
    is_shown = there in fact.figures
    if given.preferred is not None and given.preferred != is_shown:
        yield Difference("preferred", str(is_shown).lower(), str(given.preferred).lower(), given.preferred)
    for key, texts in (("population", there.population or fact.population), ("caveat", joined_caveat(fact, there))):
        new_texts = {code: text for code, text in getattr(given, key).items() if text != texts.get(code)}
        if new_texts:
            own: Mapping[str, str] = {**getattr(there, key), **row_texts(given, key)}
            yield Difference(key, _shown(texts, new_texts), _shown(new_texts, new_texts), dict(own))


def _shown(texts: Texts, codes: Mapping[str, str]) -> str:
    return " / ".join(texts[code] for code in LANGUAGES if code in codes and code in texts)


def joined_caveat(fact: Fact, row: Figure) -> Texts:
    """Return what must be said with a figure as an exported table has it: of its fact and of its row."""
    joined = {code: " ".join(texts[code] for texts in (fact.caveat, row.caveat) if code in texts) for code in LANGUAGES}
    return {code: text for code, text in joined.items() if text}


def row_texts(given: Given, key: str) -> Texts:
    """Return the texts that belong to the row alone: what the fact says already is left out."""
    of_fact: Texts = getattr(given.fact, key)
    texts: Texts = getattr(given, key)
    if key == "population":
        return texts if any(text != of_fact.get(code) for code, text in texts.items()) else {}
    own = {code: text.removeprefix(of_fact.get(code, "")).strip() for code, text in texts.items()}
    return {code: text for code, text in own.items() if text}


def row_record(given: Given) -> dict[str, object]:
    """Return the keys of a row in the order of the files."""
    kind = given.period_kind if given.period_kind != period_kind(given.period) else None
    keys: dict[str, object] = {
        "value": given.value.number if given.value else None,
        "as_printed": given.as_printed,
        "qualifier": given.qualifier,
        "period": given.period,
        "period_kind": kind,
        "population": dict(row_texts(given, "population")),
        "source": given.sources[0] if len(given.sources) == 1 else list(given.sources),
        "via": given.via,
        "locator": given.locator,
        "evidence": list(given.evidence),
        "caveat": dict(row_texts(given, "caveat")),
    }
    record = {key: value for key, value in keys.items() if value not in (None, "", [], {})}
    if given.preferred is False:
        record["preferred"] = False
    return {key: record[key] for key in ROW_KEYS if key in record}
