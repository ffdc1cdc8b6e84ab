"""A tapped button, handed to what does it. An old one does what it says, or says kindly that things have changed."""

from collections import OrderedDict

from telegram import CallbackQuery, Message

from bot.store.records import Changes, Remembered
from bot.surfaces.telegram.answering import Answering
from bot.surfaces.telegram.kit import Kit
from bot.surfaces.telegram.press import Press
from bot.surfaces.telegram.press_menus import MenuPresses
from bot.surfaces.telegram.press_told import ToldPresses
from bot.surfaces.telegram.taps import read_tap

DOUBLE_TAP_SECONDS = 30.0
REMEMBERED_TAPS = 1000
SENDS_A_MESSAGE = ("fact", "origin")


class Presses:
    """Takes every tap."""

    def __init__(self, kit: Kit, answering: Answering) -> None:
        self._kit = kit
        self._menus = MenuPresses(kit, answering)
        self._told = ToldPresses(kit, answering)
        self._recent: OrderedDict[tuple[int, int, str], float] = OrderedDict()

    async def on_press(self, query: CallbackQuery, remembered: Remembered, now: float) -> Changes:
        """Do what the tapped button says."""
        message = query.message
        tap = read_tap(query.data or "")
        if message is None or tap is None or tap.language not in self._kit.languages:
            language = self._kit.language_for(remembered, query.from_user.language_code)
            await self._menus.answer(query, self._kit.desk.say(language, "telegram_old_button"))
            return Changes(chat=message.chat.id if message else query.from_user.id, user=query.from_user.id)
        press = Press(
            query=query,
            tap=tap,
            chat=message.chat.id,
            message=message.message_id,
            content=message if isinstance(message, Message) and message.text else None,
            remembered=remembered,
            is_private=message.chat.type == message.chat.PRIVATE,
            at=now,
        )
        if tap.action in SENDS_A_MESSAGE and self._is_repeated(press):
            return await self._menus.toast(press, "telegram_stands_above")
        return await (self._menus.run(press) if self._menus.knows(tap.action) else self._told.run(press))

    def _is_repeated(self, press: Press) -> bool:
        """Tell whether the same button was tapped just now."""
        tapped = (press.chat, press.message, press.query.data or "")
        before = self._recent.get(tapped)
        self._recent[tapped] = press.at
        self._recent.move_to_end(tapped)
        if len(self._recent) > REMEMBERED_TAPS:
            self._recent.popitem(last=False)
        return before is not None and press.at - before < DOUBLE_TAP_SECONDS
