"""The dialogues that a surface keeps, one for each chat, in memory and never more than a set number."""

from collections import OrderedDict
from collections.abc import Hashable

from bot.core.conversation.dialogue import Dialogue

REMEMBERED_DIALOGUES = 10_000


class DialogueStore:
    """Beyond `size` dialogues, the one that has been silent longest is forgotten."""

    def __init__(self, size: int = REMEMBERED_DIALOGUES) -> None:
        self._size = size
        self._dialogues: OrderedDict[Hashable, Dialogue] = OrderedDict()

    def get(self, chat: Hashable) -> Dialogue:
        """Return the dialogue of a chat, an empty one for a chat that is not known."""
        return self._dialogues.get(chat, Dialogue())

    def put(self, chat: Hashable, dialogue: Dialogue) -> None:
        """Keep the dialogue of a chat that has just spoken."""
        self._dialogues[chat] = dialogue
        self._dialogues.move_to_end(chat)
        if len(self._dialogues) > self._size:
            self._dialogues.popitem(last=False)
