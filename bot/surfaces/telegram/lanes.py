"""Updates side by side, but those of one chat one after another; what fails three times is set aside."""

import asyncio
import errno
import logging
import os
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.surfaces.log_privacy import describe
from bot.surfaces.telegram.slots import Slots

TRIES = 3
PAUSE_SECONDS = 0.2  # before the second try; doubled before the third
NO_DESCRIPTOR_PAUSE_SECONDS = 1.0  # until a file or connection is closed somewhere
NO_DESCRIPTOR = (errno.EMFILE, errno.ENFILE)  # this process, or the system, can open no more files

LOGGER = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Work:
    """One update on its way."""

    update: dict[str, Any]  # as it was sent
    key: str  # the same for every delivery of the update, and for no other
    lane: str  # what is handled in order: a chat
    is_urgent: bool = True  # False: it waits until nothing urgent is under way
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
        """Handle it, or set it aside; that no file can be opened is no fault of an update, and is waited out."""
        tries = 0
        while tries < TRIES:
            try:
                async with self._slots.held(is_urgent=work.is_urgent):
                    await self._handle(work)
                return
            except Exception as error:
                LOGGER.warning("An update failed: %s", describe(error))
                if lacks_descriptor(error):
                    await asyncio.sleep(NO_DESCRIPTOR_PAUSE_SECONDS)
                    continue
            tries += 1
            if tries < TRIES:
                await asyncio.sleep(PAUSE_SECONDS * 2 ** (tries - 1))
        LOGGER.error("Update %s failed %s times and is set aside", work.id, TRIES)
        try:
            async with self._slots.held():
                await self._give_up(work)
        except Exception as error:
            LOGGER.error("Its user could not be told: %s", describe(error))


def lacks_descriptor(error: BaseException | None) -> bool:
    """Tell whether an error stems from there being no free descriptor, whatever was made of it on the way.

    The loader of compiled modules says so in the words of the system only.
    """
    words = [os.strerror(number) for number in NO_DESCRIPTOR]
    while error is not None:
        if isinstance(error, OSError) and error.errno in NO_DESCRIPTOR:
            return True
        if isinstance(error, ImportError) and any(one in str(error) for one in words):
            return True
        error = error.__cause__ or error.__context__
    return False
