"""The updates that wait at the server until the bot confirms them."""

import asyncio
import time
from collections import OrderedDict
from itertools import islice
from typing import TYPE_CHECKING, Any

from tests.fake_telegram.refusals import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_POLL_SECONDS = 50
MOST_UPDATES = 100
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
CONFLICT_WITH_SET_WEBHOOK = "Conflict: terminated by setWebhook request"
UNASKED = frozenset(("chat_member", "message_reaction", "message_reaction_count"))  # sent only when they are named


class UpdateQueue:
    """Gives updates out as often as they are asked for, until a request with a higher offset confirms them."""

    def __init__(self, same_offset_seconds: float) -> None:
        self.same_offset_seconds = same_offset_seconds
        self.on_new: Callable[[dict[str, Any]], None] | None = None  # the webhook, while one is set
        self.allowed: list[str] = []  # empty: every kind but `UNASKED`
        self._updates: OrderedDict[int, dict[str, Any]] = OrderedDict()
        self._last_id = 1000
        self._poll: asyncio.Future[None] | None = None
        self._last_asked = (0, float("-inf"))  # offset and time

    def __contains__(self, update_id: int) -> bool:
        return update_id in self._updates

    @property
    def ids(self) -> list[int]:
        """The ids of the updates that are not confirmed."""
        return list(self._updates)

    @property
    def waiting(self) -> list[dict[str, Any]]:
        return list(self._updates.values())

    @property
    def is_polled(self) -> bool:
        """A request is waiting for updates."""
        return self._poll is not None

    def add(self, kind: str, content: dict[str, Any]) -> int:
        """Append an update, unless the bot has said that it does not want its kind; return its id."""
        self._last_id += 1
        if kind in self.allowed or (not self.allowed and kind not in UNASKED):
            update = self._updates[self._last_id] = {"update_id": self._last_id, kind: content}
            if self.on_new:
                self.on_new(update)
            else:
                self._end_poll(None)
        return self._last_id

    def confirm(self, update_id: int) -> None:
        self._updates.pop(update_id, None)

    def clear(self) -> None:
        self._updates.clear()

    async def get(
        self, offset: int = 0, limit: int = MOST_UPDATES, timeout: int = 0, allowed_updates: list[str] | None = None
    ) -> list[dict[str, Any]]:
        """Answer getUpdates; a request that was still waiting ends with 409, as at Telegram the first one does."""
        self.end_poll(CONFLICT)
        if allowed_updates is not None:
            self.allowed = allowed_updates
        seconds = self._patience(offset, timeout)
        if offset < 0:
            for update_id in self.ids[:offset]:
                del self._updates[update_id]
        else:
            while self._updates and next(iter(self._updates)) < offset:
                self._updates.popitem(last=False)
        if not self._updates and seconds > 0:
            await self._wait(seconds)
        return list(islice(self._updates.values(), max(1, min(limit, MOST_UPDATES))))

    def end_poll(self, why: str) -> None:
        """End a waiting request with 409."""
        self._end_poll(RefusedError(409, why))

    def _patience(self, offset: int, timeout: int) -> float:
        """Telegram slows down who asks for the same again and again, though only when there is nothing to give."""
        seconds = float(max(0, min(timeout, LONGEST_POLL_SECONDS)))
        last_offset, last_time = self._last_asked
        now = time.monotonic()
        if offset == last_offset and now < last_time + self.same_offset_seconds:
            seconds = max(seconds, self.same_offset_seconds)
        self._last_asked = (offset, now)
        return seconds

    async def _wait(self, seconds: float) -> None:
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(poll, seconds)
        except TimeoutError:
            pass
        finally:
            if self._poll is poll:
                self._poll = None

    def _end_poll(self, refusal: RefusedError | None) -> None:
        poll, self._poll = self._poll, None
        if poll is None or poll.done():
            return
        if refusal is None:
            poll.set_result(None)
        else:
            poll.set_exception(refusal)
