"""A strict Bot API server on this machine: a real bot calls it over HTTP, a test types and reads as its users do."""

import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote

from tests.fake_telegram.bodies import sent_parameters
from tests.fake_telegram.faults import AFTERWARDS, Fault, Faults, damaged, error_response, response_instead
from tests.fake_telegram.flood import FloodLimits
from tests.fake_telegram.http_server import HttpServer, Request, Response
from tests.fake_telegram.method_table import METHODS
from tests.fake_telegram.refusals import RefusedError, bad_request
from tests.fake_telegram.setting_rules import check_update_kinds, check_webhook
from tests.fake_telegram.signatures import method_called, read_parameters
from tests.fake_telegram.updates import CONFLICT_WITH_SET_WEBHOOK
from tests.fake_telegram.webhooks import Webhooks
from tests.fake_telegram.world import SAME_OFFSET_SECONDS, Webhook, World

TOKEN = "123456789:AAFakeTokenForTheTestsOnly_0123456789"
_MISTAKES = {400, 404, 413}
_CONFLICT_WITH_WEBHOOK = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


@dataclass(slots=True)
class Call:
    """One request of the bot and how it ended."""

    method: str
    at: float  # by time.monotonic()
    sent: dict[str, object] = field(default_factory=dict)  # as sent: text where it came in a form
    given: dict[str, Any] = field(default_factory=dict)  # the same with its types
    status: int = 0  # 0 while it is under way, and for ever if the bot went away before
    description: str = ""  # why it was refused
    fault: Fault | None = None  # what befell it, by `FakeBotApi.faults`


class FakeBotApi(World):
    """The server; it records every call, refuses what Telegram refuses, and keeps updates until they are confirmed."""

    def __init__(
        self,
        token: str = TOKEN,
        *,
        port: int = 0,
        flood: bool | FloodLimits = False,
        same_offset_seconds: float = SAME_OFFSET_SECONDS,
    ) -> None:
        """Make a server that is not started.

        Args:
            token: The bot's.
            port: 0 for any that is free.
            flood: Hold the bot to Telegram's limits on sending; off, or on, or on with other numbers.
            same_offset_seconds: How long getUpdates waits, when there is nothing to give, for a bot that asked for the
                same a moment ago; 0 for no such wait.
        """
        super().__init__(same_offset_seconds)
        self.token = token
        self.calls: list[Call] = []
        self.faults = Faults()
        self.flood = FloodLimits() if flood is True else flood or None
        self.webhooks = Webhooks(self, self._carry_out_response)
        self.control: Callable[[Request], Response | Awaitable[Response]] | None = None  # for paths below /control/
        self.server = HttpServer(self._respond, port)

    async def __aenter__(self) -> Self:
        await self.server.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.webhooks.stop()
        await self.server.__aexit__(kind, error, trace)

    @property
    def base_url(self) -> str:
        """What the bot puts before its token."""
        return f"{self.server.url}/bot"

    @property
    def refused(self) -> list[Call]:
        """The calls that ended badly, other than by a planned fault: none, for a bot that does as it should."""
        ended = (call for call in self.calls if call.fault is None or call.fault in AFTERWARDS)
        return [call for call in ended if call.status not in (0, 200)]

    @property
    def violations(self) -> list[Call]:
        """The refused calls that are mistakes of the bot: 400, 404 and 413; not 403, 409 and 429."""
        return [call for call in self.refused if call.status in _MISTAKES]

    @property
    def flood_refusals(self) -> int:
        """How many calls got 429 because they were sent too early."""
        return self.flood.refusals if self.flood else 0

    async def down(self) -> None:
        """Stop listening, with everything kept: the bot cannot reach Telegram."""
        await self.server.stop()

    async def up(self) -> None:
        """Listen again on the same port."""
        await self.server.start()

    def _respond(self, request: Request) -> Response | Awaitable[Response]:
        path = unquote(request.target.partition("?")[0])
        if self.control and path.startswith("/control/"):
            return self.control(request)
        token, _, name = path.removeprefix("/bot").rpartition("/")
        call = Call(name, time.monotonic())
        self.calls.append(call)
        try:
            if token != self.token or not path.startswith("/bot"):
                raise RefusedError(401, "Unauthorized")
            call.method = method_called(name)
            call.sent = sent_parameters(request)
            call.given = read_parameters(call.method, call.sent)
        except RefusedError as refusal:
            return _refuse(call, refusal)
        fault = self.faults.pick(call.method, call.given.get("chat_id"))
        if fault:
            call.fault = fault.fault
        if fault is None or fault.fault in AFTERWARDS:
            return self._carry_out(call)
        response = response_instead(fault)
        call.status = response.status if isinstance(response, Response) else 0
        return response

    def _carry_out(self, call: Call) -> Response | Awaitable[Response]:
        try:
            if self.logged_out:
                raise bad_request("Logged out")
            if call.method in METHODS:
                self._hold_to_flood_limits(call)
                return _give(call, METHODS[call.method](self, call.given))
        except RefusedError as refusal:
            return _refuse(call, refusal)
        return self._carry_out_later(call)

    async def _carry_out_later(self, call: Call) -> Response:
        try:
            if call.method == "getUpdates":
                return _give(call, await self._get_updates(call.given))
            if call.method == "setWebhook" and call.given["url"]:
                return _give(call, await self._set_webhook(call.given))
            return _give(call, await self._delete_webhook(call.given))
        except RefusedError as refusal:
            return _refuse(call, refusal)

    async def _get_updates(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        if self.webhook.url:
            raise RefusedError(409, f"Conflict: {_CONFLICT_WITH_WEBHOOK}")
        check_update_kinds(given.get("allowed_updates", []))
        return await self.updates.get(**given)

    async def _set_webhook(self, given: dict[str, Any]) -> bool:
        check_webhook(given["url"], given)
        self.updates.end_poll(CONFLICT_WITH_SET_WEBHOOK)
        self.updates.allowed = given.get("allowed_updates", self.updates.allowed)
        connections, secret = given.get("max_connections", 40), given.get("secret_token", "")
        new = Webhook(given["url"], secret, connections, "certificate" in given)
        if given.get("drop_pending_updates") or not new.is_like(self.webhook):  # else what is under way goes on
            await self._delete_webhook(given)
            self.webhook = new
            self.webhooks.start()
        return True

    async def _delete_webhook(self, given: dict[str, Any]) -> bool:
        await self.webhooks.stop()
        self.webhook = Webhook()
        if given.get("drop_pending_updates"):
            self.updates.clear()
        return True

    def _hold_to_flood_limits(self, call: Call) -> None:
        chat_id = call.given.get("chat_id")
        if self.flood and isinstance(chat_id, int):
            seconds = self.flood.seconds_to_wait(call.method, chat_id)
            if seconds:
                raise RefusedError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)

    def _carry_out_response(self, response: Request) -> None:
        """Carry out the call that the bot put in its response to a webhook; it hears nothing of the result."""
        call = Call("", time.monotonic())
        try:
            call.sent = sent_parameters(response)
            call.method = method_called(str(call.sent.pop("method", "")))
            if call.method not in METHODS:
                raise bad_request(f"{call.method} cannot be called in a response")
            call.given = read_parameters(call.method, call.sent)
        except RefusedError as refusal:
            _refuse(call, refusal)
        else:
            self._carry_out(call)
        self.calls.append(call)


def _give(call: Call, result: object) -> Response:
    call.status = 200
    return _written(call, Response(200, json.dumps({"ok": True, "result": result}).encode()))


def _refuse(call: Call, refusal: RefusedError) -> Response:
    call.status, call.description = refusal.status, refusal.description
    return _written(call, error_response(refusal.status, refusal.description, refusal.parameters))


def _written(call: Call, response: Response) -> Response:
    return damaged(response, call.fault) if call.fault in AFTERWARDS else response
