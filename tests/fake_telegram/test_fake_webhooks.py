"""The server brings updates as Telegram does: a chat's in order, again until they are taken, many chats at once."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.fake_telegram.calling import Caller, calling
from tests.fake_telegram.http_server import HttpServer, Request, Response

pytestmark = pytest.mark.asyncio


@dataclass
class Worker:
    """A bot that takes updates at /hook, with a status that the test chooses for each of its tries."""

    statuses: list[int] = field(default_factory=list)  # of the first tries; then 200
    seconds: float = 0.0
    body: bytes = b""
    texts: list[str] = field(default_factory=list)  # all that came in
    at_once: int = 0
    most_at_once: int = 0
    targets: list[str] = field(default_factory=list)

    async def answer(self, request: Request) -> Response:
        self.texts.append(json.loads(request.body)["message"]["text"])
        self.targets.append(request.target)
        status = self.statuses.pop(0) if self.statuses else 200
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self.at_once -= 1
        return Response(status, self.body)


@asynccontextmanager
async def hooked(worker: Worker, **webhook: Any) -> AsyncIterator[tuple[Caller, str]]:
    """Run a server with a webhook to the worker; also give the worker's URL."""
    answer: Callable[[Request], Awaitable[Response]] = worker.answer
    async with HttpServer(answer) as http, calling() as caller:
        await caller.result("setWebhook", url=f"{http.url}/hook", **webhook)
        yield caller, http.url


async def test_the_secret_is_in_the_header() -> None:
    heads: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        heads.append(head)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server, calling() as caller:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
        await caller.result("setWebhook", url=url, secret_token="s3cret")
        caller.chat.say("x")
        await caller.api.webhooks.idle()
    assert heads[0].startswith("POST /hook HTTP/1.1\r\n")
    assert "X-Telegram-Bot-Api-Secret-Token: s3cret\r\n" in heads[0]
    assert "Content-Type: application/json\r\n" in heads[0]


async def test_an_update_is_brought_until_it_is_taken() -> None:
    """The next one of the chat waits for it, and nothing else does."""
    worker = Worker(statuses=[500, 404, 302])
    async with hooked(worker) as (caller, _):
        caller.chat.say("one")
        caller.chat.say("two")
        await caller.api.webhooks.idle()
        info = await caller.result("getWebhookInfo")
        tries = [delivery.statuses for delivery in caller.api.webhooks.deliveries.values()]
    assert worker.texts == ["one"] * 4 + ["two"]
    assert tries == [[500, 404, 302, 200], [200]]
    assert (info["pending_update_count"], info["last_error_message"]) == (
        0,
        "Wrong response from the webhook: 302 Found",
    )


async def test_chats_go_side_by_side() -> None:
    worker = Worker(seconds=0.05)
    async with hooked(worker, max_connections=3) as (caller, _):
        chats = [caller.api.chat() for _ in range(5)]
        for text in ("1", "2"):
            for number, chat in enumerate(chats):
                chat.say(f"{number}.{text}")
        await caller.api.webhooks.idle()
    assert worker.most_at_once == 3
    for number in range(5):
        assert [text for text in worker.texts if text.startswith(f"{number}.")] == [f"{number}.1", f"{number}.2"]


async def test_the_same_webhook_again_disturbs_nothing() -> None:
    """As when several workers start one after another."""
    worker = Worker(seconds=0.05)
    async with hooked(worker) as (caller, url):
        caller.chat.say("x")
        while not worker.texts:
            await asyncio.sleep(0.001)
        await caller.result("setWebhook", url=f"{url}/hook")
        await caller.api.webhooks.idle()
    assert worker.texts == ["x"]


async def test_one_chat_goes_one_after_another() -> None:
    worker = Worker(seconds=0.01)
    async with hooked(worker) as (caller, _):
        for number in range(5):
            caller.chat.say(str(number))
        await caller.api.webhooks.idle()
    assert (worker.most_at_once, worker.texts) == (1, ["0", "1", "2", "3", "4"])


async def test_a_slow_bot_is_asked_again() -> None:
    worker = Worker(seconds=0.3)
    async with hooked(worker) as (caller, _):
        caller.api.webhooks.timeout_seconds = 0.1
        caller.chat.say("x")
        while len(worker.texts) < 2:
            await asyncio.sleep(0.01)
        worker.seconds = 0
        await caller.api.webhooks.idle()
        (delivery,) = caller.api.webhooks.deliveries.values()
    assert delivery.statuses[0] == 0
    assert delivery.is_done


async def test_several_workers_take_turns() -> None:
    """One that refuses the connection is passed over at once."""
    workers = Worker(), Worker()
    async with hooked(workers[0]) as (caller, first), HttpServer(workers[1].answer) as second:
        caller.api.webhooks.spread([first, second.url, "http://127.0.0.1:9"])
        for number in range(8):
            caller.chat.say(str(number))
        await caller.api.webhooks.idle()
        statuses = [delivery.statuses for delivery in caller.api.webhooks.deliveries.values()]
    assert min(len(worker.texts) for worker in workers) >= 2
    assert sorted(workers[0].texts + workers[1].texts) == [str(number) for number in range(8)]
    assert set(workers[1].targets) == {"/hook"}
    assert [0, 200] in statuses
    assert all(tries in ([200], [0, 200]) for tries in statuses)


async def test_updates_wait_for_a_bot_that_is_away() -> None:
    worker = Worker()
    server = HttpServer(worker.answer)
    await server.start()
    url = server.url
    await server.stop()
    async with calling() as caller:
        caller.chat.say("before")
        await caller.result("setWebhook", url=f"{url}/hook")
        caller.chat.say("after")
        await asyncio.sleep(0.15)
        info = await caller.result("getWebhookInfo")
        async with HttpServer(worker.answer, int(url.rpartition(":")[2])):
            await caller.api.webhooks.idle()
    assert (info["pending_update_count"], info["last_error_message"]) == (2, "Connection refused")
    assert worker.texts == ["before", "after"]


async def test_polling_and_a_webhook_exclude_each_other() -> None:
    worker = Worker(statuses=[500] * 1000)
    async with hooked(worker) as (caller, url):
        assert "can't use getUpdates method while webhook is active" in await caller.refusal("getUpdates")
        caller.chat.say("x")
        await asyncio.sleep(0.02)
        await caller.result("deleteWebhook")
        assert [update["message"]["text"] for update in await caller.result("getUpdates")] == ["x"]
        poll = asyncio.create_task(caller.refusal("getUpdates", offset=2000, timeout=30))
        while not caller.api.updates.is_polled:
            await asyncio.sleep(0.001)
        await caller.result("setWebhook", url=f"{url}/hook", drop_pending_updates=True)
        assert (await poll).startswith("409 Conflict: terminated by setWebhook request")
        assert caller.api.updates.ids == []
        await caller.result("setWebhook", url="")
        assert await caller.result("getUpdates") == []


@pytest.mark.parametrize(
    ("call", "refused"),
    [
        pytest.param({"method": "sendMessage", "chat_id": 5_318_008_000, "text": "hi"}, [], id="taken"),
        pytest.param(
            {"method": "sendMessage", "chat_id": 5_318_008_000, "text": ""}, ["message text is empty"], id="refused"
        ),
    ],
)
async def test_a_response_may_be_a_call(call: dict[str, Any], refused: list[str]) -> None:
    worker = Worker(body=json.dumps(call).encode())
    async with hooked(worker) as (caller, _):
        caller.chat.say("x")
        await caller.api.webhooks.idle()
        assert [message.text for message in caller.chat.received] == ([] if refused else ["hi"])
        assert [violation.description for violation in caller.api.violations] == [
            f"Bad Request: {why}" for why in refused
        ]
