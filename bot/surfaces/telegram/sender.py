"""Sending that does not give up: paced by the flood limits, repeated after a fault, never after a refusal."""

import asyncio
import logging
import random
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from telegram import Bot, InputFile, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, TelegramError

from bot.surfaces.render import without_tags
from bot.surfaces.telegram.client import FloodError, call, describe_fault
from bot.surfaces.telegram.pace import Pace
from bot.surfaces.telegram.slots import Slots

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
REFUSED_TOKEN_PAUSE_SECONDS = 5.0
GIVE_UP_AFTER_SECONDS = 86_400.0  # Telegram itself keeps an update no longer
GIVE_UP_FILE_AFTER_SECONDS = 120.0
UPLOAD_SECONDS = 30.0  # in which Telegram has taken a picture; asking again too soon would send it twice
REMEMBERED_MESSAGES = 1000
TYPING_TIMES = 12  # who has waited for a minute no longer looks
TYPING_LASTS_SECONDS = 4.5  # Telegram shows it for five

REFUSALS = (BadRequest, Forbidden, ChatMigrated, Conflict)
"""What repeating does not change."""

LOGGER = logging.getLogger(__name__)
T = TypeVar("T")

Button = Mapping[str, object]
"""One button, as the Bot API has it."""
Keyboard = Sequence[Sequence[Button]]
"""Rows of buttons below a message."""
NO_PREVIEW = {"is_disabled": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message to be sent, or to take the place of one that was sent."""

    html: str  # as Telegram reads it, at most 4096 characters after that
    keyboard: Keyboard | None = None
    reply_to: int | None = None  # message id
    thread: int | None = None  # of a forum


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A picture or file to be sent."""

    content: bytes
    name: str  # of the file
    is_picture: bool = False
    caption: str | None = None  # HTML, at most 1024 characters after that


class Repeater:
    """Repeats a call until it is carried out or refused, with growing pauses that no two callers share."""

    def __init__(
        self, pace: Pace, slots: Slots, clock: Callable[[], float], chance: random.Random | None = None
    ) -> None:
        """Take the parts; `slots` are those that its callers hold, and give back while they wait."""
        self._pace = pace
        self._slots = slots
        self._clock = clock
        self._chance = chance or random.Random()

    async def __call__(
        self, begin: Callable[[], Awaitable[T]], *, chat: int | None = None, seconds: float = GIVE_UP_AFTER_SECONDS
    ) -> T:
        """Return what the call returns.

        Args:
            begin: Begins the call anew each time that it is called.
            chat: Where a message goes that counts for the flood limits.
            seconds: How long it is repeated.

        Raises:
            TelegramError: A refusal, or the last fault.
        """
        began, tries = self._clock(), 0
        while True:
            try:
                async with self._pace.turn(chat, self._slots):
                    return await begin()
            except REFUSALS:
                raise
            except TelegramError as fault:
                pause = self.pause_after(fault, tries)
                if self._clock() + pause - began > seconds:
                    raise
                LOGGER.warning("Telegram: %s; repeated in %.1f s", describe_fault(fault), pause)
            tries += 1
            async with self._slots.away():
                await asyncio.sleep(pause)

    def pause_after(self, fault: TelegramError, tries: int) -> float:
        """Return the seconds to wait after a fault that `tries` others came before."""
        growing: float = min(FIRST_PAUSE_SECONDS * 2 ** min(tries, 10), LONGEST_PAUSE_SECONDS)
        jittered = growing * self._chance.uniform(0.5, 1.0)
        if isinstance(fault, FloodError):
            return fault.seconds + self._chance.uniform(0.0, 0.5)
        return max(jittered, REFUSED_TOKEN_PAUSE_SECONDS) if isinstance(fault, InvalidToken) else jittered


class Sender:
    """Sends, changes and removes messages in the order in which it is asked to, chat by chat."""

    def __init__(self, bot: Bot, repeat: Repeater, *, is_alone: bool = False) -> None:
        """Take the parts; who is alone may rely on what it sent, because nobody else changes it."""
        self.bot = bot
        self._repeat = repeat
        self._is_alone = is_alone
        self._shown: OrderedDict[tuple[int, int], tuple[str, Keyboard | None]] = (
            OrderedDict()
        )  # what messages say, as far as it was sent here

    async def send(self, chat: int, message: Outgoing) -> int:
        """Return the id of the message that was sent.

        Raises:
            TelegramError: If it is refused: the user has blocked the bot, the chat is gone.
        """
        replied = {"message_id": message.reply_to, "allow_sending_without_reply": True} if message.reply_to else None

        async def once(text: str, parse_mode: str | None) -> int:
            parameters = _content(text, parse_mode, message.keyboard) | {
                "chat_id": chat,
                "reply_parameters": replied,
                "message_thread_id": message.thread,
            }
            sent = await call(self.bot, "sendMessage", parameters)
            return int(sent["message_id"])

        try:
            sent = await self._as_html_or_plain(chat, once, message.html)
        except ChatMigrated as moved:  # the group has become a supergroup
            return await self.send(moved.new_chat_id, message)
        self._remember(chat, sent, message)
        return sent

    async def edit(self, chat: int, message_id: int, message: Outgoing) -> None:
        """Let a message of the bot say something else; one that says it already stays as it is."""
        if self._shown.get((chat, message_id)) == (message.html, message.keyboard):
            return

        async def once(text: str, parse_mode: str | None) -> None:
            target = {"chat_id": chat, "message_id": message_id}
            await call(self.bot, "editMessageText", _content(text, parse_mode, message.keyboard) | target)

        with _unless_the_same():
            await self._as_html_or_plain(chat, once, message.html)
        self._remember(chat, message_id, message)

    async def edit_keyboard(self, chat: int, message_id: int, keyboard: Keyboard | None) -> None:
        """Change the buttons below a message of the bot."""
        html, shown = self._shown.get((chat, message_id), (None, None))
        if html is not None and shown == keyboard:
            return
        with _unless_the_same():
            target = {"chat_id": chat, "message_id": message_id, "reply_markup": _markup(keyboard)}
            await self._repeat(lambda: call(self.bot, "editMessageReplyMarkup", target), chat=chat)
        if html is not None:
            self._shown[chat, message_id] = (html, keyboard)

    async def send_file(
        self, chat: int, upload: Upload, *, reply_to: int | None = None, thread: int | None = None
    ) -> int:
        """Return the id of the message with a picture or file. Raises what `send` does, and the last fault.

        It is not repeated for as long as a text: what stops only the files would hold up all that comes after them.
        """
        replied = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None

        async def once() -> int:
            file = InputFile(upload.content, upload.name)
            send = partial(
                self.bot.send_photo if upload.is_picture else self.bot.send_document,
                caption=upload.caption,
                parse_mode="HTML",
                reply_parameters=replied,
                message_thread_id=thread,
                read_timeout=UPLOAD_SECONDS,
            )
            return (await send(chat, file)).message_id

        try:
            return await self._repeat(once, chat=chat, seconds=GIVE_UP_FILE_AFTER_SECONDS)
        except ChatMigrated as moved:
            return await self.send_file(moved.new_chat_id, upload, reply_to=reply_to, thread=thread)

    async def delete(self, chat: int, message_id: int) -> None:
        """Take a message of the bot away; one that is gone, or too old for it, is left."""
        try:
            target = {"chat_id": chat, "message_id": message_id}
            await self._repeat(lambda: call(self.bot, "deleteMessage", target))
        except BadRequest:
            LOGGER.info("Telegram: a message could not be deleted")

    def shown(self, chat: int, message_id: int) -> tuple[str, Keyboard | None] | None:
        """Return the HTML and the buttons of a message as it stands; None where that is not known for certain."""
        return self._shown.get((chat, message_id))

    def _remember(self, chat: int, message_id: int, message: Outgoing) -> None:
        if not self._is_alone:
            return
        self._shown[chat, message_id] = (message.html, message.keyboard)
        self._shown.move_to_end((chat, message_id))
        if len(self._shown) > REMEMBERED_MESSAGES:
            self._shown.popitem(last=False)

    async def _as_html_or_plain(self, chat: int, once: Callable[[str, str | None], Awaitable[T]], html: str) -> T:
        try:
            return await self._repeat(lambda: once(html, "HTML"), chat=chat)
        except BadRequest as refusal:
            if "parse entities" not in refusal.message:
                raise
            LOGGER.error("Telegram: HTML was refused, sent again as plain text")
        return await self._repeat(lambda: once(without_tags(html), None), chat=chat)

    async def show_typing(self, chat: int, thread: int | None = None) -> None:
        """Show that an answer is being written, until cancelled or for a minute; nothing depends on it."""
        for _ in range(TYPING_TIMES):
            try:
                action = {"chat_id": chat, "action": "typing", "message_thread_id": thread}
                await call(self.bot, "sendChatAction", action)
            except TelegramError:
                return
            await asyncio.sleep(TYPING_LASTS_SECONDS)


def _content(text: str, parse_mode: str | None, keyboard: Keyboard | None) -> dict[str, object]:
    return {
        "text": text,
        "parse_mode": parse_mode,
        "link_preview_options": NO_PREVIEW,
        "reply_markup": _markup(keyboard),
    }


def _markup(keyboard: Keyboard | None) -> dict[str, object] | None:
    return {"inline_keyboard": keyboard} if keyboard else None


@contextmanager
def _unless_the_same() -> Iterator[None]:
    """Pass over Telegram's refusal to change a message into what it is already: somebody tapped twice."""
    try:
        yield
    except BadRequest as refusal:
        if "not modified" not in refusal.message:
            raise
