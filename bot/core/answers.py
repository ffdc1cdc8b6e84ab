"""From a verdict to an answer: the lines that the composer writes, with facts, citations and reasons beside them."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.decide import Verdict
from bot.core.fact_answers import SUGGESTIONS, explain
from bot.core.model import Answer, AnswerKind, Explanation, Fact, Line
from bot.core.query import Query
from bot.core.rank import Candidate
from bot.core.series import rows_around
from bot.core.series_answers import SeriesWriter
from bot.core.telling import rows_for, tell, tell_period, tell_population, tell_source

LONG_NAME = 4  # words


class AnswerWriter(SeriesWriter):
    """Makes the answers of one language."""

    def write(
        self,
        verdict: Verdict,
        ranking: tuple[Candidate, ...],
        query: Query,
        carried: tuple[str, ...],
        strange: tuple[str, ...],
    ) -> Answer:
        """Return the answer to a question.

        Args:
            verdict: What to do, and with which facts.
            ranking: All candidates, for the explanation.
            query: The question, completed from the conversation.
            carried: Ids and periods that were taken over from the conversation.
            strange: Concepts and words of the question that no fact accounts for.
        """
        reasons = explain(query, ranking, verdict.rule)
        facts = [candidate.profile.fact for candidate in verdict.candidates]
        if verdict.kind == "clarify":
            return self.clarify(facts, verdict.candidates[0].score, reasons)
        if verdict.kind == "abstain":
            return self.abstain(query, facts, strange, reasons)
        best = verdict.candidates[0]
        if verdict.kind == "nearby":
            answer = self.nearby(facts[0], query, best.missing, best.open)
        else:
            answer = self.asked(facts[0], query) or self.tell(facts[0], query, verdict.rule)
            if "meta_period" in query.markers:
                answer = self._undated(answer, facts[0])
        if carried:
            fields = self.composer.join(dict.fromkeys(self._named(id_, query) for id_ in carried))
            answer = replace(answer, lines=(self.composer.line("carried", "carried", fields=fields), *answer.lines))
        return replace(answer, score=best.score, explanation=reasons)

    def nearby(self, fact: Fact, query: Query, missing: tuple[str, ...], open_: tuple[str, ...]) -> Answer:
        """Say what there is no figure for, then tell the nearest fact: for another period, those on both its sides."""
        near = rows_around(fact, query.periods) if missing == ("period",) else ()
        plain = replace(query, periods=(), stretch=None) if "period" in missing else query
        answer = self.told(fact, near, query, "nearby") if near else self.tell(fact, plain, "nearby")
        named = tuple(self._named(item, query) for item in open_)
        no_chart = "picture" in query.markers and missing == ("measure",)
        lacking = (
            self.composer.line("missing", "chart_none") if no_chart else self.composer.missing_line(missing, named)
        )
        opening = (lacking, self.composer.line("detail", "nearby"))
        return replace(answer, kind="nearby", missing=missing, lines=opening + answer.lines)

    # --- questions about the figure told last

    def about(self, fact: Fact, query: Query) -> Answer | None:
        """Return the source, year, population or all of a fact, as the question asks; None if it asks none of these."""
        asked = self.asked(fact, query)
        if asked is not None:
            return asked
        rows = rows_for(fact, query)
        same = fact.unit == "percent" and bool(set(query.counted or ()) & set(fact.counted))
        if (
            "quantity" in query.markers
            and (fact.kind == "figure" or fact.counted)
            and (same or "anaphora" in query.markers)
            and fact.id not in self._twins
        ):
            lines = (self.composer.line("missing", "missing_count"), *tell(self.composer, fact, rows, query))
            answer = self.told(fact, rows, query, "only the share is known, not the number", lines)
            return replace(answer, kind="nearby", missing=("measure",))
        writers = {"meta_source": tell_source, "meta_population": tell_population, "meta_period": tell_period}
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

    def abstain(self, query: Query, near: Sequence[Fact], strange: tuple[str, ...], reasons: Explanation) -> Answer:
        """Say what was not found, and what can be asked: the nearest facts first."""
        names = list(dict.fromkeys(self._named(item, query) for item in strange))
        named = self.composer.join(names[:SUGGESTIONS])
        opening = self.composer.line("headline", "abstain_about", subject=named) if named else None
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
        examples = self.suggest()
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
        """Return a concept as the user wrote it, where it was spelt right; anything else by its own name."""
        for mention in query.mentions:
            as_typed = mention.how in ("exact", "inflected") and mention.facet in ("partner", "population")
            if mention.id == item and as_typed and len(mention.typed.split()) < LONG_NAME:
                return mention.typed.lower() if mention.typed.istitle() else mention.typed
        return self.composer.name(item)

    def suggest(self, near: Sequence[Fact] = ()) -> tuple[str, ...]:
        """Return questions that can be asked: of the nearest facts, filled up with the first figures there are."""
        figures = sorted(self._knowledge.facts.values(), key=lambda fact: fact.kind != "figure")
        return self.questions([*near, *figures])

    def _suggestion_lines(self, questions: tuple[str, ...]) -> tuple[Line, ...]:
        if not questions:
            return ()
        return (self.composer.line("detail", "suggest"), *(Line("suggestion", text) for text in questions))


def joined(answers: list[tuple[str, Answer]]) -> Answer:
    """Return one answer for the questions of one message, each under its question, in order.

    Where one of them is answered the whole counts as an answer, and its facts are those of the answered ones only.
    """
    if len(answers) == 1:
        return answers[0][1]
    told = [answer for _, answer in answers if answer.kind == "answer"] or [answer for _, answer in answers]
    lines: list[Line] = []
    for part, answer in answers:
        lines += [Line("question", part), *answer.lines]
    return replace(
        told[0],
        lines=tuple(lines),
        facts=tuple(use for answer in told for use in answer.facts),
        citations=tuple(dict.fromkeys(citation for _, answer in answers for citation in answer.citations)),
        missing=tuple(dict.fromkeys(facet for _, answer in answers for facet in answer.missing)),
        suggestions=tuple(dict.fromkeys(text for _, answer in answers for text in answer.suggestions))[:SUGGESTIONS],
        choices=tuple(choice for _, answer in answers for choice in answer.choices),
    )
