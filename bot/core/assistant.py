"""The assistant: one question and the conversation so far in, one answer and the conversation after it out."""

from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from bot.core.answering.chart import Chart, chart_of
from bot.core.answering.writer import AnswerWriter, joined
from bot.core.conversation.dialogue import SHARED, Dialogue, FollowUp, complete, complete_half, names_all, points_back
from bot.core.conversation.intent import (
    Intent,
    classify,
    says_nothing_new,
    wants_difference_of_last,
)
from bot.core.conversation.memory import remembered
from bot.core.conversation.small_talk import chosen, small_talk
from bot.core.ranking.by_examples import ExampleRanker
from bot.core.ranking.comparison import find_compared, find_order, without_order
from bot.core.ranking.decide import Thresholds, Verdict, decide
from bot.core.ranking.explanation import explain
from bot.core.ranking.index import Index
from bot.core.ranking.rank import Candidate, rank, weigh
from bot.core.ranking.sibling import find_sibling, lent_by
from bot.core.reading.questions_in import Part, read_parts
from bot.core.reading.read import Reader
from bot.core.records.frame import Frame
from bot.core.records.mention import NARROWING, Mention
from bot.core.records.model import Answer, Explanation, Fact, Figure, How, KnowledgeBase, Question
from bot.core.records.query import Query
from bot.core.records.ways import Way
from bot.core.words.compiled import NOUNS, Tables, compile_tables
from bot.core.words.lexicon import Lexicon
from bot.core.words.text import clean, tokenise
from bot.core.words.which_language import find_language, is_foreign

OF_A_NUMBER = frozenset({"count", "share", "mean", "amount", "money", "price"})  # answer types that a number gives
KEPT = 1024  # questions asked last whose language and ranking are kept: in a workshop, many ask the same

NO_NUMBERS = frozenset({Way.WHERE, Way.WHO})  # aspects that no figure tells


@dataclass(frozen=True, slots=True)
class Heard:
    """In which language a message is."""

    spoken: str
    is_empty: bool  # no word in it
    is_foreign: bool  # a language that is not spoken here


@dataclass(frozen=True, slots=True)
class Message:
    """What was typed, cleaned and read; the language it is in, and the writer of the language it is answered in."""

    text: str
    heard: Heard
    whole: Query
    parts: tuple[Part, ...]  # each question of it
    writer: AnswerWriter
    forced: bool  # the surface chose the language of the answer
    as_of: date | None  # the day of asking

    @property
    def spoken(self) -> str:
        return self.heard.spoken


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a question: the question as it was put, what its candidates allow, and why."""

    query: Query
    verdict: Verdict
    reasons: Explanation
    carried: tuple[str, ...]  # ids and periods taken over from the conversation
    strange: tuple[str, ...]  # words and concepts of the question that no fact accounts for
    keys: tuple[str, ...]  # inflection keys of the words that some fact has

    @property
    def answers(self) -> bool:
        return self.verdict.kind == "answer"


class Assistant:
    """Answers questions from one knowledge base. Pure: the same question and dialogue give the same answer."""

    def __init__(
        self, knowledge: KnowledgeBase, thresholds: Thresholds | None = None, tables: Tables | None = None
    ) -> None:
        """Make an assistant; `tables` are those of this knowledge, where they have been kept."""
        tables = tables or compile_tables(knowledge)
        self._knowledge = knowledge
        self._other_languages = {code: frozenset(words) for code, words in knowledge.other_languages.items()}
        self._thresholds = thresholds or Thresholds()
        self._lexicon = Lexicon(tables)
        self._heard = lru_cache(maxsize=KEPT)(self._hear)
        self._reader = Reader(knowledge, self._lexicon)
        self._index = Index(knowledge, tables)
        self._rank = lru_cache(maxsize=KEPT)(partial(rank, self._index))
        has_subjects = any(fact.about for fact in knowledge.facts.values())
        self._examples = None if has_subjects else ExampleRanker(tables.learnt, tuple(knowledge.facts))
        self._writers = {code: AnswerWriter(knowledge, code) for code in knowledge.languages}

    def reply(self, question: Question, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        """Answer one message, and return the conversation as it is after it."""
        text = clean(question.text)
        forced = question.language if question.language in self._knowledge.languages else None
        heard = self._heard(text, forced or dialogue.language)
        message = Message(
            text=text,
            heard=heard,
            whole=self._reader.read(text, heard.spoken),
            parts=read_parts(text, self._reader, heard.spoken, question.as_of),
            writer=self._writers[forced or heard.spoken],
            forced=forced is not None,
            as_of=question.as_of,
        )
        answer, after = self._respond(message, self._known(dialogue.at(question.asked_at)))
        return answer, replace(after, language=answer.language, asked_at=question.asked_at)

    def with_thresholds(self, thresholds: Thresholds) -> "Assistant":
        """Return an assistant that knows the same and has read the same, and decides by other thresholds."""
        other = copy(self)
        other._thresholds = thresholds
        return other

    def _hear(self, text: str, hint: str | None) -> Heard:
        tokens = tokenise(text)
        spoken = find_language(tokens, self._lexicon, hint)
        foreign = bool(tokens) and is_foreign(text, tokens, self._lexicon, self._other_languages)
        return Heard(spoken, not tokens, foreign)

    def tell(
        self,
        fact_id: str,
        language: str,
        rows: tuple[Figure, ...] = (),
        *,
        calculated: bool = False,
        as_of: date | None = None,
    ) -> Answer:
        """Tell a fact that was chosen by its id, not asked for in words.

        Args:
            fact_id: Of the knowledge base.
            language: One that is spoken.
            rows: Those of the fact that are told; empty: those that a question without a period gets.
            calculated: Tell the change between the oldest and the newest of the rows, or of all.
            as_of: The day on which it is told.

        Raises:
            KeyError: If there is no such fact.
        """
        fact, writer = self._knowledge.facts[fact_id], self._writers[language]
        query = Query(text="", language=language, periods=tuple(row.period for row in rows if row.period), as_of=as_of)
        if calculated:
            return writer.difference(fact, query)
        return writer.told(fact, rows, query, "chosen by id") if rows else writer.tell(fact, query, "chosen by id")

    def chart(self, fact_id: str, language: str) -> Chart | None:
        """Return the chart of a fact; None where it has too few periods. Raises KeyError if there is no such fact."""
        return chart_of(self._writers[language].composer, self._knowledge.facts[fact_id])

    def reference(self, source_id: str, language: str) -> str:
        """Return all that is known of a source in one line. Raises KeyError if there is no such source."""
        return self._writers[language].composer.reference(self._knowledge.sources[source_id])

    def knows_word(self, word: str) -> bool:
        """Tell whether a word stands in a label of the knowledge base or a word list of a language, as spelt."""
        folded = clean(word).casefold()
        return any(self._lexicon.spelt_in(folded, code) for code in self._lexicon.languages)

    def dialogue_after(self, answer: Answer, dialogue: Dialogue, asked_at: float | None = None) -> Dialogue:
        """Return the conversation after an answer that `tell` gave, so that "en in 2018?" goes on from it."""
        fact_id = answer.facts[0].fact
        query = self._with_subject(Query(text="", language=answer.language), (fact_id,))
        after = replace(dialogue, language=answer.language, query=query, asked_at=asked_at)
        return replace(self._told(answer, after), facts=(fact_id,), choices=())

    def _known(self, dialogue: Dialogue) -> Dialogue:
        """Return the conversation without what the knowledge base does not have, or no longer."""
        facts, concepts = self._knowledge.facts, self._knowledge.concepts
        query = dialogue.query
        mentions = query.mentions if query else ()
        if all(fact in facts for fact in (*dialogue.facts, *dialogue.choices, dialogue.current) if fact) and all(
            mention.id in concepts or mention.id in self._knowledge.sources for mention in mentions
        ):
            return dialogue
        return Dialogue(language=dialogue.language, asked_at=dialogue.asked_at)

    def _respond(self, message: Message, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        if message.heard.is_empty:
            return message.writer.phrase("help", "empty"), dialogue
        if self._examples is not None:
            return self._respond_by_examples(self._examples, message, dialogue)
        if not message.forced and message.heard.is_foreign:
            answer = message.writer.spoken()
            return replace(answer, missing=("language",), suggestions=message.writer.suggest()), dialogue
        return self._talk(message, dialogue) or self._answer_parts(message, dialogue)

    def _talk(self, message: Message, dialogue: Dialogue) -> tuple[Answer, Dialogue] | None:
        """Answer what is no question for the facts: the choice of an offered fact, small talk, a call for help."""
        text, language, writer = message.text, message.spoken, message.writer
        if dialogue.choices:
            picked = chosen(text, dialogue.choices, self._knowledge, language)
            if picked is not None:
                return self._after_choice(picked, message, dialogue)
        talk = small_talk(message.whole, self._lexicon, knows_subjects=self._examples is None)
        if talk is None:
            return None
        after = replace(dialogue, choices=())
        if talk == "language_switched" and dialogue.facts:
            fact = self._knowledge.facts[dialogue.facts[0]]
            query = replace(dialogue.query or Query(text=text, language=language), as_of=message.as_of)
            return writer.tell(fact, query, "told again"), after
        return (writer.help() if talk == "help" else writer.phrase("smalltalk", talk)), after

    def _after_choice(self, fact_id: str, message: Message, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        writer = message.writer
        if not fact_id:
            return writer.phrase("help", "none_of_these"), replace(dialogue, choices=())
        fact = self._knowledge.facts[fact_id]
        before = dialogue.query or Query(text="", language=writer.composer.language)
        query = replace(before, as_of=message.as_of)
        unknown = tuple(period for period in query.periods if period not in self._index.profiles[fact_id].periods)
        if unknown:
            answer = writer.nearby(fact, query, ("period",), unknown[:1])
        else:
            answer = writer.asked(fact, query) or writer.tell(fact, query, "chosen from several")
        after = replace(dialogue, query=self._with_subject(query, (fact_id,)), choices=())
        return answer, self._told(answer, after)

    def _told(self, answer: Answer, after: Dialogue) -> Dialogue:
        """Return the conversation with what an answer told."""
        facts = tuple(dict.fromkeys(use.fact for use in answer.facts))
        if not facts:
            return replace(after, calculated=False, choices=tuple(choice.fact for choice in answer.choices))
        told = [use.period for use in answer.facts if use.id == facts[0] and use.period]
        before = after.periods if after.facts[:1] == facts[:1] else ()
        return replace(
            after,
            facts=facts,
            current=facts[0],
            period=told[0] if told else None,
            periods=tuple(dict.fromkeys([*told[:1], *before]))[:2],
            calculated=_is_calculated(answer),
            choices=tuple(choice.fact for choice in answer.choices),
        )

    # --- questions

    def _answer_parts(self, message: Message, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        """Answer each question of a message in order; what only asks more of the same fact is left out."""
        answers: list[tuple[str, Answer]] = []
        for part in message.parts:
            if part.leans and answers and answers[-1][1].kind != "answer":
                continue  # it asks more of what there is no answer to
            answer, after = self._answer_part(part, message.writer, dialogue)
            if answers and not _adds(part, answer, answers):
                continue
            answers.append((part.text, answer))
            dialogue = after
        return (joined(answers) if len(answers) > 1 else answers[0][1]), dialogue

    def _answer_part(self, part: Part, writer: AnswerWriter, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        """Answer one question of a message; one that leaves something out, with what the one before it names."""
        if part.is_half:
            return self._answer_half(part, writer, dialogue) or self._answer_one(part.query, writer, dialogue)
        answer, after = self._answer_one(part.query, writer, dialogue)
        completed = None
        if answer.kind != "answer" and part.follows:
            completed = self._answer_half(part, writer, dialogue)
        return completed or (answer, after)

    def _answer_half(self, part: Part, writer: AnswerWriter, dialogue: Dialogue) -> tuple[Answer, Dialogue] | None:
        """Answer what a question asks with what the one before it has named; None where no fact does."""
        for half in complete_half(part.query, dialogue):
            found = self._find(half, part.query, Dialogue())
            if found.answers:
                return self._write(found, "fact", writer, dialogue)
        return None

    def _answer_one(self, read: Query, writer: AnswerWriter, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        follow_up = complete(read, dialogue)
        intent = self._intent_of(follow_up, dialogue)
        if intent == "about last":
            about = self._about_last(follow_up, dialogue, writer)
            if about is not None:
                return about, replace(self._told(about, dialogue), facts=dialogue.facts)
        if follow_up.leans and names_all(read):
            alone = FollowUp(read)
            intent_alone = self._intent_of(alone, dialogue)
            found = self._find(alone, read, dialogue)
            if found.answers:
                return self._write(found, intent_alone, writer, dialogue)
        is_one = intent == "fact" or "newest" in read.markers  # "wat is dan het nieuwste?" compares nothing
        changed = self._changed(follow_up, read, dialogue) if is_one else None
        if changed is None or (read.frame.answer_type == "reason" and not changed.answers):
            plain = self._find(follow_up, read, dialogue)  # a statement may give the cause of a figure
            changed = plain if changed is None or plain.answers else changed
        return self._write(changed, "fact" if is_one else intent, writer, dialogue)

    def _intent_of(self, follow_up: FollowUp, dialogue: Dialogue) -> Intent:
        return classify(follow_up, dialogue, partial(self._is_about_last, dialogue))

    def _write(self, found: Found, intent: Intent, writer: AnswerWriter, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        answer = self._answer_intent(intent, found, writer) or writer.write(
            found.verdict, found.reasons, found.query, found.carried, found.strange
        )
        told = tuple(dict.fromkeys(use.fact for use in answer.facts))
        kept = self._with_subject(remembered(found.query, found.keys), told)
        after = replace(dialogue, language=found.query.language, query=kept, strange=found.strange)
        after = self._told(answer, after)
        strange = answer.kind == "nearby" and found.strange and dialogue.current
        return answer, replace(after, current=dialogue.current) if strange else after

    def _answer_intent(self, intent: Intent, found: Found, writer: AnswerWriter) -> Answer | None:
        """Answer what asks for more than one fact; None where it is one fact, or nothing was found beside that."""
        if intent == "look-up":
            return self._looked_up(found, writer)
        if intent == "order":
            return self._in_order(found, writer) or self._compared(found, writer)
        return self._compared(found, writer) if intent == "comparison" else None

    def _changed(self, follow_up: FollowUp, read: Query, dialogue: Dialogue) -> Found | None:
        """Find the figure told last with one thing changed: another year, unit or subject; None where there is none."""
        told = self._index.profiles[dialogue.current] if dialogue.current else None
        if told is None or told.fact.kind != "figure" or not follow_up.leans or read.unknown:
            return None
        sibling = find_sibling(read, told, self._index)
        if sibling is None:
            return None
        lent = tuple(self._lent(id_) for id_ in lent_by(sibling, told, read))
        completed, before = follow_up.query, dialogue.query
        periods = completed.periods
        if not periods and not completed.stretch and "newest" not in read.markers:
            same = sibling.fact.unit != told.fact.unit and dialogue.period in sibling.periods
            periods = (dialogue.period,) if same and dialogue.period else before.periods if before else ()
        dated = sibling is told and "newest" in read.markers  # "wat is het nieuwste dat je hebt?" asks for no meaning
        own = tuple(one for one in read.mentions if not (dated and one.facet == "aspect"))
        frame = Frame() if dated and not read.frame.left else read.frame
        query = replace(
            completed, frame=frame, mentions=(*own, *lent), unknown=read.unknown, counted=read.counted, periods=periods
        )
        ranking = (weigh(self._index, query, sibling),)
        verdict = self._decide(ranking, read, (sibling.fact.id,))
        lacks = set(ranking[0].missing)
        if verdict.kind != "answer":
            if lacks != {"period"} and "cause" not in lacks:
                return None
            verdict = Verdict(kind="nearby", candidates=ranking, rule="the figure told last lacks: " + ", ".join(lacks))
        carried = tuple(period for period in periods if period not in read.periods)
        return self._found(query, ranking, verdict, carried)

    def _lent(self, id_: str) -> Mention:
        concept = self._knowledge.concepts[id_]
        return Mention(id=id_, facet=concept.facet, role=concept.role, start=0, end=0, how="exact", carried=True)

    def _find(self, follow_up: FollowUp, read: Query, dialogue: Dialogue) -> Found:
        """Rank the facts for a question and decide; with its scene, or without the conversation, where that helps."""
        preferred = dialogue.facts if follow_up.leans else ()
        ranking = self._rank(follow_up.query)
        verdict = self._decide(ranking, read, preferred)
        if verdict.kind in ("clarify", "answer") and read.has_scene():
            in_scene = self._rank(replace(follow_up.query, mentions=_all_asking(follow_up.query.mentions)))
            by_scene = self._decide(in_scene, read, preferred)
            if by_scene.kind == "answer" and (verdict.kind == "clarify" or self._is_of_scene(by_scene, verdict, read)):
                ranking, verdict = in_scene, by_scene  # what the scene names tells which of them is meant
        if follow_up.leans and verdict.kind != "answer" and (read.stands_alone() or not points_back(read)):
            alone = self._rank(read)  # "werken ze ook samen met X?" may be a question of its own
            on_its_own = decide(alone, self._thresholds)
            if on_its_own.kind == "answer":
                return self._found(read, alone, on_its_own)
        if follow_up.leans and not read.facets() & SHARED:
            verdict = _without_another_kind(verdict, read)
        return self._found(follow_up.query, ranking, verdict, follow_up.carried)

    def _found(
        self, query: Query, ranking: tuple[Candidate, ...], verdict: Verdict, carried: tuple[str, ...] = ()
    ) -> Found:
        concepts = [mention.id for mention in query.mentions if not self._index.accounts(mention.id)]
        strange = tuple(dict.fromkeys([*concepts, *(item.word for item in query.unknown)]))
        reasons = explain(query, ranking, verdict.rule)
        keys = tuple(key for key in query.keys if self._index.has_word(key))
        return Found(query, verdict, reasons, carried, strange, keys)

    def _is_of_scene(self, by_scene: Verdict, verdict: Verdict, read: Query) -> bool:
        """Tell whether a fact is about all that another is about, and about something more that the scene names."""
        told, plain = by_scene.candidates[0].profile, verdict.candidates[0].profile
        set_before = {mention.id for mention in read.mentions if mention.context}
        asked = {mention.id for mention in read.mentions if not mention.context and mention.narrows}
        same = told.fact.unit == plain.fact.unit and asked & plain.about <= told.about
        return same and told.fact.id != plain.fact.id and bool(set_before & told.about - plain.exact)

    def _decide(self, ranking: tuple[Candidate, ...], read: Query, preferred: tuple[str, ...]) -> Verdict:
        names_less = read.asks_series() or read.hints_change() or read.has_scene()
        return decide(ranking, self._thresholds, preferred, names_less=names_less, asks_number_of=read.asks_number_of)

    def _looked_up(self, found: Found, writer: AnswerWriter) -> Answer | None:
        """Answer "695, wat is dat?": the fact that has that figure, or a choice of several; None if it is another."""
        query = found.query
        if query.points_back():
            facts = [self._knowledge.facts[id_] for id_ in self._pointed_at(query)]
            told = {one.id for one in found.verdict.candidates} if found.answers else set()
            if len(facts) == 1 and facts[0].id not in told:
                return writer.tell(facts[0], query, "has the figure that is pointed at")
            if len(facts) > 1 and found.verdict.kind == "abstain" and not (query.unknown or query.frame.left):
                return self._choice(facts, query, writer)
        if found.verdict.kind != "abstain" or not query.is_bare_figure():
            return None
        facts = [self._knowledge.facts[id_] for id_ in self._index.with_figure(query.claims)]
        if len(facts) == 1:
            return writer.tell(facts[0], query, "has the number that was named")
        return self._choice(facts, query, writer) if facts else None

    def _choice(self, facts: list[Fact], query: Query, writer: AnswerWriter) -> Answer:
        """Ask which of the facts with a figure is meant."""
        reasons = Explanation(readings=query.readings, decided="several have that number")
        return writer.clarify(facts[: self._thresholds.choices], 0.0, reasons)

    def _pointed_at(self, query: Query) -> tuple[str, ...]:
        """Return the facts with a figure that the question names, of what is named beside it."""
        named = {one.id for one in query.mentions if one.narrows}
        if query.asks_what_is_in():
            fitting = self._index.with_figure(query.claims)
            close = tuple(id_ for id_ in fitting if any(map(self._index.profiles[id_].accounts_for, named)))
            return close if len(close) == 1 else fitting
        if not all(map(self._index.accounts, named)):
            return ()
        fitting = self._index.with_figure(query.claims)
        close = tuple(id_ for id_ in fitting if any(map(self._index.profiles[id_].accounts_for, named)))
        return close or (() if named else fitting)

    def _in_order(self, found: Found, writer: AnswerWriter) -> Answer | None:
        """Answer with the facts of one measure in order; None where one fact answers, or there are not several."""
        query = found.query
        if found.answers and "top" not in query.markers:
            return None
        pairs = find_order(query, self._rank(without_order(query)))
        highest = query.asks_highest()
        return writer.rank(pairs, query, highest=highest, most=query.how_many()) if pairs else None

    def _compared(self, found: Found, writer: AnswerWriter) -> Answer | None:
        """Answer with two facts beside each other; None where one figure answers, or there are no two.

        Where a side has no fact that is said, with the figure of the other.
        """
        one_answers = found.answers and found.verdict.candidates[0].profile.fact.kind == "figure"
        if one_answers and not any(sides.is_strict for sides in found.query.sides):
            return None
        compared = find_compared(found.query, partial(self._decide_side, found.query))
        if compared is None or (one_answers and not (compared.is_strict and (compared.are_alike or compared.lacking))):
            return None
        if compared.lacking:
            return writer.compare_half(compared.facts[0], compared.lacking, found.query)
        return writer.compare(compared.facts[0], compared.facts[1], found.query)

    def _decide_side(self, whole: Query, side: Query) -> tuple[Verdict, tuple[Candidate, ...]]:
        """Decide on one side of a comparison: "wie is vaker partner, A of B?" compares figures only."""
        ranking = self._rank(side)
        if whole.frame.answer_type == "who" and "comparative" in whole.markers:
            ranking = tuple(one for one in ranking if one.profile.fact.kind == "figure")
        return decide(ranking, self._thresholds), ranking

    def _with_subject(self, query: Query, told: tuple[str, ...]) -> Query:
        """Return the question with what its fact is about, where it did not say so: "waar komt die 26% vandaan?".

        A fact that is told only on request ("leestip") lends its measure too, for the follow-up "en over het mbo?".
        """
        if not told:
            return query
        profile = self._index.profiles[told[0]]
        lent = [] if query.facets() & {"partner", "topic"} else [group[0] for group in profile.fact.about]
        if profile.wants_asking and not profile.fact.counted and not query.ids("measure") and profile.fact.measure:
            lent.append(profile.fact.measure)
        concepts = [self._knowledge.concepts[id_] for id_ in lent]
        how: How = "carried" if profile.is_bare else "exact"  # "hoeveel musea zijn er?", then "en in 2021?"
        mentions = [Mention(id=one.id, facet=one.facet, role=one.role, start=0, end=0, how=how) for one in concepts]
        return replace(query, mentions=query.mentions + tuple(mentions))

    def _about_last(self, follow_up: FollowUp, dialogue: Dialogue, writer: AnswerWriter) -> Answer | None:
        """Answer a question about the fact told last: its source, year, population, more of it, the difference."""
        query = follow_up.query
        fact = self._knowledge.facts[dialogue.facts[0]]
        if wants_difference_of_last(query, dialogue):
            return writer.difference(fact, query, dialogue.periods)
        again = says_nothing_new(follow_up)
        return writer.about(fact, query) or (writer.tell(fact, query, "told again") if again else None)

    def _is_about_last(self, dialogue: Dialogue, mention: Mention) -> bool:
        """Tell whether naming this leaves the question with the fact told last."""
        profile = self._index.profiles[dialogue.facts[0]]
        known = mention.facet in ("domain", "aspect") or mention.id in profile.exact or mention.id in profile.broad
        return mention.carried or (known and mention.role != "total")  # "en in totaal?" after a part of it

    # --- a knowledge base without concepts

    def _respond_by_examples(
        self, examples: ExampleRanker, message: Message, dialogue: Dialogue
    ) -> tuple[Answer, Dialogue]:
        """Answer by the likeness to example questions alone; score and lead decide, small talk comes after."""
        text, writer = message.text, message.writer
        likenesses = examples.rank(text)[:5]
        lead = 100 * (likenesses[0][1] - (likenesses[1][1] if len(likenesses) > 1 else 0.0)) if likenesses else 0.0
        ranked = tuple((id_, round(100 * max(0.0, min(1.0, likeness)), 2)) for id_, likeness in likenesses)
        score = ranked[0][1] if ranked else 0.0
        facts = [self._knowledge.facts[id_] for id_, _ in ranked]
        rule = f"like the example questions: {score:.0f}, {lead:.0f} more than the second"
        reasons = Explanation(candidates=tuple((id_, likeness, ()) for id_, likeness in ranked), decided=rule)
        query = Query(text=text, language=writer.composer.language, periods=message.whole.periods)
        if score >= self._thresholds.example_score and lead >= self._thresholds.example_lead:
            facet, strange = self._strange_to_examples(examples, facts[0], message.whole)
            told = writer.nearby(facts[0], query, (facet,), strange) if strange else writer.tell(facts[0], query, rule)
            answer = replace(told, score=score, explanation=reasons)
            return answer, replace(dialogue, facts=(facts[0].id,), choices=())
        talk = self._talk(message, dialogue)
        if talk is not None:
            return talk
        if score >= self._thresholds.example_score:
            answer = writer.clarify(facts[: self._thresholds.choices], score, reasons)
            return answer, replace(dialogue, choices=tuple(choice.fact for choice in answer.choices))
        return writer.abstain(query, facts[:3], (), reasons), dialogue

    def _strange_to_examples(self, examples: ExampleRanker, fact: Fact, query: Query) -> tuple[str, tuple[str, ...]]:
        """Return what of a question neither an example question nor the fact has, and its facet.

        A period narrows every question. A word that is no verb narrows one for a number: "hoeveel dierentuinen zijn
        er?" is not how many museums there are. Elsewhere other words are expected: that is what likeness is for.
        """
        known = self._index.profiles[fact.id].periods
        periods = (one for one in query.periods if one not in known and not all(map(examples.knows, one.split("-"))))
        period = next(periods, None)
        if period is not None:
            return "period", (period,)
        asks_number = query.frame.answer_type in OF_A_NUMBER or query.counted is not None or query.ids("measure")
        if fact.kind != "figure" or not asks_number:
            return "topic", ()
        read = {at for one in query.mentions for at in range(one.start, one.end)}
        for at, token in enumerate(tokenise(query.text)):
            lists = set(self._lexicon.lists(token.word, query.language))
            if at not in read and token.word.isalpha() and lists <= {NOUNS} and not examples.knows(token.word):
                return "topic", (token.typed,)
        return "topic", ()


def _without_another_kind(verdict: Verdict, read: Query) -> Verdict:
    """Return what is near where a message asks who or where of a figure, and names nothing: "waar gingen die over?"."""
    asked = next((one for one in read.mentions if one.id in NO_NUMBERS), None)
    if verdict.kind != "answer" or asked is None or verdict.candidates[0].profile.fact.kind != "figure":
        return verdict
    best = verdict.candidates[0]._replace(missing=("answer_type",), open=(asked.typed or asked.id,))
    return Verdict(kind="nearby", candidates=(best,), rule=f"a figure tells no {asked.id}")


def _adds(part: Part, answer: Answer, answers: list[tuple[str, Answer]]) -> bool:
    """Tell whether a further part of a message brings something new, or only asks more of the same fact."""
    read = part.query
    told = {use.id for _, before in answers for use in before.facts}
    if part.is_half and answer.kind != "answer":
        return True  # it is said that there is no answer to it
    if part.is_half and not {(use.id, use.period) for use in answer.facts} <= _rows_told(answers):
        return True
    if not read.facets() & NARROWING and not read.asks_difference():
        return False
    if answer.kind == "answer":
        return not {use.id for use in answer.facts} <= told
    return answer.kind == "nearby" and bool(read.ids("partner", "place", "topic"))


def _rows_told(answers: list[tuple[str, Answer]]) -> set[tuple[str, str | None]]:
    return {(use.id, use.period) for _, before in answers for use in before.facts}


def _all_asking(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple(replace(mention, context=False) for mention in mentions)


def _is_calculated(answer: Answer) -> bool:
    return bool(answer.facts) and answer.facts[0].is_calculated
