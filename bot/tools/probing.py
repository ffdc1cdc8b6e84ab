"""Generated questions put to the bot: twins, which no figure answers, and damaged ones, which still ask the same."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from random import Random

from bot.core.records.model import Answer, Fact, KnowledgeBase
from bot.tools.damaging import KINDS, Damager
from bot.tools.judging import facts_told, ids_told
from bot.tools.tally import percent
from bot.tools.twins import Twin, gives_figure, make_twins

Ask = Callable[[str, str], Answer]
"""A question and its language in, the answer out."""


@dataclass(frozen=True, slots=True)
class TwinProbe:
    """What became of the twins."""

    asked: Mapping[str, int]  # by what was changed
    false: tuple[tuple[Twin, tuple[str, ...]], ...]  # those that got a figure, with the facts told

    @property
    def false_percent(self) -> float:
        """Share of the twins that got a figure, 0 to 100."""
        return percent(len(self.false), sum(self.asked.values()))


@dataclass(frozen=True, slots=True)
class Damaged:
    """An example question of a fact, and what was made of it."""

    fact: str
    question: str
    damaged: str


@dataclass(frozen=True, slots=True)
class DamageProbe:
    """What became of the questions with one kind of damage."""

    kind: str
    asked: int
    lost: tuple[Damaged, ...]
    twins: int  # questions without an answer that were damaged so
    false_before: int  # of these got a figure undamaged
    false_after: int  # and damaged

    @property
    def survived_percent(self) -> float:
        """Share of the damaged questions that still get their fact, 0 to 100."""
        return percent(self.asked - len(self.lost), self.asked)

    @property
    def more_false_percent(self) -> float:
        """How many points more of the questions without an answer get a figure when they are damaged."""
        return percent(self.false_after, self.twins) - percent(self.false_before, self.twins)


def probe_twins(knowledge: KnowledgeBase, ask: Ask, each: int, seed: int) -> TwinProbe:
    """Put so many twins of every fact to the bot."""
    twins = list(make_twins(knowledge, each, seed))
    answers = ((twin, ask(twin.text, twin.language)) for twin in twins)
    return TwinProbe(
        asked=Counter(twin.changed for twin in twins),
        false=tuple((twin, ids_told(answer)) for twin, answer in answers if gives_figure(answer, twin)),
    )


def probe_damage(knowledge: KnowledgeBase, ask: Ask, each: int, seed: int) -> Iterator[DamageProbe]:
    """Put so many example questions of every fact to the bot with every kind of damage; yield a result for each kind.

    Only questions that get their fact undamaged are damaged. One twin of every fact is damaged in the same way.
    """
    damager = Damager(knowledge)
    twins = list(make_twins(knowledge, 1, seed))
    before = sum(gives_figure(ask(twin.text, twin.language), twin) for twin in twins)
    for kind in KINDS:
        examples = [
            example
            for fact in knowledge.facts.values()
            for example in _damage_fact(fact, kind, damager, ask, each, Random(f"{seed} {kind} {fact.id}"))
        ]
        chance = Random(f"{seed} {kind}")
        after = sum(
            gives_figure(ask(damager.damage(kind, twin.text, twin.language, chance), twin.language), twin)
            for twin in twins
        )
        lost = tuple(example for example, survived in examples if not survived)
        yield DamageProbe(kind, len(examples), lost, len(twins), before, after)


def _damage_fact(
    fact: Fact, kind: str, damager: Damager, ask: Ask, each: int, chance: Random
) -> Iterator[tuple[Damaged, bool]]:
    """Yield damaged questions of a fact, at most so many, each with whether it still gets the fact."""
    questions = [(language, question) for language, several in fact.ask.items() for question in several]
    chance.shuffle(questions)
    damaged = ((one, damager.damage(kind, one[1], one[0], chance)) for one in questions)
    changed = (
        (language, question, text)
        for (language, question), text in damaged
        if text != question and _gets(ask(question, language), fact)
    )
    for language, question, text in islice(changed, each):
        yield Damaged(fact.id, question, text), _gets(ask(text, language), fact)


def _gets(answer: Answer, fact: Fact) -> bool:
    """Tell whether a fact is given as the answer."""
    return answer.kind == "answer" and fact.id in facts_told(answer)
