"""How many updates are worked on at once: more cost CPU for every one, and are answered twice after a crash."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

AT_ONCE = 8  # measured: 2.6 ms of CPU a message, 6.3 with 256 at once


class Slots:
    """A worker holds a slot from before it sends an answer until it has noted that; while it waits, others go on."""

    def __init__(self, most: int = AT_ONCE) -> None:
        """Take the number of slots; 0 for work that needs none."""
        self._free = asyncio.Semaphore(most) if most else None

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Hold a slot while the body lasts."""
        if self._free is None:
            yield
            return
        async with self._free:
            yield

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """Give the slot back while the body lasts, in which nothing is done but waiting."""
        if self._free is None:
            yield
            return
        self._free.release()
        try:
            yield
        finally:
            await self._free.acquire()
