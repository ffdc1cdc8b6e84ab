"""What a process remembers by itself while there is no database: a bounded number of chats, updates and changes."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from bot.store.records import Changes, Claim, Remembered

K = TypeVar("K")
V = TypeVar("V")

REMEMBERED = 10_000  # chats, handled updates, claims and changes; of each


class Recent(Generic[K, V]):
    """The entries that were put last, and never more than a set number."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._entries: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        return self._entries.get(key)

    def put(self, key: K, value: V) -> None:
        self._entries[key] = value
        self._entries.move_to_end(key)
        if len(self._entries) > self._size:
            self._entries.popitem(last=False)

    def drop(self, key: K) -> None:
        self._entries.pop(key, None)

    def __contains__(self, key: K) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[tuple[K, V]]:
        return iter(list(self._entries.items()))


class Memory:
    """Follows what is loaded and written while the database works, and stands in for it while it does not."""

    def __init__(self, size: int = REMEMBERED) -> None:
        self._size = size
        self._chats: Recent[int, Remembered] = Recent(size)
        self._handled: Recent[str, None] = Recent(size)
        self._claims: Recent[str, tuple[int, str]] = Recent(size)
        self._owed: list[Changes] = []

    def load(self, chat: int) -> Remembered:
        return self._chats.get(chat) or Remembered()

    def knows(self, chat: int) -> bool:
        return chat in self._chats

    def keep(self, chat: int, remembered: Remembered) -> None:
        self._chats.put(chat, remembered)

    def note(self, changes: Changes) -> None:
        """Remember what is being written."""
        forgets_chat = changes.forget and not changes.keep_chat
        before = Remembered() if forgets_chat else self.load(changes.chat)
        if forgets_chat:
            self._chats.drop(changes.chat)
        if changes.settings is not None or changes.dialogue is not None:
            settings, dialogue = changes.settings or before.settings, changes.dialogue or before.dialogue
            self._chats.put(changes.chat, Remembered(settings=settings, dialogue=dialogue))
        if changes.handled is not None:
            self._handled.put(changes.handled, None)
            self._claims.drop(changes.handled)

    def unhandled(self, keys: Sequence[str]) -> set[str]:
        return {key for key in keys if key not in self._handled}

    def claim(self, key: str, chat: int, worker: str) -> Claim:
        """Claim an update within this process; other processes are not seen."""
        if key in self._handled:
            return "handled"
        if any(holder != worker and (key == other or chat == its) for other, (its, holder) in self._claims):
            return "busy"
        self._claims.put(key, (chat, worker))
        return "mine"

    def release(self, key: str) -> None:
        self._claims.drop(key)

    def leave(self, worker: str) -> None:
        for key, (_, holder) in self._claims:
            if holder == worker:
                self._claims.drop(key)

    def owe(self, changes: Changes) -> None:
        """Keep changes that are to be written once the database is back, without the answer's dialogues.

        Of one who wants to be forgotten, nothing older is kept. Where there are too many, the oldest are given up,
        but never a wish to be forgotten.
        """
        if changes.forget:
            self._owed = [_without(owed, changes) for owed in self._owed]
        self._owed.append(replace(changes, answer=None))
        if len(self._owed) > self._size:
            oldest = next((place for place, owed in enumerate(self._owed) if not owed.forget), 0)
            del self._owed[oldest]

    def take_owed(self) -> list[Changes]:
        """Return what is owed, oldest first, and owe nothing any more."""
        owed, self._owed = self._owed, []
        return owed

    def owe_again(self, changes: Sequence[Changes]) -> None:
        """Put back what was taken and could not be written; it is older than what came meanwhile."""
        self._owed = [*changes, *self._owed]

    @property
    def owes(self) -> bool:
        return bool(self._owed)


def _without(owed: Changes, forgetting: Changes) -> Changes:
    """Return changes without what is to be forgotten: what the user left, and what is the chat's."""
    is_here = owed.chat == forgetting.chat
    is_of_guest = owed.user is None and is_here  # who writes in the name of the chat
    is_of_chat = is_here and not forgetting.keep_chat
    is_of_user = owed.user == forgetting.user and (owed.user is not None or is_here)
    if is_of_chat:
        owed = replace(owed, settings=None, dialogue=None, answer=None)
    if is_of_user or (is_of_chat and is_of_guest):
        owed = replace(owed, unanswered=(), feedback=None, comment=None)
    return owed
