"""How the bot presents itself on Telegram: its menu of commands and its descriptions, in every language."""

import logging
from functools import partial

from telegram import BotCommand
from telegram.error import TelegramError

from bot.surfaces.log_privacy import describe
from bot.surfaces.telegram.kit import Kit
from bot.surfaces.telegram.sender import Repeater

MENU = (
    "ask",
    "topics",
    "sources",
    "source",
    "chart",
    "new",
    "language",
    "settings",
    "help",
    "feedback",
    "privacy",
    "forget",
)
PATIENCE_SECONDS = 60.0  # longer is not worth it; the bot works without

LOGGER = logging.getLogger(__name__)


def menu(kit: Kit, language: str) -> list[BotCommand]:
    """Return the commands of a language with what they do."""
    say = kit.desk.say
    return [BotCommand(say(language, f"name_{action}"), say(language, f"command_{action}")) for action in MENU]


async def set_profile(kit: Kit, repeat: Repeater) -> None:
    """Set menu and descriptions: of the settings' language for everyone, and each language for those who use it."""
    for language, code in [(kit.languages[0], None), *((language, language) for language in kit.languages)]:
        try:
            await _present(kit, repeat, language, code)
        except TelegramError as fault:
            LOGGER.warning("Menu and descriptions could not be set: %s", describe(fault))
            return


async def _present(kit: Kit, repeat: Repeater, language: str, code: str | None) -> None:
    bot = kit.sender.bot
    commands = menu(kit, language)
    description, short = kit.desk.say(language, "bot_description"), kit.desk.say(language, "bot_short_description")
    calls = (
        partial(bot.set_my_commands, commands, language_code=code),
        partial(bot.set_my_description, description, language_code=code),
        partial(bot.set_my_short_description, short, language_code=code),
    )
    for call in calls:
        await repeat(call, seconds=PATIENCE_SECONDS)
