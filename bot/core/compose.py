"""The words of an answer: what a verdict says, line by line, from the facts and the phrases of the language."""

from collections.abc import Iterable
from decimal import Decimal

from bot.core.figures import (
    Claim,
    holds,
    percentage_change,
    period_kind,
    show_number,
    show_value,
)
from bot.core.model import Choice, Citation, Fact, FactUse, Figure, KnowledgeBase, Line, Source, Texts
from bot.core.query import Query
from bot.core.rank import CHANGE_OVER_TIME, COUNT, NO_SUBJECT

CALCULATED = "-growth"  # ends the id of a figure that was calculated from two rows of a fact


class Composer:
    """Writes answers in one language. Every word comes from the knowledge base or the phrases."""

    def __init__(self, knowledge: KnowledgeBase, language: str) -> None:
        self._knowledge = knowledge
        self.language = language
        self._phrases = knowledge.languages[language].phrases

    def phrase(self, id_: str, **fields: str) -> str:
        """Return a phrase with its fields filled in."""
        return self._phrases[id_].format(**fields)

    def line(self, role: str, id_: str, **fields: str) -> Line:
        """Return a phrase as a line of an answer."""
        return Line(role, self.phrase(id_, **fields))  # type: ignore[arg-type]

    def text(self, texts: Texts) -> str:
        """Return a text in the language, or in another one where this is missing."""
        return texts.get(self.language) or next(iter(texts.values()), "")

    # --- names of things

    def name(self, id_: str) -> str:
        """Return how a concept, source, period or word is named in a sentence."""
        if id_ in self._knowledge.concepts:
            return self.text(self._knowledge.concepts[id_].pref)
        if id_ in self._knowledge.sources:
            return self._knowledge.sources[id_].cited_as
        return self.period(id_) if id_[:4].isdigit() else id_

    def period(self, period: str) -> str:
        """Return a period with its kind: "schooljaar 2017-2018", "2017"."""
        return self.phrase("school_year", period=period) if period_kind(period) == "school-year" else period

    def join(self, parts: Iterable[str]) -> str:
        """Return a list in words: "a, b en c"."""
        several = list(parts)
        if len(several) < 2:
            return "".join(several)
        return ", ".join(several[:-1]) + f" {self._phrases['and']} " + several[-1]

    # --- facts

    def use(self, fact: Fact, row: Figure) -> FactUse:
        """Return a row as the machine interface gives it."""
        return FactUse(
            id=fact.id,
            measure=fact.measure,
            value=row.value,
            unit=fact.unit if row.value is not None else None,
            period=row.period,
            period_kind=period_kind(row.period),
            population=self.text(fact.population),
        )

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

    def citation_line(self, rows: Iterable[Figure]) -> Line:
        """Return the sources of the rows in one bracket: "(KB, 2018c; geciteerd in ...)"."""
        cited = self.citations(rows)
        keys = "; ".join(citation.key for citation in cited)
        via = next((citation.via for citation in cited if citation.via), None)
        return Line("citation", f"({self.phrase('cited_in', key=keys, via=via) if via else keys})")

    def reference(self, source: Source) -> str:
        """Return all that is known of a source in one line; what is not known is said to be unknown."""
        title = source.title or self.phrase("unknown_title")
        author = self.join(source.author) or source.publisher
        issued = source.issued or self.phrase("unknown_date")
        named = f"{author} ({issued}). {title}." if author else f"{title} ({issued})."
        publisher = source.publisher if source.publisher != author else None
        more = (f"{publisher}." if publisher else None, source.url)
        return " ".join(filter(None, (named, *more)))

    def statement(self, fact: Fact, row: Figure) -> str:
        """Return the statement of a fact with the value and period of one row."""
        value = show_value(row.value, fact.unit, self.language) if row.value is not None else row.as_printed or ""
        return self.text(fact.say).replace("{value}", value).replace("{period}", row.period or "")

    def tell(self, fact: Fact, rows: tuple[Figure, ...], query: Query) -> tuple[Line, ...]:
        """Return the lines of a fact: statement, what was counted and when, the rest of the rows, caveat, citation."""
        first = rows[0]
        lines = [Line("headline", self._verdict_word(fact, first, query) + self.statement(fact, first))]
        if fact.kind == "figure":
            lines.append(self._counted_line(fact, first))
            for row in rows[1:]:
                if row.value is not None:
                    shown = show_value(row.value, fact.unit, self.language)
                    lines.append(self.line("detail", "other_period", period=self._when(row), value=shown))
            lines.extend(self._complement_line(fact, first, query))
        elif first.period:
            lines.append(self.line("detail", "about_period", period=self.period(first.period)))
        caveat = self.text(fact.caveat) if fact.caveat else ""
        if caveat:
            lines.append(Line("caveat", caveat))
        elif fact.kind != "figure" and query.counted is not None:
            lines.append(self.line("caveat", "no_exact_figure"))
        lines.append(self.citation_line(rows))
        return tuple(lines)

    def _counted_line(self, fact: Fact, row: Figure) -> Line:
        return self.line("detail", "counted", population=self.text(fact.population), period=self._when(row))

    def _when(self, row: Figure) -> str:
        return self.period(row.period) if row.period else self.phrase("no_period")

    def _complement_line(self, fact: Fact, row: Figure, query: Query) -> list[Line]:
        if "negation" not in query.markers or fact.unit != "percent" or row.value is None or not fact.complement:
            return []
        rest = show_value(Decimal(100) - row.value, "percent", self.language)
        return [Line("sum", self.text(fact.complement).replace("{value}", rest))]

    def _verdict_word(self, fact: Fact, row: Figure, query: Query) -> str:
        """Return "Ja. " or "Nee. " where the question holds a figure that can be checked against the row."""
        claim = claim_about(fact, query)
        if claim is None or row.value is None:
            return ""
        true = holds(claim, row)
        if true and not query.markers & {"yes_no", "claim"}:
            return ""  # "waar komt die 84% vandaan?" asks nothing that "yes" would answer
        return self.phrase("yes" if true else "no") + " "

    # --- a calculated difference

    def difference(self, fact: Fact, rows: tuple[Figure, ...]) -> tuple[tuple[FactUse, ...], tuple[Line, ...]]:
        """Return the change between the oldest and the newest of the rows, with the sum shown and both sources."""
        later, earlier = rows[0], rows[-1]
        new, old = later.value or Decimal(0), earlier.value or Decimal(0)  # rows without a value have been left out
        change = new - old
        percent = percentage_change(old, new) if old else None
        fields = {
            "later": show_value(new, fact.unit, self.language),
            "earlier": show_value(old, fact.unit, self.language),
            "later_period": self._when(later),
            "earlier_period": self._when(earlier),
            "change": show_number(abs(change), self.language),
            "percent": show_number(abs(percent), self.language) + "%" if percent is not None else "",
            "population": self.text(fact.population),
        }
        direction = "up" if change > 0 else "down" if change < 0 else "same"
        points = "_points" if fact.unit == "percent" else ""
        lines = (
            self.line("headline", f"difference_{direction}{points}", **fields),
            self.line("sum", f"difference_sum{points}", sign="+" if change >= 0 else "−", **fields),
            self.line("detail", "counted_both", **fields),
            self.line("caveat", "calculated"),
            self.citation_line(rows),
        )
        calculated = FactUse(
            id=f"{fact.id}{CALCULATED}",
            measure="difference",
            value=change,
            unit="percentage points" if points else fact.unit,
            period=f"{earlier.period} – {later.period}",
            period_kind=period_kind(later.period),
            population=self.text(fact.population),
        )
        return (calculated, self.use(fact, later), self.use(fact, earlier)), lines

    # --- questions about the answer itself

    def about_the_source(self, fact: Fact, rows: tuple[Figure, ...]) -> tuple[Line, ...]:
        """Return where a fact comes from, with what is known of each source."""
        cited = self.citations(rows)
        lines = [self.line("headline", "source_is", sources=self.join(citation.key for citation in cited))]
        via = next((citation.via for citation in cited if citation.via), None)
        if via:
            lines.append(self.line("detail", "read_in", via=via))
        notes = dict.fromkeys(self.text(self._knowledge.sources[c.source].note) for c in cited)
        lines.extend(Line("caveat", note) for note in notes if note)
        lines.append(self.line("detail", "it_says", statement=self.statement(fact, rows[0])))
        lines.append(self.citation_line(rows))
        return tuple(lines)

    def about_the_period(self, fact: Fact, rows: tuple[Figure, ...]) -> tuple[Line, ...]:
        """Return for which period a fact holds; the year in the name of a source is none."""
        periods = [self.period(row.period) for row in rows if row.period]
        told = self.line("headline", "period_is", period=self.join(periods)) if periods else None
        lines = [told or self.line("headline", "period_unknown")]
        lines.append(self.line("detail", "it_says", statement=self.statement(fact, rows[0])))
        lines.append(self.citation_line(rows))
        return tuple(lines)

    def about_the_population(self, fact: Fact, rows: tuple[Figure, ...]) -> tuple[Line, ...]:
        """Return who or what was counted."""
        return (
            self.line("headline", "population_is", population=self.text(fact.population)),
            self.line("detail", "it_says", statement=self.statement(fact, rows[0])),
            self.line("detail", "about_period", period=self._when(rows[0])),
            self.citation_line(rows),
        )

    # --- other lines

    def missing_line(self, facets: tuple[str, ...], open_: tuple[str, ...]) -> Line:
        """Return what there is no figure for; `open_` has a name for each facet."""
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
        return self.line("missing", "missing_subject", subject=self.join(dict.fromkeys(named)))

    def choice(self, fact: Fact) -> Choice:
        """Return a fact as a choice, by the question that it answers."""
        return Choice(fact.id, self.example(fact) or self.text(fact.say))

    def example(self, fact: Fact) -> str:
        """Return a question that a fact answers, in the language; empty where the fact has none."""
        questions = fact.ask.get(self.language) or next(iter(fact.ask.values()), ())
        return questions[0] if questions else ""


def claim_about(fact: Fact, query: Query) -> Claim | None:
    """Return the figure in the question that can be held against the fact; None if there is none.

    "Alle" is a claim of 100%, "de meeste" of more than 50%.
    """
    unit = "percent" if fact.unit == "percent" else "number"
    for claim in query.claims:
        if claim.unit == unit and (unit == "percent" or claim.value > 3):
            return claim
    if unit == "percent" and not query.claims and query.claims_share():
        if "totality" in query.markers:
            return Claim(Decimal(100), "percent", "equal")
        if "minority" in query.markers:
            return Claim(Decimal(50), "percent", "less")
        if "majority" in query.markers:
            return Claim(Decimal(50), "percent", "more")
    return None
