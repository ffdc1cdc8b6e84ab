"""A tapped button, handed to what does it. An old one does what it says, or says kindly that things have changed."""

from collections import OrderedDict

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message

from bot.store.records import Changes, Remembered
from bot.surfaces.telegram.answering import Answering
from bot.surfaces.telegram.kit import Kit
from bot.surfaces.telegram.press import Press
from bot.surfaces.telegram.press_menus import MenuPresses
from bot.surfaces.telegram.press_told import ToldPresses
from bot.surfaces.telegram.taps import Tap, read_tap

DOUBLE_TAP_SECONDS = 30.0
REMEMBERED_TAPS = 1000
SENDS_A_MESSAGE = ("fact", "origin", "chart", "bibtex", "ris", "csl")


class Presses:
    """Takes every tap."""

    def __init__(self, kit: Kit, answering: Answering) -> None:
        self._kit = kit
        self._menus = MenuPresses(kit, answering)
        self._told = ToldPresses(kit, answering)
        self._recent: OrderedDict[tuple[int, int, str], float] = OrderedDict()

    async def on_press(
        self, query: CallbackQuery, remembered: Remembered, now: float, *, is_too_much: bool = False
    ) -> Changes:
        """Do what the tapped button says, unless its user has tapped and asked too much."""
        message = query.message
        tap = read_tap(query.data or "")
        if message is None or tap is None or tap.language not in self._kit.languages:
            language = self._kit.language_for(remembered, query.from_user.language_code)
            await self._menus.answer(query, self._kit.desk.say(language, "telegram_old_button"))
            return Changes(chat=message.chat.id if message else query.from_user.id, user=query.from_user.id)
        press = self._press(query, tap, message, remembered, now)
        if is_too_much:
            return await self._menus.toast(press, "telegram_too_many")
        if tap.action in SENDS_A_MESSAGE and self._is_repeated(press):
            return await self._menus.toast(press, "telegram_stands_above")
        return await (self._menus.run(press) if self._menus.knows(tap.action) else self._told.run(press))

    def _press(
        self, query: CallbackQuery, tap: Tap, message: MaybeInaccessibleMessage, remembered: Remembered, now: float
    ) -> Press:
        """Return the tap with its message as it stands: what this process showed last, else what Telegram says."""
        known = message if isinstance(message, Message) and message.text else None
        html = known.text_html if known else None
        keyboard = known.reply_markup.to_dict()["inline_keyboard"] if known and known.reply_markup else []
        shown = self._kit.sender.shown(message.chat.id, message.message_id)
        if shown is not None:
            html, keyboard = shown[0], shown[1] or []
        return Press(
            query=query,
            tap=tap,
            chat=message.chat.id,
            message=message.message_id,
            html=html,
            keyboard=keyboard,
            thread=known.message_thread_id if known and known.is_topic_message else None,
            remembered=remembered,
            is_private=message.chat.type == message.chat.PRIVATE,
            at=now,
        )

    def _is_repeated(self, press: Press) -> bool:
        """Tell whether the same button was tapped just now."""
        tapped = (press.chat, press.message, press.query.data or "")
        before = self._recent.get(tapped)
        self._recent[tapped] = press.at
        self._recent.move_to_end(tapped)
        if len(self._recent) > REMEMBERED_TAPS:
            self._recent.popitem(last=False)
        return before is not None and press.at - before < DOUBLE_TAP_SECONDS
