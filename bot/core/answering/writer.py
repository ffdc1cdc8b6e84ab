"""From a verdict to an answer: the lines that the composer writes, with facts, citations and reasons beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.core.answering.comparison_lines import (
    common_rows,
    tell_comparison,
    tell_extreme,
    tell_ranking,
    tell_rows_where,
    tell_top,
)
from bot.core.answering.fact_lines import (
    claim_about,
    rows_for,
    tell,
    tell_others,
    tell_period,
    tell_population,
    tell_source,
)
from bot.core.answering.trend_lines import tell_change
from bot.core.answering.wording import OF_THE_FRAME, Composer
from bot.core.ranking.comparison import Pair
from bot.core.ranking.decide import NARROWER, Verdict
from bot.core.records.model import Answer, AnswerKind, Explanation, Fact, Figure, KnowledgeBase, Line, in_language
from bot.core.records.query import COMPARING, Query
from bot.core.records.series import comparable_rows, is_series, others_for, rows_around, rows_asked
from bot.core.values.periods import first_year
from bot.core.words.text import capital, inflection_key, tokenise

SUGGESTIONS = 3
CHECKS = frozenset({"yes_no", "claim", "negation", "totality", "majority", "minority"})
LONG_NAME = 4  # words
TOGETHER = frozenset({"partner", "topic"})  # facets of what may lack a figure together though each has one


class AnswerWriter:
    """Makes the answers of one language."""

    def __init__(self, knowledge: KnowledgeBase, language: str) -> None:
        self._knowledge = knowledge
        self._twins = knowledge.twins()
        self._told = frozenset(id_ for fact in knowledge.facts.values() for id_ in fact.concepts)
        self.composer = Composer(knowledge, language)

    def write(
        self,
        verdict: Verdict,
        reasons: Explanation,
        query: Query,
        carried: tuple[str, ...],
        strange: tuple[str, ...],
    ) -> Answer:
        """Return the answer to a question.

        Args:
            verdict: What to do, and with which facts.
            reasons: Why.
            query: The question, completed from the conversation.
            carried: Ids and periods that were taken over from the conversation; those that the answer does not show
                are said first.
            strange: Concepts and words of the question that no fact accounts for.
        """
        facts = [candidate.profile.fact for candidate in verdict.candidates]
        if verdict.kind == "clarify":
            return self.clarify(facts, verdict.candidates[0].score, reasons)
        if verdict.kind == "abstain":
            return self.abstain(query, facts, strange, reasons, self._unmet(verdict))
        best = verdict.candidates[0]
        if verdict.kind == "nearby":
            answer = self.nearby(facts[0], query, best.missing, best.open)
        else:
            answer = self.asked(facts[0], query) or self.tell(facts[0], query, verdict.rule)
            if "meta_period" in query.markers:
                answer = self._undated(answer, facts[0])
            answer = self._limited(answer, facts[0], query) if verdict.rule == NARROWER else answer
        shown = (
            {*facts[0].concepts, *(use.period for use in answer.facts)} if verdict.kind == "answer" else {*best.open}
        )
        names = dict.fromkeys(self._named(id_, query) for id_ in carried if id_ not in shown)
        fields = self.composer.join(filter(None, names))
        said = (self.composer.line("carried", "carried", fields=fields),) if fields else ()
        return replace(answer, lines=said + answer.lines, score=best.score, explanation=reasons)

    def _limited(self, answer: Answer, fact: Fact, query: Query) -> Answer:
        """Say first what a figure is limited to, where the question did not: "Alleen over basisonderwijs"."""
        unnamed = [group[0] for group in fact.about if not query.named() & set(group)]
        names = self.composer.join(self.composer.name(id_) for id_ in unnamed)
        limit = (self.composer.line("detail", "only_for", subject=names),) if unnamed else ()
        return replace(answer, lines=limit + answer.lines)

    def nearby(self, fact: Fact, query: Query, missing: tuple[str, ...], open_: tuple[str, ...]) -> Answer:
        """Say what there is no figure for, then tell the nearest fact: for another period, those on both its sides."""
        near = rows_around(fact, query.periods) if missing == ("period",) else ()
        plain = replace(query, periods=(), stretch=None) if "period" in missing else query
        plain = replace(plain, claims=(), markers=plain.markers - CHECKS)  # it says no yes or no to another question
        answer = self.told(fact, near, query, "nearby") if near else self.tell(fact, plain, "nearby")
        named = tuple(self._named(item, query) for item in open_)
        no_chart = "picture" in query.markers and missing == ("measure",)
        lacking = (
            self.composer.line("missing", "chart_none")
            if no_chart
            else self._combination(fact, query, missing, open_) or self.composer.missing_line(missing, named)
        )
        opening = (lacking, self.composer.line("detail", "nearby"))
        return replace(answer, kind="nearby", missing=missing or ("measure",), lines=opening + answer.lines)

    def _combination(self, fact: Fact, query: Query, missing: tuple[str, ...], open_: tuple[str, ...]) -> Line | None:
        """Return that things of which each has a figure have none together; None where that is not what lacks."""
        if not TOGETHER.issuperset(missing) or not self._told.issuperset(open_):
            return None
        held = [one.id for one in query.mentions if one.facet in TOGETHER and one.id in fact.concepts]
        names = tuple(dict.fromkeys(self._named(id_, query) for id_ in (*held, *open_)))
        several = bool(held) and len(names) > 1
        return self.composer.line("missing", "missing_together", subject=self.composer.join(names)) if several else None

    # --- one fact

    def tell(self, fact: Fact, query: Query, rule: str) -> Answer:
        """Return a fact as an answer, with the rows that the question asks for."""
        return self._beside(fact, query, self.told(fact, rows_for(fact, query), query, rule))

    def told(
        self,
        fact: Fact,
        rows: tuple[Figure, ...],
        query: Query,
        rule: str,
        lines: tuple[Line, ...] = (),
    ) -> Answer:
        """Return rows of a fact as an answer; without lines for them, told in the usual way."""
        return Answer(
            kind="answer",
            language=self.composer.language,
            lines=lines or tell(self.composer, fact, rows, query),
            facts=tuple(self.composer.use(fact, row) for row in rows),
            citations=self.composer.citations(rows),
            suggestions=self.questions(self._knowledge.facts[id_] for id_ in fact.related),
            series=fact.id if is_series(fact) else None,
            score=100.0,
            explanation=_why(query, rule),
        )

    def _beside(self, fact: Fact, query: Query, answer: Answer) -> Answer:
        """Return the answer with the same in another unit, and with what an earlier source says in words."""
        if fact.id in self._twins:
            twin = self._knowledge.facts[self._twins[fact.id]]
            row = next(
                (one for one in twin.figures if one.period == answer.facts[0].period and one.value is not None), None
            )
            if row is not None:
                label = self.composer.label(twin)
                value = self.composer.figure(twin, row)
                label = capital(label)
                source = self.composer.cited((row,))
                line = self.composer.line("detail", "twin", label=label, value=value, source=source)
                if self.composer.population(twin, row) != answer.facts[0].population:
                    counted = self.composer.phrase("counted_both", population=self.composer.population(twin, row))
                    line = Line(line.role, f"{line.text} {counted}")
                answer = self._with(answer, line, twin, row)
        if fact.continues and not rows_asked(fact, query):
            earlier = self._knowledge.facts[fact.continues]
            row = earlier.figures[0]
            said = {"statement": self.composer.statement(earlier, row), "source": self.composer.cited((row,))}
            answer = self._with(answer, self.composer.line("detail", "earlier_words", **said), earlier, row)
        return answer

    def _with(self, answer: Answer, line: Line, fact: Fact, row: Figure) -> Answer:
        """Return an answer with one more fact, told in one line that stands before the caveats."""
        at = next((at for at, one in enumerate(answer.lines) if one.role in ("caveat", "citation")), len(answer.lines))
        more = tuple(one for one in self.composer.citations((row,)) if one not in answer.citations)
        return replace(
            answer,
            lines=(*answer.lines[:at], line, *answer.lines[at:]),
            facts=(*answer.facts, self.composer.use(fact, row)),
            citations=answer.citations + more,
        )

    def questions(self, facts: Iterable[Fact]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, map(self.composer.example, facts))))[:SUGGESTIONS]

    # --- several figures: the change, the highest, other sources, two facts, several in order

    def asked(self, fact: Fact, query: Query) -> Answer | None:
        """Return the series, the change, the highest or another source, as the question asks; None if it asks none."""
        if fact.kind != "figure":
            return None
        if "other_source" in query.markers:
            return self._others(fact, query)
        rows = comparable_rows(fact)
        asked = rows_asked(fact, query)
        if {"top", "years"} <= query.markers and is_series(fact):
            found, lines = tell_top(self.composer, fact, rows, query.how_many(), highest=query.asks_highest())
            return self.told(fact, found, query, "the first few of a series", lines)
        limit = query.limit()
        if query.asks_extreme() and is_series(fact):
            among = tuple(row for row in asked if row in rows) or rows
            found, lines = tell_extreme(self.composer, fact, among, highest=query.asks_highest())
            return self.told(fact, found, query, "the highest or lowest of a series", lines)
        if limit is not None and is_series(fact):
            found, lines = tell_rows_where(self.composer, fact, limit)
            return self.told(fact, found, query, "the periods above or below a figure", lines)
        if ("picture" in query.markers or query.asks_all_periods()) and len(rows) > 1:
            answer = self.difference(fact, query)
            return replace(answer, asks_chart="picture" in query.markers and answer.series is not None)
        checks = claim_about(fact, query) is not None and not query.asks_difference()
        if len(rows) > 1 and (query.asks_change() or query.hints_change()) and not checks:
            return self.difference(fact, query)
        return None

    def difference(self, fact: Fact, query: Query, told: tuple[str, ...] = ()) -> Answer:
        """Return the change between periods of a fact; only nearby where it has but one.

        Args:
            fact: The fact.
            query: The question; its periods or its stretch of years bound the series.
            told: The periods told last in the conversation, which "hoeveel scheelt dat?" means.
        """
        rows = comparable_rows(fact)
        wanted = [row for row in rows_asked(fact, query) if row in rows]
        if len(wanted) == 1 and query.stretch is None and query.periods and len(rows) > 1:
            other = self._other_end(rows, wanted[0], query, told)
            wanted = [row for row in rows if row is other or row is wanted[0]]
        if not wanted and len(told) > 1:
            wanted = [row for row in rows if row.period in told]
        rows = tuple(row for row in rows if row in wanted) if wanted else rows
        if len(rows) < 2:
            lines = (
                self.composer.line("missing", "no_second_period"),
                *tell(self.composer, fact, fact.figures[:1], query),
            )
            answer = self.told(fact, fact.figures[:1], query, "only one period", lines)
            return replace(answer, kind="nearby", missing=("period",))
        uses, lines = tell_change(self.composer, fact, rows)
        gone = [end for end in query.ends if not any(end == row.period for row in rows)]
        lines = (*(self.composer.line("missing", "no_end", period=self.composer.period(end)) for end in gone), *lines)
        return replace(self.told(fact, rows, query, "calculated from two periods", lines), facts=uses)

    def _other_end(self, rows: tuple[Figure, ...], named: Figure, query: Query, told: tuple[str, ...]) -> Figure:
        """Return the row that one named period is held against.

        What was told last; the newest for "gestegen ten opzichte van 2018?"; else the row before it, for in "hoeveel
        kwamen er in 2018 bij?" the change ends there. Before the oldest there is none: then the newest again.
        """
        last = next((row for row in rows if told and row.period == told[0]), None)
        start = first_year(named.period or "")
        earlier = (row for row in rows[rows.index(named) + 1 :] if row.period and first_year(row.period) < start)
        before = next(earlier, rows[0])
        return last or (rows[0] if "versus" in query.markers else before)

    def _others(self, fact: Fact, query: Query) -> Answer:
        """Return what other sources give for the row that is told."""
        asked = [row for row in rows_asked(fact, query) if row in fact.figures]
        row = asked[0] if asked else next((row for row in fact.figures if others_for(fact, row)), fact.figures[0])
        others = others_for(fact, row)
        if others:
            return self.told(fact, (row, *others), query, "of another source", tell_others(self.composer, fact, row))
        lines = (self.composer.line("missing", "no_other_source"), *tell(self.composer, fact, (row,), query))
        return self.told(fact, (row,), query, "only one source", lines)

    def compare(self, first: Fact, second: Fact, query: Query) -> Answer:
        """Return two facts side by side, and their difference where they can be compared."""
        rows = common_rows(first, second, query.periods)
        pairs = ((first, rows[0]), (second, rows[1]))
        return self._of_pairs(pairs, tell_comparison(self.composer, *pairs), query, "two facts compared")

    def compare_half(self, fact: Fact, lacking: str, query: Query) -> Answer:
        """Return the one side of a comparison that there is a figure of; first that there is none of the other."""
        plain = replace(query, claims=(), markers=query.markers - CHECKS - COMPARING - {"more_or_less", "trend"})
        answer = self.told(fact, rows_for(fact, plain), plain, "one side of two has no figure")
        opening = (self.composer.line("missing", "missing_side", side=lacking), self.composer.line("detail", "nearby"))
        return replace(answer, kind="nearby", missing=("topic",), lines=opening + answer.lines)

    def rank(self, pairs: Sequence[Pair], query: Query, *, highest: bool, most: int) -> Answer:
        """Return facts of one measure in order."""
        ordered, lines = tell_ranking(self.composer, pairs, highest=highest, most=most)
        return self._of_pairs(ordered, lines, query, "facts of one measure in order")

    def _of_pairs(self, pairs: Sequence[Pair], lines: tuple[Line, ...], query: Query, rule: str) -> Answer:
        return Answer(
            kind="answer",
            language=self.composer.language,
            lines=lines,
            facts=tuple(self.composer.use(fact, row) for fact, row in pairs),
            citations=self.composer.citations(row for _, row in pairs),
            suggestions=self.questions(fact for fact, _ in pairs),
            score=100.0,
            explanation=_why(query, rule),
        )

    # --- questions about the figure told last

    def about(self, fact: Fact, query: Query) -> Answer | None:
        """Return the source, year, population or all of a fact, as the question asks; None if it asks none of these."""
        asked = self.asked(fact, query)
        if asked is not None:
            return asked
        rows = rows_for(fact, query)
        same = fact.unit == "percent" and bool(set(query.counted or ()) & set(fact.counted))
        is_number = fact.unit == "count" and set(query.counted or ()) <= set(fact.counted)  # "hoeveel waren dat er?"
        if (
            "quantity" in query.markers
            and (fact.kind == "figure" or fact.counted)
            and (same or "anaphora" in query.markers)
            and fact.id not in self._twins
            and not is_number
        ):
            lines = (self.composer.line("missing", "missing_count"), *tell(self.composer, fact, rows, query))
            answer = self.told(fact, rows, query, "only the share is known, not the number", lines)
            return replace(answer, kind="nearby", missing=("measure",))
        writers = {
            "meta_source": tell_source,
            "doubt": tell_source,
            "meta_population": tell_population,
            "meta_period": tell_period,
        }
        for marker, write in writers.items():
            if marker in query.markers:
                lines = write(self.composer, fact, rows)
                answer = self.told(fact, rows, query, "asks about the answer itself", lines)
                return self._undated(answer, fact) if marker == "meta_period" else answer
        if "meta_explain" in query.markers:
            more = self._suggestion_lines(self.questions(self._knowledge.facts[id_] for id_ in fact.related))
            lines = tell(self.composer, fact, fact.figures, query) + more
            return self.told(fact, fact.figures, query, "asks for more", lines)
        return None

    def _undated(self, answer: Answer, fact: Fact) -> Answer:
        """Return the answer to "in which year?": only nearby where the source names no period with a figure."""
        if answer.kind != "answer" or fact.kind != "figure" or any(row.period for row in fact.figures):
            return answer
        told = self.composer.line("missing", "period_unknown")
        lines = tuple(line for line in answer.lines if line.text != told.text)
        return replace(answer, kind="nearby", missing=("period",), lines=(told, *lines))

    # --- where no fact answers

    def clarify(self, facts: Sequence[Fact], score: float, reasons: Explanation) -> Answer:
        """Ask which of several facts is meant."""
        choices = tuple(self.composer.choice(fact) for fact in facts)
        lines = [self.composer.line("headline", "clarify")]
        lines += [Line("choice", choice.label) for choice in choices]
        lines.append(self.composer.line("detail", "clarify_hint"))
        return replace(
            self.note("clarify", tuple(lines)),
            choices=choices,
            suggestions=tuple(choice.label for choice in choices),
            score=score,
            explanation=reasons,
        )

    def _unmet(self, verdict: Verdict) -> Line | None:
        """Return what kind of question the best candidate does not answer; None where its subject is the trouble."""
        best = verdict.candidates[0] if verdict.candidates else None
        pairs = zip(best.missing, best.open, strict=True) if best else ()
        unmet = [pair for pair in pairs if pair[0] in OF_THE_FRAME]
        return self.composer.missing_line(*zip(*unmet, strict=True)) if unmet else None

    def abstain(
        self,
        query: Query,
        near: Sequence[Fact],
        strange: tuple[str, ...],
        reasons: Explanation,
        unmet: Line | None = None,
    ) -> Answer:
        """Say what was not found, and what can be asked: the nearest facts first.

        Args:
            query: The question.
            near: What may be asked instead.
            strange: Concepts and words of the question that no fact accounts for.
            reasons: Why.
            unmet: What to say where nothing is strange; None: only that there is no answer.
        """
        names = list(dict.fromkeys(self._named(item, query) for item in strange))
        named = self.composer.join(names[:SUGGESTIONS])
        opening = self.composer.line("headline", "abstain_about", subject=named) if named else unmet
        suggestions = self.suggest(near)
        facets = {item.slot for item in query.unknown} | (query.facets() - {"domain", "aspect", "qualifier"})
        return replace(
            self.note(
                "abstain", (opening or self.composer.line("headline", "abstain"), *self._suggestion_lines(suggestions))
            ),
            missing=tuple(sorted(facets)) or ("topic",),
            suggestions=suggestions,
            score=reasons.candidates[0][1] if reasons.candidates else 0.0,
            explanation=reasons,
        )

    def help(self) -> Answer:
        """Say what can be asked."""
        identity = self._knowledge.identity
        own = in_language(identity.examples, self.composer.language, ()) if identity else ()
        examples = tuple(dict.fromkeys((*own, *self.suggest())))[:SUGGESTIONS]
        opening = (self.composer.line("headline", "help"), self.composer.line("detail", "help_how"))
        lines = opening + tuple(Line("suggestion", text) for text in examples)
        return replace(self.note("help", lines), suggestions=examples)

    def note(self, kind: AnswerKind, lines: tuple[Line, ...]) -> Answer:
        """Return an answer that is only these lines."""
        return Answer(kind=kind, language=self.composer.language, lines=lines)

    def phrase(self, kind: AnswerKind, id_: str) -> Answer:
        """Return an answer that is one of the fixed phrases."""
        return self.note(kind, (self.composer.line("headline", id_),))

    def spoken(self) -> Answer:
        """Return which languages are spoken, each in its own words."""
        said = (language.phrases["spoken"] for language in self._knowledge.languages.values())
        return self.note("abstain", (Line("headline", " / ".join(said)),))

    def _named(self, item: str, query: Query) -> str:
        """Return a partner or population as the user wrote it, where it was spelt right; anything else by its own name.

        What no fact is about is quoted, where it is not called so: it may have been read wrongly.
        """
        name = self.composer.name(item)
        for mention in query.mentions:
            if mention.id != item or mention.how not in ("exact", "inflected"):
                continue
            typed = mention.typed.lower() if mention.typed.istitle() else mention.typed
            if mention.facet in ("partner", "population") and len(typed.split()) < LONG_NAME:
                return typed
            if item in self._knowledge.concepts and item not in self._told and _stems(typed).isdisjoint(_stems(name)):
                return self.composer.phrase("quoted", words=typed)
        return name

    def suggest(self, near: Sequence[Fact] = ()) -> tuple[str, ...]:
        """Return questions that can be asked: of the nearest facts, filled up with the first figures there are."""
        figures = sorted(self._knowledge.facts.values(), key=lambda fact: fact.kind != "figure")
        return self.questions([*near, *figures])

    def _suggestion_lines(self, questions: tuple[str, ...]) -> tuple[Line, ...]:
        if not questions:
            return ()
        return (self.composer.line("detail", "suggest"), *(Line("suggestion", text) for text in questions))


def _stems(name: str) -> set[str]:
    return {inflection_key(token.word) for token in tokenise(name)}


def _why(query: Query, rule: str) -> Explanation:
    return Explanation(readings=query.readings, decided=rule, frame=query.slots())


def joined(answers: list[tuple[str, Answer]]) -> Answer:
    """Return one answer for the questions of one message, each under its question, in order.

    Where one of them is answered the whole counts as an answer, and its facts are those of the answered ones only. Of
    one that is not answered, and has nothing near but what was told before it, only that is said.
    """
    told = [answer for _, answer in answers if answer.kind == "answer"] or [answer for _, answer in answers]
    lines: list[Line] = []
    shown: set[str] = set()
    for part, answer in answers:
        lacking = [line for line in answer.lines if line.role == "missing"]
        is_known = answer.kind != "answer" and {use.id for use in answer.facts} <= shown
        lines += [Line("question", part), *(lacking if lacking and is_known else answer.lines)]
        shown |= {use.id for use in answer.facts}
    return replace(
        told[0],
        lines=tuple(lines),
        facts=tuple(use for answer in told for use in answer.facts),
        citations=tuple(dict.fromkeys(citation for _, answer in answers for citation in answer.citations)),
        missing=tuple(dict.fromkeys(facet for _, answer in answers for facet in answer.missing)),
        suggestions=tuple(dict.fromkeys(text for _, answer in answers for text in answer.suggestions))[:SUGGESTIONS],
        choices=tuple(choice for _, answer in answers for choice in answer.choices),
    )
