"""The chat on Telegram: each update handed to what answers it, and noted as handled when it has been answered."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace

from telegram import CallbackQuery
from telegram.error import TelegramError

from bot.store.records import AnswerRecord, Changes
from bot.surfaces.log_privacy import describe
from bot.surfaces.telegram.admin import Admin
from bot.surfaces.telegram.answering import Answering
from bot.surfaces.telegram.client import RawUpdate
from bot.surfaces.telegram.commands import Call, Commands
from bot.surfaces.telegram.incoming import Incoming, MalformedError, RawMessage, read_message, read_typed, well_formed
from bot.surfaces.telegram.inline import InlineMode
from bot.surfaces.telegram.kit import Kit
from bot.surfaces.telegram.lanes import Work
from bot.surfaces.telegram.place import Place
from bot.surfaces.telegram.presses import Presses
from bot.surfaces.telegram.quota import Quota
from bot.surfaces.telegram.texts import text_pages

KINDS = ("message", "edited_message", "callback_query", "inline_query")
"""The kinds of updates that the bot asks Telegram for."""

WITH_QUESTION = ("ask", "chart")
"""The commands behind which a question may stand."""

NOTHING = Changes(chat=0, user=None)

LOGGER = logging.getLogger(__name__)


class TelegramSurface:
    """Handles updates. What it sends is on its way before it says that an update is done."""

    def __init__(self, kit: Kit, clock: Callable[[], float] = time.time) -> None:
        self._kit = kit
        self._clock = clock
        self._answering = Answering(kit)
        self._commands = Commands(kit, self._answering)
        self._admin = Admin(kit, self._answering)
        self._presses = Presses(kit, self._answering)
        self._inline = InlineMode(kit)
        self._quota = Quota(kit.options.questions_per_minute)
        self._inline_quota = Quota(kit.options.questions_per_minute)  # typing takes no question away

    async def handle(self, work: Work) -> None:
        """Answer an update and note that it is handled. A refusal by Telegram ends the matter; it is only logged."""
        changes = NOTHING
        try:
            with self._kit.one_desk():
                changes = await self._on_update(work.update)
        except TelegramError as refusal:
            self._kit.counts.errors += 1
            LOGGER.warning("Telegram refused an answer: %s", describe(refusal))
        except MalformedError as fault:  # it will be no better the next time
            self._kit.counts.errors += 1
            LOGGER.warning("An update that cannot be read is left alone: %s", describe(fault.__cause__))
        await self._kit.store.write(replace(changes, handled=work.key))
        LOGGER.debug("Update %s is handled", work.id)

    async def give_up(self, work: Work) -> None:
        """Set an update aside that cannot be handled, and ask its user for patience where there is one to ask."""
        self._kit.counts.errors += 1
        await self._kit.store.write(replace(NOTHING, handled=work.key))
        message = work.update.get("message")
        incoming = read_message(message, self._kit.me) if message else None
        if incoming is not None:
            remembered = await self._kit.store.load(incoming.chat)
            await self._say(incoming, self._kit.language_for(remembered, incoming.app_language), "telegram_error")

    async def _on_update(self, update: RawUpdate) -> Changes:
        if "message" in update:
            incoming = read_message(update["message"], self._kit.me)
            return await self._take(incoming) if incoming else NOTHING
        if "edited_message" in update:
            return await self._on_edit(update["edited_message"])
        if "callback_query" in update:
            with well_formed():
                query = CallbackQuery.de_json(update["callback_query"], self._kit.sender.bot)
            chat = query.message.chat.id if query.message else query.from_user.id
            if not self._is_allowed(chat, query.from_user.id):
                return NOTHING
            remembered = await self._kit.store.load(chat)
            is_too_much = bool(self._quota.excess(query.from_user.id, self._clock()))
            self._kit.counts.limited += is_too_much
            return await self._presses.on_press(query, remembered, self._clock(), is_too_much=is_too_much)
        if "inline_query" in update:
            typed = read_typed(update["inline_query"])
            is_too_much = bool(self._inline_quota.excess(typed.user, self._clock()))
            self._kit.counts.limited += is_too_much
            is_allowed = self._is_allowed(typed.user, typed.user)
            await self._inline.on_query(typed, is_allowed=is_allowed, is_too_much=is_too_much)
        return NOTHING

    async def _on_edit(self, message: RawMessage) -> Changes:
        """Answer an edited question anew, in place; one that was not for the bot before may be so now."""
        incoming = read_message(message, self._kit.me)
        if incoming is None or not (incoming.text or incoming.command):
            return NOTHING
        return await self._take(incoming, await self._kit.store.find_answer(incoming.chat, incoming.message))

    async def _take(self, incoming: Incoming, earlier: AnswerRecord | None = None) -> Changes:
        """Answer a message; `earlier` is the answer to what it said before it was edited."""
        remembered = await self._kit.store.load(incoming.chat)
        refusal, fields = self._refusal(incoming)
        if refusal is not None:
            if refusal:
                await self._say(incoming, self._kit.language_for(remembered, incoming.app_language), refusal, **fields)
            return Changes(chat=incoming.chat, user=incoming.user)
        desk = self._kit.desk
        does = desk.names.get(incoming.command or "", ("",))[0]
        if incoming.command in desk.admin_names and self._kit.is_admin(incoming) and incoming.is_private:
            return await self._admin.run(Call(incoming, remembered, self._kit.languages[0]))
        if earlier and (not incoming.command or (does in WITH_QUESTION and incoming.text)):
            return await self._answering.on_edit(incoming, remembered, earlier, wants_chart=does == "chart")
        if incoming.command:
            return await self._commands.run(incoming, remembered)
        return await self._answering.on_question(incoming, remembered)

    def _refusal(self, incoming: Incoming) -> tuple[str | None, dict[str, object]]:
        """Return what is said in place of an answer: a phrase with its fields, "" for silence, None for none."""
        desk = self._kit.desk
        is_ours = incoming.is_private or incoming.command is None or incoming.command in desk.names
        if not is_ours and incoming.command not in desk.admin_names:
            return "", {}  # in a group, an unknown command is for another bot
        excess = self._quota.excess(incoming.person, incoming.at)
        if excess:
            self._kit.counts.limited += 1
            return "telegram_too_many" if excess == "first" else "", {}
        if not self._is_allowed(incoming.chat, incoming.user):
            return "telegram_not_allowed" if is_ours else "", {"chat": incoming.chat}
        if not incoming.text and not incoming.command:
            if incoming.has_media:
                return "telegram_media" if incoming.is_private else "", {}
            return "telegram_ask", {}
        most = self._kit.options.longest_question
        return ("telegram_too_long", {"most": most}) if len(incoming.text) > most else (None, {})

    async def _say(self, incoming: Incoming, language: str, phrase: str, **fields: object) -> None:
        await self._answering.send(Place.of(incoming), text_pages(self._kit.desk.say(language, phrase, **fields)))

    def _is_allowed(self, chat: int, user: int | None) -> bool:
        chats = self._kit.options.chats
        return not chats or chat in chats or user in self._kit.options.admins
