"""Telegram's limits on keyboards and their buttons."""

import re
from collections.abc import Mapping
from typing import Any

from tests.fake_telegram.refusals import bad_request
from tests.fake_telegram.telegram_html import is_url

CALLBACK_DATA_BYTES = 64
BUTTONS, BUTTONS_IN_A_ROW = 100, 8
COPIED_LENGTH = 256
PLACEHOLDER_LENGTH = 64
_ACTIONS = {
    *("url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat"),
    *("switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay"),
}
_STYLES = {"danger", "success", "primary"}
_BUTTON = "can't parse inline keyboard button"


def check_markup(markup: Mapping[str, Any] | None) -> None:
    """Refuse a keyboard that Telegram would not show."""
    if not markup:
        return
    rows = markup.get("inline_keyboard", markup.get("keyboard", []))
    if any(len(row) > BUTTONS_IN_A_ROW for row in rows) or sum(map(len, rows)) > BUTTONS:
        raise bad_request("reply markup is too long")
    for button in (button for row in markup.get("inline_keyboard", []) for button in row):
        _check_button(button)
    if len(markup.get("input_field_placeholder", "x")) not in range(1, PLACEHOLDER_LENGTH + 1):
        raise bad_request("input field placeholder must be 1-64 characters long")


def _check_button(button: Mapping[str, Any]) -> None:
    if "text" not in button:
        raise bad_request(f'{_BUTTON}: Can\'t find field "text"')
    if not button["text"].strip():
        raise bad_request(f"{_BUTTON}: text must be non-empty")
    actions = _ACTIONS & button.keys()
    if not actions:
        raise bad_request(f"{_BUTTON}: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"{_BUTTON}: exactly one action is allowed, not {sorted(actions)}")
    if button.get("style", "primary") not in _STYLES:
        raise bad_request(f"{_BUTTON}: invalid button style specified")
    if not 1 <= len(button.get("callback_data", "x").encode()) <= CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if not 1 <= len(button.get("copy_text", {}).get("text", "x")) <= COPIED_LENGTH:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    for url in (button.get("url"), button.get("login_url", {}).get("url"), button.get("web_app", {}).get("url")):
        if url is not None and not is_url(url):
            raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def check_start_parameter(start: str) -> None:
    """Refuse the payload of a deep link, or of a button above inline results, that Telegram would not carry."""
    if not 1 <= len(start) <= 64:
        raise bad_request("too long start_parameter specified" if start else "start_parameter must be non-empty")
    if not re.fullmatch(r"[A-Za-z0-9_-]+", start):
        raise bad_request("unallowed characters in start_parameter are used")
