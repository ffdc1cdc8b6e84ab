"""Telegram's flood limits, kept by waiting: so many messages a second in all, in one chat, and a minute in a group.

A message counts from when Telegram has taken it, not from when it left here: on the way two may come closer together.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from math import inf

from bot.surfaces.telegram.slots import Slots

LOOK_AGAIN_SECONDS = 0.02  # while the messages that fill a window are still on their way
MARGIN_SECONDS = 0.02
REMEMBERED_CHATS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much may be sent; 0 means without limit. The defaults are Telegram's (its FAQ for bots)."""

    per_second: int = 30  # messages to all chats together
    chat_seconds: float = 1.0  # between two messages to one chat
    group_per_minute: int = 20


class Window:
    """At most `most` messages in any stretch of `seconds`."""

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds + MARGIN_SECONDS
        self._ended: list[list[float]] = []  # one cell a message: when it was taken; infinite on its way

    def pause(self, now: float) -> float:
        """Return the seconds until another message may go; 0.0 if it may go now."""
        self._ended = [cell for cell in self._ended if cell[0] + self._seconds > now]
        if len(self._ended) < self._most:
            return 0.0
        first = min(cell[0] for cell in self._ended)
        return LOOK_AGAIN_SECONDS if first == inf else max(first + self._seconds - now, 0.001)

    def begin(self) -> list[float]:
        """Count a message that goes now; the cell takes the moment at which it was taken."""
        cell = [inf]
        self._ended.append(cell)
        return cell


Windows = tuple[Window, ...]


class Pace:
    """Waits until a message may go. Messages to different chats go in the order in which they came to wait."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self._limits = limits
        self._clock = clock
        self._overall: Windows = (Window(limits.per_second, 1.0),) if limits.per_second else ()
        self._chats: OrderedDict[int, Windows] = OrderedDict()
        self._gate = asyncio.Lock()

    @asynccontextmanager
    async def turn(self, chat: int | None, slots: Slots) -> AsyncIterator[None]:
        """Wait for a message to a chat to be allowed, and count it as sent when the body is done.

        What is no message goes at once: chat is None. Where there is something to wait for, the slot is given back.
        """
        if chat is None:
            yield
            return
        own = self._windows(chat)
        if self._pause(own) or self._pause(self._overall) or self._gate.locked():
            async with slots.away():
                cells = await self._wait_for_turn(own)
        else:
            cells = await self._wait_for_turn(own)
        try:
            yield
        finally:
            for cell in cells:
                cell[0] = self._clock()

    async def _wait_for_turn(self, own: Windows) -> list[list[float]]:
        while True:
            await self._wait(own)
            async with self._gate:
                await self._wait(self._overall)
                if not self._pause(own):  # nothing else went to this chat meanwhile
                    return [window.begin() for window in (*own, *self._overall)]

    async def _wait(self, windows: Windows) -> None:
        while (pause := self._pause(windows)) > 0:
            await asyncio.sleep(pause)

    def _pause(self, windows: Windows) -> float:
        return max((window.pause(self._clock()) for window in windows), default=0.0)

    def _windows(self, chat: int) -> Windows:
        if chat not in self._chats:
            own = [Window(1, self._limits.chat_seconds)] if self._limits.chat_seconds else []
            if chat < 0 and self._limits.group_per_minute:  # groups have negative ids
                own.append(Window(self._limits.group_per_minute, 60.0))
            self._chats[chat] = tuple(own)
            if len(self._chats) > REMEMBERED_CHATS:
                self._chats.popitem(last=False)
        self._chats.move_to_end(chat)
        return self._chats[chat]
