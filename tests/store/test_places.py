"""Who may write to the database, but has no secret, cannot let the bot show what was written elsewhere."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import LargeBinary

from bot.core.conversation.dialogue import Dialogue
from bot.store.records import AnswerRecord, Changes, Feedback, Unanswered
from bot.store.schema import metadata
from bot.store.store import Store
from tests.store.samples import CHAT, USER, dialogue

pytestmark = pytest.mark.asyncio

CHATS = (CHAT, CHAT + 1)


async def write_all(store: Store) -> None:
    """Let two chats leave something in every column that is sealed."""
    for number, chat in enumerate(CHATS):
        await store.put_aside(f"waiting {number}", number, b'{"message": {"text": "geheim"}}')
        asked = f"vraag {number}"
        changes = Changes(
            chat=chat,
            user=USER + number,
            dialogue=dialogue(asked),
            answer=AnswerRecord(question=17, answers=(18,), before=dialogue("eerder"), after=dialogue(asked)),
            feedback=Feedback(fact="visits-2019", rating="bad", answer=18, question=asked),
            unanswered=(Unanswered(question=asked, group=asked, language="nl", kind="abstain"),),
            comment=asked,
        )
        await store.write(changes)


async def dialogues(store: Store) -> list[object]:
    return [found for chat in CHATS if (found := (await store.load(chat)).dialogue) != Dialogue()]


async def answers(store: Store) -> list[object]:
    return [found for chat in CHATS if (found := await store.find_answer(chat, 17)) is not None]


async def before(store: Store) -> list[object]:
    return [one for one in await answers(store) if one.before != Dialogue()]  # type: ignore[attr-defined]


SEALED: dict[tuple[str, str], Callable[[Store], Awaitable[list[object]]]] = {
    ("updates", "sealed"): Store.waiting,  # type: ignore[dict-item]
    ("chats", "dialogue"): dialogues,
    ("answers", "sealed"): answers,
    ("answers", "sealed_before"): before,
    ("unanswered", "question"): Store.unanswered,  # type: ignore[dict-item]
    ("ratings", "question"): Store.rated_questions,  # type: ignore[dict-item]
    ("comments", "sealed"): Store.comments,  # type: ignore[dict-item]
}
"""The columns that are sealed, and how each is read."""


@pytest.mark.parametrize("target", SEALED, ids=".".join)
async def test_what_is_copied_elsewhere_is_not_read(store: Store, target: tuple[str, str]) -> None:
    """Neither in another row of its own column nor in another column: it counts as if it were not there."""
    await write_all(store)
    assert len(await SEALED[target](store)) == 2
    for table, column in sorted(SEALED, key=lambda source: source != target):
        piece = f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL LIMIT 1"
        copy = f"UPDATE {target[0]} SET {target[1]} = ({piece})"
        await store._database.run(lambda session, copy=copy: session.run(copy, {}))  # type: ignore[misc]
        assert len(await SEALED[target](store)) == (1 if (table, column) == target else 0)


async def test_every_column_of_bytes_is_tried_here() -> None:
    """So that a new one is not forgotten."""
    columns = {(table.name, one.name) for table in metadata.sorted_tables for one in table.columns
               if isinstance(one.type, LargeBinary)}  # fmt: skip
    assert columns == set(SEALED)
