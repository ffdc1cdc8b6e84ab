"""The real bot against the strict Bot API server, both in the process of the test and over HTTP."""

import asyncio
import contextlib
import itertools
import os
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.store.fallback import SteadyStore
from bot.store.store import Store
from bot.surfaces.telegram.following import Follow
from bot.surfaces.telegram.kit import Desk, Options
from bot.surfaces.telegram.pace import Limits
from bot.surfaces.telegram.running import Running
from bot.surfaces.telegram.service import Service
from tests.fake_telegram.api import TOKEN, FakeBotApi
from tests.fake_telegram.chat import FakeChat
from tests.fake_telegram.messages import BotMessage

SECRET = b"of the tests, and thirty-two big"
UNLIMITED = Limits(per_second=0, chat_seconds=0, group_per_minute=0)
ADMIN = 4242  # user id
END_SECONDS = 15.0
QUIET_SECONDS = 0.15  # after which a bot that has said nothing will not


def unlimited(**options: Any) -> Options:
    """Return options with which no test has to wait."""
    return Options(**{"limits": UNLIMITED, "questions_per_minute": 0, **options})


@dataclass
class Bot:
    """A bot that runs, and the server that it runs against."""

    api: FakeBotApi
    service: Service
    store: SteadyStore
    file: Path  # of the store


@dataclass(frozen=True)
class Setup:
    """What a test makes bots of."""

    desk: Desk
    folder: Path

    @asynccontextmanager
    async def running(
        self,
        api: FakeBotApi,
        *,
        options: Options | None = None,
        reload: Callable[[], Desk | str] = lambda: "",
        store: str = "",
        desk: Desk | None = None,
        follow: Follow | None = None,
        **running: Any,
    ) -> AsyncIterator[Bot]:
        """Run a bot meanwhile; leaving it, it stops as it does when it is told to."""
        file = self.folder / "store.sqlite3"
        steady = SteadyStore(Store(store or str(file), SECRET), lambda *change: service.on_store_change(*change))
        how = Running(**{"token": TOKEN, "base_url": api.base_url, **running})
        service = Service(how, desk or self.desk, steady, options or unlimited(), reload, follow)
        stop = asyncio.Event()
        task = asyncio.create_task(service.serve(stop))
        try:
            yield Bot(api, service, steady, file)
        finally:
            stop.set()
            await asyncio.wait_for(task, END_SECONDS)


async def silence(chat: FakeChat) -> None:
    """Wait, and see that the bot says nothing."""
    before = len(chat.received)
    await asyncio.sleep(QUIET_SECONDS)
    assert [message.text for message in chat.received[before:]] == []


async def until(is_so: Callable[[], object], seconds: float = 5.0) -> None:
    """Wait until something is so; a test fails that waits too long."""
    async with asyncio.timeout(seconds):
        while not is_so():
            await asyncio.sleep(0.005)


async def press_and_see(chat: FakeChat, message: BotMessage, label: str) -> BotMessage:
    """Press a button and return the message as it has been changed."""
    before = len(message.versions)
    await chat.press(message, label)
    await until(lambda: len(message.versions) > before)
    return message


# Below the ports that systems give to outgoing connections, so that none of these takes one meanwhile; each process of
# the tests has a thousand of its own, and none comes twice in a row.
_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 20
_PORTS = itertools.cycle(range(10_000 + _WORKER * 1_000, 11_000 + _WORKER * 1_000))


def free_port() -> int:
    """Return a port that nobody listens on."""
    for port in itertools.islice(_PORTS, 1_000):
        with socket.socket() as server, contextlib.suppress(OSError):
            server.bind(("127.0.0.1", port))
            return port
    raise OSError("all ports of this process are taken")
