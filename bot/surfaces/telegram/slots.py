"""How many updates are worked on at once: more cost CPU for every one, and are answered twice after a crash."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar

AT_ONCE = 8  # measured: 2.6 ms of CPU a message, 6.3 with 256 at once
PATIENT_AT_ONCE = 2  # of those, at most so many that are not urgent
PATIENCE_SECONDS = 2.0  # of one that is not urgent: later than that, nobody looks at it any more

_IS_URGENT: ContextVar[bool] = ContextVar("work in hand is urgent", default=False)


class Slots:
    """A worker holds a slot from before it sends an answer until it has noted that; while it waits, others go on.

    What is not urgent begins when nothing urgent is under way, or when it has waited for a while.
    """

    def __init__(self, most: int = AT_ONCE) -> None:
        """Take the number of slots; 0 for work that needs none."""
        self._free = asyncio.Semaphore(most) if most else None
        self._patient = asyncio.Semaphore(PATIENT_AT_ONCE)
        self._urgent = 0  # workers that hold a slot or want one
        self._is_quiet = asyncio.Event()
        self._is_quiet.set()

    @asynccontextmanager
    async def held(self, *, is_urgent: bool = True) -> AsyncIterator[None]:
        """Hold a slot while the body lasts."""
        if self._free is None:
            yield
        elif is_urgent:
            token = _IS_URGENT.set(True)
            self._count(1)
            try:
                async with self._free:
                    yield
            finally:
                self._count(-1)
                _IS_URGENT.reset(token)
        else:
            async with self._patient:
                with suppress(TimeoutError):
                    async with asyncio.timeout(PATIENCE_SECONDS):
                        await self._is_quiet.wait()
                async with self._free:
                    yield

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """Give the slot back while the body lasts, in which nothing is done but waiting."""
        if self._free is None:
            yield
            return
        is_urgent = _IS_URGENT.get()
        self._free.release()
        self._count(-is_urgent)
        try:
            yield
        finally:
            self._count(is_urgent)
            await self._free.acquire()

    def _count(self, change: int) -> None:
        self._urgent += change
        if self._urgent:
            self._is_quiet.clear()
        else:
            self._is_quiet.set()
