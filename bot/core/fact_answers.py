"""An answer that tells a fact: its lines, rows and citations, with what is told beside it."""

from collections.abc import Iterable
from dataclasses import replace

from bot.core.compose import Composer
from bot.core.model import Answer, Explanation, Fact, Figure, KnowledgeBase, Line, Reading, Weighed
from bot.core.query import Query
from bot.core.rank import Candidate
from bot.core.series import is_series, rows_asked
from bot.core.telling import rows_for, tell
from bot.core.text import capital

SUGGESTIONS = 3
BEST = 5  # candidates named in an explanation


class FactWriter:
    """Tells facts in one language."""

    def __init__(self, knowledge: KnowledgeBase, language: str) -> None:
        self._knowledge = knowledge
        self._twins = knowledge.twins()
        self.composer = Composer(knowledge, language)

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
            explanation=explain(query, (), rule),
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


def explain(query: Query, ranking: tuple[Candidate, ...], rule: str) -> Explanation:
    """Return why: the reading of the question, the best candidates, what decided."""
    carried = tuple(Reading("", mention.id, "carried") for mention in query.mentions if mention.carried)
    best = tuple((candidate.id, candidate.score, candidate.missing) for candidate in ranking[:BEST])
    weighed = tuple(_weigh(query, candidate) for candidate in ranking[:BEST])
    return Explanation(readings=query.readings + carried, candidates=best, weighed=weighed, decided=rule)


def _weigh(query: Query, candidate: Candidate) -> Weighed:
    profile = candidate.profile
    held = [mention.id for mention in query.mentions if profile.accounts_for(mention.id)]
    held += [period for period in query.periods if period in profile.periods]
    return Weighed(
        fact=candidate.id,
        score=candidate.score,
        accounted=tuple(dict.fromkeys(held)),
        missing=candidate.missing,
        open=candidate.open,
    )
