"""Questions about the reading put to the bot: those that no figure answers, and those that tell a story around it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from bot.core.records.model import Answer, KnowledgeBase
from bot.tools.judging import facts_told, ids_told
from bot.tools.probing import Ask
from bot.tools.reading_probes import KINDS, ReadingQuestion, is_false, make_reading_questions
from bot.tools.scenes import SCENES, Scened, set_scene
from bot.tools.tally import percent


@dataclass(frozen=True, slots=True)
class ReadingProbe:
    """What became of the questions of one kind."""

    kind: str
    asked: Mapping[str, int]  # by way
    false: tuple[tuple[ReadingQuestion, tuple[str, ...]], ...]  # those that got a figure or a yes, with the facts told

    @property
    def number(self) -> int:
        """How many were asked."""
        return sum(self.asked.values())

    @property
    def false_percent(self) -> float:
        """Share of the questions that got a figure or a yes, 0 to 100."""
        return percent(len(self.false), self.number)


@dataclass(frozen=True, slots=True)
class SceneProbe:
    """What became of the questions in a scene."""

    asked: int  # example questions
    changed: tuple[tuple[Scened, tuple[str, ...], tuple[str, ...]], ...]  # with what was told before and after
    unanswerable: int
    answered: tuple[tuple[Scened, tuple[str, ...]], ...]  # of these got an answer only in the scene

    @property
    def changed_percent(self) -> float:
        """Share of the example questions that tell other facts in a scene, 0 to 100."""
        return percent(len(self.changed), self.asked)


def probe_reading(knowledge: KnowledgeBase, ask: Ask, each: int, seed: int) -> tuple[ReadingProbe, ...]:
    """Put so many questions of every fact and kind that no figure answers to the bot; return a result for each kind."""
    asked: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    false: dict[str, list[tuple[ReadingQuestion, tuple[str, ...]]]] = {kind: [] for kind in KINDS}
    for question in make_reading_questions(knowledge, each, seed):
        asked[question.kind][question.way] += 1
        answer = ask(question.text, question.language)
        if is_false(answer, question):
            false[question.kind].append((question, ids_told(answer)))
    return tuple(ReadingProbe(kind, asked[kind], tuple(false[kind])) for kind in KINDS)


def probe_scenes(
    knowledge: KnowledgeBase, ask: Ask, unanswerable: Iterable[tuple[str, str]], each: int, seed: int
) -> SceneProbe:
    """Put so many example questions of every fact to the bot, with sentences before or after that ask nothing.

    Args:
        knowledge: Whose example questions.
        ask: The bot.
        unanswerable: Questions that have no answer, each with its language; each is put in so many scenes too.
        each: How many scenes.
        seed: The same seed gives the same scenes.
    """
    examples = [(scened, *_both(ask, scened)) for scened in _examples(knowledge, each, seed)]
    chance = Random(f"{seed} unanswerable")
    others = [
        (scened, *_both(ask, scened))
        for text, language in unanswerable
        if language in SCENES
        for scened in (set_scene(text, language, chance) for _ in range(each))
    ]
    return SceneProbe(
        asked=len(examples),
        changed=tuple((one, _named(old), _named(new)) for one, old, new in examples if _told(old) != _told(new)),
        unanswerable=len(others),
        answered=tuple((one, ids_told(new)) for one, old, new in others if new.kind == "answer" != old.kind),
    )


def _examples(knowledge: KnowledgeBase, each: int, seed: int) -> Iterator[Scened]:
    """Yield so many example questions of every fact, each in a scene; the languages in turn."""
    for fact in knowledge.facts.values():
        chance = Random(f"{seed} scenes {fact.id}")
        spoken = [(code, fact.ask[code]) for code in SCENES if fact.ask.get(code)]
        several = [[(text, code) for text in chance.sample(texts, len(texts))] for code, texts in spoken]
        for turn in range(each if several else 0):
            questions = several[turn % len(several)]
            yield set_scene(*questions[turn // len(several) % len(questions)], chance)


def _both(ask: Ask, scened: Scened) -> tuple[Answer, Answer]:
    return ask(scened.question, scened.language), ask(scened.text, scened.language)


def _told(answer: Answer) -> tuple[bool, frozenset[str]]:
    """Return whether anything is given as the answer, and the facts told."""
    return answer.kind == "answer", facts_told(answer) if answer.kind == "answer" else frozenset()


def _named(answer: Answer) -> tuple[str, ...]:
    """Return the facts told, after the kind of what is no answer."""
    return ids_told(answer) if answer.kind == "answer" else (answer.kind, *ids_told(answer))
