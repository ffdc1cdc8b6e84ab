"""A worker as a process of its own: handles what it can claim, and prints when it had which update."""

import asyncio
import sys
import time

from bot.store.records import Changes
from bot.store.store import Store
from tests.store.conftest import SECRET


async def work(url: str, worker: str, updates: int, chats: int) -> None:
    """Go through all updates until each is handled by some worker; with none, claim one and never end."""
    store = Store(url, SECRET)
    await store.open()
    await store.beat(worker)
    if not updates:
        print(await store.claim("left open", 1, worker), flush=True)
        await asyncio.sleep(3600)
    left = list(range(updates))
    while left:
        for number in list(left):
            claim = await store.claim(f"update {number}", number % chats, worker)
            if claim == "mine":
                begun = time.monotonic()
                await asyncio.sleep(0.002)
                print(number, begun, time.monotonic(), flush=True)
                await store.write(Changes(chat=number % chats, user=None, handled=f"update {number}"))
            if claim != "busy":
                left.remove(number)
    await store.leave(worker)
    await store.close()


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
