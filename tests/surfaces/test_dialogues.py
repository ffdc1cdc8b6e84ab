"""Dialogues are kept apart, and only so many of them."""

from bot.core.conversation.dialogue import Dialogue
from bot.surfaces.dialogues import DialogueStore
from tests.surfaces.scripted import CountedDialogue


def test_the_longest_silent_chat_is_forgotten_first() -> None:
    """Memory stays bounded; who talked last is remembered."""
    store = DialogueStore(size=2)
    for chat, turns in ((1, 1), (2, 1), (1, 2), (3, 1)):
        store.put(chat, CountedDialogue(turns=turns))
    assert [store.get(chat) for chat in (1, 2, 3)] == [CountedDialogue(turns=2), Dialogue(), CountedDialogue(turns=1)]
