"""Telegram's limits on what a bot sets for itself: commands, descriptions and the webhook."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from tests.fake_telegram.refusals import bad_request

COMMANDS = 100
LENGTHS = {"name": 64, "description": 512, "short_description": 120}
PORTS = (80, 88, 443, 8443)
_PLAIN_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")
UPDATE_KINDS = {
    *("message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message"),
    *("edited_business_message", "deleted_business_messages", "guest_message", "message_reaction"),
    *("message_reaction_count", "inline_query", "chosen_inline_result", "callback_query", "shipping_query"),
    *("pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member"),
    *("chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot"),
}


def check_commands(commands: Sequence[Mapping[str, str]]) -> None:
    """Refuse a menu of commands that Telegram would not take."""
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        name, description = command["command"], command["description"]
        if not name:
            raise bad_request("command must be non-empty")
        if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not description.strip():
            raise bad_request("command description must be non-empty")
        if len(description) > 256:
            raise bad_request("command description length must not exceed 256")
    if len({command["command"] for command in commands}) < len(commands):
        raise bad_request("BOT_COMMAND_INVALID")


def check_scope(scope: Mapping[str, Any]) -> None:
    """Refuse a scope of commands that is not one of the seven, or lacks its chat or user."""
    needed = {"type"}
    if scope["type"] in _CHAT_SCOPES:
        needed |= {"chat_id", "user_id"} if scope["type"] == "chat_member" else {"chat_id"}
    elif scope["type"] not in _PLAIN_SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if scope.keys() != needed:
        raise bad_request(f"can't parse BotCommandScope: {sorted(needed)} are needed")


def check_language(code: str) -> None:
    if code and not re.fullmatch("[a-z]{2}", code):
        raise bad_request("invalid language code specified")


def check_length(name: str, text: str) -> None:
    if len(text) > LENGTHS[name]:
        raise bad_request(f"{name.replace('_', ' ')} length must not exceed {LENGTHS[name]}")


def check_webhook(url: str, given: Mapping[str, Any]) -> None:
    """Refuse a webhook that Telegram would not call; here it may also be http on this machine, on any port."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or 443
    except ValueError as error:
        raise bad_request("bad webhook: invalid webhook URL specified") from error
    if host not in ("127.0.0.1", "localhost"):
        if parts.scheme != "https":
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if port not in PORTS:
            raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    elif parts.scheme not in ("http", "https"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = given.get("secret_token", "x")
    if not 1 <= len(secret) <= 256:
        raise bad_request("secret token is too long" if secret else "secret token is empty")
    if not re.fullmatch(r"[A-Za-z0-9_-]+", secret):
        raise bad_request("secret token contains unallowed characters")
    if not 1 <= given.get("max_connections", 40) <= 100:
        raise bad_request("max_connections must be from 1 to 100")
    check_update_kinds(given.get("allowed_updates", []))


def check_update_kinds(kinds: Sequence[str]) -> None:
    """Refuse a kind of update that does not exist, which Telegram would silently never send."""
    if unknown := set(kinds) - UPDATE_KINDS:
        raise bad_request(f"allowed_updates: unknown {sorted(unknown)}")
