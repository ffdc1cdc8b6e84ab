"""A whole quiz: so many questions from some facts, of several kinds, no fact twice; the seed decides which."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations
from random import Random

from bot.core.records.model import Fact, KnowledgeBase
from bot.quiz.making import Maker
from bot.quiz.records import MADE_KINDS, Kind, QuizQuestion
from bot.quiz.rows import Asked, Comparisons, differs, is_equal, rows_to_ask

NEWEST = 0.75  # chance that the newest row of a fact is asked for, and not an older one
FEW = 12  # subjects of a kind: one with fewer is asked for less often
ORDERED = 3  # figures that are put in order
MARK_BYTES = 2  # of the mark that tells whether a quiz is still the same: 4 letters

Draw = Callable[[Random], QuizQuestion | None]


@dataclass(frozen=True, slots=True)
class Subject:
    """Facts that a question can be made about, and how to make it."""

    facts: frozenset[str]
    draw: Draw


class QuizMaker:
    """Makes quizzes from a knowledge base; what can be asked is worked out once."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._maker = Maker(knowledge)
        self._compare = Comparisons(knowledge)
        self._twins = knowledge.twins()
        facts = tuple(knowledge.facts.values())
        self._wholes: dict[tuple[str, str | None], list[Asked]] = {}
        self._pairs_of_wholes = tuple(self._compare.other_wholes(facts))
        for one, other in self._pairs_of_wholes:
            self._wholes.setdefault((one.fact.id, one.row.period), []).append(other)
            self._wholes.setdefault((other.fact.id, other.row.period), []).append(one)
        self._larger = [tuple(self._compare.larger(family)) for family in self._compare.families(facts)]
        self._subjects: dict[Kind, tuple[Subject, ...]] = {
            kind: tuple(self._find_subjects(kind, facts)) for kind in MADE_KINDS
        }

    def make(
        self,
        number: int,
        seed: int,
        *,
        facts: Iterable[str] | None = None,
        kinds: Sequence[Kind] = MADE_KINDS,
        suits: Callable[[QuizQuestion], bool] = lambda question: True,
    ) -> tuple[QuizQuestion, ...]:
        """Return at most so many questions: fewer where the facts give no more.

        Args:
            number: How many.
            seed: The same seed gives the same questions, as long as the facts stay the same.
            facts: Ids of the facts that questions may be about; None: all.
            kinds: The kinds of questions, in turn.
            suits: Whether a question can be used; it is made, and passed over, where it cannot.
        """
        rng = Random(seed)
        allowed = None if facts is None else frozenset(facts)
        waiting = {kind: self._mixed(kind, allowed, rng) for kind in dict.fromkeys(kinds)}
        size = {kind: len(subjects) for kind, subjects in waiting.items()}
        order = list(waiting)
        rng.shuffle(order)
        found: list[QuizQuestion] = []
        used: set[str] = set()
        while len(found) < number and any(waiting.values()):
            for kind in order:
                if rng.random() * FEW > size[kind] and any(waiting[other] for other in order if other != kind):
                    continue  # else the same few questions would stand in every quiz
                question = self._next(waiting[kind], used, suits, rng) if len(found) < number else None
                if question is not None:
                    found.append(question)
                    used.update(question.facts, *(self._kin(id_) for id_ in question.facts))
        rng.shuffle(found)
        return tuple(found)

    def every(self, seed: int) -> Iterable[QuizQuestion]:
        """Yield a question about each subject of each kind."""
        rng = Random(seed)
        for kind in MADE_KINDS:
            for subject in self._subjects[kind]:
                question = subject.draw(rng)
                if question is not None:
                    yield question

    def _mixed(self, kind: Kind, allowed: frozenset[str] | None, rng: Random) -> list[Subject]:
        subjects = [one for one in self._subjects[kind] if allowed is None or one.facts <= allowed]
        rng.shuffle(subjects)
        return subjects

    @staticmethod
    def _next(
        waiting: list[Subject], used: set[str], suits: Callable[[QuizQuestion], bool], rng: Random
    ) -> QuizQuestion | None:
        while waiting:
            subject = waiting.pop()
            question = None if subject.facts & used else subject.draw(rng)
            if question is not None and not set(question.facts) & used and suits(question):
                return question
        return None

    def _kin(self, fact: str) -> set[str]:
        """Return the fact that would give the same figure away in another unit."""
        return {self._twins[fact]} if fact in self._twins else set()

    # --- what can be asked

    def _find_subjects(self, kind: Kind, facts: Sequence[Fact]) -> Iterable[Subject]:
        if kind in ("figure", "estimate", "threshold", "true-false"):
            for fact in facts:
                rows = rows_to_ask(fact)
                if rows:
                    yield Subject(frozenset({fact.id}), _of_rows(self._of_row(kind), rows))
        elif kind == "change":
            yield from self._changes(facts)
        elif kind == "larger":
            for pairs in self._larger:
                for more, less in pairs:
                    yield _subject((more, less), _bound(self._maker.larger, more, less))
        elif kind == "order":
            yield from self._orders()
        elif kind == "term":
            for fact in facts:
                if self._maker.has_term(fact):
                    yield Subject(frozenset({fact.id}), _bound(self._maker.term, fact))
        elif kind == "comparable":
            yield from self._comparable(facts)

    def _of_row(self, kind: Kind) -> Callable[[Asked, Random], QuizQuestion | None]:
        def true_false(asked: Asked, rng: Random) -> QuizQuestion | None:
            return self._maker.true_false(asked, self._wholes.get((asked.fact.id, asked.row.period), ()), rng)

        made = {
            "figure": self._maker.figure,
            "estimate": self._maker.estimate,
            "threshold": self._maker.threshold,
            "true-false": true_false,
        }
        return made[kind]

    def _changes(self, facts: Sequence[Fact]) -> Iterable[Subject]:
        for fact in facts:
            pairs = [pair for pair in self._compare.within_series(fact) if differs(*pair) or is_equal(*pair)]
            if pairs:
                yield Subject(
                    frozenset({fact.id}),
                    lambda rng, pairs=pairs: self._maker.change(*rng.choice(pairs)),  # type: ignore[misc]
                )

    def _orders(self) -> Iterable[Subject]:
        for pairs in self._larger:
            apart = {frozenset((one.fact.id, other.fact.id)) for one, other in pairs}
            rows = {one.fact.id: one for pair in pairs for one in pair}
            for three in combinations(rows.values(), ORDERED):
                if all(frozenset((one.fact.id, other.fact.id)) in apart for one, other in combinations(three, 2)):
                    ranked = tuple(sorted(three, key=lambda one: one.value, reverse=True))
                    yield _subject(ranked, _bound(self._maker.order, ranked))

    def _comparable(self, facts: Sequence[Fact]) -> Iterable[Subject]:
        """Yield as many of one answer as of the other, as far as chance goes: of a fact, and of two facts."""
        for fact in facts:
            broken = tuple(self._compare.over_break(fact))
            sound = tuple(pair for pair in self._compare.within_series(fact) if differs(*pair))
            for pairs, is_broken in ((broken, True), (sound, False)):
                if pairs:
                    yield Subject(
                        frozenset({fact.id}),
                        lambda rng, pairs=pairs, is_broken=is_broken: self._maker.comparable_series(  # type: ignore[misc]
                            *rng.choice(pairs), is_broken=is_broken
                        ),
                    )
        for pairs in filter(None, self._larger):
            yield _subject(
                (one for pair in pairs for one in pair),
                lambda rng, pairs=pairs: self._maker.comparable_facts(  # type: ignore[misc]
                    *rng.choice(pairs), is_other_whole=False
                ),
            )
        for one, other in self._pairs_of_wholes:
            yield _subject(
                (one, other),
                lambda rng, one=one, other=other: self._maker.comparable_facts(  # type: ignore[misc]
                    one, other, is_other_whole=True
                ),
            )


def _subject(told: Iterable[Asked], draw: Draw) -> Subject:
    return Subject(frozenset(one.fact.id for one in told), draw)


def _bound(make: Callable[..., QuizQuestion | None], *about: object) -> Draw:
    return lambda rng: make(*about, rng)


def _of_rows(make: Callable[[Asked, Random], QuizQuestion | None], rows: Sequence[Asked]) -> Draw:
    def draw(rng: Random) -> QuizQuestion | None:
        older = rows[1:]
        return make(rng.choice(older) if older and rng.random() > NEWEST else rows[0], rng)

    return draw


def mark_of(questions: Iterable[QuizQuestion]) -> str:
    """Return four letters that differ where the questions do: whether a quiz is still the one that was played."""
    told = "\n".join(f"{one.id} {sorted(one.text.items())} {one.right}" for one in questions)
    return blake2b(told.encode(), digest_size=MARK_BYTES).hexdigest()
