"""The assistant: one question and the conversation so far in, one answer and the conversation after it out."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.compose import Composer, claim_about
from bot.core.decide import Thresholds, Verdict, decide
from bot.core.dialogue import META, Dialogue, FollowUp, complete
from bot.core.examples import ExampleRanker
from bot.core.index import Index
from bot.core.language import find_language, is_foreign
from bot.core.lexicon import Lexicon
from bot.core.model import Answer, AnswerKind, Explanation, Fact, Figure, KnowledgeBase, Line, Question, Reading
from bot.core.parts import split_parts
from bot.core.query import Mention, Query, Reader
from bot.core.rank import Candidate, rank
from bot.core.tables import Tables, compile_tables
from bot.core.talk import chosen, small_talk
from bot.core.text import clean, tokenise

PARTS = 3  # most questions answered in one message
SUGGESTIONS = 3


class Assistant:
    """Answers questions from one knowledge base. Pure: the same question and dialogue give the same answer."""

    def __init__(
        self,
        knowledge: KnowledgeBase,
        thresholds: Thresholds | None = None,
        tables: Tables | None = None,
    ) -> None:
        """Make an assistant; `tables` are those of this knowledge, where they have been kept."""
        tables = tables or compile_tables(knowledge)
        self._knowledge = knowledge
        self._other_languages = {code: frozenset(words) for code, words in knowledge.other_languages.items()}
        self._thresholds = thresholds or Thresholds()
        self._lexicon = Lexicon(tables)
        self._reader = Reader(knowledge, self._lexicon)
        self._index = Index(knowledge, tables)
        told_apart = any(fact.about for fact in knowledge.facts.values())
        self._examples = None if told_apart else ExampleRanker(knowledge.facts.values())
        self._composers = {code: Composer(knowledge, code) for code in knowledge.languages}

    def reply(self, question: Question, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        """Answer one message, and return the conversation as it is after it."""
        dialogue = dialogue.at(question.asked_at)
        text = clean(question.text)
        tokens = tokenise(text)
        foreign = question.language is None and is_foreign(text, tokens, self._lexicon, self._other_languages)
        language = self._language(question, text, dialogue)
        answer, after = self._respond(text, language, dialogue, foreign)
        return answer, replace(after, language=language, asked_at=question.asked_at)

    def _language(self, question: Question, text: str, dialogue: Dialogue) -> str:
        if question.language in self._knowledge.languages:
            return str(question.language)
        return find_language(tokenise(text), self._lexicon, dialogue.language)

    def _respond(self, text: str, language: str, dialogue: Dialogue, foreign: bool) -> tuple[Answer, Dialogue]:
        composer = self._composers[language]
        if not tokenise(text):
            return Answer(kind="help", language=language, lines=(composer.line("headline", "empty"),)), dialogue
        if self._examples is not None:
            answer = self._answer_by_examples(self._examples, text, language, composer)
            if answer.kind == "answer":
                return answer, replace(dialogue, facts=(answer.facts[0].id,), choices=())
        if foreign:
            line = composer.line("headline", "other_language")
            return Answer(kind="abstain", language=language, lines=(line,), missing=("language",)), dialogue
        if dialogue.choices:
            picked = chosen(text, dialogue.choices, self._knowledge, language)
            if picked is not None:
                return self._after_choice(picked, composer, dialogue)
        talk = small_talk(self._reader.read(text, language), self._lexicon)
        if talk == "language_switched" and dialogue.facts:
            return self._told_again(composer, dialogue), replace(dialogue, choices=())
        if talk is not None:
            return self._small_talk(talk, composer), replace(dialogue, choices=())
        if self._examples is not None:
            return answer, replace(dialogue, choices=tuple(choice.fact for choice in answer.choices))
        return self._answer_parts(text, language, dialogue)

    def _answer_by_examples(self, examples: ExampleRanker, text: str, language: str, composer: Composer) -> Answer:
        """Answer from a knowledge base without concepts: by the likeness to example questions alone."""
        ranked = tuple((id_, round(100 * max(0.0, min(1.0, score)), 2)) for id_, score in examples.rank(text)[:5])
        query = Query(text=text, language=language)
        score = ranked[0][1] if ranked else 0.0
        lead = score - (ranked[1][1] if len(ranked) > 1 else 0.0)
        rule = f"like the example questions: {score}, lead {lead:.2f}"
        explanation = Explanation(candidates=tuple((id_, likeness, ()) for id_, likeness in ranked), decided=rule)
        facts = [self._knowledge.facts[id_] for id_, _ in ranked]
        if score >= self._thresholds.example_score and lead >= self._thresholds.example_lead:
            answer = self._told(facts[0], facts[0].figures, query, composer.tell(facts[0], facts[0].figures, query), composer, rule)
            return replace(answer, score=score, explanation=explanation)
        if score >= self._thresholds.example_score:
            return _clarify(facts[:3], composer, score, explanation)
        return self._abstain(Verdict(kind="abstain"), query, composer, explanation, facts[:3])

    def _answer_parts(self, text: str, language: str, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        answers: list[tuple[str, Answer]] = []
        for part in split_parts(text, self._reader, language)[:PARTS]:
            answer, after = self._answer_one(part, language, dialogue)
            told = {use.id for _, before in answers for use in before.facts}
            if answers and (answer.kind in ("abstain", "clarify") or {use.id for use in answer.facts} <= told):
                if answer.kind == "answer" or not self._reader.read(part, language).ids("partner", "place", "topic"):
                    continue  # the second half only asked more of the same: its source, its year
            answers.append((part, answer))
            dialogue = after
        return _joined(answers), dialogue

    def _answer_one(self, text: str, language: str, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        read = self._reader.read(text, language)
        follow_up = complete(read, dialogue)
        query = follow_up.query
        composer = self._composers[language]
        about = self._about_last(query, follow_up, dialogue, composer)
        if about is not None:
            calculated = bool(about.facts) and about.facts[0].measure == "difference"
            return about, replace(dialogue, calculated=calculated, choices=())
        ranking = rank(self._index, query)
        verdict = decide(ranking, self._thresholds, dialogue.facts if follow_up.leans else ())
        if follow_up.carried and verdict.kind != "answer" and read.stands_alone():
            alone = rank(self._index, read)  # "werken ze ook samen met X?" may be a question of its own
            if decide(alone, self._thresholds).kind == "answer":
                query, follow_up, ranking = read, FollowUp(read), alone
                verdict = decide(alone, self._thresholds)
        answer = self._write(verdict, ranking, query, follow_up, composer)
        told = tuple(dict.fromkeys(use.id.removesuffix("-growth") for use in answer.facts))
        after = Dialogue(
            language=language,
            query=query,
            facts=told or dialogue.facts,
            calculated=bool(answer.facts) and answer.facts[0].measure == "difference",
            choices=tuple(choice.fact for choice in answer.choices),
        )
        return answer, after

    def _about_last(
        self, query: Query, follow_up: FollowUp, dialogue: Dialogue, composer: Composer
    ) -> Answer | None:
        """Answer a question about the figure told last: its source, year, population, more of it, the difference."""
        if not dialogue.facts or not (follow_up.leans or query.markers & META):
            return None
        fact = self._knowledge.facts[dialogue.facts[0]]
        own = [mention for mention in query.mentions if not self._is_about(mention, fact)]
        rows = self._rows(fact, query)
        wants_difference = query.asks_difference() or ("in_percent" in query.markers and dialogue.calculated)
        if wants_difference and all(mention.id in ("share", "count", "difference") for mention in own):
            return self._difference(fact, query, composer)
        if own or query.unknown:
            return None
        if query.counted and fact.unit == "percent" and set(query.counted) & set(fact.counted):
            lines = (composer.line("missing", "missing_count"), *composer.tell(fact, rows, query))
            answer = self._told(fact, rows, query, lines, composer, "only the share is known, not the number")
            return replace(answer, kind="nearby", missing=("measure",))
        writers = {
            "meta_source": composer.about_the_source,
            "meta_population": composer.about_the_population,
            "meta_period": composer.about_the_period,
        }
        for marker, write in writers.items():
            if marker in query.markers:
                answer = self._told(fact, rows, query, write(fact, rows), composer, "asks about the answer itself")
                return _undated(answer, fact) if marker == "meta_period" else answer
        if "meta_explain" in query.markers:
            lines = composer.tell(fact, fact.figures, query)
            return self._told(fact, rows, query, lines, composer, "asks for more", suggest=fact.related)
        return None

    def _is_about(self, mention: Mention, fact: Fact) -> bool:
        """Tell whether naming this leaves the question with the fact told last."""
        profile = self._index.profiles[fact.id]
        known = mention.facet in ("domain", "aspect") or mention.id in profile.exact or mention.id in profile.broad
        return mention.carried or known

    def _write(
        self,
        verdict: Verdict,
        ranking: tuple[Candidate, ...],
        query: Query,
        follow_up: FollowUp,
        composer: Composer,
    ) -> Answer:
        explanation = _explain(query, ranking, verdict.rule)
        if verdict.kind == "clarify":
            fitting = [candidate.profile.fact for candidate in verdict.candidates]
            return _clarify(fitting, composer, verdict.candidates[0].score, explanation)
        if verdict.kind == "abstain":
            return self._abstain(verdict, query, composer, explanation)
        best = verdict.candidates[0]
        fact = best.profile.fact
        rows = self._rows(fact, query)
        if verdict.kind == "answer" and _wants_difference(query, fact):
            answer = self._difference(fact, query, composer)
            return replace(answer, score=best.score, explanation=explanation)
        lines = composer.tell(fact, rows, query)
        if verdict.kind == "nearby":
            opening = (composer.missing_line(best.missing, best.open), composer.line("detail", "nearby"))
            lines = opening + lines
        if follow_up.carried and verdict.kind in ("answer", "nearby"):
            fields = composer.join(composer.name(id_) for id_ in dict.fromkeys(follow_up.carried))
            lines = (composer.line("carried", "carried", fields=fields), *lines)
        answer = self._told(fact, rows, query, lines, composer, verdict.rule)
        if verdict.kind == "answer" and "meta_period" in query.markers:
            answer = _undated(answer, fact)
            if answer.kind == "nearby":
                lines = (composer.line("missing", "period_unknown"), *lines)
                return replace(answer, lines=lines, score=best.score, explanation=explanation)
        kind: AnswerKind = "nearby" if verdict.kind == "nearby" else "answer"
        return replace(answer, kind=kind, missing=best.missing, score=best.score, explanation=explanation)

    def _told(
        self,
        fact: Fact,
        rows: tuple[Figure, ...],
        query: Query,
        lines: tuple[Line, ...],
        composer: Composer,
        rule: str,
        suggest: tuple[str, ...] = (),
    ) -> Answer:
        questions = tuple(composer.example(self._knowledge.facts[id_]) for id_ in fact.related[:SUGGESTIONS])
        shown = tuple(Line("suggestion", composer.example(self._knowledge.facts[id_])) for id_ in suggest)
        return Answer(
            kind="answer",
            language=composer.language,
            lines=lines + ((composer.line("detail", "suggest"), *shown) if shown else ()),
            facts=tuple(composer.use(fact, row) for row in rows),
            citations=composer.citations(rows),
            suggestions=tuple(question for question in questions if question),
            score=100.0,
            explanation=_explain(query, (), rule),
        )

    def _difference(self, fact: Fact, query: Query, composer: Composer) -> Answer:
        rows = tuple(row for row in fact.figures if row.value is not None)
        if query.periods and len(query.periods) > 1:
            rows = tuple(row for row in rows if row.period in query.periods)
        if len(rows) < 2:
            lines = (composer.line("missing", "no_second_period"), *composer.tell(fact, fact.figures[:1], query))
            answer = self._told(fact, fact.figures[:1], query, lines, composer, "only one period")
            return replace(answer, kind="nearby", missing=("period",))
        uses, lines = composer.difference(fact, rows)
        answer = self._told(fact, rows, query, lines, composer, "calculated from two periods")
        return replace(answer, facts=uses)

    @staticmethod
    def _rows(fact: Fact, query: Query) -> tuple[Figure, ...]:
        """Return the rows of a fact that a question asks for: those of its periods, else all, newest first."""
        wanted = tuple(row for row in fact.figures if row.period in query.periods)
        return wanted or fact.figures

    def _abstain(
        self, verdict: Verdict, query: Query, composer: Composer, explanation: Explanation, near: Sequence[Fact] = ()
    ) -> Answer:
        near = near or [candidate.profile.fact for candidate in verdict.candidates]
        open_ = tuple(dict.fromkeys(item.word for item in query.unknown)) or tuple(
            mention.id for mention in query.mentions if mention.facet not in ("domain", "aspect")
        )
        named = composer.join(composer.name(item) for item in open_[:3])
        opening = composer.line("headline", "abstain_about", subject=named) if named else composer.line("headline", "abstain")
        suggestions = self._suggest(composer, near)
        lines = [opening, composer.line("detail", "suggest"), *(Line("suggestion", text) for text in suggestions)]
        missing = tuple(dict.fromkeys([item.slot for item in query.unknown] + list(query.facets() - {"domain", "aspect"})))
        return Answer(
            kind="abstain",
            language=composer.language,
            lines=tuple(lines),
            missing=tuple(sorted(missing)) or ("topic",),
            suggestions=suggestions,
            score=verdict.candidates[0].score if verdict.candidates else 0.0,
            explanation=explanation,
        )

    def _suggest(self, composer: Composer, near: Sequence[Fact] = ()) -> tuple[str, ...]:
        """Return questions that can be asked: of the nearest facts, filled up with the first figures there are."""
        figures = sorted(self._knowledge.facts.values(), key=lambda fact: fact.kind != "figure")
        facts = [*near, *figures]
        return tuple(dict.fromkeys(filter(None, map(composer.example, facts))))[:SUGGESTIONS]

    # --- choices and small talk

    def _told_again(self, composer: Composer, dialogue: Dialogue) -> Answer:
        """Tell the last fact once more, in the language that was asked for."""
        fact = self._knowledge.facts[dialogue.facts[0]]
        query = dialogue.query or Query(text="", language=composer.language)
        rows = self._rows(fact, query)
        return self._told(fact, rows, query, composer.tell(fact, rows, query), composer, "told again")

    def _after_choice(self, fact_id: str, composer: Composer, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        if not fact_id:
            answer = Answer(kind="help", language=composer.language, lines=(composer.line("headline", "none_of_these"),))
            return answer, replace(dialogue, choices=())
        fact = self._knowledge.facts[fact_id]
        query = dialogue.query or Query(text="", language=composer.language)
        rows = self._rows(fact, query)
        answer = self._told(fact, rows, query, composer.tell(fact, rows, query), composer, "chosen")
        return answer, replace(dialogue, facts=(fact_id,), choices=(), calculated=False)

    def _small_talk(self, talk: str, composer: Composer) -> Answer:
        if talk != "help":
            return Answer(kind="smalltalk", language=composer.language, lines=(composer.line("headline", talk),))
        examples = self._suggest(composer)
        lines = [composer.line("headline", "help"), composer.line("detail", "help_how")]
        lines += [Line("suggestion", text) for text in examples]
        return Answer(kind="help", language=composer.language, lines=tuple(lines), suggestions=examples)


def _clarify(facts: Sequence[Fact], composer: Composer, score: float, explanation: Explanation) -> Answer:
    choices = tuple(composer.choice(fact) for fact in facts)
    lines = [composer.line("headline", "clarify")]
    lines += [Line("choice", choice.label) for choice in choices]
    lines.append(composer.line("detail", "clarify_hint"))
    return Answer(
        kind="clarify",
        language=composer.language,
        lines=tuple(lines),
        choices=choices,
        suggestions=tuple(choice.label for choice in choices),
        score=score,
        explanation=explanation,
    )


def _wants_difference(query: Query, fact: Fact) -> bool:
    told = sum(row.value is not None for row in fact.figures)
    if told < 2:
        return False
    trend = "trend" in query.markers or "trend" in query.ids("aspect")
    return query.asks_difference() or (trend and claim_about(fact, query) is None)


def _undated(answer: Answer, fact: Fact) -> Answer:
    """Return the answer to "in which year?": only nearby where the source names no period."""
    if fact.kind != "figure" or any(row.period for row in fact.figures):
        return answer
    return replace(answer, kind="nearby", missing=("period",))


def _explain(query: Query, ranking: tuple[Candidate, ...], rule: str) -> Explanation:
    carried = tuple(mention for mention in query.mentions if mention.carried)
    readings = query.readings + tuple(_carried_reading(mention.id) for mention in carried)
    best = tuple((candidate.id, candidate.score, candidate.missing) for candidate in ranking[:5])
    return Explanation(readings=readings, candidates=best, decided=rule)


def _carried_reading(id_: str) -> Reading:
    return Reading("", id_, "carried")


def _joined(answers: list[tuple[str, Answer]]) -> Answer:
    """Return one answer for the questions of one message, each under its question, in order."""
    if len(answers) == 1:
        return answers[0][1]
    first = next((answer for _, answer in answers if answer.kind == "answer"), answers[0][1])
    lines: list[Line] = []
    for part, answer in answers:
        lines += [Line("question", part), *answer.lines]
    return replace(
        first,
        lines=tuple(lines),
        facts=tuple(use for _, answer in answers for use in answer.facts),
        citations=tuple(dict.fromkeys(citation for _, answer in answers for citation in answer.citations)),
        missing=tuple(dict.fromkeys(facet for _, answer in answers for facet in answer.missing)),
        suggestions=tuple(dict.fromkeys(text for _, answer in answers for text in answer.suggestions))[:SUGGESTIONS],
    )
