"""Reading a question: named passes over one working record, and the record as a query."""

from dataclasses import replace
from functools import lru_cache

from bot.core.reading.asking_clause import (
    ASKING,
    STRONG,
    find_asking,
    sentences_with,
    set_contrast_apart,
    weigh_scene,
)
from bot.core.reading.closed_classes import QUESTION_WORDS
from bot.core.reading.counted import find_counted, find_whole
from bot.core.reading.draft import Draft, Vocabulary
from bot.core.reading.frame import read_frame
from bot.core.reading.mentions import find_mentions, part_mentions, place_mentions
from bot.core.reading.periods_and_figures import find_source, find_spans, find_words
from bot.core.reading.phrases import MOMENTS, drop_parts_of_labels, find_markers, first_phrase, meant, number_in
from bot.core.reading.roles import find_unknown
from bot.core.reading.sides import AND, find_sides
from bot.core.reading.trace import list_readings
from bot.core.records.model import KnowledgeBase
from bot.core.records.query import Query, Sides
from bot.core.words.lexicon import Lexicon
from bot.core.words.text import tokenise

PASSES = (
    find_spans,  # periods and figures, and apart from them ages
    find_source,  # "volgens het CBS"
    find_words,  # what is left, misspelt words repaired
    find_markers,  # phrases of the word lists
    find_mentions,  # labels of concepts and sources
    find_asking,  # the clause that asks
    part_mentions,  # which of what is named stands in it
    set_contrast_apart,  # "..., not active borrowers"
    drop_parts_of_labels,  # phrases that are part of a name
    place_mentions,  # the part that each thing named plays
    weigh_scene,  # what was only said before it
    find_unknown,  # words that nothing accounts for
    read_frame,  # the slots of what is asked
    find_sides,  # the two that it compares
)
OPENING = 2  # words in which a question must show itself
POINTING = frozenset({"same_period", "claim"})  # "ging het dat jaar om ...?": what was said before counts
OPEN_TYPES = frozenset({"thing", "course"})  # answer types of "what" and "how" where no figure is asked for
READINGS_KEPT = 2048  # a workshop asks the same questions


class Reader:
    """Reads questions with the words of one knowledge base."""

    def __init__(self, knowledge: KnowledgeBase, lexicon: Lexicon) -> None:
        self._vocabulary = Vocabulary(knowledge, lexicon)
        self._remembered = lru_cache(maxsize=READINGS_KEPT)(self._read)  # one message is read for several purposes
        self._side = lru_cache(maxsize=READINGS_KEPT)(self._read_side)  # ways to part a comparison share a side
        self.sentences = self._vocabulary.sentences

    def read(self, text: str, language: str) -> Query:
        """Read one question, with the sentences before it that set the scene."""
        return self._remembered(text, language)

    def _read(self, text: str, language: str) -> Query:
        draft = self._draft(text, language)
        sides = tuple(
            Sides(
                (self._side(one.first, language), self._side(one.second, language)),
                one.names,
                one.is_strict,
                one.are_both,
            )
            for one in draft.sides
        )
        return replace(_query_of(draft, self._vocabulary), sides=sides)

    def _read_side(self, text: str, language: str) -> Query:
        side = _query_of(self._draft(text, language), self._vocabulary)
        asks_figure = side.frame.answer_type in OPEN_TYPES  # what compares the sides is left out of it
        return replace(side, frame=side.frame.without("answer_type")) if asks_figure else side

    def _draft(self, text: str, language: str) -> Draft:
        spoken = self._vocabulary.knowledge.languages[language]
        tokens = tokenise(text)
        sentence_of = self.sentences.number(text, tokens, language)
        draft = Draft(text=text, language=language, tokens=tokens, spoken=spoken, sentence_of=sentence_of)
        for pass_ in PASSES:
            pass_(draft, self._vocabulary)
        return draft

    def opens_question(self, text: str, language: str) -> bool:
        """Tell whether a text opens with a question word or the verb of a yes/no question, a preposition before it."""
        query = self.read(text, language)
        opened = any(mention.start < OPENING and mention.facet == "aspect" for mention in query.mentions)
        lists = self._vocabulary.lexicon.lists
        return opened or any(ASKING & set(lists(token.word, language)) for token in tokenise(text)[:OPENING])

    def opens_with_question_word(self, text: str, language: str) -> bool:
        """Tell whether a text opens with a question word; before "hoeveel", "welke" or "wie" may be a preposition."""
        classes = self._vocabulary.closed_classes[language]
        first, second = (*(token.word for token in tokenise(text)[:OPENING]), "", "")[:OPENING]
        after_preposition = classes.has(second, "quantity", "which", "who") and not classes.has(first, "what")
        return classes.has(first, *QUESTION_WORDS, "what", "why") or after_preposition

    def ends_in_question_word(self, text: str, language: str) -> bool:
        """Tell whether a text ends in a question word: what it asks about comes after it."""
        last = tokenise(text)[-1:]
        return bool(last) and self._vocabulary.closed_classes[language].has(
            last[0].word, *QUESTION_WORDS, "what", "why"
        )

    def adds(self, word: str, language: str) -> bool:
        """Tell whether a word joins two things that both count: "and", not "or" or "but"."""
        return self._vocabulary.sides[language].has(word, AND)


def _query_of(draft: Draft, vocabulary: Vocabulary) -> Query:
    asked = tuple(marker for marker in draft.markers if marker[1] in draft.asking)
    points = bool(draft.lent) or not any(one.facet in STRONG for one in draft.mentions)
    points = points or any(name in POINTING for name, _, _ in asked)
    whole = sentences_with(draft)
    told = tuple(span for span in draft.spans if points or span.start in whole)
    stretches = tuple(span for span in draft.spans if span.stretch and span.start in draft.asking)
    words = (word for word in draft.words if word.token in draft.heard)
    return Query(
        text=draft.text,
        language=draft.language,
        frame=draft.frame,
        mentions=draft.mentions,
        unknown=draft.unknown,
        periods=tuple(dict.fromkeys(span.period for span in told if span.period)),
        stretch=next((span.stretch for span in stretches), None),
        ends=next((span.ends for span in stretches), ()),
        years_back=next((span.years_back for span in draft.spans if span.years_back), None),
        years_ago=next((span.years_ago for span in draft.spans if span.years_ago), None),
        years_apart=next((span.years_apart for span in draft.spans if span.years_apart), None),
        most=number_in("top", draft),
        moment=next(((name, typed) for name in MOMENTS if (typed := first_phrase((name,), asked, draft))), None),
        relative=first_phrase(("previous_period", "next_period"), draft.markers, draft),
        said_by=draft.said_by,
        sources=draft.sources,
        claims=tuple(span.claim for span in told if span.claim),
        points_at_figure=any(span.claim and _is_pointed_at(span.start, draft) for span in told),
        whole=find_whole(draft, vocabulary, told),
        counted=find_counted(draft, vocabulary),
        markers=meant(draft, vocabulary),
        keys=tuple(word.key for word in words if not vocabulary.is_listed(word.word, draft.language)),
        asked_text=_heard_text(draft),
        readings=list_readings(draft, vocabulary),
    )


def _is_pointed_at(at: int, draft: Draft) -> bool:
    """Tell whether a figure opens the message ("695, wat is dat?") or stands behind a word that points ("die 695")."""
    return at == 0 or draft.tokens[at - 1].word in draft.spoken.asking.get("pointing", ())


def _heard_text(draft: Draft) -> str:
    """Return the text without what only sets the scene."""
    if len(draft.heard) == len(draft.tokens):
        return draft.text
    return " ".join(draft.tokens[at].typed for at in sorted(draft.heard))
