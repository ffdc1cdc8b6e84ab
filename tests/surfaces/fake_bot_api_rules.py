"""Telegram's limits on what a bot sends, as the fake Bot API server holds to them."""

import re
from collections.abc import Mapping
from typing import Any

from tests.surfaces.fake_bot_api_methods import bad_request
from tests.surfaces.fake_telegram_html import Entity, HtmlError, parse_html

TEXT_LENGTH = 4096  # code points, after the markup is read
TEXT_BYTES = 32_768  # of the text as sent
CALLBACK_DATA_BYTES = 64
BUTTONS, BUTTONS_IN_A_ROW = 100, 8
COMMANDS = 100
CALLBACK_ANSWER_LENGTH = 200
_ACTIONS = {
    *("url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat"),
    *("switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay"),
}


def read_text(text: str, parse_mode: str | None) -> tuple[str, list[Entity]]:
    """Return the text that the reader sees with its formatting, or refuse it."""
    if len(text.encode()) > TEXT_BYTES:
        raise bad_request("text is too long")
    if parse_mode not in (None, "HTML"):
        raise bad_request(f"parse_mode {parse_mode} is not read here")
    try:
        seen, entities = parse_html(text) if parse_mode else (text, [])
    except HtmlError as error:
        raise bad_request(str(error)) from error
    if not seen.strip():
        raise bad_request("message text is empty")
    if len(seen) > TEXT_LENGTH:
        raise bad_request("message is too long")
    return seen, entities


def check_markup(markup: Mapping[str, Any] | None) -> None:
    """Refuse an inline keyboard that Telegram would not show."""
    rows = (markup or {}).get("inline_keyboard", [])
    if any(len(row) > BUTTONS_IN_A_ROW for row in rows) or sum(map(len, rows)) > BUTTONS:
        raise bad_request("reply markup is too long")
    for button in (button for row in rows for button in row):
        if not str(button.get("text", "")).strip():
            raise bad_request("can't parse inline keyboard button: text must be non-empty")
        if len(_ACTIONS & button.keys()) != 1:
            raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
        if not 1 <= len(str(button.get("callback_data", "x")).encode()) <= CALLBACK_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")


def check_commands(commands: list[Any]) -> None:
    """Refuse a menu of commands that Telegram would not take."""
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command.get("command", "")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "")) <= 256:
            raise bad_request("command description must be non-empty and at most 256 characters")


def check_callback_answer(text: str) -> None:
    if len(text) > CALLBACK_ANSWER_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
