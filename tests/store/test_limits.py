"""Nobody fills the store, and nobody keeps the others out of a report."""

import random
import time
from dataclasses import replace
from pathlib import Path

import pytest

import bot.store.statements
from bot.core.assistant import Assistant
from bot.store.limits import (
    ANSWERS_OF_CHAT,
    COMMENTS_OF_PERSON,
    GROUPS_OF_PERSON,
    UNANSWERED_CHARACTERS,
    UNANSWERED_OF_PERSON,
)
from bot.store.records import Changes, Unanswered
from bot.store.store import Store
from tests.store.conftest import SECRET, Clock
from tests.store.full_quota import Sender, bytes_of, fill, read_reports
from tests.store.samples import CHAT, USER, answer, dialogue

pytestmark = pytest.mark.asyncio

DAY = 86_400


def asked(question: str) -> tuple[Unanswered, ...]:
    return (Unanswered(question=question, group=question, language="nl", kind="abstain"),)


async def test_a_week_at_full_quota_fills_nothing(store: Store, url: str, clock: Clock, assistant: Assistant) -> None:
    """Of each day some minutes; `python -m tests.store.full_quota` measures all of it."""
    sender = Sender(assistant, random.Random(7))
    days = 3
    for _ in range(days):
        await fill(store, clock, sender, 8)
        clock.seconds += DAY
        await store.purge()
    rows = await store.size()
    assert rows["answers"] <= ANSWERS_OF_CHAT
    assert rows["comments"] == days * COMMENTS_OF_PERSON
    assert rows["unanswered"] == days * UNANSWERED_OF_PERSON
    begun = time.perf_counter()
    await read_reports(store)
    assert time.perf_counter() - begun < 2.0  # 0.02 on a quiet machine
    if url.startswith("sqlite"):
        assert bytes_of(Path(url.removeprefix("sqlite:///"))) < 12_000_000


async def test_a_question_asked_again_counts_beyond_the_limit(store: Store) -> None:
    """It takes no further row; the questions of others are kept as before."""
    for number in range(UNANSWERED_OF_PERSON + 5):
        await store.write(Changes(chat=CHAT, user=USER, unanswered=asked(str(number))))
    for question in ("0", "0", "one more"):
        await store.write(Changes(chat=CHAT, user=USER, unanswered=asked(question)))
    await store.write(Changes(chat=CHAT, user=USER + 1, unanswered=asked("0")))
    first, *_ = await store.unanswered()
    assert (first.question, first.people, first.times) == ("0", 2, 4)
    assert (await store.size())["unanswered"] == UNANSWERED_OF_PERSON + 1


async def test_the_newest_comments_of_a_person_stay(store: Store, clock: Clock) -> None:
    """Of each day so many."""
    for number in range(COMMENTS_OF_PERSON + 3):
        await store.write(Changes(chat=CHAT, user=USER, comment=str(number)))
    assert [one.text for one in await store.comments(1000)] == [
        str(number) for number in range(COMMENTS_OF_PERSON + 2, 2, -1)
    ]
    clock.seconds += DAY
    await store.write(Changes(chat=CHAT, user=USER, comment="morgen"))
    assert len(await store.comments(1000)) == COMMENTS_OF_PERSON + 1


async def test_the_last_answers_of_a_chat_stay(store: Store) -> None:
    """An older one is no longer found; other chats have their own."""
    await store.write(Changes(chat=CHAT + 1, user=USER, answer=answer(1)))
    for number in range(ANSWERS_OF_CHAT + 2):
        await store.write(Changes(chat=CHAT, user=USER, answer=answer(10 * number, 10 * number + 1)))
    assert await store.find_answer(CHAT, 10) is None
    assert await store.find_answer(CHAT, 21) is not None
    assert await store.find_answer(CHAT + 1, 1) is not None


async def test_a_conversation_stands_once(store: Store) -> None:
    """That before an answer is that after the one that it goes on from, also when that one was edited since."""
    first = replace(answer(10, 11), after=dialogue("eerst"))
    second = replace(answer(20, 21), before=first.after, after=dialogue("dan"))
    apart = replace(answer(30, 31), before=dialogue("iets anders"))
    for record in (first, second, apart):
        await store.write(Changes(chat=CHAT, user=USER, answer=record))
    assert [await store.find_answer(CHAT, one) for one in (11, 21, 31)] == [first, second, apart]
    rows = await store._database.run(
        lambda session: session.rows("SELECT sealed_before IS NULL FROM answers ORDER BY question", {})
    )
    assert [bool(is_null) for (is_null,) in rows] == [False, True, False]
    edited = replace(first, after=dialogue("eerst, maar anders"))
    await store.write(Changes(chat=CHAT, user=USER, answer=edited))
    assert await store.find_answer(CHAT, 21) == replace(second, before=edited.after)
    await store.write(Changes(chat=CHAT + 1, user=USER, answer=second))
    assert await store.find_answer(CHAT + 1, 21) == second


async def test_the_oldest_of_all_go(url: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the number of rows that a table has in all, whoever left them."""
    for name in ("ANSWERS", "UNANSWERED", "RATINGS", "COMMENTS"):
        monkeypatch.setattr(bot.store.statements, name, 3)
    store = Store(url, SECRET, clock=clock)
    await store.open()
    for number in range(5):
        changes = Changes(chat=number, user=number, answer=answer(), comment=str(number), unanswered=asked(str(number)))
        await store.write(changes)
        clock.seconds += 3700
    await store.purge()
    rows = await store.size()
    assert (rows["answers"], rows["unanswered"], rows["comments"]) == (3, 3, 3)
    assert [one.text for one in await store.comments()] == ["4", "3", "2"]
    assert await store.find_answer(1, 11) is None
    assert await store.find_answer(2, 11) is not None
    await store.close()


async def test_a_long_question_is_cut(store: Store) -> None:
    """The beginning says what it is about."""
    await store.write(Changes(chat=CHAT, user=USER, unanswered=asked("hoeveel ezels? " * 100)))
    (group,) = await store.unanswered()
    assert group.question.startswith("hoeveel ezels? hoeveel")
    assert len(group.question) == UNANSWERED_CHARACTERS


async def test_nobody_keeps_the_questions_of_others_out(store: Store) -> None:
    """What two have asked comes first; what one has asked takes turns with that of others, and is not endless."""
    for number in range(GROUPS_OF_PERSON + 10):
        for _ in range(2):
            await store.write(Changes(chat=CHAT, user=1, unanswered=asked(f"vol {number:02}")))
    for user in (2, 3):
        await store.write(Changes(chat=CHAT, user=user, unanswered=asked("samen")))
        await store.write(Changes(chat=CHAT, user=user, unanswered=asked(f"alleen {user}")))
    assert sorted(group.question[:8] for group in await store.unanswered(4))[:3] == ["alleen 2", "alleen 3", "samen"]
    assert (await store.unanswered())[0].question == "samen"
    assert len(await store.unanswered()) == GROUPS_OF_PERSON + 3


async def test_nobody_keeps_the_remarks_of_others_out(store: Store) -> None:
    """Those of one day take turns."""
    await store.write(Changes(chat=CHAT, user=2, comment="van een ander"))
    for number in range(30):
        await store.write(Changes(chat=CHAT, user=1, comment=str(number)))
    assert [one.text for one in await store.comments(3)] == ["29", "van een ander", "28"]


async def test_what_another_secret_has_sealed_takes_no_room_in_a_report(store: Store, url: str, clock: Clock) -> None:
    """After a change of the token, old groups of many people stand before the new ones for months."""
    other = Store(url, b"the token before", clock=clock)
    await other.open()
    for number in range(40):
        for user in (1, 2):
            await other.write(Changes(chat=CHAT, user=user, unanswered=asked(f"oud {number}")))
    await other.close()
    await store.write(Changes(chat=CHAT, user=1, unanswered=asked("nieuw")))
    assert [group.question for group in await store.unanswered(5)] == ["nieuw"]
