"""A plain HTTP client for the tests of the server: it sends what a real client library would never let through."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from telegram import Bot, Message, Update
from telegram.request import HTTPXRequest

from tests.fake_telegram.api import FakeBotApi
from tests.fake_telegram.chat import FakeChat


@dataclass(slots=True)
class Caller:
    """Calls one server; `chat` is a private chat that stands ready there."""

    api: FakeBotApi
    chat: FakeChat
    client: httpx.AsyncClient

    async def raw(self, method: str, parameters: dict[str, Any] | None = None, **how: Any) -> httpx.Response:
        """Send the parameters as JSON, or whatever `how` says instead."""
        url = f"{self.api.base_url}{self.api.token}/{method}"
        return (
            await self.client.post(url, json=parameters or {}, **how) if not how else await self.client.post(url, **how)
        )

    async def result(self, method: str, **parameters: Any) -> Any:
        """Return the result of a call that must succeed."""
        answer = (await self.raw(method, parameters)).json()
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, **parameters: Any) -> str:
        """Return status and description of a call that must be refused."""
        answer = (await self.raw(method, parameters)).json()
        assert not answer["ok"], answer
        return f"{answer['error_code']} {answer['description']}"

    async def send(self, text: str = "x", chat: FakeChat | None = None, **parameters: Any) -> Any:
        return await self.result("sendMessage", chat_id=(chat or self.chat).id, text=text, **parameters)


@asynccontextmanager
async def calling(**server: Any) -> AsyncIterator[Caller]:
    """Run a server; `server` are its settings."""
    async with FakeBotApi(**server) as api, httpx.AsyncClient(trust_env=False, verify=False) as client:
        yield Caller(api, api.chat(), client)


@asynccontextmanager
async def ptb_bot(api: FakeBotApi) -> AsyncIterator[Bot]:
    """Run python-telegram-bot's bot against a server, past any proxy."""
    requests = [HTTPXRequest(httpx_kwargs={"trust_env": False}) for _ in range(2)]
    async with Bot(api.token, base_url=api.base_url, request=requests[0], get_updates_request=requests[1]) as bot:
        yield bot


async def next_updates(bot: Bot, seconds: int = 1) -> list[Update]:
    """Return the new updates and confirm them."""
    updates = list(await bot.get_updates(timeout=seconds))
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return updates


async def next_message(bot: Bot) -> Message:
    """Return the message of the only new update."""
    (update,) = await next_updates(bot)
    assert update.effective_message is not None
    assert isinstance(update.effective_message, Message)
    return update.effective_message
