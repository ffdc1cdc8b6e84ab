"""The chat on Telegram: a message goes to the assistant, its answer goes back, and each chat keeps its own dialogue."""

import logging
import re
from collections.abc import Mapping
from typing import Any, Protocol, cast

from telegram import LinkPreviewOptions, Message, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, CommandHandler, ContextTypes, Defaults, MessageHandler, filters

from bot.core.dialogue import Dialogue
from bot.core.model import Answer, Question
from bot.surfaces.dialogues import DialogueStore
from bot.surfaces.log_privacy import describe, private_logs
from bot.surfaces.render import telegram_html

HELP_QUESTION = "help"  # the same word in every language that the bot speaks

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
LOGGER = logging.getLogger(__name__)

TelegramApplication = Application[Any, Any, Any, Any, Any, Any]
Phrases = Mapping[str, Mapping[str, str]]
"""The surface's own lines by language and id; the first language is used where a chat's language is not known."""


class Replying(Protocol):
    """Whatever answers questions: the assistant, or a scripted one in a test."""

    def reply(self, question: Question, dialogue: Dialogue) -> tuple[Answer, Dialogue]: ...


class TelegramStartError(Exception):
    """The bot cannot start; the message says why in one sentence and never holds the token."""


class TelegramSurface:
    """The handlers of one bot. They answer one message at a time, so answers come in the order of the questions."""

    def __init__(self, assistant: Replying, phrases: Phrases, dialogues: DialogueStore) -> None:
        self._assistant = assistant
        self._phrases = phrases
        self._dialogues = dialogues

    async def on_question(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Give a message to the assistant and send back what it says."""
        message = _message(update)
        await self._answer(message, Question(message.text or "", asked_at=message.date.timestamp()))

    async def on_start(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        await self._say(_message(update), "telegram_start")

    async def on_help(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Say what can be asked; the assistant knows, because it knows the facts."""
        await self._ask_in_language(_message(update), HELP_QUESTION)

    async def on_source(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Ask for the source of the last answer as if the user had typed it."""
        message = _message(update)
        await self._ask_in_language(message, self._phrase(message, "source_question"))

    async def on_forget(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Begin a new dialogue; of the old one only the language stays."""
        message = _message(update)
        language = self._dialogues.get(message.chat_id).language
        self._dialogues.put(message.chat_id, Dialogue(language=language))
        await self._say(message, "telegram_forgotten")

    async def on_media(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Tell what the bot can read instead of a photo, a voice message or anything else without text."""
        await self._say(_message(update), "telegram_media")

    async def on_error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Log what went wrong without a word of the user, and ask for patience where there is someone to ask."""
        LOGGER.error("Telegram: %s", describe(context.error))
        message = update.effective_message if isinstance(update, Update) else None
        if message is None:
            return
        try:
            await self._say(message, "telegram_error")
        except TelegramError as error:
            LOGGER.error("Telegram: the apology was not sent: %s", describe(error))

    async def _ask_in_language(self, message: Message, text: str) -> None:
        question = Question(text, language=self._language(message), asked_at=message.date.timestamp())
        await self._answer(message, question)

    async def _answer(self, message: Message, question: Question) -> None:
        answer, after = self._assistant.reply(question, self._dialogues.get(message.chat_id))
        self._dialogues.put(message.chat_id, after)
        await message.reply_html(telegram_html(answer))

    async def _say(self, message: Message, phrase: str) -> None:
        await message.reply_text(self._phrase(message, phrase))

    def _phrase(self, message: Message, phrase: str) -> str:
        return self._phrases[self._language(message)][phrase]

    def _language(self, message: Message) -> str:
        """Return the language that the chat is held in, else that of the user's app, else the first one."""
        app = message.from_user.language_code if message.from_user else None
        known = (self._dialogues.get(message.chat_id).language or "", (app or "").partition("-")[0])
        return next((language for language in known if language in self._phrases), next(iter(self._phrases)))


def build_application(
    token: str, assistant: Replying, phrases: Phrases, *, base_url: str | None = None
) -> TelegramApplication:
    """Build the bot; it does nothing until it is run.

    Args:
        token: As given by BotFather.
        assistant: Answers the questions.
        phrases: language → id → text, with the ids telegram_start, telegram_media, telegram_error,
            telegram_forgotten and source_question.
        base_url: Address of a Bot API server up to the token, e.g. "http://127.0.0.1:8081/bot"; None: Telegram's own.

    Raises:
        TelegramStartError: If the token cannot be one.
    """
    if not _TOKEN.fullmatch(token):
        raise TelegramStartError("The Telegram token does not look like 123456789:AbC-dEf.")
    builder = Application.builder().token(token)
    builder = builder.defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)))
    if base_url is not None:
        builder = builder.base_url(base_url)
    with private_logs(token):
        application = builder.build()
    _register(application, TelegramSurface(assistant, phrases, DialogueStore()))
    return application


def run_polling(application: TelegramApplication) -> None:
    """Fetch and answer messages until the process is told to stop (SIGINT, SIGTERM).

    Raises:
        TelegramStartError: If the token is refused or Telegram cannot be reached.
    """
    with private_logs(application.bot.token):
        try:
            application.run_polling(allowed_updates=[Update.MESSAGE])
        except InvalidToken:
            raise TelegramStartError("Telegram does not accept the token.") from None  # the cause quotes it
        except TelegramError as error:
            raise TelegramStartError(f"Telegram cannot be reached ({type(error).__name__}).") from None


def _register(application: TelegramApplication, surface: TelegramSurface) -> None:
    new = filters.UpdateType.MESSAGE  # an edited message is not answered again
    private = filters.ChatType.PRIVATE
    questions = filters.TEXT & (~filters.COMMAND | private)  # in a group, an unknown command is for another bot
    application.add_handler(CommandHandler("start", surface.on_start, new))
    application.add_handler(CommandHandler("help", surface.on_help, new))
    application.add_handler(CommandHandler(("bron", "source"), surface.on_source, new))
    application.add_handler(CommandHandler(("nieuw", "new"), surface.on_forget, new))
    application.add_handler(MessageHandler(new & questions, surface.on_question))
    application.add_handler(MessageHandler(new & private & ~filters.TEXT & ~filters.StatusUpdate.ALL, surface.on_media))
    application.add_error_handler(surface.on_error)


def _message(update: Update) -> Message:
    return cast(Message, update.message)  # the handlers get new messages only
