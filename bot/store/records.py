"""What goes into the store and comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bot.core.conversation.dialogue import Dialogue

Style = Literal["short", "long"]
Rating = Literal["good", "bad", "none"]
"""What somebody thinks of an answer; "none" takes back what was said before."""
Claim = Literal["mine", "handled", "busy"]


class StoreError(Exception):
    """The database could not do it. The message says why; it holds no password and nothing that a person wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatSettings:
    """What a chat has chosen."""

    language: str | None = None  # None: the language of each question
    style: Style = "short"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What is known of a chat; the defaults for one that is not known."""

    settings: ChatSettings = field(default_factory=ChatSettings)
    dialogue: Dialogue = field(default_factory=Dialogue)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRecord:
    """A question that was answered, by the ids of its messages, so that it can be answered anew when it is edited."""

    question: int  # id of the message that asked
    answers: tuple[int, ...]  # ids of the bot's messages that answered it
    before: Dialogue  # as it was when the question came
    after: Dialogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A question that the bot had no answer to."""

    question: str  # without names and numbers: see scrub.py
    group: str  # the same text for questions that mean the same; kept only as a keyed hash
    language: str
    kind: str  # why there was no answer, in a word of ours


@dataclass(frozen=True, slots=True, kw_only=True)
class UnansweredGroup:
    """Questions that were read as the same. What only one person asked may be shown to nobody: it might tell who."""

    question: str  # as it was asked last
    language: str
    kind: str
    askers: frozenset[int]  # numbers that stand for people within one list of groups, and nowhere else
    weeks: Mapping[date, int]  # Monday of a week → how often it was asked in it
    last: date

    @property
    def people(self) -> int:
        return len(self.askers)

    @property
    def times(self) -> int:
        return sum(self.weeks.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What a person thinks of an answer; of one person, the last rating of a fact counts, wherever it was told."""

    fact: str  # fact id
    rating: Rating
    reason: str | None = None  # a code of ours, never words of a person
    answer: int  # id of the message that was rated
    question: str | None = None  # scrubbed; only where its asker lets it go with the rating


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFeedback:
    """The people who rated one fact, counted."""

    fact: str
    good: int
    bad: int
    reasons: Mapping[str, int]  # only those that were given


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedQuestion:
    """The question whose answer was called bad, left by its asker."""

    fact: str
    reason: str | None
    question: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What a person wrote about the bot."""

    text: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that the handling of one update changes; it is written as a whole or not at all. None changes nothing."""

    chat: int
    user: int | None
    handled: str | None = None  # key of the update that is now handled
    settings: ChatSettings | None = None
    dialogue: Dialogue | None = None
    answer: AnswerRecord | None = None
    unanswered: tuple[Unanswered, ...] = ()
    feedback: Feedback | None = None
    comment: str | None = None
    forget: bool = (
        False  # first delete all that this user left anywhere and all that is the chat's, then write the rest
    )
    keep_chat: bool = False  # with `forget`: leave what is the chat's, because it is others' as well
