"""A store that goes on without its database: slower to remember, never in the way of an answer."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from bot.store.memory import Memory
from bot.store.records import (
    AnswerRecord,
    Changes,
    Claim,
    Comment,
    FactFeedback,
    RatedQuestion,
    Remembered,
    StoreError,
    UnansweredGroup,
)
from bot.store.store import Store

T = TypeVar("T")

FIRST_PAUSE_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 60.0
_AT_ONCE = 64  # changes that are caught up on together

OnChange = Callable[[bool, str], None]
"""Called with whether the database is used, and why it is not ("" when it is): once for each change, in the loop."""


class SteadyStore:
    """Has the methods of Store. While the database fails, they answer from memory and raise nothing.

    After a failure the database is left alone for a pause, 5 seconds at first, at most 60. Then one call tries it; if
    that succeeds, what was changed meanwhile is written, and the database is used again. Only `put_aside` raises
    StoreError while it is down, because the caller must not give up an update that is not kept.
    """

    def __init__(
        self,
        store: Store,
        on_change: OnChange,
        *,
        clock: Callable[[], float] = time.monotonic,
        memory: Memory | None = None,
        is_shared: bool = True,
    ) -> None:
        """Wrap a store that is not open yet.

        Args:
            store: The one that is wrapped.
            on_change: Is told when the database fails, and when it works again.
            clock: Seconds, to count the pauses by.
            memory: What is remembered by the process itself.
            is_shared: Other processes write to the database as well, so that a chat has to be loaded each time.
        """
        self._is_shared = is_shared
        self._store = store
        self._on_change = on_change
        self._clock = clock
        self._memory = memory or Memory()
        self._is_open = False
        self._is_up = True
        self._pause = FIRST_PAUSE_SECONDS
        self._next_try = 0.0

    @property
    def is_up(self) -> bool:
        """Whether the database is used."""
        return self._is_up

    async def open(self) -> None:
        """Open the store; that it fails only means that the database is down."""
        try:
            await self._open_store()
        except StoreError as error:
            self._fail(error)

    async def close(self) -> None:
        """Write what is still owed, if the database lets us, and close the store."""
        if self._memory.owes:
            await self._try_again()
        await self._store.close()
        self._is_open = False

    async def load(self, chat: int) -> Remembered:
        if not self._is_shared and self._memory.knows(chat):
            return self._memory.load(chat)
        remembered = await self._or(lambda: self._store.load(chat), None)
        if remembered is None:
            return self._memory.load(chat)
        self._memory.keep(chat, remembered)
        return remembered

    async def find_answer(self, chat: int, message: int) -> AnswerRecord | None:
        return await self._or(lambda: self._store.find_answer(chat, message), None)

    async def write(self, changes: Changes) -> None:
        """Write the changes, or remember them to be written later."""
        self._memory.note(changes)
        if not await self._did(lambda: self._store.write(changes)):
            self._memory.owe(changes)

    async def unhandled(self, keys: Sequence[str]) -> set[str]:
        left = self._memory.unhandled(keys)  # what was handled here is so, whatever the database has missed
        return await self._or(lambda: self._store.unhandled([key for key in keys if key in left]), left)

    async def claim(self, key: str, chat: int, worker: str) -> Claim:
        here = self._memory.claim(key, chat, worker)
        if here != "mine":
            return here
        claim: Claim = await self._or(lambda: self._store.claim(key, chat, worker), here)
        if claim != "mine":
            self._memory.release(key)
        return claim

    async def release(self, key: str) -> None:
        self._memory.release(key)
        await self._did(lambda: self._store.release(key))

    async def beat(self, worker: str) -> None:
        await self._did(lambda: self._store.beat(worker))

    async def leave(self, worker: str) -> None:
        self._memory.leave(worker)
        await self._did(lambda: self._store.leave(worker))

    async def put_aside(self, key: str, update_id: int, update: bytes) -> None:
        """Keep an update.

        Raises:
            StoreError: If it was not kept.
        """
        if not await self._did(lambda: self._store.put_aside(key, update_id, update)):
            raise StoreError("The database is down; the update was not kept.")

    async def waiting(self) -> list[tuple[str, bytes]]:
        return await self._or(self._store.waiting, [])

    async def unanswered(self, limit: int = 500) -> list[UnansweredGroup]:
        return await self._or(lambda: self._store.unanswered(limit), [])

    async def feedback(self) -> list[FactFeedback]:
        return await self._or(self._store.feedback, [])

    async def rated_questions(self, limit: int = 20) -> list[RatedQuestion]:
        return await self._or(lambda: self._store.rated_questions(limit), [])

    async def comments(self, limit: int = 20) -> list[Comment]:
        return await self._or(lambda: self._store.comments(limit), [])

    async def size(self) -> dict[str, int]:
        return await self._or(self._store.size, {})

    async def purge(self) -> None:
        await self._did(self._store.purge)

    async def _or(self, call: Callable[[], Awaitable[T]], otherwise: T) -> T:
        """Return what the call returns, or something else if the database is down or fails."""
        if not self._is_up and (self._clock() < self._next_try or not await self._try_again()):
            return otherwise
        try:
            return await call()
        except StoreError as error:
            self._fail(error)
            return otherwise

    async def _did(self, call: Callable[[], Awaitable[None]]) -> bool:
        async def did() -> bool:
            await call()
            return True

        return await self._or(did, False)

    async def _try_again(self) -> bool:
        """Try the database and catch up on what is owed to it; return whether it is used again."""
        self._next_try = self._clock() + self._pause  # so that other calls do not try as well
        try:
            await self._open_store()
            await self._store.unhandled([""])  # the cheapest question
            await self._catch_up()
        except StoreError as error:
            self._pause = min(2 * self._pause, LONGEST_PAUSE_SECONDS)
            self._fail(error)
            return False
        self._pause = FIRST_PAUSE_SECONDS
        if not self._is_up:
            self._is_up = True
            self._on_change(True, "")
        return True

    async def _open_store(self) -> None:
        if not self._is_open:
            await self._store.open()
            self._is_open = True

    async def _catch_up(self) -> None:
        """Write what is owed, in the order in which it came, until nothing is."""
        while owed := self._memory.take_owed():
            for start in range(0, len(owed), _AT_ONCE):
                some = owed[start : start + _AT_ONCE]
                done = await asyncio.gather(*map(self._store.write, some), return_exceptions=True)
                errors = [error for error in done if isinstance(error, BaseException)]
                if errors:
                    self._memory.owe_again(owed[start:])
                    raise errors[0]

    def _fail(self, error: StoreError) -> None:
        self._next_try = self._clock() + self._pause
        if self._is_up:
            self._is_up = False
            self._on_change(False, str(error))
