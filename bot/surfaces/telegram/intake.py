"""Where updates come in, fetched or delivered: each gets a key and a lane, and no update is handled twice."""

import asyncio
import json
from collections.abc import Sequence
from hashlib import blake2b
from typing import Protocol

from bot.store.records import Claim, StoreError
from bot.surfaces.telegram.client import RawUpdate
from bot.surfaces.telegram.lanes import Lanes, Work

DELIVERY_SECONDS = 35.0  # with the next one less than a minute, after which Telegram gives up on a delivery
CLAIM_SECONDS = 15.0  # how long a chat that another worker is busy with is waited for
CLAIM_AGAIN_SECONDS = 0.1


NO_CHAT = -(2**52)  # no chat has a number beyond


class Claiming(Protocol):
    """What knows which updates were handled, by this process or another; it never fails, at worst it has forgotten."""

    async def unhandled(self, keys: Sequence[str]) -> set[str]: ...
    async def claim(self, key: str, chat: int, worker: str) -> Claim: ...
    async def release(self, key: str) -> None: ...
    async def put_aside(self, key: str, update_id: int, update: bytes) -> None: ...
    async def waiting(self) -> list[tuple[str, bytes]]: ...


class Intake:
    """Takes updates in."""

    def __init__(self, lanes: Lanes, store: Claiming, server: str, worker: str) -> None:
        """Take the parts.

        Args:
            lanes: Where updates are handled.
            store: What knows the handled ones.
            server: Address of the Bot API server: every server counts its updates anew.
            worker: Name of this process among those that share the store.
        """
        self._lanes = lanes
        self._store = store
        self._server = server
        self._worker = worker
        self._under_way: dict[str, Work] = {}  # delivered and not done yet
        self.is_open = True  # False: the bot is stopping, and deliveries are to come again

    def work_for(self, update: RawUpdate, key: str | None = None) -> Work:
        """Return an update as work; `key` is the one under which it was kept before.

        The number of an update is not enough for a key: Telegram begins anew with any number after a week of silence.
        """
        content = json.dumps([self._server, update], sort_keys=True, separators=(",", ":"))
        key = key or blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        chat = chat_of(update)
        return Work(update, key, str(chat), is_urgent="inline_query" not in update)

    async def unhandled(self, keys: Sequence[str]) -> set[str]:
        return await self._store.unhandled(keys)

    def put(self, work: Work) -> None:
        self._lanes.put(work)

    async def put_aside(self, work: Work) -> bool:
        try:
            await self._store.put_aside(work.key, work.id, json.dumps(work.update).encode())
        except StoreError:
            return False
        return True

    async def kept(self) -> list[Work]:
        """Return the updates that were put aside in an earlier life and not handled since."""
        kept = dict(await self._store.waiting())
        unhandled = await self._store.unhandled(list(kept)) if kept else set()
        return [self.work_for(json.loads(update), key) for key, update in kept.items() if key in unhandled]

    async def take_up(self, works: Sequence[Work]) -> None:
        """Handle updates that were put aside, unless another process does."""
        for work in works:
            await self._begin(work, chat_of(work.update))

    async def deliver(self, update: RawUpdate) -> bool:
        """Handle an update that was delivered to this process; tell whether it has been, by whomever.

        A second delivery while the first is under way waits for that one.
        """
        work = self.work_for(update)
        if work.key not in self._under_way:
            self._under_way[work.key] = work
            work.done.add_done_callback(lambda _: self._under_way.pop(work.key, None))
            try:
                await self._begin(work, chat_of(update))
            except BaseException:
                work.done.set_result(False)
                raise
        done = self._under_way[work.key].done if work.key in self._under_way else work.done
        await asyncio.wait({done}, timeout=DELIVERY_SECONDS)
        return done.done() and done.result()

    async def _begin(self, work: Work, chat: int) -> None:
        """Handle an update that nobody has handled and nobody else is handling."""
        claim = await self._claim(work, chat) if self.is_open else "busy"
        if claim != "mine":
            work.done.set_result(claim == "handled")
        elif not self.is_open:
            await self._store.release(work.key)
            work.done.set_result(False)
        else:
            self.put(work)

    async def _claim(self, work: Work, chat: int) -> Claim:
        claim: Claim = "busy"
        for _ in range(int(CLAIM_SECONDS / CLAIM_AGAIN_SECONDS)):
            claim = await self._store.claim(work.key, chat, self._worker)
            if claim != "busy" or not self.is_open:
                break
            await asyncio.sleep(CLAIM_AGAIN_SECONDS)
        return claim


def chat_of(update: RawUpdate) -> int:
    """Return the chat that an update is about, else its user; 0 where it has neither, or none that can be read."""
    content = next((value for key, value in update.items() if key != "update_id" and isinstance(value, dict)), {})
    message = content.get("message")
    chats = (content.get("chat"), message.get("chat") if isinstance(message, dict) else None, content.get("from"))
    found = next((int(chat["id"]) for chat in chats if isinstance(chat, dict) and isinstance(chat.get("id"), int)), 0)
    # An inline query has no chat, and need not wait for that with its user.
    return NO_CHAT - found if "inline_query" in update else found
