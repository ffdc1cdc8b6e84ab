"""The methods that the fake Bot API server knows, and how strictly it reads their parameters."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.surfaces.fake_http import Request


class RefusedError(Exception):
    """The server says no: `ok` is false in the response."""

    def __init__(self, status: int, description: str) -> None:
        super().__init__(description)
        self.status = status
        self.description = description


def bad_request(description: str) -> RefusedError:
    return RefusedError(400, f"Bad Request: {description}")


Read = Callable[[object], Any]
"""Turns a parameter as sent (text of a form, or a JSON value) into its type; raises ValueError."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a method."""

    read: Read
    required: bool = False


def _integer(raw: object) -> int:
    return int(re.fullmatch(r"-?\d{1,19}", str(raw))[0])  # type: ignore[index]  # no match: TypeError, caught below


def _boolean(raw: object) -> bool:
    return {"true": True, "false": False}[str(raw).lower()]


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise ValueError("no text")
    raw.encode()  # a lone surrogate cannot be sent
    return raw


def _chat(raw: object) -> int | str:
    return raw if isinstance(raw, str) and re.fullmatch(r"@\w{5,32}", raw) else _integer(raw)


def _one_of(*words: str) -> Read:
    def read(raw: object) -> str:
        if raw not in words:
            raise ValueError("unknown word")
        return str(raw)

    return read


def _list(raw: object) -> list[Any]:
    value = json.loads(raw) if isinstance(raw, str) else raw
    if not isinstance(value, list):
        raise ValueError("no list")
    return value


def _object(*fields: str) -> Read:
    def read(raw: object) -> dict[str, Any]:
        value = json.loads(raw) if isinstance(raw, str) else raw
        if not isinstance(value, dict) or not value.keys() <= set(fields):
            raise ValueError("no such object")
        return value

    return read


def _needed(read: Read) -> Parameter:
    return Parameter(read, required=True)


_ACTIONS = (
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker "
    "find_location record_video_note upload_video_note"
)
_MARKUP = _object(
    *("inline_keyboard", "keyboard", "is_persistent", "resize_keyboard", "one_time_keyboard", "selective"),
    *("input_field_placeholder", "remove_keyboard", "force_reply"),
)
_FORMATTED = {
    "text": _needed(_text),
    "parse_mode": Parameter(_one_of("HTML", "MarkdownV2", "Markdown")),
    "entities": Parameter(_list),
    "link_preview_options": Parameter(
        _object("is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text")
    ),
    "reply_markup": Parameter(_MARKUP),
}
_EDITED = {"chat_id": _needed(_chat), "message_id": _needed(_integer)}
_COMMAND_SCOPE = {"scope": Parameter(_object("type", "chat_id", "user_id")), "language_code": Parameter(_text)}

SIGNATURES: Mapping[str, Mapping[str, Parameter]] = {
    "getMe": {},
    "deleteWebhook": {"drop_pending_updates": Parameter(_boolean)},
    "getWebhookInfo": {},
    "getUpdates": {
        "offset": Parameter(_integer),
        "limit": Parameter(_integer),
        "timeout": Parameter(_integer),
        "allowed_updates": Parameter(_list),
    },
    "setMyCommands": {"commands": _needed(_list), **_COMMAND_SCOPE},
    "getMyCommands": _COMMAND_SCOPE,
    "deleteMyCommands": _COMMAND_SCOPE,
    "sendMessage": {
        "chat_id": _needed(_chat),
        **_FORMATTED,
        "message_thread_id": Parameter(_integer),
        "disable_notification": Parameter(_boolean),
        "protect_content": Parameter(_boolean),
        "reply_parameters": Parameter(
            _object("message_id", "chat_id", "allow_sending_without_reply", "quote", "quote_parse_mode")
        ),
    },
    "sendChatAction": {
        "chat_id": _needed(_chat),
        "action": _needed(_one_of(*_ACTIONS.split())),
        "message_thread_id": Parameter(_integer),
    },
    "editMessageText": {**_EDITED, **_FORMATTED},
    "editMessageReplyMarkup": {**_EDITED, "reply_markup": Parameter(_MARKUP)},
    "deleteMessage": _EDITED,
    "answerCallbackQuery": {
        "callback_query_id": _needed(_text),
        "text": Parameter(_text),
        "show_alert": Parameter(_boolean),
        "url": Parameter(_text),
        "cache_time": Parameter(_integer),
    },
}


def sent_parameters(request: Request) -> dict[str, object]:
    """Return the parameters as sent: of the query, and of a form or JSON body."""
    sent: dict[str, object] = dict(parse_qsl(urlsplit(request.target).query, keep_blank_values=True))
    if request.content_type == "application/json":
        sent |= json.loads(request.body)
    elif request.content_type == "application/x-www-form-urlencoded":
        sent |= parse_qsl(request.body.decode(), keep_blank_values=True)
    elif request.body:
        raise bad_request(f"a body of type {request.content_type!r} is not read here")
    return sent


def read_parameters(method: str, sent: Mapping[str, object]) -> dict[str, Any]:
    """Return the parameters of a call with their types.

    Raises:
        RefusedError: 404 for an unknown method; 400 for a parameter that is unknown, absent or of another type.
            (Telegram itself passes over unknown parameters; here they are mistakes.)
    """
    if method not in SIGNATURES:
        raise RefusedError(404, "Not Found: method not found")
    signature = SIGNATURES[method]
    if unknown := sent.keys() - signature.keys():
        raise bad_request(f"unknown parameters {sorted(unknown)}")
    needed = {name for name, parameter in signature.items() if parameter.required}
    if absent := needed - sent.keys():
        raise bad_request(f"{sorted(absent)} must be given")
    return {name: _read_one(name, signature[name], raw) for name, raw in sent.items()}


def _read_one(name: str, parameter: Parameter, raw: object) -> Any:
    try:
        return parameter.read(raw)
    except (ValueError, KeyError, TypeError) as error:
        raise bad_request(f"parameter {name} cannot be read") from error
