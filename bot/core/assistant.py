"""The assistant: one question and the conversation so far in, one answer and the conversation after it out."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from bot.core.answering.chart import Chart, chart_of
from bot.core.answering.writer import AnswerWriter, joined
from bot.core.conversation.dialogue import (
    META,
    Dialogue,
    FollowUp,
    asks_anew,
    complete,
    is_complete,
    shortened,
)
from bot.core.conversation.small_talk import chosen, small_talk
from bot.core.ranking.asked import OF_A_SERIES
from bot.core.ranking.by_examples import ExampleRanker
from bot.core.ranking.comparison import asks_order, find_compared, find_order, without_order
from bot.core.ranking.decide import Thresholds, Verdict, decide
from bot.core.ranking.index import Index
from bot.core.ranking.meets import ABOUT_SOURCE
from bot.core.ranking.rank import Candidate, rank
from bot.core.reading.questions_in import split_parts
from bot.core.reading.read import SUBJECTS, Reader
from bot.core.reading.relative_dates import at_moment
from bot.core.records.frame import Frame
from bot.core.records.mention import Mention
from bot.core.records.model import Answer, Explanation, Fact, Figure, KnowledgeBase, Question
from bot.core.records.query import Query
from bot.core.records.ways import Way
from bot.core.words.compiled import Tables, compile_tables
from bot.core.words.lexicon import Lexicon
from bot.core.words.text import clean, tokenise
from bot.core.words.which_language import find_language, is_foreign

KEPT = 1024  # questions asked last whose language and ranking are kept: in a workshop, many ask the same
PARTS = 3  # most questions answered in one message
IN_A_DIFFERENCE = frozenset({Way.SHARE, Way.COUNT, Way.DIFFERENCE})  # what "how much more, in percent?" may name


@dataclass(frozen=True, slots=True)
class Heard:
    """In which language a message is."""

    spoken: str
    is_empty: bool  # no word in it
    is_foreign: bool  # a language that is not spoken here


@dataclass(frozen=True, slots=True)
class Message:
    """What was typed, cleaned; the language it is read in, and the writer of the language it is answered in."""

    text: str
    heard: Heard
    writer: AnswerWriter
    forced: bool  # the surface chose the language of the answer
    as_of: date | None  # the day of asking

    @property
    def spoken(self) -> str:
        return self.heard.spoken


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
        self._examples = None if has_subjects else ExampleRanker(knowledge.facts.values())
        self._writers = {code: AnswerWriter(knowledge, code) for code in knowledge.languages}

    def reply(self, question: Question, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        """Answer one message, and return the conversation as it is after it."""
        dialogue = self._known(dialogue.at(question.asked_at))
        text = clean(question.text)
        forced = question.language if question.language in self._knowledge.languages else None
        heard = self._heard(text, forced or dialogue.language)
        message = Message(text, heard, self._writers[forced or heard.spoken], forced is not None, question.as_of)
        answer, after = self._respond(message, dialogue)
        after = replace(after, language=answer.language, asked_at=question.asked_at)
        return answer, self._without_words(after)

    def with_thresholds(self, thresholds: Thresholds) -> "Assistant":
        """Return an assistant that knows the same and has read the same, and decides by other thresholds."""
        other = copy(self)
        other._thresholds = thresholds
        return other

    def _without_words(self, dialogue: Dialogue) -> Dialogue:
        """Return the conversation without what the next message does not need: the text, words that no fact has."""
        if dialogue.query is None:
            return dialogue
        keys = tuple(key for key in dialogue.query.keys if self._index.has_word(key))
        readings = tuple(one for one in dialogue.query.readings if one.how != "filler")  # a name may be among them
        plain = replace(dialogue.query, text="", asked_text="", frame=Frame(), claims=(), keys=keys, readings=readings)
        return replace(dialogue, query=shortened(plain))

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
        if all(fact in facts for fact in (*dialogue.facts, *dialogue.choices)) and all(
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
        talk = small_talk(self._reader.read(text, language), self._lexicon)
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
            period=told[0] if told else None,
            periods=tuple(dict.fromkeys([*told[:1], *before]))[:2],
            calculated=_is_calculated(answer),
            choices=tuple(choice.fact for choice in answer.choices),
        )

    # --- questions

    def _answer_parts(self, message: Message, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        """Answer each question of a message in order; what only asks more of the same fact is left out."""
        answers: list[tuple[str, Answer]] = []
        parts = split_parts(message.text, self._reader, message.spoken)[:PARTS]
        queries = [at_moment(self._reader.read(part, message.spoken), message.as_of) for part in parts]
        for at, part in enumerate(parts):
            read = queries[at]
            if at + 1 < len(parts) and not part.endswith("?"):
                read = _with_period_of(queries[-1], read)
            if at and not parts[at - 1].endswith("?"):  # "voor 2022: het aantal bezoeken en het aantal leden"
                read = _with_period_of(queries[at - 1], read)
            answer, after = self._answer_one(read, message.writer, dialogue)
            if answers and not _adds(read, answer, answers):
                continue
            answers.append((part, answer))
            dialogue = after
        return joined(answers), dialogue

    def _answer_one(self, read: Query, writer: AnswerWriter, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        follow_up = complete(read, dialogue)
        about = self._about_last(follow_up, dialogue, writer)
        if about is not None:
            return about, replace(self._told(about, dialogue), facts=dialogue.facts)
        preferred = dialogue.facts if follow_up.leans else ()
        ranking = self._rank(follow_up.query)
        verdict = self._decide(ranking, read, preferred)
        if verdict.kind == "clarify" and read.has_scene():  # what the scene names tells which of them is meant
            whole = replace(follow_up.query, mentions=_all_asking(follow_up.query.mentions))
            in_scene = self._rank(whole)
            by_scene = self._decide(in_scene, read, preferred)
            if by_scene.kind == "answer":
                ranking, verdict = in_scene, by_scene
        if follow_up.carried and verdict.kind != "answer" and (read.stands_alone() or is_complete(read)):
            alone = self._rank(read)  # "werken ze ook samen met X?" may be a question of its own
            on_its_own = decide(alone, self._thresholds)
            if on_its_own.kind == "answer":
                follow_up, ranking, verdict = FollowUp(read), alone, on_its_own
        query = follow_up.query
        answer = self._looked_up(query, verdict, writer) or self._of_several(query, verdict, writer)
        answer = answer or writer.write(verdict, ranking, query, follow_up.carried, self._strange(query))
        told = tuple(dict.fromkeys(use.fact for use in answer.facts))
        after = replace(dialogue, language=query.language, query=self._with_subject(query, told))
        return answer, self._told(answer, after)

    def _decide(self, ranking: tuple[Candidate, ...], read: Query, preferred: tuple[str, ...]) -> Verdict:
        names_less = read.asks_series() or read.hints_change() or read.has_scene()
        return decide(ranking, self._thresholds, preferred, names_less=names_less, asks_number_of=read.asks_number_of)

    def _decide_compared(self, query: Query) -> Callable[[Query], Verdict]:
        """Return what decides on each side of a comparison: "wie is vaker partner, A of B?" compares figures only."""
        only_figures = query.frame.answer_type == "who" and "comparative" in query.markers

        def decide_side(side: Query) -> Verdict:
            ranking = self._rank(side)
            return decide(_figures(ranking) if only_figures else ranking, self._thresholds)

        return decide_side

    def _looked_up(self, query: Query, verdict: Verdict, writer: AnswerWriter) -> Answer | None:
        """Answer "695, wat is dat?": the fact that has a bare number, or a choice of several; None if none is asked."""
        told = {use.profile.fact.id for use in verdict.candidates} if verdict.kind == "answer" else set()
        facts = [self._knowledge.facts[id_] for id_ in self._pointed_at(query)]
        if len(facts) == 1 and facts[0].id not in told:
            return writer.tell(facts[0], query, "has the figure that is pointed at")
        bare = query.claims and not query.facets() & SUBJECTS and not (query.unknown or query.frame.left)
        if verdict.kind != "abstain" or not bare or query.frame.answer_type not in ("", "place"):
            return None
        facts = [self._knowledge.facts[id_] for id_ in self._index.with_figure(query.claims)]
        if len(facts) == 1:
            return writer.tell(facts[0], query, "has the number that was named")
        if 1 < len(facts) <= self._thresholds.choices:
            return writer.clarify(facts, 0.0, Explanation(readings=query.readings, decided="several have that number"))
        return None

    def _pointed_at(self, query: Query) -> tuple[str, ...]:
        """Return the facts with a figure that is named as known, and not to be checked, of what is named beside it."""
        points = query.points_at_figure or query.markers & ABOUT_SOURCE
        asks_else = query.markers & {"claim", "yes_no"} or query.counted is not None or query.relative
        if asks_else or not (points and query.claims):
            return ()
        named = {one.id for one in query.mentions if one.facet in SUBJECTS}
        if not all(map(self._index.accounts, named)):
            return ()
        fitting = self._index.with_figure(query.claims)
        close = tuple(id_ for id_ in fitting if any(map(self._index.profiles[id_].accounts_for, named)))
        return close or (() if named else fitting)

    def _of_several(self, query: Query, verdict: Verdict, writer: AnswerWriter) -> Answer | None:
        """Answer what two facts, or those of one measure in order, answer together; None if it asks no such thing."""
        best = verdict.candidates[0].profile if verdict.candidates else None
        if asks_order(query):
            plain = without_order(query)
            pairs = find_order(query, self._rank(plain))
            settled = verdict.kind == "answer" and best is not None and "top" not in query.markers
            if pairs and not settled:
                highest = "lowest" not in query.markers
                return writer.rank(pairs, query, highest=highest, most=query.how_many())
        if verdict.kind == "answer" and best is not None and best.fact.kind == "figure":
            return None
        compared = find_compared(query, self._decide_compared(query))
        return writer.compare(*compared, query) if compared else None

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
        mentions = [Mention(id=one.id, facet=one.facet, role=one.role, start=0, end=0, how="exact") for one in concepts]
        return replace(query, mentions=query.mentions + tuple(mentions))

    def _strange(self, query: Query) -> tuple[str, ...]:
        """Return the words and concepts of a question that no fact accounts for."""
        concepts = [mention.id for mention in query.mentions if not self._index.accounts(mention.id)]
        return tuple(dict.fromkeys([*concepts, *(item.word for item in query.unknown)]))

    def _about_last(self, follow_up: FollowUp, dialogue: Dialogue, writer: AnswerWriter) -> Answer | None:
        """Answer a question about the fact told last: its source, year, population, more of it, the difference."""
        query = follow_up.query
        if not dialogue.facts or not (follow_up.leans or query.markers & META):
            return None
        fact = self._knowledge.facts[dialogue.facts[0]]
        own = [mention for mention in query.mentions if not self._is_about(mention, fact)]
        wants_difference = query.asks_difference() or ("in_percent" in query.markers and dialogue.calculated)
        if wants_difference and all(mention.id in IN_A_DIFFERENCE for mention in own):
            return writer.difference(fact, query, dialogue.periods)
        if query.asks_series():
            own = [mention for mention in own if mention.id not in OF_A_SERIES]
        if "meta_population" in query.markers:
            own = [mention for mention in own if mention.facet != "population"]  # "is that libraries or locations?"
        if own or query.unknown:
            return None
        says_nothing = follow_up.leans and not asks_anew(query) and not query.periods
        return writer.about(fact, query) or (writer.tell(fact, query, "told again") if says_nothing else None)

    def _is_about(self, mention: Mention, fact: Fact) -> bool:
        """Tell whether naming this leaves the question with the fact told last."""
        profile = self._index.profiles[fact.id]
        known = mention.facet in ("domain", "aspect") or mention.id in profile.exact or mention.id in profile.broad
        return mention.carried or known

    # --- a knowledge base without concepts

    def _respond_by_examples(
        self, examples: ExampleRanker, message: Message, dialogue: Dialogue
    ) -> tuple[Answer, Dialogue]:
        """Answer by the likeness to example questions alone; score and lead decide, small talk comes after."""
        text, writer = message.text, message.writer
        ranked = tuple((id_, round(100 * max(0.0, min(1.0, score)), 2)) for id_, score in examples.rank(text)[:5])
        score, second = (*(likeness for _, likeness in ranked), 0.0, 0.0)[:2]
        facts = [self._knowledge.facts[id_] for id_, _ in ranked]
        rule = f"like the example questions: {score:.0f}, {score - second:.0f} more than the second"
        reasons = Explanation(candidates=tuple((id_, likeness, ()) for id_, likeness in ranked), decided=rule)
        query = Query(text=text, language=writer.composer.language)
        if score >= self._thresholds.example_score and score - second >= self._thresholds.example_lead:
            answer = replace(writer.tell(facts[0], query, rule), score=score, explanation=reasons)
            return answer, replace(dialogue, facts=(facts[0].id,), choices=())
        talk = self._talk(message, dialogue)
        if talk is not None:
            return talk
        if score >= self._thresholds.example_score:
            answer = writer.clarify(facts[: self._thresholds.choices], score, reasons)
            return answer, replace(dialogue, choices=tuple(choice.fact for choice in answer.choices))
        return writer.abstain(query, facts[:3], (), reasons), dialogue


def _adds(read: Query, answer: Answer, answers: list[tuple[str, Answer]]) -> bool:
    """Tell whether a further part of a message brings something new, or only asks more of the same fact."""
    told = {use.id for _, before in answers for use in before.facts}
    if not read.facets() & SUBJECTS and not read.asks_difference():
        return False
    if answer.kind == "answer":
        return not {use.id for use in answer.facts} <= told
    return answer.kind == "nearby" and bool(read.ids("partner", "place", "topic"))


def _figures(ranking: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    return tuple(one for one in ranking if one.profile.fact.kind == "figure")


def _all_asking(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple(replace(mention, context=False) for mention in mentions)


def _with_period_of(other: Query, read: Query) -> Query:
    """Return a question with the period of another in its sentence, where it has none: "... en ... in 2023?"."""
    has_none = not (read.periods or read.stretch or read.moment)
    return replace(read, periods=other.periods, stretch=other.stretch) if has_none else read


def _is_calculated(answer: Answer) -> bool:
    return bool(answer.facts) and answer.facts[0].is_calculated
