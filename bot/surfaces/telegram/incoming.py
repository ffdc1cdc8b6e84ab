"""A message of a user, as far as the bot is concerned: is it for the bot, what does it say, is it a command. Pure."""

import re
from dataclasses import dataclass

from telegram import Message, MessageEntity, User


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A message that is meant for the bot."""

    chat: int
    user: int | None
    message: int  # its id
    thread: int | None  # of a forum
    is_private: bool
    is_edited: bool
    has_media: bool
    text: str  # without the name of the bot and without the command
    command: str | None  # in small letters, without slash
    reply_to: int | None  # the message of the bot that it replies to
    at: float  # seconds since 1970
    app_language: str | None  # of the user's app: "nl", "en" ...
    names: tuple[str, ...]  # by which the user goes on Telegram

    @property
    def person(self) -> int:
        """Who asks: the user, or the group itself where its administrators write in its name."""
        return self.chat if self.user is None else self.user


def read_message(message: Message, me: User, *, is_edited: bool = False) -> Incoming | None:
    """Return a message that the bot has to answer.

    In a group that is a command, a mention of the bot or a reply to it; nothing else that is said there. A message that
    the user sent through the bot (a card of the inline mode), one of another bot and one of the app itself are left.
    """
    sender = message.from_user
    is_anonymous = message.sender_chat is not None  # an administrator, by way of a bot of Telegram's
    if message.via_bot is not None or (sender is not None and sender.is_bot and not is_anonymous):
        return None
    is_private = message.chat.type == message.chat.PRIVATE
    text, entities = (
        (message.text, message.entities) if message.text else (message.caption or "", message.caption_entities)
    )
    command, is_ours = _command(text, entities, me)
    if not is_ours:
        return None
    named = _mentions(message, me)
    replied = message.reply_to_message
    is_reply = replied is not None and replied.from_user is not None and replied.from_user.id == me.id
    has_media = message.effective_attachment is not None or bool(message.api_kwargs)  # also of kinds not known yet
    if not (is_private or command or named or is_reply) or not (text or has_media):
        return None
    for name in named:
        text = re.sub(rf"{re.escape(name)}(?!\w)", " ", text)
    if command:
        text = "".join(text.split(maxsplit=1)[1:])
    return Incoming(
        chat=message.chat.id,
        user=sender.id if sender and not is_anonymous else None,
        message=message.message_id,
        thread=message.message_thread_id if message.is_topic_message else None,
        is_private=is_private,
        is_edited=is_edited,
        has_media=has_media,
        text=text.strip(),
        command=command,
        reply_to=replied.message_id if replied is not None and is_reply else None,
        at=message.date.timestamp(),
        app_language=sender.language_code if sender else None,
        names=tuple(filter(None, (sender.first_name, sender.last_name, sender.username))) if sender else (),
    )


def _command(text: str, entities: tuple[MessageEntity, ...], me: User) -> tuple[str | None, bool]:
    """Return the command at the start of a text, and whether the message may be for this bot."""
    first = next((entity for entity in entities if entity.offset == 0), None)
    if first is None or first.type != MessageEntity.BOT_COMMAND:
        return None, True
    name, _, addressee = text[1 : first.length].partition("@")
    is_ours = not addressee or addressee.casefold() == (me.username or "").casefold()
    return name.lower(), is_ours


def _mentions(message: Message, me: User) -> list[str]:
    """Return the mentions of the bot, as they stand in the text."""
    found = message.parse_entities() if message.text else message.parse_caption_entities() if message.caption else {}
    own = f"@{me.username}".casefold()
    return [
        words
        for entity, words in found.items()
        if (entity.type == MessageEntity.MENTION and words.casefold() == own)
        or (entity.type == MessageEntity.TEXT_MENTION and entity.user is not None and entity.user.id == me.id)
    ]
