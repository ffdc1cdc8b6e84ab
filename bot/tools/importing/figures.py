"""Rows of a table to figures of facts: which are new, which are there, and what is wrong with a row."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import TypeVar

from bot.core.records.model import Fact, Figure, KnowledgeBase, Texts
from bot.kb.problems import CLOSE_ENOUGH
from bot.kb.rules_texts import LANGUAGES
from bot.tools.importing.cells import Cell, Line
from bot.tools.importing.columns import Heading
from bot.tools.importing.given import Given, find_differences, find_misfits, find_row, row_record, row_texts
from bot.tools.importing.plan import Entry, Remark
from bot.tools.importing.values import (
    PERIOD_KINDS,
    QUALIFIERS,
    UNITS,
    RefusedError,
    Value,
    parse_choice,
    parse_period,
    parse_value,
    parse_yes_or_no,
    split_list,
)

Read = TypeVar("Read")


class FigurePlanner:
    """Looks up the rows of tables, one by one, in the facts that are there and in the rows that came before."""

    def __init__(self, kb: KnowledgeBase, new_sources: Mapping[str, str], *, update: bool) -> None:
        self.kb = kb
        self.cited_as: dict[str, str] = {id_: source.cited_as for id_, source in kb.sources.items()} | dict(new_sources)
        self.update = update
        self.seen: dict[tuple[str, str | None, bool], tuple[str, int]] = {}  # fact, period, shown → file and row

    def plan(self, file: str, heading: Heading, line: Line) -> Entry:
        """Return what comes of a row."""
        entry = self._plan(file, heading, line)
        remarks = (replace(one, called=heading.called.get(one.column or "")) for one in entry.remarks)
        return replace(entry, remarks=tuple(remarks))

    def _plan(self, file: str, heading: Heading, line: Line) -> Entry:
        entry = Entry(file=file, row=line.number, kind="figure", outcome="unchanged")
        name = heading.cell(line, "fact").text
        fact = self.kb.facts.get(name)
        entry = replace(entry, id=name)
        if fact is None or fact.kind != "figure":
            return entry.refuse(_about("fact", self._no_fact(name)))
        wrong: list[Remark] = []
        given = self._read(fact, heading, line, wrong)
        entry = replace(entry, period=given.period)
        if wrong:
            return entry.refuse(*wrong)
        there = find_row(given)
        entry = self._compare(entry, given, there) if there else self._add(entry, given)
        return self._once(entry, given, there)

    def _no_fact(self, name: str) -> RefusedError:
        if not name:
            return RefusedError("fact_missing")
        if name in self.kb.facts:
            return RefusedError("fact_no_figure", fact=name, kind=self.kb.facts[name].kind)
        figures = [fact.id for fact in self.kb.facts.values() if fact.kind == "figure"]
        return RefusedError("fact_unknown", fact=name, **_nearest(name, figures))

    def _read(self, fact: Fact, heading: Heading, line: Line, wrong: list[Remark]) -> Given:
        """Read every cell, so that all that is wrong with a row is told at once."""
        reader = _Reader(heading, line, wrong)
        given = Given(fact)
        given.period_kind = reader.read("period_kind", lambda cell: parse_choice(cell, PERIOD_KINDS))
        given.period = reader.read("period", lambda cell: parse_period(cell, given.period_kind))
        given.sources = reader.read("source", self._sources) or ()
        given.sources = (*given.sources, *(reader.read("other_sources", self._more_sources) or ()))
        given.via = reader.read("via", self._via)
        given.unit = reader.read("unit", lambda cell: parse_choice(cell, UNITS))
        given.preferred = reader.read("preferred", parse_yes_or_no)
        given.as_printed = heading.cell(line, "as_printed").text or None
        there = None if wrong else find_row(given)
        given.value = reader.read("value", lambda cell: _value(cell, given, there))
        given.qualifier = reader.read("qualifier", lambda cell: parse_choice(cell, QUALIFIERS))
        if given.value and not wrong:
            given.qualifier = given.qualifier or given.value.qualifier
            given.as_printed = given.as_printed or given.value.printed
        given.locator = heading.cell(line, "locator").text or None
        given.evidence = split_list(heading.cell(line, "evidence").text)
        given.population = _texts("population", heading, line)
        given.caveat = _texts("caveat", heading, line)
        reader.refuse_faults()
        if not wrong:
            wrong.extend(_about(column, error) for column, error in find_misfits(given, there))
        return given

    def _sources(self, cell: Cell) -> tuple[str, ...]:
        """Return the ids of the sources in a cell; a source may be named as it is cited as well."""
        if cell.kind == "empty":
            raise RefusedError("source_missing")
        by_citation = {name: id_ for id_, name in self.cited_as.items()}
        if cell.text in by_citation:
            return (by_citation[cell.text],)
        return self._more_sources(cell)

    def _more_sources(self, cell: Cell) -> tuple[str, ...]:
        ids = re.findall(r"[^\s;,|]+", cell.text)
        for id_ in ids:
            if id_ not in self.cited_as:
                raise RefusedError("source_unknown", source=id_, **_nearest(id_, self.cited_as))
        return tuple(dict.fromkeys(ids))

    def _via(self, cell: Cell) -> str | None:
        return self._sources(cell)[0] if cell.text else None

    def _compare(self, entry: Entry, given: Given, there: Figure) -> Entry:
        differences = tuple(find_differences(given, there))
        entry = replace(entry, differences=differences, position=there.position)
        value = next((one for one in differences if one.key == "value"), None)
        if value and not self.update:
            return entry.refuse(
                Remark("value_differs", {"period": given.period or "-", "old": value.old, "new": value.new}, "value")
            )
        return replace(entry, outcome="changed") if differences else entry

    def _add(self, entry: Entry, given: Given) -> Entry:
        shown = next((row for row in given.fact.figures if row.period == given.period), None)
        if shown and given.preferred is not False:
            fields = {"period": given.period or "-", "value": shown.value, "source": shown.sources[0]}
            return entry.refuse(Remark("period_taken", fields, "period"))
        wrong = [Remark("evidence_missing", {}, "evidence")] if not given.evidence else []
        for name in ("population", "caveat"):
            texts: Texts = getattr(given, name)
            lacks = [code for code in LANGUAGES if code not in texts]
            if len(lacks) == 1 and row_texts(given, name):
                wrong.append(Remark("language_missing", {"language": lacks[0]}, f"{name}_{lacks[0]}"))
        if wrong:
            return entry.refuse(*wrong)
        newest = given.fact.figures[0].population if given.fact.figures else {}
        other = (Remark("population_of_newest", {"population": in_words(newest)}),)
        remarks = other if newest and not given.population else ()
        return replace(entry, outcome="added", record=row_record(given), remarks=remarks)

    def _once(self, entry: Entry, given: Given, there: Figure | None) -> Entry:
        """Refuse a figure that stands in the files twice."""
        if entry.outcome == "refused":
            return entry
        shown = there in given.fact.figures if there else given.preferred is not False
        key = (
            (given.fact.id, given.period, shown) if shown else (given.fact.id, f"{given.period} {given.sources}", shown)
        )
        file, row = self.seen.setdefault(key, (entry.file, entry.row))
        if (file, row) == (entry.file, entry.row):
            return entry
        return entry.refuse(Remark("row_twice", {"file": file, "row": row}))


class _Reader:
    """The cells of a row, each read by itself; what is wrong with one is noted with the name of its column."""

    def __init__(self, heading: Heading, line: Line, wrong: list[Remark]) -> None:
        self.heading = heading
        self.line = line
        self.wrong = wrong

    def read(self, name: str, parse: Callable[[Cell], Read]) -> Read | None:
        """Return what a cell says, or None where that is of no use."""
        cell = self.heading.cell(self.line, name)
        if cell.kind == "fault":
            return None
        try:
            return parse(cell)
        except RefusedError as error:
            self.wrong.append(_about(name, error))
            return None

    def refuse_faults(self) -> None:
        """Note each cell of a field that shows a fault of the spreadsheet, such as #N/A."""
        for name in self.heading.at:
            cell = self.heading.cell(self.line, name)
            if cell.kind == "fault":
                self.wrong.append(_about(name, RefusedError("cell_fault", text=cell.text)))


def _value(cell: Cell, given: Given, there: Figure | None) -> Value:
    if cell.kind == "empty":
        raise RefusedError("value_missing")
    fact = given.fact
    unit = (there.unit if there else None) or fact.unit
    decimals = unit != "count" or fact.quantity is not None
    known = there.value if there else None
    return parse_value(cell, unit, decimals=decimals, known=known, printed=given.as_printed)


def _texts(name: str, heading: Heading, line: Line) -> Texts:
    texts = {code: heading.cell(line, f"{name}_{code}").text for code in LANGUAGES}
    return {code: text for code, text in texts.items() if text}


def _about(column: str, error: RefusedError) -> Remark:
    return Remark(error.code, error.fields, column)


def in_words(texts: Texts) -> str:
    """Return what a text says in each language."""
    return " / ".join(texts[code] for code in LANGUAGES if code in texts)


def _nearest(word: str, known: Iterable[str]) -> Mapping[str, str]:
    """Return the known id that is most like a word, if one is."""
    near = get_close_matches(word.casefold(), list(known), n=1, cutoff=CLOSE_ENOUGH)
    return {"near": near[0]} if near else {}
