"""What every handler works with: the knowledge, the way out, what is remembered, the settings and the clock."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from telegram import User

from bot.core.answering.chart import Chart
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, Fact, Figure, KnowledgeBase, Question
from bot.store.memory import Recent
from bot.store.records import AnswerRecord, Changes, Comment, FactFeedback, RatedQuestion, Remembered, UnansweredGroup
from bot.store.scrub import scrub
from bot.surfaces.telegram.incoming import Incoming
from bot.surfaces.telegram.names import ADMIN, Names, command_names
from bot.surfaces.telegram.pace import Limits
from bot.surfaces.telegram.sender import Repeater, Sender


class Replying(Protocol):
    """Whatever answers questions: the assistant, or a scripted one in a test."""

    def reply(self, question: Question, dialogue: Dialogue) -> tuple[Answer, Dialogue]: ...
    def tell(
        self,
        fact_id: str,
        language: str,
        rows: tuple[Figure, ...] = (),
        *,
        calculated: bool = False,
        as_of: date | None = None,
    ) -> Answer: ...
    def chart(self, fact_id: str, language: str) -> Chart | None: ...
    def reference(self, source_id: str, language: str) -> str: ...
    def dialogue_after(self, answer: Answer, dialogue: Dialogue, asked_at: float | None = None) -> Dialogue: ...
    def knows_word(self, word: str) -> bool: ...


class Remembering(Protocol):
    """What outlives the process; it never fails, at worst it has forgotten."""

    @property
    def is_up(self) -> bool: ...
    async def load(self, chat: int) -> Remembered: ...
    async def find_answer(self, chat: int, message: int) -> AnswerRecord | None: ...
    async def write(self, changes: Changes) -> None: ...
    async def unanswered(self, limit: int = 500) -> list[UnansweredGroup]: ...
    async def feedback(self) -> list[FactFeedback]: ...
    async def rated_questions(self, limit: int = 20) -> list[RatedQuestion]: ...
    async def comments(self, limit: int = 20) -> list[Comment]: ...
    async def size(self) -> dict[str, int]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the settings say about the bot on Telegram. `config.example.yaml` tells what each is for."""

    language: str = "nl"  # where nothing shows the user's
    admins: frozenset[int] = frozenset()
    chats: frozenset[int] = frozenset()  # the only ones that are answered; empty: all
    questions_per_minute: int = 60  # of one user; 0: without limit
    longest_question: int = 1000  # characters
    keep_days: int = 90
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Desk:
    """The knowledge and who answers from it; both are replaced together."""

    assistant: Replying
    knowledge: KnowledgeBase
    names: Names = field(init=False)
    admin_names: Names = field(init=False)

    def __post_init__(self) -> None:
        """Find the commands once: every message is held against them."""
        object.__setattr__(self, "names", command_names(self.knowledge.languages))
        object.__setattr__(self, "admin_names", command_names(self.knowledge.languages, ADMIN))

    @property
    def facts(self) -> Mapping[str, Fact]:
        return self.knowledge.facts

    def say(self, language: str, phrase: str, **fields: object) -> str:
        """Return one of the fixed texts; any of them may name the languages."""
        spoken = ", ".join(one.phrases["language_name"] for one in self.knowledge.languages.values())
        return self.knowledge.languages[language].phrases[phrase].format(languages=spoken, **fields)


KEPT_QUESTIONS = 1000  # in memory only

_IN_HAND: ContextVar[Desk | None] = ContextVar("desk in hand", default=None)


@dataclass(slots=True)
class Counts:
    """What happened since the start."""

    answers: dict[str, int] = field(default_factory=dict)  # by kind of answer
    errors: int = 0
    limited: int = 0  # messages over the limit of their user
    inline: int = 0
    feedback: dict[str, int] = field(default_factory=dict)  # by rating

    def count(self, kind: str) -> None:
        self.answers[kind] = self.answers.get(kind, 0) + 1

    @property
    def questions(self) -> int:
        return sum(self.answers.values())


class Kit:
    """All of it, with what several handlers ask of it."""

    def __init__(
        self,
        *,
        desk: Desk,
        store: Remembering,
        sender: Sender,
        repeat: Repeater,
        me: User,
        options: Options,
        counts: Counts,
        reload: Callable[[], Desk | str],
    ) -> None:
        """Take the parts.

        Args:
            desk: The knowledge to begin with.
            store: What is remembered.
            sender: Sends messages.
            repeat: Repeats the calls that are no messages.
            me: The bot itself.
            options: From the settings.
            counts: Where it is counted what happens.
            reload: Reads the knowledge anew; returns it, or what is wrong with it.
        """
        self._desk = desk
        self.store = store
        self.sender = sender
        self.repeat = repeat
        self.me = me
        self.options = options
        self.reload = reload
        self.counts = counts
        self.started = time.time()
        self._questions: Recent[tuple[int, int], Incoming] = Recent(KEPT_QUESTIONS)

    @property
    def desk(self) -> Desk:
        """The knowledge: within `one_desk` that of its beginning, else the newest."""
        return _IN_HAND.get() or self._desk

    def replace_desk(self, desk: Desk) -> None:
        """Answer from other knowledge from now on; what is under way goes on with what it began with."""
        self._desk = desk

    @contextmanager
    def one_desk(self) -> Iterator[None]:
        """Meanwhile, keep to the same knowledge, whatever replaces it: an answer is never made of two."""
        token = _IN_HAND.set(self._desk)
        try:
            yield
        finally:
            _IN_HAND.reset(token)

    def keep_question(self, incoming: Incoming, answers: Iterable[int]) -> None:
        """Keep a question in memory for a while, in case its asker lets it go with a rating of the answer."""
        if incoming.user == incoming.person:  # a channel taps no button
            for answer in answers:
                self._questions.put((incoming.chat, answer), incoming)

    def question_of(self, chat: int, answer: int, user: int) -> str | None:
        """Return the scrubbed question that a message answers, for its asker alone; None where it is not known."""
        asked = self._questions.get((chat, answer))
        if asked is None or asked.user != user:
            return None
        return scrub(asked.text, asked.names, self.desk.assistant.knows_word)

    def forget_questions(self, chat: int | None, user: int | None) -> None:
        """Forget the questions of a chat, unless that is None, and those of a user anywhere."""
        for key, asked in self._questions:
            if key[0] == chat or asked.user == user:
                self._questions.drop(key)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that are spoken, that of the settings first."""
        return tuple(sorted(self.desk.knowledge.languages, key=lambda code: code != self.options.language))

    def language_for(self, remembered: Remembered, app_language: str | None, hint: str | None = None) -> str:
        """Return the language for the program's own words.

        That is the one that the user chose, else the one that a command is in, else that of the conversation, else
        that of the user's app, else that of the settings.
        """
        app = (app_language or "").partition("-")[0]
        wishes = (remembered.settings.language, hint, remembered.dialogue.language, app)
        spoken = self.languages
        return next((code for code in wishes if code in spoken), spoken[0])

    def is_admin(self, incoming: Incoming) -> bool:
        return incoming.user in self.options.admins
