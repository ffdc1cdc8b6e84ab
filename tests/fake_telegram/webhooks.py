"""Updates that the server brings to the bot: one after another in a chat, again and again until the bot takes them."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from tests.fake_telegram.http_server import Request
from tests.fake_telegram.world import World

Key = int | str
"""Updates with the same key are sent one after another."""


@dataclass(slots=True)
class Delivery:
    """What became of one update."""

    key: Key
    statuses: list[int] = field(default_factory=list)  # of each try; 0 where no response came
    urls: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)  # how long each try took
    first_at: float = 0.0  # by time.monotonic()

    @property
    def is_done(self) -> bool:
        return bool(self.statuses) and 200 <= self.statuses[-1] < 300


class Webhooks:
    """Posts updates while a webhook is set."""

    def __init__(self, world: World, carry_out: Callable[[Request], None]) -> None:
        self._world = world
        self._carry_out = carry_out  # for a response that is itself a call
        self.deliveries: dict[int, Delivery] = {}  # by update id
        self.timeout_seconds = 60.0  # of one try
        self.first_pause_seconds, self.longest_pause_seconds = 0.05, 1.0  # between tries; it doubles
        self._targets: list[str] = []
        self._turn = count()
        self._queues: dict[Key, deque[dict[str, Any]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore(40)
        self._done = asyncio.Event()

    def spread(self, urls: Sequence[str]) -> None:
        """Send to these in turn, as a load balancer does before several workers; a URL may be just scheme and host."""
        self._targets = list(urls)

    def start(self) -> None:
        """Begin with what waits already."""
        self._slots = asyncio.Semaphore(self._world.webhook.max_connections)
        self._world.updates.on_new = self._enqueue
        for update in self._world.updates.waiting:
            self._enqueue(update)

    async def stop(self) -> None:
        self._world.updates.on_new = None
        self._queues.clear()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session:
            await self._session.close()
            self._session = None

    async def idle(self, patience: float = 5.0) -> None:
        """Wait until the bot has taken all updates.

        Raises:
            TimeoutError: If it has not done so in this many seconds.
        """
        async with asyncio.timeout(patience):
            while self._world.updates.ids:
                self._done.clear()
                await self._done.wait()

    def _enqueue(self, update: dict[str, Any]) -> None:
        key = _key(update)
        if queue := self._queues.get(key):
            queue.append(update)
            return
        self._queues[key] = deque([update])
        task = asyncio.get_running_loop().create_task(self._send_all(key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send_all(self, key: Key) -> None:
        queue = self._queues[key]
        while queue:
            await self._deliver(key, queue[0])
            queue.popleft()
        del self._queues[key]

    async def _deliver(self, key: Key, update: dict[str, Any]) -> None:
        update_id = update["update_id"]
        delivery = self.deliveries.setdefault(update_id, Delivery(key, first_at=time.monotonic()))
        pause = self.first_pause_seconds
        while update_id in self._world.updates:
            async with self._slots:
                if await self._try(delivery, json.dumps(update).encode()):
                    self._world.updates.confirm(update_id)
                    self._done.set()
                    return
            await asyncio.sleep(pause)
            pause = min(pause * 2, self.longest_pause_seconds)

    async def _try(self, delivery: Delivery, body: bytes) -> bool:
        """Post an update once; a target that refuses the connection hands on to the next one."""
        for _ in range(max(1, len(self._targets))):
            url, started = self._next_url(), time.monotonic()
            status, refused = await self._post(url, body)
            delivery.urls.append(url)
            delivery.statuses.append(status)
            delivery.seconds.append(time.monotonic() - started)
            if not refused:
                return delivery.is_done
        return False

    async def _post(self, url: str, body: bytes) -> tuple[int, bool]:
        """Return the status, 0 for none, and whether the connection was refused."""
        hook = self._world.webhook
        headers = {"Content-Type": "application/json"}
        if hook.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret_token
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        timeout = aiohttp.ClientTimeout(total=self.timeout_seconds)
        try:
            async with self._session.post(url, data=body, headers=headers, timeout=timeout) as response:
                answer = await response.read()
        except aiohttp.ClientConnectorError:
            hook.last_error = (self._world.now, "Connection refused")
            return 0, True
        except (aiohttp.ClientError, TimeoutError):
            hook.last_error = (self._world.now, "Connection closed or timed out")
            return 0, False
        if not 200 <= response.status < 300:
            hook.last_error = (self._world.now, f"Wrong response from the webhook: {response.status} {response.reason}")
        elif answer.strip() not in (b"", b"{}", b"ok", b"OK"):
            self._carry_out(Request("POST", "", response.headers.get("Content-Type", ""), answer))
        return response.status, False

    def _next_url(self) -> str:
        url = self._world.webhook.url
        if not self._targets:
            return url
        target = self._targets[next(self._turn) % len(self._targets)]
        return target if urlsplit(target).path.strip("/") else target.rstrip("/") + urlsplit(url).path


def _key(update: dict[str, Any]) -> Key:
    """Return the chat of an update, or the user where there is none."""
    content = next(value for name, value in update.items() if name != "update_id")
    message = content.get("message") or content
    if "chat" in message:
        return int(message["chat"]["id"])
    return int(content["from"]["id"]) if "from" in content else f"update {update['update_id']}"
