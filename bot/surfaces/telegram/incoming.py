"""A message of a user, as far as the bot is concerned: is it for the bot, what does it say, is it a command. Pure."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from telegram import Message, User

from bot.core.words.printable import without_controls

RawMessage = dict[str, Any]
"""A message as it was sent: to make objects of all that is in it takes longer than to answer it."""


class MalformedError(Exception):
    """An update lacks what every one of its kind has, or has something else in its place. The cause says what."""


@contextmanager
def well_formed() -> Iterator[None]:
    """Meanwhile, read from an update and do nothing else: what goes wrong is the fault of the update.

    Raises:
        MalformedError: In place of what looking into a value of another form raises.
    """
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise MalformedError from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A message that is meant for the bot."""

    chat: int
    user: int | None  # below zero: a channel, in whose name somebody writes
    is_as_group: bool  # written in the name of the group itself, as its administrators may
    message: int  # its id
    thread: int | None  # of a forum
    is_private: bool
    has_media: bool
    text: str  # without the name of the bot, the command, and what cannot be seen
    command: str | None  # in small letters, without slash
    reply_to: int | None  # the message of the bot that it replies to
    at: float  # seconds since 1970
    app_language: str | None  # of the user's app: "nl", "en" ...
    names: tuple[str, ...]  # by which the user goes on Telegram

    @property
    def person(self) -> int:
        """Who asks: the user, or the chat itself where somebody writes in its name or in that of a channel."""
        return self.chat if self.user is None or self.user < 0 else self.user


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody types behind the bot's name, in any chat (an inline query)."""

    id: str
    user: int
    text: str
    app_language: str | None  # of the user's app: "nl", "en" ...


def read_typed(query: dict[str, Any]) -> Typed:
    """Return what is typed.

    Raises:
        MalformedError: If it lacks what every inline query has.
    """
    with well_formed():
        sender = query["from"]
        language = sender.get("language_code")
        return Typed(
            id=str(query["id"]),
            user=int(sender["id"]),
            text=without_controls(str(query["query"])).strip(),
            app_language=None if language is None else str(language),
        )


def read_message(message: RawMessage, me: User) -> Incoming | None:
    """Return a message that the bot has to answer.

    In a group that is a command, a mention of the bot or a reply to it; nothing else that is said there. Left alone are
    messages that the user sent through a bot (a card of the inline mode), of other bots, of the app itself, and those
    that Telegram copies from a channel into its group.

    Raises:
        MalformedError: If it lacks what every message has.
    """
    with well_formed():
        return _read(message, me)


def _read(message: RawMessage, me: User) -> Incoming | None:
    sender: dict[str, Any] = message.get("from") or {}
    as_chat: dict[str, Any] = message.get("sender_chat") or {}  # the group or a channel, in whose name it is written
    if "via_bot" in message or message.get("is_automatic_forward") or (sender.get("is_bot") and not as_chat):
        return None
    is_private = message["chat"]["type"] == "private"
    kind = "text" if "text" in message else "caption"
    text = str(message.get(kind, ""))
    marks = message.get("entities" if kind == "text" else "caption_entities", [])
    command, is_ours = _command(text, marks, me)
    named = _mentions(text, marks, me)
    replied: RawMessage = message.get("reply_to_message") or {}
    is_reply = (replied.get("from") or {}).get("id") == me.id
    if not is_ours or not (is_private or command or named or is_reply):
        return None
    has_media = not text and _has_media(message)
    if not text and not has_media:
        return None
    for name in named:
        text = re.sub(rf"{re.escape(name)}(?!\w)", " ", text)
    if command:
        text = "".join(text.split(maxsplit=1)[1:])
    return Incoming(
        chat=int(message["chat"]["id"]),
        user=_user(sender, as_chat, message["chat"]["id"]),
        is_as_group=as_chat.get("id") == message["chat"]["id"],
        message=int(message["message_id"]),
        thread=message.get("message_thread_id") if message.get("is_topic_message") else None,
        is_private=is_private,
        has_media=has_media,
        text=without_controls(text).strip(),
        command=command,
        reply_to=replied["message_id"] if is_reply else None,
        at=float(message["date"]),
        app_language=str(sender.get("language_code") or "") or None,
        names=tuple(
            without_controls(str(sender[name])) for name in ("first_name", "last_name", "username") if sender.get(name)
        ),
    )


def _user(sender: dict[str, Any], as_chat: dict[str, Any], chat: object) -> int | None:
    if as_chat:
        return None if as_chat["id"] == chat else int(as_chat["id"])
    return int(sender["id"]) if sender else None


def _command(text: str, marks: list[dict[str, Any]], me: User) -> tuple[str | None, bool]:
    """Return the command at the start of a text, and whether the message may be for this bot."""
    if not any(mark["type"] == "bot_command" and mark["offset"] == 0 for mark in marks):
        return None, True
    name, _, addressee = text.split(maxsplit=1)[0][1:].partition("@")
    is_ours = not addressee or addressee.casefold() == (me.username or "").casefold()
    return name.lower(), is_ours


def _mentions(text: str, marks: list[dict[str, Any]], me: User) -> list[str]:
    """Return the mentions of the bot, as they stand in the text."""
    own = f"@{me.username}".casefold()
    named = [(_stretch(text, mark), mark) for mark in marks if mark["type"] in ("mention", "text_mention")]
    return [
        words
        for words, mark in named
        if (words.casefold() == own if mark["type"] == "mention" else mark.get("user", {}).get("id") == me.id)
    ]


def _stretch(text: str, mark: dict[str, Any]) -> str:
    """Return what a mark stands for; Telegram counts in UTF-16."""
    units = text.encode("utf-16-le", "surrogatepass")
    start, end = 2 * mark["offset"], 2 * (mark["offset"] + mark["length"])
    return units[start:end].decode("utf-16-le", "surrogatepass")


def _has_media(raw: RawMessage) -> bool:
    """Tell whether a message without text brings something; what this version does not know yet counts too."""
    message = Message.de_json(raw)
    return message.effective_attachment is not None or bool(message.api_kwargs)
