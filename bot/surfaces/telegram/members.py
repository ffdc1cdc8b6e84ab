"""Who somebody is in a group."""

import logging

from telegram.error import TelegramError

from bot.surfaces.telegram.client import call, describe_fault
from bot.surfaces.telegram.incoming import Incoming
from bot.surfaces.telegram.kit import Kit

ADMINS = ("creator", "administrator")
ASK_SECONDS = 10.0  # in which Telegram tells it

LOGGER = logging.getLogger(__name__)


async def is_group_admin(kit: Kit, incoming: Incoming) -> bool:
    """Tell whether a message in a group comes from one of its administrators; where Telegram does not say so: no."""
    if incoming.is_as_group:
        return True
    if incoming.user != incoming.person:  # in the name of a channel, as any member may
        return False
    asked = {"chat_id": incoming.chat, "user_id": incoming.user}
    try:
        member = await kit.repeat(lambda: call(kit.sender.bot, "getChatMember", asked), seconds=ASK_SECONDS)
    except TelegramError as fault:
        LOGGER.warning("Telegram did not tell who administers a group: %s", describe_fault(fault))
        return False
    return isinstance(member, dict) and member.get("status") in ADMINS
