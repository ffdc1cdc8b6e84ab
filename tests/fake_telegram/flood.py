"""Telegram's limits on how much a bot may send, as its FAQ tells them."""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

SENDING = frozenset(("sendMessage", "sendPhoto", "sendDocument", "sendPoll"))
EDITING = frozenset(("editMessageText", "editMessageCaption", "editMessageReplyMarkup"))
PER_SECOND = 30
PER_GROUP_AND_MINUTE = 20


@dataclass(slots=True)
class FloodLimits:
    """Counts what is sent; a refused call does not count."""

    counts_edits: bool = True
    burst: int = 1  # so many may go to a private chat at once; then one a second
    clock: Callable[[], float] = time.monotonic
    refusals: int = 0
    _sent: deque[float] = field(default_factory=deque)
    _by_chat: defaultdict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def seconds_to_wait(self, method: str, chat_id: int) -> int:
        """Return 0 and count the call, or after how many whole seconds it may be tried again."""
        if method not in SENDING and not (self.counts_edits and method in EDITING):
            return 0
        now = self.clock()
        of_chat = self._by_chat[chat_id]
        wait = max(
            _wait(self._sent, now, PER_SECOND, 1.0),
            _wait(of_chat, now, PER_GROUP_AND_MINUTE, 60.0)
            if chat_id < 0
            else _wait(of_chat, now, self.burst, float(self.burst)),
        )
        if wait > 0:
            self.refusals += 1
            return max(1, math.ceil(wait))
        self._sent.append(now)
        of_chat.append(now)
        return 0


def _wait(times: deque[float], now: float, most: int, window: float) -> float:
    """Return how long until fewer than `most` lie within the window; 0 if that is so now."""
    while times and times[0] <= now - window:
        times.popleft()
    return times[len(times) - most] + window - now if len(times) >= most else 0.0
