"""One question of each kind, made from the rows that it is about; chance decides what may differ."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random

from bot.core.answering.wording import Composer
from bot.core.records.model import Fact, KnowledgeBase, Texts
from bot.core.records.series import is_series
from bot.core.words.text import capital
from bot.quiz.hidden import find_hidden, name_of
from bot.quiz.numbers import slider, thresholds, wrong_figures
from bot.quiz.records import Estimate, Kind, QuizQuestion
from bot.quiz.rows import Asked, is_equal, rows_to_ask
from bot.quiz.wording import (
    Wording,
    Write,
    break_reason,
    dated,
    figure,
    label,
    statement,
    when,
    with_gap,
)

TRUE_HALF = 0.5  # chance of a true statement, and of a whole that was changed where there is one
TERMS = 4  # options of a term


class Maker:
    """Makes questions from the facts of a knowledge base; None where a kind has no sound question of them."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.knowledge = knowledge
        self.wording = Wording(knowledge)
        self._hidden = find_hidden(knowledge, self.wording)

    # --- one figure

    def figure(self, asked: Asked, rng: Random) -> QuizQuestion | None:
        """Return a question for the figure of a row, with others that are not true."""
        wrong = () if asked.is_bound else self._wrong(asked, rng)
        if not wrong:
            return None
        values = sorted((asked.value, *wrong))
        return self._question(
            "figure",
            (asked,),
            text=self.wording.phrase("figure", statement=with_gap(asked), period=when(asked)),
            options=tuple(self.wording.value(value, asked) for value in values),
            right=(values.index(asked.value),),
            first=self.wording.texts(dated(asked)),
        )

    def estimate(self, asked: Asked, rng: Random) -> QuizQuestion:
        """Return a question for the figure of a row as a number to be guessed."""
        least, most, step = slider(asked.value, rng, is_share=asked.is_share)
        unit = "percent" if asked.is_share else asked.fact.quantity or "count"
        estimate = Estimate(
            value=asked.value,
            least=least,
            most=most,
            step=step,
            is_share=asked.is_share,
            shown=self.wording.texts(figure(asked)),
            unit=self.wording.texts(lambda composer: composer.with_unit("{value}", asked.fact)),
        )
        return self._question(
            "estimate",
            (asked,),
            text=self.wording.phrase(f"estimate_{unit}", statement=with_gap(asked), period=when(asked)),
            estimate=estimate,
            first=self.wording.texts(dated(asked)),
        )

    def threshold(self, asked: Asked, rng: Random) -> QuizQuestion | None:
        """Return a question whether the figure of a row is above or below a round one."""
        can_be = [one for one in thresholds(asked.value, is_share=asked.is_share) if asked.settles(one)]
        if not can_be:
            return None
        limit = rng.choice(can_be)
        limit_words: Write = lambda composer: composer.value(limit, asked.fact)  # noqa: E731
        return self._question(
            "threshold",
            (asked,),
            text=self.wording.phrase("threshold", label=label(asked.fact), threshold=limit_words, period=when(asked)),
            options=tuple(self.wording.phrase(name, threshold=limit_words) for name in ("more", "less")),
            right=(0 if asked.value > limit else 1,),
            first=self.wording.texts(dated(asked)),
        )

    def true_false(self, asked: Asked, others: Sequence[Asked], rng: Random) -> QuizQuestion | None:
        """Return a statement that is true, or in which the figure is that of something else.

        Args:
            asked: What the statement is about.
            others: Shares of the same subject of another whole; one may lend its figure.
            rng: Decides.
        """
        is_true = rng.random() < TRUE_HALF
        other = rng.choice(others) if others and not is_true and rng.random() < TRUE_HALF else None
        wrong = (other.value,) if other else self._wrong(asked, rng)
        wrong = tuple(value for value in wrong if not asked.implies(value))
        if not is_true and not wrong:
            return None
        clearest = max(wrong, key=lambda value: abs(value - asked.value)) if not is_true else None
        said = statement(asked, clearest)
        if is_true:
            first = self.wording.phrase("so", statement=dated(asked))
        elif other:
            first = self.wording.phrase(
                "not_so_whole",
                value=figure(other),
                label=lambda composer: composer.label(other.fact),
                statement=dated(asked),
            )
        else:
            first = self.wording.phrase("not_so", statement=dated(asked))
        return self._question(
            "true-false",
            (asked, other) if other else (asked,),
            text=self.wording.phrase("true_false", statement=said, period=when(asked)),
            options=(self.wording.phrase("true"), self.wording.phrase("false")),
            right=(0 if is_true else 1,),
            first=first,
        )

    # --- figures beside each other

    def change(self, earlier: Asked, later: Asked) -> QuizQuestion:
        """Return a question which of two comparable periods had the higher figure."""
        same = is_equal(earlier, later)
        periods: Mapping[str, Write] = {"earlier": when(earlier), "later": when(later)}
        return self._question(
            "change",
            (earlier, later),
            text=self.wording.phrase("change", label=label(later.fact), **periods),
            options=tuple(self.wording.phrase(name) for name in ("higher", "lower", "same")),
            right=(2 if same else 0 if later.value > earlier.value else 1,),
            first=self.wording.phrase("changed", earlier_value=figure(earlier), later_value=figure(later), **periods),
        )

    def larger(self, more: Asked, less: Asked, rng: Random) -> QuizQuestion:
        """Return a question which of two comparable figures is the larger."""
        both = [more, less]
        rng.shuffle(both)
        return self._question(
            "larger",
            (more, less),
            text=self.wording.phrase(f"larger_{more.fact.unit}", period=when(more)),
            options=tuple(self.wording.texts(label(one.fact)) for one in both),
            right=(both.index(more),),
            first=self._ranked((more, less)),
        )

    def order(self, ranked: Sequence[Asked], rng: Random) -> QuizQuestion:
        """Return a question to put comparable figures, which are given from high to low, in order."""
        mixed = list(ranked)
        rng.shuffle(mixed)
        return self._question(
            "order",
            ranked,
            text=self.wording.phrase("order", period=when(ranked[0])),
            options=tuple(self.wording.texts(label(one.fact)) for one in mixed),
            right=tuple(mixed.index(one) for one in ranked),
            first=self._ranked(ranked),
        )

    def comparable_series(self, earlier: Asked, later: Asked, *, is_broken: bool) -> QuizQuestion:
        """Return the question whether two figures of a series may be compared."""
        if is_broken:
            first = self.wording.phrase("not_comparable", reason=break_reason(earlier, later))
        else:
            first = self.wording.phrase("comparable")
        return self._question(
            "comparable",
            (earlier, later),
            text=self.wording.phrase(
                "comparable_series",
                label=label(later.fact),
                earlier=when(earlier),
                later=when(later),
                earlier_value=figure(earlier),
                later_value=figure(later),
            ),
            options=(self.wording.phrase("yes"), self.wording.phrase("no")),
            right=(1 if is_broken else 0,),
            first=first,
        )

    def comparable_facts(self, first: Asked, second: Asked, *, is_other_whole: bool) -> QuizQuestion:
        """Return the question whether two figures of one period may be compared."""
        if is_other_whole:
            counted = self.wording.phrase(
                "other_whole",
                first=lambda composer: composer.population(*first.pair),
                second=lambda composer: composer.population(*second.pair),
            )
            told = self.wording.phrase("not_comparable", reason=lambda composer: composer.text(counted))
        else:
            told = self.wording.phrase("comparable_facts_yes")
        return self._question(
            "comparable",
            (first, second),
            text=self.wording.phrase(
                "comparable_facts",
                first=label(first.fact),
                second=label(second.fact),
                first_value=figure(first),
                second_value=figure(second),
                period=when(first),
            ),
            options=(self.wording.phrase("yes"), self.wording.phrase("no")),
            right=(1 if is_other_whole else 0,),
            first=told,
        )

    # --- words

    def has_term(self, fact: Fact) -> bool:
        """Tell whether a fact defines a term that can be asked for."""
        return fact.id in self._hidden

    def term(self, fact: Fact, rng: Random) -> QuizQuestion | None:
        """Return a question which term is described."""
        hidden = self._hidden[fact.id]
        if len(hidden.others) < TERMS - 1:
            return None
        options = [hidden.concept, *rng.sample(hidden.others, TERMS - 1)]
        rng.shuffle(options)
        caveat = (self.wording.texts(lambda composer: capital(composer.text(fact.caveat))),) if fact.caveat else ()
        return QuizQuestion(
            id=f"term:{fact.id}",
            kind="term",
            text=self.wording.phrase("term", description=lambda composer: composer.text(hidden.text)),
            options=tuple(self.wording.texts(name_of(one)) for one in options),
            right=(options.index(hidden.concept),),
            facts=(fact.id,),
            periods=(fact.figures[0].period,),
            explanation=(
                self.wording.texts(lambda composer: composer.statement(fact, fact.figures[0])),
                *caveat,
            ),
            source=self.wording.texts(lambda composer: composer.cited(fact.figures)),
        )

    # --- what all of them have

    def _question(
        self,
        kind: Kind,
        told: Sequence[Asked],
        *,
        text: Texts,
        first: Texts,
        options: tuple[Texts, ...] = (),
        right: tuple[int, ...] = (),
        estimate: Estimate | None = None,
    ) -> QuizQuestion:
        named = "+".join(f"{one.fact.id}@{one.row.period or ''}" for one in told)
        charted = next((one.fact.id for one in told if is_series(one.fact)), None)
        return QuizQuestion(
            id=f"{kind}:{named}",
            kind=kind,
            text=text,
            options=options,
            right=right,
            estimate=estimate,
            facts=tuple(dict.fromkeys(one.fact.id for one in told)),
            periods=tuple(one.row.period for one in told),
            explanation=self.wording.explained(told, first),
            source=self.wording.source(told),
            chart=charted,
        )

    def _wrong(self, asked: Asked, rng: Random) -> tuple[Decimal, ...]:
        return wrong_figures(asked.value, rng, is_share=asked.is_share, true=true_values(asked, self.knowledge))

    def _ranked(self, told: Sequence[Asked]) -> Texts:
        def write(composer: Composer) -> str:
            each = (
                composer.phrase("quiz_ranked", label=composer.label(one.fact), value=composer.figure(*one.pair))
                for one in told
            )
            return capital(composer.phrase("quiz_in_order", ranked="; ".join(each)))

        return self.wording.texts(write)


def true_values(asked: Asked, knowledge: KnowledgeBase) -> frozenset[Decimal]:
    """Return the figures that a wrong option must keep away from.

    They are those of other periods and other sources, of facts that are about the same, and of the same population in
    the same period.
    """
    fact = asked.fact
    subject, twins = {id_ for group in fact.about for id_ in group}, knowledge.twins()
    found = {row.value for row in fact.rows if row.unit is None and row.value is not None}
    for other in knowledge.facts.values():
        if other.id == fact.id or other.unit != fact.unit or other.quantity != fact.quantity:
            continue
        is_kin = other.id in (fact.continues, twins.get(fact.id))
        if is_kin or (subject and subject == {id_ for group in other.about for id_ in group}):
            found |= {one.value for one in rows_to_ask(other)}
        elif other.population == fact.population:
            found |= {one.value for one in rows_to_ask(other) if one.row.period == asked.row.period}
    return frozenset(found - {asked.value})
