"""Long polling that loses nothing: Telegram is the queue, and an update is confirmed only when it has been handled.

`getUpdates` confirms all updates below its offset, so the offset never passes an update that is still being handled.
Those above it that are done already come again with the next fetch, and are passed over. What is not urgent is
confirmed at once, since after a crash nobody waits for it any more: so it keeps no message from being fetched.
"""

import asyncio
import logging
import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Protocol

from telegram.error import Conflict, InvalidToken, TelegramError

from bot.surfaces.log_privacy import describe
from bot.surfaces.telegram.client import MOST_UPDATES, FloodError, RawUpdate, describe_fault
from bot.surfaces.telegram.lanes import Work
from bot.surfaces.telegram.stopping import unless

LONG_POLL_SECONDS = 25
FEW = 8  # updates under way: time to fetch more, where there are more
LOOK_AGAIN_SECONDS = 0.3  # while some chats are slow, others may have asked
HELD_UP_SECONDS = 10.0  # for so long, slow chats may keep all others waiting
MOST_PATIENT = 1000  # updates under way that are not urgent, 2 MB; of more, none would be done in time
CONFIRM_SECONDS = 2.0  # for the last confirmation, when the bot stops
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0

LOGGER = logging.getLogger(__name__)


class Fetch(Protocol):
    """Asks Telegram for updates from an offset on, and waits some seconds for the first."""

    async def __call__(self, *, offset: int | None, seconds: int, limit: int = MOST_UPDATES) -> list[RawUpdate]: ...


class Intake(Protocol):
    """What takes updates in."""

    def work_for(self, update: RawUpdate) -> Work:
        """Return an update as work."""

    async def unhandled(self, keys: Sequence[str]) -> set[str]:
        """Return the keys that were not handled in an earlier life of the process."""

    def put(self, work: Work) -> None:
        """Handle an update in its turn."""

    async def put_aside(self, work: Work) -> bool:
        """Keep an update so that it outlives the process without Telegram; tell whether that was possible."""


class Poller:
    """Fetches updates and hands them on, whatever getUpdates answers."""

    def __init__(
        self, fetch: Fetch, intake: Intake, clock: Callable[[], float], chance: random.Random | None = None
    ) -> None:
        self._fetch = fetch
        self._intake = intake
        self._clock = clock
        self._chance = chance or random.Random()
        self._under_way: dict[int, Work] = {}  # by update id
        self._since: dict[int, float] = {}  # on the clock: when these were fetched
        self._patient: set[Work] = set()  # under way, and confirmed nevertheless
        self._handled: set[int] = set()  # above the offset, so that they come again
        self._offset: int | None = None  # None: nothing was fetched yet
        self._asked: int | None = None  # the offset of the last getUpdates, which confirmed what was before it
        self._few = 0  # under way: time to fetch more
        self._room = asyncio.Event()
        self._faults = 0
        self._told_refusal = False
        self.last_good: float | None = None  # on the clock: when getUpdates was answered last

    async def run(self, stop: asyncio.Event) -> None:
        """Fetch until told to stop; what is under way then is for the lanes to finish."""
        while not stop.is_set():
            try:
                fetched = await unless(stop, self._ask())
            except TelegramError as fault:
                self._asked = None
                await unless(stop, asyncio.sleep(self._pause_after(fault)))
                continue
            if fetched is not None:
                self._is_good()
                await self._take(fetched)
                await unless(stop, self._until_there_is_room())

    async def confirm(self) -> None:
        """Tell Telegram, once, what has been handled; a failure costs nothing but a second look at the updates."""
        offset = self._next_offset()
        if offset is None or offset == self._asked:
            return
        self._asked = offset
        try:
            await asyncio.wait_for(self._fetch(offset=offset, seconds=0, limit=1), CONFIRM_SECONDS)
        except (TelegramError, TimeoutError) as fault:
            LOGGER.info("The last updates were not confirmed: %s", describe(fault))

    async def _ask(self) -> list[RawUpdate]:
        offset = self._next_offset()
        seconds = 0 if self._under_way else LONG_POLL_SECONDS
        self._asked = offset
        fetched = await self._fetch(offset=offset, seconds=seconds)
        self._few = FEW if len(fetched) >= MOST_UPDATES else 0
        return fetched

    def _next_offset(self) -> int | None:
        """Return the first update that is not done, or the one after the last that was fetched."""
        return min(self._under_way, default=self._offset)

    async def _take(self, fetched: Sequence[RawUpdate]) -> None:
        if any(update["update_id"] < (self._asked or 0) for update in fetched):
            # After a quiet week Telegram counts on from any number, also from a lower one.
            self._offset, self._asked = None, None
            self._handled.clear()
        self._handled = {id_ for id_ in self._handled if id_ >= (self._asked or 0)}
        new = [
            self._intake.work_for(update)
            for update in fetched
            if update["update_id"] not in self._under_way and update["update_id"] not in self._handled
        ]
        if len(new) < len(fetched) == MOST_UPDATES:
            await self._relieve()
        unhandled = await self._intake.unhandled([work.key for work in new]) if new else set()
        for work in new:
            self._begin(work, is_handled=work.key not in unhandled)

    def _begin(self, work: Work, *, is_handled: bool) -> None:
        self._offset = max(self._offset or 0, work.id + 1)
        if is_handled or not work.is_urgent:
            self._handled.add(work.id)
        if is_handled:
            return
        if not work.is_urgent:
            self._begin_patient(work)
            return
        self._under_way[work.id], self._since[work.id] = work, self._clock()
        work.done.add_done_callback(lambda done: self._end(work, is_handled=done.result()))
        self._intake.put(work)

    def _begin_patient(self, work: Work) -> None:
        if len(self._patient) < MOST_PATIENT:
            self._patient.add(work)
            work.done.add_done_callback(lambda _: self._patient.discard(work))
            self._intake.put(work)

    def _end(self, work: Work, *, is_handled: bool) -> None:
        """Forget work that is done. What the bot stopped before stays, so that it is not confirmed."""
        if is_handled and self._under_way.pop(work.id, None) is not None:
            del self._since[work.id]
            self._handled.add(work.id)
            if len(self._under_way) <= self._few:
                self._room.set()

    async def _relieve(self) -> None:
        """Keep the updates of slow chats ourselves, where they fill what Telegram gives at once for too long."""
        now = self._clock()
        slow = [work for work in self._under_way.values() if now - self._since[work.id] > HELD_UP_SECONDS]
        kept = 0
        for work in slow:
            if not await self._intake.put_aside(work):
                break
            self._end(work, is_handled=True)
            kept += 1
        if kept:
            LOGGER.warning("Slow chats held up the others; %s of their updates wait in the store now", kept)

    async def _until_there_is_room(self) -> None:
        """Wait until little is under way, or for as long as other chats may be kept waiting."""
        self._room.clear()
        if len(self._under_way) > self._few:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._room.wait(), LOOK_AGAIN_SECONDS)

    def _is_good(self) -> None:
        if self._faults:
            LOGGER.info("Telegram answers again")
        self._faults, self._told_refusal = 0, False
        self.last_good = self._clock()

    def _pause_after(self, fault: TelegramError) -> float:
        """Return the seconds until the next try, and log the fault: a refused token once and loudly."""
        if isinstance(fault, InvalidToken):
            if not self._told_refusal:
                LOGGER.critical("Telegram refuses the token; it is tried again slowly. Has it been revoked?")
            self._told_refusal = True
        elif isinstance(fault, Conflict):
            if "webhook" in fault.message.casefold():
                LOGGER.error("Somebody has set a webhook for this bot; stop the other one, and start this one again")
            else:
                LOGGER.error("Somebody else fetches the updates of this bot; stop the other one")
        else:
            LOGGER.warning("No updates could be fetched: %s", describe_fault(fault))
        self._faults += 1
        if isinstance(fault, FloodError):
            return fault.seconds
        pause: float = min(FIRST_PAUSE_SECONDS * 2 ** min(self._faults, 10), LONGEST_PAUSE_SECONDS)
        return pause * self._chance.uniform(0.5, 1.0)
