"""How many messages a user may send in a minute, by the clock of the messages: what waited is not held against them."""

from collections import OrderedDict, deque

REMEMBERED_USERS = 10_000
MINUTE_SECONDS = 60.0


class Quota:
    """Counts the messages of each user over the last minute, in memory only."""

    def __init__(self, per_minute: int) -> None:
        """Take the most messages a minute; 0: as many as one likes."""
        self._most = per_minute
        self._sent: OrderedDict[int, deque[float]] = OrderedDict()
        self._told: set[int] = set()

    def excess(self, user: int, at: float) -> str:
        """Return "" for a message that is within the quota, "first" for the first one over it, else "more"."""
        if not self._most:
            return ""
        sent = self._sent.setdefault(user, deque())
        self._sent.move_to_end(user)
        if len(self._sent) > REMEMBERED_USERS:
            self._told.discard(self._sent.popitem(last=False)[0])
        while sent and sent[0] <= at - MINUTE_SECONDS:
            sent.popleft()
        if len(sent) < self._most:
            sent.append(at)
            self._told.discard(user)
            return ""
        is_first = user not in self._told
        self._told.add(user)
        return "first" if is_first else "more"
