"""A tapped button with all that is known about it, and what every button does."""

import logging
from dataclasses import dataclass, replace

from telegram import CallbackQuery
from telegram.error import TelegramError

from bot.core.records.model import Answer
from bot.store.records import AnswerRecord, Changes, Remembered
from bot.surfaces.render import shown_lines, telegram_pages
from bot.surfaces.telegram.answering import Answering
from bot.surfaces.telegram.client import call, describe_fault
from bot.surfaces.telegram.keyboards import below_answer
from bot.surfaces.telegram.kit import Kit
from bot.surfaces.telegram.place import Place
from bot.surfaces.telegram.sender import Keyboard
from bot.surfaces.telegram.taps import Tap

LOGGER = logging.getLogger(__name__)

ANSWER_SECONDS = 20.0  # Telegram waits no longer for the answer to a tap
TOAST_LENGTH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A tapped button."""

    query: CallbackQuery
    tap: Tap
    chat: int
    message: int
    html: str | None  # what the message says; None: it is too old for that to be known
    keyboard: Keyboard
    thread: int | None
    remembered: Remembered
    is_private: bool
    at: float  # seconds since 1970

    @property
    def place(self) -> Place:
        """A new message quotes the one with the button in a group, where others may have come between."""
        return Place(chat=self.chat, thread=self.thread, reply_to=None if self.is_private else self.message)

    def unchanged(self) -> Changes:
        return Changes(chat=self.chat, user=self.query.from_user.id)


class Pressing:
    """What the handlers of buttons share."""

    def __init__(self, kit: Kit, answering: Answering) -> None:
        self._kit = kit
        self._answering = answering

    async def answer(self, query: CallbackQuery, text: str = "") -> None:
        """End the waiting of the button, with a text that shows for a moment; too late, it does not matter."""
        given = {"callback_query_id": query.id, "text": text[:TOAST_LENGTH] or None}
        bot = self._kit.sender.bot
        try:
            await self._kit.repeat(lambda: call(bot, "answerCallbackQuery", given), seconds=ANSWER_SECONDS)
        except TelegramError as fault:  # whatever the button does is worth more than that it stops waiting
            LOGGER.info("A tap could not be answered: %s", describe_fault(fault))

    async def toast(self, press: Press, phrase: str) -> Changes:
        await self.answer(press.query, self._kit.desk.say(press.tap.language, phrase))
        return press.unchanged()

    async def tell_anew(self, press: Press, answer: Answer) -> Changes:
        pages = telegram_pages(shown_lines(answer))
        sent = await self._answering.send(press.place, pages, below_answer(answer, self._kit.desk))
        before = press.remembered.dialogue
        after = self._kit.desk.assistant.dialogue_after(answer, before, press.at)
        record = AnswerRecord(question=sent[0], answers=sent, before=before, after=after)
        return replace(press.unchanged(), dialogue=after, answer=record)
