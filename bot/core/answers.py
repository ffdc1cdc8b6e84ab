"""From a verdict to an answer: the lines that the composer writes, with facts, citations and reasons beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.core.compose import Composer, claim_about
from bot.core.decide import Verdict
from bot.core.model import Answer, AnswerKind, Explanation, Fact, Figure, KnowledgeBase, Line, Reading
from bot.core.query import Query
from bot.core.rank import Candidate

SUGGESTIONS = 3
LONG_NAME = 4  # words


class AnswerWriter:
    """Makes the answers of one language."""

    def __init__(self, knowledge: KnowledgeBase, language: str) -> None:
        self._knowledge = knowledge
        self.composer = Composer(knowledge, language)

    # --- an answer from a fact

    def tell(self, fact: Fact, query: Query, rule: str) -> Answer:
        """Return a fact as an answer, with the rows that the question asks for."""
        rows = rows_for(fact, query)
        return self.told(fact, rows, query, self.composer.tell(fact, rows, query), rule)

    def told(self, fact: Fact, rows: tuple[Figure, ...], query: Query, lines: tuple[Line, ...], rule: str) -> Answer:
        """Return lines about a fact as an answer."""
        return Answer(
            kind="answer",
            language=self.composer.language,
            lines=lines,
            facts=tuple(self.composer.use(fact, row) for row in rows),
            citations=self.composer.citations(rows),
            suggestions=self._questions(self._knowledge.facts[id_] for id_ in fact.related),
            score=100.0,
            explanation=explain(query, (), rule),
        )

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
        if verdict.kind == "answer" and wants_difference(query, facts[0]):
            answer = self.difference(facts[0], query)
        else:
            answer = self.tell(facts[0], query, verdict.rule)
        if verdict.kind == "nearby":
            named = tuple(self._named(item, query) for item in best.open)
            opening = (self.composer.missing_line(best.missing, named), self.composer.line("detail", "nearby"))
            answer = replace(answer, kind="nearby", missing=best.missing, lines=opening + answer.lines)
        elif "meta_period" in query.markers:
            answer = self._undated(answer, facts[0])
        if carried:
            fields = self.composer.join(dict.fromkeys(self._named(id_, query) for id_ in carried))
            answer = replace(answer, lines=(self.composer.line("carried", "carried", fields=fields), *answer.lines))
        return replace(answer, score=best.score, explanation=reasons)

    def difference(self, fact: Fact, query: Query) -> Answer:
        """Return the change between two periods of a fact; only nearby where it has but one."""
        rows = tuple(row for row in fact.figures if row.value and row.period)  # from nothing no growth can be told
        if len(query.periods) > 1:
            rows = tuple(row for row in rows if row.period in query.periods)
        if len(rows) < 2:
            lines = (
                self.composer.line("missing", "no_second_period"),
                *self.composer.tell(fact, fact.figures[:1], query),
            )
            answer = self.told(fact, fact.figures[:1], query, lines, "only one period")
            return replace(answer, kind="nearby", missing=("period",))
        uses, lines = self.composer.difference(fact, rows)
        return replace(self.told(fact, rows, query, lines, "calculated from two periods"), facts=uses)

    # --- questions about the figure told last

    def about(self, fact: Fact, query: Query) -> Answer | None:
        """Return the source, year, population or all of a fact, as the question asks; None if it asks none of these."""
        rows = rows_for(fact, query)
        same = fact.unit == "percent" and bool(set(query.counted or ()) & set(fact.counted))
        if (
            "quantity" in query.markers
            and (fact.kind == "figure" or fact.counted)
            and (same or "anaphora" in query.markers)
        ):
            lines = (self.composer.line("missing", "missing_count"), *self.composer.tell(fact, rows, query))
            answer = self.told(fact, rows, query, lines, "only the share is known, not the number")
            return replace(answer, kind="nearby", missing=("measure",))
        writers = {
            "meta_source": self.composer.about_the_source,
            "meta_population": self.composer.about_the_population,
            "meta_period": self.composer.about_the_period,
        }
        for marker, write in writers.items():
            if marker in query.markers:
                answer = self.told(fact, rows, query, write(fact, rows), "asks about the answer itself")
                return self._undated(answer, fact) if marker == "meta_period" else answer
        if "meta_explain" in query.markers:
            more = self._suggestion_lines(self._questions(self._knowledge.facts[id_] for id_ in fact.related))
            lines = self.composer.tell(fact, fact.figures, query) + more
            return self.told(fact, fact.figures, query, lines, "asks for more")
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
        return self._questions([*near, *figures])

    def _questions(self, facts: Iterable[Fact]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, map(self.composer.example, facts))))[:SUGGESTIONS]

    def _suggestion_lines(self, questions: tuple[str, ...]) -> tuple[Line, ...]:
        if not questions:
            return ()
        return (self.composer.line("detail", "suggest"), *(Line("suggestion", text) for text in questions))


def rows_for(fact: Fact, query: Query) -> tuple[Figure, ...]:
    """Return the rows of a fact that a question asks for: those of its periods or figures, else all, newest first."""
    wanted = tuple(row for row in fact.figures if row.period in query.periods)
    quoted = {claim.value for claim in query.claims}
    echoed = () if query.asks_difference() else tuple(row for row in fact.figures if row.value in quoted)
    return wanted or echoed or fact.figures


def wants_difference(query: Query, fact: Fact) -> bool:
    """Tell whether a question asks how a fact changed, and the fact has two periods to tell it from."""
    if sum(row.value is not None for row in fact.figures) < 2:
        return False
    trend = "trend" in query.markers or "trend" in query.ids("aspect")
    return query.asks_difference() or (trend and claim_about(fact, query) is None)


def explain(query: Query, ranking: tuple[Candidate, ...], rule: str) -> Explanation:
    """Return why: the reading of the question, the best candidates, what decided."""
    carried = tuple(Reading("", mention.id, "carried") for mention in query.mentions if mention.carried)
    best = tuple((candidate.id, candidate.score, candidate.missing) for candidate in ranking[:5])
    return Explanation(readings=query.readings + carried, candidates=best, decided=rule)


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
