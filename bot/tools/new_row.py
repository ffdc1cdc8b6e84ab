"""The fields of a row: a figure for one period, with its source and the words that prove it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, get_args

from bot.core.records.model import Fact, Figure, Qualifier
from bot.core.values.periods import period_kind, shift_period
from bot.core.words.text import fold
from bot.kb.printed import find_numbers, likely_value, printed_values
from bot.kb.rows import HIGHEST, ROW_KEYS
from bot.texts import notation_of
from bot.tools.changing import Bench
from bot.tools.form import Answers, ChoiceField, Field, RefusedError, Talk
from bot.tools.new_fields import (
    filled,
    list_of,
    one_of,
    printed,
    sound,
    source_choices,
    text_fields,
    texts_of,
)

LATEST = 3  # of the sources that were added last, so many are offered
QUALIFIERS: tuple[str, ...] = get_args(Qualifier)
SAID = {
    "ruim": "more than", "meer dan": "more than", "more than": "more than", "over": "more than", "bijna": "almost",
    "almost": "almost", "nearly": "almost", "minder dan": "less than", "less than": "less than", "under": "less than",
    "minstens": "at least", "ten minste": "at least", "at least": "at least", "circa": "circa", "ongeveer": "circa",
    "about": "circa", "zo'n": "circa",
}  # fmt: skip


class Number(NamedTuple):
    """A number, and how it was typed."""

    value: Decimal
    typed: str


def row_fields(
    bench: Bench, talk: Talk, language: str, *, facts: Mapping[str, Fact], last_source: str | None = None
) -> list[Field]:
    """Return the fields of a row; `facts` has those that exist already, with the rows that they have."""
    row = _Row(bench, talk, language, facts, last_source)
    return [
        Field(name="value", read=row.read_value, fields=row.last_figure),
        Field(name="as_printed", read=_read_print, default=row.likely_print),
        Field(name="period", read=row.read_period, default=row.likely_period, needed=False),
        ChoiceField(
            name="source",
            choices=lambda _: source_choices(bench.kb),
            offered=row.offered_sources,
            default=row.likely_source,
        ),
        Field(name="locator", default=row.likely_locator, needed=False),
        Field(name="evidence", read=list_of, default=row.likely_evidence),
        one_of(
            "qualifier", QUALIFIERS, talk, needed=False, default=lambda answers: qualifier_said(answers["value"].typed)
        ),
        *text_fields("row_caveat", needed=False),
    ]


class _Row:
    """What a new row may hold, and what it most likely holds, by the rows that its fact has already."""

    def __init__(
        self, bench: Bench, talk: Talk, language: str, facts: Mapping[str, Fact], last_source: str | None
    ) -> None:
        self._bench = bench
        self._talk = talk
        self._language = language
        self._facts = facts
        self._last_source = last_source

    def _fact(self, answers: Answers) -> Fact | None:
        return self._facts.get(answers.get("fact", ""))

    def _newest(self, answers: Answers) -> Figure | None:
        fact = self._fact(answers)
        return fact.figures[0] if fact and fact.figures else None

    def _unit(self, answers: Answers) -> str | None:
        fact = self._fact(answers)
        return answers.get("unit") or (fact.unit if fact else None)

    def last_figure(self, answers: Answers) -> dict[str, object]:
        row = self._newest(answers)
        return {"last": " " + self._talk.text("last_figure", figure=printed(row, self._language)) if row else ""}

    def read_value(self, typed: str, answers: Answers) -> Number:
        unit = self._unit(answers)
        highest = HIGHEST.get(unit or "")
        value = likely_value(typed, self._language, highest, whole=unit == "count")
        if value is None:
            raise RefusedError("bad_number", typed=typed)
        if highest is not None and value > highest:
            raise RefusedError("too_high", value=value, highest=highest)
        shown = format(value, "f").replace(".", notation_of(self._language)[-2])
        self._talk.show("  " + self._talk.text("understood", value=shown, unit=_in_words(self._talk, unit)))
        return Number(value, typed)

    def likely_print(self, answers: Answers) -> str:
        typed = _without_qualifier(answers["value"].typed)
        bare = find_numbers(typed) == [typed]
        return f"{typed}%" if bare and self._unit(answers) == "percent" else typed

    def read_period(self, typed: str, answers: Answers) -> str | None:
        period = sound(lambda fields: fields.period("period"), "period", _school_year(typed), "bad_period")
        _refuse_repeated(self._fact(answers), period, self._language)
        return period

    def likely_period(self, answers: Answers) -> str | None:
        return _next_period(self._fact(answers))

    def offered_sources(self, answers: Answers) -> Sequence[str]:
        row = self._newest(answers)
        used = (self._last_source, *(row.sources if row else ()))
        return [source for source in (*used, *_latest_sources(self._bench)) if source]

    def likely_source(self, answers: Answers) -> str | None:
        known = self._newest(answers) is not None or self._last_source is not None
        return next(iter(self.offered_sources(answers)), None) if known else None

    def likely_locator(self, answers: Answers) -> str | None:
        fact = self._fact(answers)
        rows = fact.rows if fact else ()
        return next((row.locator for row in rows if answers["source"] in row.sources and row.locator), None)

    def likely_evidence(self, answers: Answers) -> str | None:
        row = self._newest(answers)
        if "as_printed" not in answers:  # a statement without a number
            return None
        words = [word for word in (row.evidence if row else ()) if not find_numbers(word)]
        value = next(iter(find_numbers(answers["as_printed"])), answers["as_printed"])
        first = f"{value}%" if f"{value}%" in answers["as_printed"] else answers["as_printed"]
        return "; ".join((first, *words))


def _read_print(typed: str, answers: Answers) -> str:
    values = printed_values(typed)
    if values and answers["value"].value not in values:
        raise RefusedError("not_printed", typed=typed, value=answers["value"].value)
    return typed


def _in_words(talk: Talk, unit: str | None) -> str:
    return " " + talk.text("as_unit", unit=talk.text(f"unit_{unit}")) if unit else ""


def _refuse_repeated(fact: Fact | None, period: str | None, language: str) -> None:
    for row in fact.figures if fact else ():
        if row.period == period:
            raise RefusedError(
                "period_there",
                period=period or "-",
                figure=printed(row, language),
                source=", ".join(row.sources),
                where=str(row.position),
            )


def _school_year(typed: str) -> str:
    """Return "2023-2024" for "2023/2024", "2023/24" and "2023-24"; anything else as it was typed."""
    years = typed.replace("/", "-").replace("–", "-").replace(" ", "").split("-")
    if len(years) == 2 and all(map(str.isdecimal, years)) and len(years[0]) == 4 and len(years[1]) in (2, 4):
        end = str(int(years[0]) + 1)
        if end.endswith(years[1]) and not (len(years[1]) == 2 and int(years[1]) <= 12 and "/" not in typed):
            return f"{years[0]}-{end}"
    return typed


def _next_period(fact: Fact | None) -> str | None:
    """Return the period after the newest one, as many years later as the fact's editions lie apart."""
    newest = fact.figures[0] if fact and fact.figures else None
    if fact is None or newest is None or newest.period is None or period_kind(newest.period) == "reference-date":
        return None
    return shift_period(newest.period, fact.rhythm or 1)


def _latest_sources(bench: Bench) -> list[str]:
    """Return the sources that were added last: new ones go to the end of a file without a carrier."""
    carriers = {source.position.file for source in bench.kb.sources.values() if source.role == "carrier"}
    later = [source.id for source in bench.kb.sources.values() if source.position.file not in carriers]
    return (later or list(bench.kb.sources))[: -LATEST - 1 : -1]


def row_of(answers: Answers, like: Figure | None = None) -> dict[str, Any]:
    """Return the row as it is to be written; what is special about the row before holds for this one as well."""
    row: dict[str, Any] = {
        "value": answers["value"].value,
        "as_printed": answers["as_printed"],
        "qualifier": answers.get("qualifier"),
        "period": answers.get("period"),
        "source": answers["source"],
        "locator": answers.get("locator"),
        "evidence": list(answers["evidence"]),
        "caveat": texts_of("row_caveat", answers),
    }
    if like is not None:
        row["population"] = dict(like.population)
        if like.period_kind != period_kind(like.period) and period_kind(like.period) == period_kind(row["period"]):
            row["period_kind"] = like.period_kind
    return filled(row, ROW_KEYS)


def _without_qualifier(words: str) -> str:
    """Return printed words without what says how exact the number is: that has a field of its own."""
    found = sorted((word for word in SAID if fold(words).startswith(f"{fold(word)} ")), key=len)
    return words[len(found[-1]) :].strip() if found else words


def qualifier_said(words: str) -> str | None:
    """Return the qualifier that printed words hold: "ruim 3 miljoen" is more than that."""
    said = f" {fold(words)} "
    return next((qualifier for word, qualifier in SAID.items() if f" {fold(word)} " in said), None)
