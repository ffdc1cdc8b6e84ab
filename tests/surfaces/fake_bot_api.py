"""A strict Bot API server on this machine: a real bot polls it over HTTP, a test types and reads as its users do."""

import json
import re
from contextlib import AsyncExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from tests.surfaces.fake_bot_api_methods import RefusedError, bad_request, read_parameters, sent_parameters
from tests.surfaces.fake_bot_api_rules import check_callback_answer, check_commands, check_markup, read_text
from tests.surfaces.fake_bot_api_updates import UpdateQueue
from tests.surfaces.fake_chat import BotMessage, FakeChat
from tests.surfaces.fake_http import HttpServer, Request, Response
from tests.surfaces.fake_telegram_html import Entity

TOKEN = "123456789:AAFakeTokenForTheTestsOnly_0123456789"
BOT = {"id": 123456789, "is_bot": True, "first_name": "Vraagbaak", "username": "vraagbaak_test_bot"}
_ABILITIES = (
    *("can_join_groups", "can_read_all_group_messages", "supports_inline_queries"),
    *("can_connect_to_business", "has_main_web_app"),
)


@dataclass(frozen=True, slots=True)
class Call:
    """One request of the bot and how it ended."""

    method: str
    sent: dict[str, object]
    status: int
    description: str = ""  # why it was refused


class FakeBotApi:
    """The server; it records every call, refuses what Telegram refuses, and keeps updates until they are confirmed.

    A method of the Bot API that is named in `SIGNATURES` is answered by the function of its name in snake case.
    """

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.now = 1_790_000_000  # seconds since 1970; a test moves it
        self.calls: list[Call] = []
        self.updates = UpdateQueue()
        self.messages: dict[tuple[int, int], BotMessage] = {}  # by chat and message id
        self.commands: list[Any] = []
        self.callbacks: set[str] = set()  # pressed, and not answered yet
        self._chats: dict[int, FakeChat] = {}
        self._last_user_id = 4999
        self._last_message_id = 0
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        self._server = await self._stack.enter_async_context(HttpServer(self._respond))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.__aexit__(kind, error, trace)

    @property
    def base_url(self) -> str:
        """What the bot puts before its token."""
        return f"{self._server.url}/bot"

    @property
    def refused(self) -> list[Call]:
        """The calls that ended badly: none, for a bot that does as it should."""
        return [call for call in self.calls if call.status != 200]

    def chat(self, name: str = "Ada", *, language: str | None = None, group: bool = False) -> FakeChat:
        """Open a chat between the bot and a new user; `language` is the one that the user's app is set to."""
        self._last_user_id += 1
        number = self._last_user_id
        user = {"id": number, "is_bot": False, "first_name": name} | ({"language_code": language} if language else {})
        private = {"id": number, "type": "private", "first_name": name}
        place = {"id": -number, "type": "group", "title": "Staff"} if group else private
        chat = FakeChat(place, user, self._post)
        self._chats[chat.id] = chat
        return chat

    def close(self, chat: FakeChat) -> None:
        """Take a chat away: the bot can send nothing to it any more, but what was typed in it still waits."""
        del self._chats[chat.id]

    def _post(self, kind: str, content: dict[str, Any]) -> None:
        self.updates.add(kind, {"message_id": self._next_message_id(), "date": self.now, **content})

    def _next_message_id(self) -> int:
        self._last_message_id += 1
        return self._last_message_id

    async def _respond(self, request: Request) -> Response:
        path = unquote(urlsplit(request.target).path)
        method = path.rpartition("/")[2]
        sent: dict[str, object] = {}
        try:
            if path != f"/bot{self.token}/{method}":
                raise RefusedError(401, "Unauthorized")
            sent = sent_parameters(request)
            result = await self._call(method, read_parameters(method, sent))
        except RefusedError as refusal:
            if not request.is_gone():  # a bot that stops leaves its poll behind
                self.calls.append(Call(method, sent, refusal.status, refusal.description))
            return _json(refusal.status, ok=False, error_code=refusal.status, description=refusal.description)
        self.calls.append(Call(method, sent, 200))
        return _json(200, ok=True, result=result)

    async def _call(self, method: str, parameters: dict[str, Any]) -> object:
        if method == "getUpdates":
            return await self.updates.get(**parameters)
        snake_case = re.sub("[A-Z]", lambda capital: f"_{capital[0].lower()}", method)
        return getattr(self, f"_{snake_case}")(**parameters)

    def _get_me(self) -> dict[str, Any]:
        return BOT | dict.fromkeys(_ABILITIES, False)

    def _get_webhook_info(self) -> dict[str, Any]:
        return {"url": "", "has_custom_certificate": False, "pending_update_count": len(self.updates.ids)}

    def _delete_webhook(self, drop_pending_updates: bool = False) -> bool:
        if drop_pending_updates:
            self.updates.clear()
        return True

    def _set_my_commands(self, commands: list[Any], **_scope: Any) -> bool:
        check_commands(commands)
        self.commands = commands
        return True

    def _get_my_commands(self, **_scope: Any) -> list[Any]:
        return self.commands

    def _delete_my_commands(self, **_scope: Any) -> bool:
        self.commands = []
        return True

    def _send_message(self, chat_id: int | str, text: str, **options: Any) -> dict[str, Any]:
        chat = self._chat(chat_id)
        message = BotMessage(self._next_message_id(), chat.id)
        _fill(message, text, options)
        self.messages[chat.id, message.message_id] = message
        chat.deliver(message)
        return self._as_json(message)

    def _send_chat_action(self, chat_id: int | str, **_options: Any) -> bool:
        self._chat(chat_id)
        return True

    def _edit_message_text(self, chat_id: int | str, message_id: int, text: str, **options: Any) -> dict[str, Any]:
        message = self._message(chat_id, message_id)
        before = _shown(message)
        _fill(message, text, options)
        return self._changed(message, before)

    def _edit_message_reply_markup(self, chat_id: int | str, message_id: int, **options: Any) -> dict[str, Any]:
        message = self._message(chat_id, message_id)
        before = _shown(message)
        check_markup(options.get("reply_markup"))
        message.options = {**message.options, "reply_markup": options.get("reply_markup")}
        return self._changed(message, before)

    def _delete_message(self, chat_id: int | str, message_id: int) -> bool:
        message = self._message(chat_id, message_id)
        del self.messages[message.chat_id, message.message_id]
        return True

    def _answer_callback_query(self, callback_query_id: str, text: str = "", **_options: Any) -> bool:
        check_callback_answer(text)
        if callback_query_id not in self.callbacks:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        self.callbacks.remove(callback_query_id)
        return True

    def _chat(self, chat_id: int | str) -> FakeChat:
        chat = self._chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def _message(self, chat_id: int | str, message_id: int) -> BotMessage:
        message = self.messages.get((self._chat(chat_id).id, message_id))
        if message is None:
            raise bad_request("message to change not found")
        return message

    def _changed(self, message: BotMessage, before: tuple[object, ...]) -> dict[str, Any]:
        if _shown(message) == before:
            raise bad_request("message is not modified")
        return self._as_json(message) | {"edit_date": self.now}

    def _as_json(self, message: BotMessage) -> dict[str, Any]:
        return {
            "message_id": message.message_id,
            "date": self.now,
            "chat": self._chats[message.chat_id].chat,
            "from": BOT,
            "text": message.text,
            "entities": [_entity_json(message.text, entity) for entity in message.entities],
        }


def _fill(message: BotMessage, text: str, options: dict[str, Any]) -> None:
    seen, entities = read_text(text, options.get("parse_mode"))
    check_markup(options.get("reply_markup"))
    message.raw, message.text, message.entities, message.options = text, seen, entities, options


def _shown(message: BotMessage) -> tuple[object, ...]:
    return message.text, tuple(message.entities), message.options.get("reply_markup")


def _entity_json(text: str, entity: Entity) -> dict[str, Any]:
    """Telegram counts in UTF-16 units here."""
    offset, end = (len(text[:place].encode("utf-16-le")) // 2 for place in (entity.start, entity.end))
    return {"type": entity.type, "offset": offset, "length": end - offset}


def _json(status: int, **content: Any) -> Response:
    return Response(status, json.dumps(content).encode())
