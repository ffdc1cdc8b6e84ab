"""What a process remembers by itself is bounded, and owes nothing to those who want to be forgotten."""

from dataclasses import replace

import pytest

from bot.store.memory import Memory
from bot.store.records import Changes, ChatSettings, Remembered
from tests.store.samples import CHAT, USER, answer, dialogue


def test_the_last_chats_are_remembered() -> None:
    """And no more than the memory has room for."""
    memory = Memory(size=2)
    for chat in (1, 2, 1, 3):
        memory.note(Changes(chat=chat, user=None, dialogue=dialogue(str(chat)), handled=str(chat)))
    assert [memory.load(chat).dialogue == dialogue(str(chat)) for chat in (1, 2, 3)] == [True, False, True]
    assert memory.unhandled(["1", "2", "3"]) == {"2"}


def test_changes_add_up() -> None:
    """As they do in the store."""
    memory = Memory()
    memory.note(Changes(chat=CHAT, user=USER, settings=ChatSettings(style="long")))
    memory.note(Changes(chat=CHAT, user=USER, dialogue=dialogue()))
    assert memory.load(CHAT) == Remembered(settings=ChatSettings(style="long"), dialogue=dialogue())
    memory.note(Changes(chat=CHAT, user=USER, forget=True))
    assert memory.load(CHAT) == Remembered()


def test_claims_hold_within_the_process() -> None:
    """By the same rules as in the store."""
    memory = Memory()
    assert memory.claim("1", CHAT, "a") == "mine"
    assert memory.claim("1", CHAT, "a") == "mine"
    assert memory.claim("2", CHAT, "b") == "busy"
    assert memory.claim("3", CHAT + 1, "b") == "mine"
    memory.release("1")
    memory.leave("b")
    assert memory.claim("2", CHAT, "b") == "mine"
    memory.note(Changes(chat=CHAT, user=USER, handled="2"))
    assert memory.claim("2", CHAT, "a") == "handled"
    assert memory.claim("4", CHAT, "a") == "mine"


@pytest.mark.parametrize(("writer", "forgetting", "left"), [
    pytest.param(USER, Changes(chat=CHAT, user=USER), "", id="the same"),
    pytest.param(USER, Changes(chat=CHAT, user=None), "comment", id="the chat"),
    pytest.param(USER, Changes(chat=1, user=USER), "dialogue", id="the user, in another chat"),
    pytest.param(USER, Changes(chat=1, user=None), "dialogue comment", id="neither"),
    pytest.param(USER, Changes(chat=CHAT, user=USER, keep_chat=True), "dialogue", id="the user"),
    pytest.param(USER, Changes(chat=CHAT, user=USER + 1, keep_chat=True), "dialogue comment", id="another user"),
    pytest.param(None, Changes(chat=CHAT, user=USER), "", id="whoever writes in the name of the chat"),
    pytest.param(None, Changes(chat=CHAT, user=USER, keep_chat=True), "dialogue comment", id="not in that of a user"),
])  # fmt: skip
def test_nothing_older_is_owed_of_who_is_forgotten(writer: int | None, forgetting: Changes, left: str) -> None:
    """Neither of the user nor of the chat; that the update was handled stays, and nobody's answers are owed."""
    memory = Memory()
    memory.owe(Changes(chat=CHAT, user=writer, handled="1", dialogue=dialogue(), comment="mooi", answer=answer()))
    memory.owe(replace(forgetting, forget=True))
    first, last = memory.take_owed()
    kept = {name: value for name, value in {"dialogue": dialogue(), "comment": "mooi"}.items() if name in left}
    assert first == Changes(chat=CHAT, user=writer, handled="1", **kept)
    assert last.forget
    assert not memory.owes


def test_a_wish_to_be_forgotten_is_never_given_up() -> None:
    """The oldest of the rest goes first."""
    memory = Memory(size=3)
    memory.owe(Changes(chat=1, user=None, forget=True))
    for number in range(2, 6):
        memory.owe(Changes(chat=number, user=None, handled=str(number)))
    assert [changes.chat for changes in memory.take_owed()] == [1, 4, 5]
