"""A tapped button with all that is known about it, and what every button does."""

from dataclasses import dataclass, replace

from telegram import CallbackQuery, Message
from telegram.error import BadRequest

from bot.core.model import Answer
from bot.store.records import Changes, Remembered
from bot.surfaces.render import shown_lines, telegram_pages
from bot.surfaces.telegram.answering import Answering, Place
from bot.surfaces.telegram.client import call
from bot.surfaces.telegram.keyboards import below_answer
from bot.surfaces.telegram.kit import Kit
from bot.surfaces.telegram.sender import Keyboard
from bot.surfaces.telegram.taps import Tap

ANSWER_SECONDS = 20.0  # Telegram waits no longer for the answer to a tap
TOAST_LENGTH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A tapped button."""

    query: CallbackQuery
    tap: Tap
    chat: int
    message: int
    content: Message | None  # None: too old, so that its text is not known any more
    remembered: Remembered
    is_private: bool
    at: float  # seconds since 1970

    @property
    def keyboard(self) -> Keyboard:
        """The buttons as they were when one was tapped."""
        found = self.content.reply_markup if self.content else None
        return found.to_dict()["inline_keyboard"] if found else []

    @property
    def place(self) -> Place:
        """A new message quotes the one with the button in a group, where others may have come between."""
        thread = self.content.message_thread_id if self.content and self.content.is_topic_message else None
        return Place(chat=self.chat, thread=thread, reply_to=None if self.is_private else self.message)

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
        except BadRequest:
            return

    async def toast(self, press: Press, phrase: str) -> Changes:
        await self.answer(press.query, self._kit.desk.say(press.tap.language, phrase))
        return press.unchanged()

    async def tell_anew(self, press: Press, answer: Answer) -> Changes:
        pages = telegram_pages(shown_lines(answer))
        await self._answering.send(press.place, pages, below_answer(answer, self._kit.desk))
        after = self._kit.desk.assistant.dialogue_after(answer, press.remembered.dialogue, press.at)
        return replace(press.unchanged(), dialogue=after)
