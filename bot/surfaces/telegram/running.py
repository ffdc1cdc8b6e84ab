"""How the bot is run: its address, its store, and what keeps it from starting."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from starlette.applications import Starlette

from bot.surfaces.log_privacy import describe
from bot.surfaces.serving import serving
from bot.surfaces.telegram.intake import Claiming
from bot.surfaces.telegram.kit import Remembering

LOGGER = logging.getLogger(__name__)


class TelegramStartError(Exception):
    """The bot cannot start; the message says why in one sentence and never holds the token."""


class Store(Remembering, Claiming, Protocol):
    """What outlives the process."""

    async def open(self) -> None: ...
    async def close(self) -> None: ...
    async def beat(self, worker: str) -> None: ...
    async def leave(self, worker: str) -> None: ...
    async def purge(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Address:
    """Where an application listens."""

    host: str
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """How the bot is run."""

    token: str
    base_url: str | None = None  # of a Bot API server, up to the token; None: Telegram's own
    webhook_url: str | None = None  # None: the bot fetches its updates itself
    webhook_listen: Address = Address("127.0.0.1", 8080)
    health_listen: Address | None = None
    is_alone: bool = True  # no other process answers for the same bot
    secrets: tuple[str, ...] = ()  # that must not stand in the log, besides the token


async def every(seconds: float, do: Callable[[], Awaitable[None]]) -> None:
    """Do something again and again, with a pause between; a failure is only logged."""
    while True:
        try:
            await do()
        except Exception as error:  # it will do better the next time
            LOGGER.error("A regular task failed: %s", describe(error))
        await asyncio.sleep(seconds)


@asynccontextmanager
async def listening(app: Starlette, address: Address) -> AsyncIterator[None]:
    """Serve an application meanwhile. Raises TelegramStartError if nothing can listen there."""
    try:
        async with serving(app, address.host, address.port):
            yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise TelegramStartError(f"Nothing can listen on {address.host}:{address.port} ({reason}).") from None
