"""Waiting that ends when the bot is told to stop."""

import asyncio
import signal
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from typing import TypeVar

SIGNALS = (signal.SIGINT, signal.SIGTERM)
T = TypeVar("T")


async def unless(stop: asyncio.Event, doing: Awaitable[T]) -> T | None:
    """Return what comes of it; None if the bot is told to stop before."""
    task = asyncio.ensure_future(doing)
    stopping = asyncio.ensure_future(stop.wait())
    await asyncio.wait({task, stopping}, return_when=asyncio.FIRST_COMPLETED)
    for unfinished in (task, stopping):
        if not unfinished.done():
            unfinished.cancel()
    await asyncio.gather(task, stopping, return_exceptions=True)
    return None if task.cancelled() else task.result()


@contextmanager
def stop_on_signals(stop: asyncio.Event) -> Iterator[None]:
    """Meanwhile, set the event when the process is told to stop: by Ctrl-C, or by whoever runs it."""
    loop = asyncio.get_running_loop()
    before = {one: signal.signal(one, lambda *_: loop.call_soon_threadsafe(stop.set)) for one in SIGNALS}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
