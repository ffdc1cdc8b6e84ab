"""What a site answers from: the assistant and its knowledge base, which a change of the files replaces as one."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from bot.core.answering.chart import Chart
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import DEFAULT_LANGUAGE, Answer, Fact, KnowledgeBase, Question, Source
from bot.quiz.code import Plan
from bot.quiz.quiz import QuizMaker
from bot.quiz.records import QuizQuestion
from bot.surfaces.links import find_id, short_id
from bot.surfaces.topics import topic_of

MOST_TURNS = 30  # of a conversation; what was asked before is left out of the page
LONGEST_QUESTION = 1_000  # characters; the longest of tests/questions has some 300
REMEMBERED = 2_000  # conversations of which the last answer is kept, so that a further turn takes one reply


class Answering(Protocol):
    """Whatever answers questions, and draws what a series is."""

    def reply(self, question: Question, dialogue: Dialogue) -> tuple[Answer, Dialogue]: ...

    def chart(self, fact_id: str, language: str) -> Chart | None: ...


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation with its answer."""

    asked: str  # as it is shown: for a choice its label
    answer: Answer


@dataclass(slots=True)
class Live:
    """One version of the knowledge base, with what was worked out from it."""

    assistant: Answering
    knowledge: KnowledgeBase
    version: str  # of the knowledge: the same text gives the same version
    _said: OrderedDict[tuple[str, date, tuple[str, ...]], tuple[Answer, Dialogue]] = field(default_factory=OrderedDict)
    _quizzes: QuizMaker | None = None

    def converse(self, questions: Sequence[str], language: str, day: date) -> tuple[Turn, ...]:
        """Return a conversation with its answers.

        A conversation is the list of its questions, so nothing of it is kept on the server that it needs: the answers
        follow from the questions, after a restart too.
        """
        asked = tuple(text[:LONGEST_QUESTION] for text in questions[-MOST_TURNS:])
        turns: list[Turn] = []
        for count in range(1, len(asked) + 1):
            choices = turns[-1].answer.choices if turns else ()
            answer, _ = self._reply(asked[:count], language, day)
            number = asked[count - 1].strip()
            chosen = number.isdecimal() and 0 < int(number[:3]) <= len(choices)
            turns.append(Turn(choices[int(number) - 1].label if chosen else asked[count - 1], answer))
        return tuple(turns)

    def _reply(self, asked: tuple[str, ...], language: str, day: date) -> tuple[Answer, Dialogue]:
        key = (language, day, asked)
        if key in self._said:
            self._said.move_to_end(key)
            return self._said[key]
        before = self._reply(asked[:-1], language, day)[1] if len(asked) > 1 else Dialogue(language=language)
        said = self.assistant.reply(Question(asked[-1], as_of=day), before)
        self._said[key] = said
        if len(self._said) > REMEMBERED:
            self._said.popitem(last=False)
        return said

    def make_quiz(self, plan: Plan) -> tuple[QuizQuestion, ...]:
        """Return the questions of a quiz; what can be asked is worked out when the first one is made."""
        if self._quizzes is None:
            self._quizzes = QuizMaker(self.knowledge)
        facts = [fact.id for fact in self.knowledge.facts.values() if topic_of(fact) in plan.topics]
        return self._quizzes.make(plan.number, plan.seed, facts=facts if plan.topics else None, kinds=plan.kinds)

    def find_fact(self, short: str) -> Fact | None:
        """Return the fact that an address names."""
        id_ = short if short in self.knowledge.facts else find_id(short, self.knowledge.facts)
        return self.knowledge.facts.get(id_ or "")

    def find_source(self, short: str) -> Source | None:
        """Return the source that an address names."""
        id_ = short if short in self.knowledge.sources else find_id(short, self.knowledge.sources)
        return self.knowledge.sources.get(id_ or "")


@dataclass(slots=True)
class Site:
    """What the addresses are answered from."""

    live: Live
    name: str
    language: str = DEFAULT_LANGUAGE  # that a program is answered in where its question does not tell
    url: str | None = None  # where the site is found from outside, without a slash at its end
    allowed_sites: tuple[str, ...] = ()  # origins that may show the chat in a frame, and read the interface
    trusted_proxies: tuple[str, ...] = ()  # addresses whose X-Forwarded-For is believed
    colour: str | None = None  # of links and buttons, as "#rrggbb"; None: that of the style
    logo: bytes | None = None  # picture beside the name
    logo_ending: str = "svg"  # or "png"
    is_https_only: bool = False  # whether browsers are told to come by https alone
    today: Callable[[], date] = date.today

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.live.knowledge.languages)


def part_of_address(id_: str) -> str:
    """Return an id as it stands in an address."""
    return short_id(id_)
