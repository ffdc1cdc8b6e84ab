"""Updates side by side, but those of one chat one after another; what fails three times is set aside."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.surfaces.log_privacy import describe
from bot.surfaces.telegram.slots import Slots

TRIES = 3
PAUSE_SECONDS = 0.2  # before the second try; doubled before the third

LOGGER = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Work:
    """One update on its way."""

    update: dict[str, Any]  # as it was sent
    key: str  # the same for every delivery of the update, and for no other
    lane: str  # what is handled in order: a chat
    done: asyncio.Future[bool] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    """True when it is handled or set aside, False when the bot stopped before."""

    @property
    def id(self) -> int:
        return int(self.update["update_id"])


Handle = Callable[[Work], Awaitable[None]]


class Lanes:
    """A lane for each chat that has something waiting."""

    def __init__(self, handle: Handle, give_up: Handle, slots: Slots) -> None:
        """Take what handles an update, and what is done with one that failed three times: to tell its user, say."""
        self._slots = slots
        self._handle = handle
        self._give_up = give_up
        self._waiting: dict[str, deque[Work]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, work: Work) -> None:
        """Let an update be handled after those of its lane that came before."""
        if work.lane in self._waiting:
            self._waiting[work.lane].append(work)
            return
        self._waiting[work.lane] = deque([work])
        task = asyncio.create_task(self._run(work.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self, seconds: float) -> None:
        """Finish what is in the lanes, for at most so long; the rest is left undone."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self, lane: str) -> None:
        waiting = self._waiting[lane]
        try:
            while waiting:
                await self._try(waiting[0])
                waiting.popleft().done.set_result(True)
        finally:
            del self._waiting[lane]
            for work in waiting:
                work.done.set_result(False)

    async def _try(self, work: Work) -> None:
        for tries in range(TRIES):
            try:
                async with self._slots.held():
                    await self._handle(work)
            except Exception as error:
                LOGGER.warning("An update failed: %s", describe(error))
                if tries < TRIES - 1:
                    await asyncio.sleep(PAUSE_SECONDS * 2**tries)
            else:
                return
        LOGGER.error("Update %s failed %s times and is set aside", work.id, TRIES)
        try:
            async with self._slots.held():
                await self._give_up(work)
        except Exception as error:
            LOGGER.error("Its user could not be told: %s", describe(error))
