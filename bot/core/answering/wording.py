"""The words of an answer: names, periods, figures, citations and statements, as one language writes them."""

from collections.abc import Iterable
from decimal import Decimal

from bot.core.ranking.constraints import CHANGE_OVER_TIME, COUNT, NO_SUBJECT
from bot.core.records.model import (
    Choice,
    Citation,
    Fact,
    FactUse,
    Figure,
    KnowledgeBase,
    Line,
    Source,
    Texts,
    in_language,
)
from bot.core.values.numbers import show_number
from bot.core.values.periods import period_kind
from bot.core.words.text import capital

OF_THE_FRAME = frozenset(
    {"answer_type", "cause", "modality", "restriction", "extreme", "exclusion", "polarity", "predicate"}
)  # what is not met though the subject is: each has a sentence of its own
MILLION = Decimal(1_000_000)
FINEST_MILLION = Decimal(10_000)  # a number is written in millions where two decimals say all of it
QUALIFIED = {
    "circa": "about", "more than": "more_than", "almost": "almost", "less than": "less_than", "at least": "at_least",
}  # fmt: skip


class Composer:
    """Writes in one language. Every word comes from the knowledge base or the phrases."""

    def __init__(self, knowledge: KnowledgeBase, language: str) -> None:
        self._knowledge = knowledge
        self.language = language
        self._phrases = knowledge.languages[language].phrases
        self.notation = self._phrases["notation"]

    def phrase(self, id_: str, **fields: str) -> str:
        """Return a phrase with its fields filled in."""
        return self._phrases[id_].format(**fields)

    def line(self, role: str, id_: str, **fields: str) -> Line:
        """Return a phrase as a line of an answer."""
        return Line(role, self.phrase(id_, **fields))  # type: ignore[arg-type]

    def text(self, texts: Texts) -> str:
        """Return a text in the language, or in another one where this is missing."""
        return in_language(texts, self.language, "")

    # --- names of things

    def name(self, id_: str) -> str:
        """Return how a concept, source, period or word is named in a sentence."""
        if id_ in self._knowledge.concepts:
            return self.text(self._knowledge.concepts[id_].pref)
        if id_ in self._knowledge.sources:
            return self._knowledge.sources[id_].cited_as
        return self.period(id_) if id_[:4].isdigit() else id_

    def label(self, fact: Fact) -> str:
        """Return in a few words what a fact measures; without a label, its first example question."""
        return self.text(fact.label) or self.example(fact) or fact.id

    def period(self, period: str) -> str:
        """Return a period with its kind: "schooljaar 2017-2018", "2017", "24 juni 2021"."""
        kind = period_kind(period)
        if kind == "school-year":
            return self.phrase("school_year", period=period)
        if kind != "reference-date":
            return period
        year, month, *day = period.split("-")
        named = f"{self._phrases['months'].split()[int(month) - 1]} {year}"
        return f"{int(day[0])} {named}" if day else named

    def when(self, row: Figure) -> str:
        """Return the period of a row in words; that it has none, where the source names none."""
        if not row.period:
            return self.phrase("no_period")
        in_the_course = row.period_kind == "reference-date" and period_kind(row.period) == "year"
        return self.phrase("in_course_of", year=row.period) if in_the_course else self.period(row.period)

    def join(self, parts: Iterable[str]) -> str:
        """Return a list in words: "a, b en c"."""
        several = list(parts)
        if len(several) < 2:
            return "".join(several)
        return ", ".join(several[:-1]) + f" {self._phrases['and']} " + several[-1]

    # --- figures

    def value(self, value: Decimal, fact: Fact, unit: str | None = None) -> str:
        """Return a value of a fact with its unit: "26%", "€ 492,5 miljoen", "9 op de 10"."""
        in_millions = abs(value) >= MILLION and value % FINEST_MILLION == 0
        number = show_number((value / MILLION).normalize() if in_millions else value, self.notation)
        if in_millions:
            number = self.phrase("million", value=number)
        return self.with_unit(number, fact, unit)

    def percentage(self, value: Decimal) -> str:
        """Return a percentage: "17,2%"."""
        return self.phrase("unit_percent", value=show_number(value, self.notation))

    def gap(self, difference: Decimal, fact: Fact) -> str:
        """Return the difference between two values of a fact with its unit; of shares in percentage points."""
        if fact.unit == "percent":
            return self.phrase("points", value=show_number(difference, self.notation))
        return self.value(difference, fact)

    def with_unit(self, number: str, fact: Fact, unit: str | None = None) -> str:
        """Return a number of a fact, already written, with its unit: "€ 26"."""
        unit = unit or fact.unit
        if unit in ("percent", "out-of-10"):
            return self.phrase("unit_percent" if unit == "percent" else "unit_out_of_10", value=number)
        return self.phrase(f"unit_{fact.quantity}", value=number) if fact.quantity else number

    def figure(self, fact: Fact, row: Figure) -> str:
        """Return the value of a row as its source has it: "circa 55.000"; its words where it has no value."""
        if row.value is None:
            return row.as_printed or ""
        shown = self.value(row.value, fact, row.unit)
        return self.phrase(QUALIFIED[row.qualifier], value=shown) if row.qualifier else shown

    def rows(self, fact: Fact, rows: Iterable[Figure]) -> str:
        """Return rows of a fact in one enumeration: "4 miljoen in 2018 en 5 miljoen in 2019"."""
        return self.join(self.phrase("turn", period=self.when(row), value=self.figure(fact, row)) for row in rows)

    def population(self, fact: Fact, row: Figure) -> str:
        """Return who or what was counted."""
        return self.text(row.population or fact.population)

    def use(self, fact: Fact, row: Figure) -> FactUse:
        """Return a row as the machine interface gives it."""
        return FactUse(
            id=fact.id,
            measure=fact.measure,
            value=row.value,
            unit=(row.unit or fact.unit) if row.value is not None else None,
            period=row.period,
            period_kind=row.period_kind or period_kind(row.period),
            population=self.population(fact, row),
        )

    def statement(self, fact: Fact, row: Figure) -> str:
        """Return the statement of a fact with the value and period of one row; in another unit, its label and value."""
        if row.unit is not None and row.unit != fact.unit and fact.label:
            return f"{self.label(fact)}: {self.figure(fact, row)}."
        return self.text(fact.say).replace("{value}", self.figure(fact, row)).replace("{period}", row.period or "")

    # --- sources

    def citations(self, rows: Iterable[Figure]) -> tuple[Citation, ...]:
        """Return the citations of the rows, each source once, in the order in which the document prints them."""
        found: dict[str, Citation] = {}
        for row in rows:
            via = self._knowledge.sources[row.via].cited_as if row.via else None
            for id_ in row.sources:
                key = self._knowledge.sources[id_].cited_as
                text = self.phrase("cited_in", key=key, via=via) if via else key
                found.setdefault(id_, Citation(key=key, source=id_, via=via, text=text))
        return tuple(found.values())

    def cited(self, rows: Iterable[Figure]) -> str:
        """Return the sources of the rows without brackets: "CBS, 2023; KB, 2018c, geciteerd in ..."."""
        by_carrier: dict[str | None, list[str]] = {}
        for citation in self.citations(rows):
            by_carrier.setdefault(citation.via, []).append(citation.key)
        parts = ["; ".join(keys) for via, keys in by_carrier.items() if via is None]
        parts += [self.phrase("cited_in", key="; ".join(keys), via=via) for via, keys in by_carrier.items() if via]
        return "; ".join(parts)

    def citation_line(self, rows: Iterable[Figure]) -> Line:
        """Return the sources of the rows in one bracket: "(KB, 2018c; geciteerd in ...)"."""
        return Line("citation", f"({self.cited(rows)})")

    def reference(self, source: Source) -> str:
        """Return all that is known of a source in one line; what is not known is said to be unknown."""
        title = source.title or self.phrase("unknown_title")
        author = self.join(author.name for author in source.author) or source.publisher
        issued = source.issued or self.phrase("unknown_date")
        named = f"{author} ({issued}). {title}." if author else f"{title} ({issued})."
        publisher = source.publisher if source.publisher != author else None
        more = (f"{publisher}." if publisher else None, source.url)
        return " ".join(filter(None, (named, *more)))

    def notes(self, rows: Iterable[Figure]) -> tuple[str, ...]:
        """Return what a reader should know of the sources of some rows, each note once."""
        notes = [self.text(self._knowledge.sources[citation.source].note) for citation in self.citations(rows)]
        return tuple(dict.fromkeys(filter(None, notes)))

    # --- other lines

    def missing_line(self, facets: tuple[str, ...], open_: tuple[str, ...]) -> Line:
        """Return what there is no figure for; `open_` has a name for each facet."""
        if facets == ("period",):
            return self.line("missing", "missing_period", period=open_[0])
        of_frame = next((facet for facet in sorted(facets, key="cause".__ne__) if facet in OF_THE_FRAME), None)
        beside = {"word", "measure"} if "cause" in facets else {"word"}
        if of_frame is not None and set(facets) <= OF_THE_FRAME | beside:
            words = open_[facets.index(of_frame)]
            return self.line("missing", f"missing_{of_frame}", words=words)
        if of_frame is not None:
            pairs = [pair for pair in zip(facets, open_, strict=True) if pair[0] not in OF_THE_FRAME]
            facets, open_ = tuple(facet for facet, _ in pairs), tuple(item for _, item in pairs)
        if facets == ("period",):
            return self.line("missing", "missing_period", period=open_[0])
        named = [
            item
            for facet, item in zip(facets, open_, strict=True)
            if facet != "period" and item not in (NO_SUBJECT, COUNT, CHANGE_OVER_TIME)
        ]
        if not named and CHANGE_OVER_TIME in open_:
            return self.line("missing", "missing_difference")
        if not named:
            return self.line("missing", "missing_count")
        other = set(facets) - {"period", "measure", "population"}
        if not other:
            counted = "missing_measure" if "population" not in facets else "missing_population"
            return self.line("missing", counted, subject=self.join(dict.fromkeys(named)))
        return self.line("missing", "missing_subject", subject=self.join(dict.fromkeys(named)))

    def choice(self, fact: Fact) -> Choice:
        """Return a fact as a choice: by its label, else by the question that it answers."""
        label = self.text(fact.label)
        return Choice(fact.id, capital(label) or self.example(fact) or self.text(fact.say))

    def example(self, fact: Fact) -> str:
        """Return a question that a fact answers, in the language; empty where the fact has none."""
        questions = in_language(fact.ask, self.language, ())
        return questions[0] if questions else ""
