"""Without its database the bot goes on, and catches up when it is back."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.store.fallback import FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, SteadyStore
from bot.store.records import Changes, ChatSettings, Feedback, Remembered, StoreError, Unanswered
from bot.store.store import Store
from tests.store.conftest import SECRET, Clock
from tests.store.databases import Postgres
from tests.store.samples import CHAT, USER, answer, dialogue

pytestmark = pytest.mark.asyncio

ENGLISH = ChatSettings(language="en")


class Breakable(Store):
    """A store whose database can be broken, and that counts how often it was asked."""

    is_broken = False
    calls = 0

    async def open(self) -> None:
        self._check()
        await super().open()

    def _check(self) -> None:
        self.calls += 1
        if self.is_broken:
            raise StoreError("broken")

    def break_off(self) -> None:
        """Let every job fail from now on."""
        self.is_broken = True
        run = self._database.run

        async def run_or_fail(*arguments: object, **options: object) -> object:
            self._check()
            return await run(*arguments, **options)  # type: ignore[arg-type]

        self._database.run = run_or_fail  # type: ignore[method-assign, assignment]


class Told(list[tuple[bool, str]]):
    """What was told about the database."""

    def __call__(self, up: bool, reason: str) -> None:
        self.append((up, reason))


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def inner(url: str, clock: Clock) -> Breakable:
    return Breakable(url, SECRET, clock=clock)


@pytest_asyncio.fixture
async def steady(inner: Breakable, told: Told, clock: Clock) -> AsyncIterator[SteadyStore]:
    steady = SteadyStore(inner, told, clock=clock)
    await steady.open()
    yield steady
    await steady.close()


async def test_a_working_store_is_only_passed_on(steady: SteadyStore, told: Told) -> None:
    """Each method does what it does in the store."""
    feedback = Feedback(fact="visits-2019", rating="good", answer=11)
    asked = (Unanswered(question="?", group="g", language="nl", kind="unknown"),)
    await steady.beat("a")
    await steady.put_aside("1", 1, b"update")
    assert await steady.waiting() == [("1", b"update")]
    assert await steady.claim("1", CHAT, "a") == "mine"
    for user in (1, 2):
        changes = Changes(chat=CHAT, user=user, handled="1", settings=ENGLISH, dialogue=dialogue(), answer=answer())
        await steady.write(changes)
        await steady.write(Changes(chat=CHAT, user=user, unanswered=asked, feedback=feedback, comment="mooi"))
    assert await steady.load(CHAT) == Remembered(settings=ENGLISH, dialogue=dialogue())
    assert await steady.find_answer(CHAT, 11) == answer()
    assert await steady.unhandled(["1", "2"]) == {"2"}
    assert await steady.claim("1", CHAT, "b") == "handled"
    assert [group.people for group in await steady.unanswered()] == [2]
    assert [fact.good for fact in await steady.feedback()] == [2]
    assert [comment.text for comment in await steady.comments()] == ["mooi", "mooi"]
    assert (await steady.size())["workers"] == 1
    await steady.release("2")
    await steady.leave("a")
    await steady.purge()
    assert steady.is_up
    assert told == []


async def test_the_bot_goes_on_without_a_database(steady: SteadyStore, inner: Breakable, told: Told) -> None:
    """From what it remembers; only an update that must be kept is refused."""
    await steady.write(Changes(chat=CHAT, user=USER, handled="1", settings=ENGLISH, dialogue=dialogue()))
    inner.break_off()
    assert await steady.load(CHAT) == Remembered(settings=ENGLISH, dialogue=dialogue())
    await steady.write(Changes(chat=CHAT, user=USER, handled="2", dialogue=dialogue("daarna")))
    assert (await steady.load(CHAT)).dialogue == dialogue("daarna")
    assert await steady.unhandled(["1", "2", "3"]) == {"3"}
    assert await steady.claim("2", CHAT, "a") == "handled"
    assert await steady.claim("3", CHAT, "a") == "mine"
    assert await steady.claim("4", CHAT, "b") == "busy"
    assert await steady.find_answer(CHAT, 11) is None
    assert (await steady.waiting(), await steady.size(), await steady.unanswered()) == ([], {}, [])
    assert await steady.rated_questions() == []
    with pytest.raises(StoreError, match="not kept"):
        await steady.put_aside("5", 5, b"update")
    assert not steady.is_up
    assert told == [(False, "broken")]


async def test_the_database_is_left_alone_for_longer_each_time(
    steady: SteadyStore, inner: Breakable, clock: Clock
) -> None:
    """From the first pause to the longest; calls that come together try it once."""
    inner.break_off()
    pauses, pause = [], FIRST_PAUSE_SECONDS
    await asyncio.gather(*(steady.load(CHAT) for _ in range(5)))
    for _ in range(6):
        before = inner.calls
        clock.seconds += pause - 0.5
        await steady.load(CHAT)
        assert inner.calls == before
        clock.seconds += 0.5
        await asyncio.gather(*(steady.load(CHAT) for _ in range(5)))
        assert inner.calls == before + 1
        pauses.append(pause)
        pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
    assert pauses == [5, 10, 20, 40, 60, 60]


async def test_what_was_changed_meanwhile_is_written(
    steady: SteadyStore, inner: Breakable, clock: Clock, told: Told
) -> None:
    """In its order, before anybody reads; a wish to be forgotten included."""
    await steady.write(Changes(chat=CHAT, user=USER, dialogue=dialogue(), comment="mooi"))
    inner.break_off()
    for number in range(150):
        await steady.write(Changes(chat=number, user=number, handled=str(number), dialogue=dialogue(str(number))))
    await steady.write(Changes(chat=0, user=0, settings=ENGLISH))
    await steady.write(Changes(chat=CHAT, user=USER, handled="forget", forget=True))
    inner.is_broken = False
    clock.seconds += FIRST_PAUSE_SECONDS
    assert await steady.load(CHAT) == Remembered()
    assert told == [(False, "broken"), (True, "")]
    assert await inner.load(0) == Remembered(settings=ENGLISH, dialogue=dialogue("0"))
    assert await inner.load(149) == Remembered(dialogue=dialogue("149"))
    assert await inner.comments() == []
    assert await inner.unhandled(["0", "149", "forget"]) == set()


async def test_what_is_owed_is_written_at_the_end(url: str, inner: Breakable, told: Told, clock: Clock) -> None:
    """If the database is back by then; if not, the end comes all the same."""
    for is_broken in (False, True):
        steady = SteadyStore(inner, told, clock=clock)
        await steady.open()
        inner.break_off()
        await steady.write(Changes(chat=CHAT, user=USER, handled=str(is_broken)))
        inner.is_broken = is_broken
        await steady.close()
    inner.is_broken = False
    after = Store(url, SECRET)
    await after.open()
    assert await after.unhandled(["False", "True"]) == {"True"}
    await after.close()


async def test_a_start_without_a_database(tmp_path: Path, clock: Clock, told: Told) -> None:
    """It is opened as soon as it can be."""
    in_the_way = tmp_path / "data"
    in_the_way.write_text("a file where the folder should be")
    steady = SteadyStore(Store(str(in_the_way / "store.db"), SECRET), told, clock=clock)
    await steady.open()
    assert not steady.is_up
    await steady.write(Changes(chat=CHAT, user=USER, dialogue=dialogue()))
    in_the_way.unlink()
    clock.seconds += FIRST_PAUSE_SECONDS
    await steady.beat("a")
    assert steady.is_up
    assert (await steady.size())["chats"] == 1
    assert [up for up, _ in told] == [False, True]
    await steady.close()


async def test_a_server_that_is_stopped_and_started_again(postgres: Postgres, clock: Clock, told: Told) -> None:
    """With the real thing."""
    steady = SteadyStore(Store(postgres.empty_database(), SECRET), told, clock=clock)
    await steady.open()
    postgres.stop()
    await steady.write(Changes(chat=CHAT, user=USER, dialogue=dialogue()))
    assert not steady.is_up
    assert (await steady.load(CHAT)).dialogue == dialogue()
    postgres.start()
    clock.seconds += FIRST_PAUSE_SECONDS
    assert (await steady.load(CHAT)).dialogue == dialogue()
    assert steady.is_up
    assert (await steady.size())["chats"] == 1
    await steady.close()
