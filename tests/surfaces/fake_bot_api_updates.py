"""The updates that wait at the fake Bot API server until the bot confirms them."""

import asyncio
from typing import Any

from tests.surfaces.fake_bot_api_methods import RefusedError

LONGEST_POLL_SECONDS = 50
MOST_UPDATES = 100
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class UpdateQueue:
    """Gives updates out as often as they are asked for, until a request with a higher offset confirms them."""

    def __init__(self) -> None:
        self._updates: list[dict[str, Any]] = []
        self._last_id = 1000
        self._allowed: list[str] = []  # empty: every kind
        self._poll: asyncio.Future[None] | None = None

    @property
    def ids(self) -> list[int]:
        """The ids of the updates that are not confirmed."""
        return [update["update_id"] for update in self._updates]

    @property
    def is_polled(self) -> bool:
        """A request is waiting for updates."""
        return self._poll is not None

    def add(self, kind: str, content: dict[str, Any]) -> None:
        """Append an update, unless the bot has said that it does not want its kind."""
        self._last_id += 1
        if not self._allowed or kind in self._allowed:
            self._updates.append({"update_id": self._last_id, kind: content})
            self._end_poll(None)

    def clear(self) -> None:
        self._updates.clear()

    async def get(
        self, offset: int = 0, limit: int = MOST_UPDATES, timeout: int = 0, allowed_updates: list[str] | None = None
    ) -> list[dict[str, Any]]:
        """Answer getUpdates; a request that was still waiting ends with 409, as at Telegram the first one does."""
        self._end_poll(RefusedError(409, CONFLICT))
        if allowed_updates is not None:
            self._allowed = allowed_updates
        if offset < 0:
            self._updates = self._updates[offset:]
        self._updates = [update for update in self._updates if update["update_id"] >= offset]
        if not self._updates and timeout > 0:
            await self._wait(min(timeout, LONGEST_POLL_SECONDS))
        return self._updates[: max(1, min(limit, MOST_UPDATES))]

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
