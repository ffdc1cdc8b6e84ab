"""Questions that were asked in vain: what was understood of them, what stayed open, and which belong together."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import get_args

from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, Facet, KnowledgeBase, Question, Reading
from bot.core.words.text import inflection_key, tokenise
from bot.tools.both import Version
from bot.tools.judging import ids_told

MOST_NEAR = 5  # facts that are looked at
FACETS = get_args(Facet)
NARROWING = ("partner", "place", "population", "topic")  # facets of which a fact has to account for what is asked
ANSWERED = ("answer", "smalltalk", "help")


@dataclass(frozen=True, slots=True)
class Vain:
    """A question without an answer."""

    text: str
    times: int = 1  # that it was asked


@dataclass(frozen=True, slots=True)
class Open:
    """A word that keeps the nearest facts from being the answer."""

    word: str  # as typed, in small letters
    slot: str  # the part that it plays: "partner", "place", "word" ...
    concept: str | None = None  # None: the word is not known; else no near fact is about this concept

    @property
    def key(self) -> str:
        return self.concept or key_of(self.word)


@dataclass(frozen=True, slots=True)
class Heard:
    """A question with its reading."""

    vain: Vain
    language: str
    understood: tuple[Reading, ...]
    open: tuple[Open, ...]
    near: tuple[str, ...]  # fact ids, nearest first


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that the same word, or else the same nearest fact, keeps together."""

    questions: tuple[Heard, ...]

    @property
    def first(self) -> Heard:
        """The question that was asked most often."""
        return max(self.questions, key=lambda heard: heard.vain.times)

    @property
    def times(self) -> int:
        return sum(heard.vain.times for heard in self.questions)

    @property
    def near(self) -> tuple[str, ...]:
        """The facts that are nearest to most of the questions."""
        places: Counter[str] = Counter()
        for heard in self.questions:
            places.update({fact: MOST_NEAR - place for place, fact in enumerate(heard.near)})
        return tuple(fact for fact, _ in places.most_common(MOST_NEAR))

    def shortest(self, open_: Open) -> str:
        """Return the shortest form in which a word was typed in the group: rather the singular than the plural."""
        forms = [one.word for heard in self.questions for one in heard.open if one.key == open_.key]
        return min(forms, key=len, default=open_.word)


def key_of(words: str) -> str:
    """Return what is the same for all inflected forms of a word or a phrase."""
    return " ".join(inflection_key(token.word) for token in tokenise(words))


def hear(questions: Iterable[Vain], version: Version, as_of: date | None) -> tuple[tuple[Group, ...], tuple[Vain, ...]]:
    """Return the groups, the ones asked most first, and the questions that are answered after all."""
    groups: dict[str, list[Heard]] = {}
    answered: list[Vain] = []
    for vain in _each_once(questions):
        answer, _ = version.reply(Question(vain.text, as_of=as_of), Dialogue())
        if answer.kind in ANSWERED:
            answered.append(vain)
            continue
        heard = _read(vain, answer, version.kb)
        key = heard.open[0].key if heard.open else f"fact {heard.near[0]}" if heard.near else ""
        groups.setdefault(key, []).append(heard)
    in_order = sorted((Group(tuple(several)) for several in groups.values()), key=lambda group: -group.times)
    return tuple(in_order), tuple(answered)


def _each_once(questions: Iterable[Vain]) -> list[Vain]:
    """Return the questions with the times added up of those that differ in capitals or marks only."""
    texts: dict[str, str] = {}
    times: Counter[str] = Counter()
    for vain in questions:
        key = " ".join(token.word for token in tokenise(vain.text))
        texts.setdefault(key, vain.text)
        times[key] += vain.times
    return [Vain(texts[key], times[key]) for key in texts]


def _read(vain: Vain, answer: Answer, kb: KnowledgeBase) -> Heard:
    readings = answer.explanation.readings
    near = dict.fromkeys((*ids_told(answer), *(id_ for id_, _, _ in answer.explanation.candidates)))
    facts = tuple(id_ for id_ in near if id_ in kb.facts)[:MOST_NEAR]
    unknown = [Open(one.words.lower(), one.read_as) for one in readings if one.how == "unknown"]
    untold = [] if unknown else _find_untold(readings, facts, kb)
    understood = tuple(one for one in readings if one.how not in ("filler", "unknown"))
    return Heard(vain, answer.language, understood, tuple(unknown or untold), facts)


def _find_untold(readings: Iterable[Reading], near: tuple[str, ...], kb: KnowledgeBase) -> list[Open]:
    """Return the concepts that the nearest fact says nothing about."""
    if not near:
        return []
    fact = kb.facts[near[0]]
    told = {*(name for group in fact.about for name in group), *fact.covers, *fact.counted}
    named = (one for one in readings if one.read_as in kb.concepts and one.read_as not in told)
    return [
        Open(one.words.lower(), facet, one.read_as)
        for one in named
        if (facet := kb.concepts[one.read_as].facet) in NARROWING
    ]
