"""Fetching and confirming: no update is confirmed before it is handled, and nothing that getUpdates answers ends it."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError, TimedOut

from bot.surfaces.telegram import polling
from bot.surfaces.telegram.client import MOST_UPDATES, FloodError, RawUpdate
from bot.surfaces.telegram.lanes import Work
from bot.surfaces.telegram.polling import Poller
from tests.surfaces.telegram.harness import until

pytestmark = pytest.mark.asyncio


@dataclass
class Server:
    """Telegram's queue, and what was asked of it."""

    waiting: list[int] = field(default_factory=list)  # update ids
    faults: list[TelegramError] = field(default_factory=list)  # in place of the next responses
    offsets: list[int | None] = field(default_factory=list)

    async def fetch(self, *, offset: int | None, seconds: int, limit: int = MOST_UPDATES) -> list[RawUpdate]:
        self.offsets.append(offset)
        if self.faults:
            raise self.faults.pop(0)
        self.waiting = [id_ for id_ in self.waiting if id_ >= (offset or 0)]
        if not self.waiting:
            await asyncio.sleep(min(seconds, 0.02))
        return [{"update_id": id_} for id_ in self.waiting[:limit]]


@dataclass
class Hands:
    """Handles updates when the test says so."""

    known: set[str] = field(default_factory=set)  # keys that were handled in an earlier life
    begun: dict[int, Work] = field(default_factory=dict)
    times: list[int] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)
    can_keep: bool = True
    patient: frozenset[int] = frozenset()  # ids of updates that are not urgent

    def work_for(self, update: RawUpdate) -> Work:
        return Work(update, str(update["update_id"]), "a", is_urgent=update["update_id"] not in self.patient)

    async def unhandled(self, keys: Sequence[str]) -> set[str]:
        return set(keys) - self.known

    def put(self, work: Work) -> None:
        self.begun[work.id] = work
        self.times.append(work.id)

    async def put_aside(self, work: Work) -> bool:
        if self.can_keep:
            self.kept.append(work.id)
        return self.can_keep

    def finish(self, *ids: int) -> None:
        for id_ in ids:
            self.begun[id_].done.set_result(True)


@dataclass
class Polling:
    """A poller at work, with both sides of it."""

    server: Server
    hands: Hands
    poller: Poller
    stop: asyncio.Event
    task: asyncio.Task[None]

    async def end(self) -> None:
        self.stop.set()
        await asyncio.wait_for(self.task, 2)


def poll(server: Server, hands: Hands | None = None) -> Polling:
    hands = hands or Hands()
    loop = asyncio.get_running_loop()
    poller = Poller(server.fetch, hands, loop.time)
    stop = asyncio.Event()
    return Polling(server, hands, poller, stop, loop.create_task(poller.run(stop)))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "LOOK_AGAIN_SECONDS", 0.02)
    monkeypatch.setattr(polling, "FIRST_PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(polling, "HELD_UP_SECONDS", 0.2)


async def test_the_offset_never_passes_an_update_that_is_not_done() -> None:
    """Those above it that are done come again and are passed over; each is handled once."""
    bot = poll(Server([10, 11, 12]))
    await until(lambda: len(bot.hands.begun) == 3)
    bot.hands.finish(11, 12)
    await asyncio.sleep(0.1)
    assert max(offset or 0 for offset in bot.server.offsets) == 10
    bot.server.waiting.append(13)
    await until(lambda: 13 in bot.hands.begun)
    bot.hands.finish(10)
    await until(lambda: bot.server.offsets[-1] == 13)
    bot.hands.finish(13)
    await until(lambda: bot.server.offsets[-1] == 14)
    assert bot.hands.times == [10, 11, 12, 13]
    await bot.end()


async def test_what_was_handled_in_an_earlier_life_is_only_confirmed() -> None:
    bot = poll(Server([10, 11]), Hands(known={"10", "11"}))
    await until(lambda: 12 in bot.server.offsets)
    assert bot.hands.begun == {}
    await bot.end()


async def test_updates_that_are_counted_anew_are_handled_once() -> None:
    """After a quiet week Telegram goes on from any number; it gives them out whatever offset was asked for."""

    class Anew(Server):
        async def fetch(self, *, offset: int | None, seconds: int, limit: int = MOST_UPDATES) -> list[RawUpdate]:
            is_ahead = bool(self.waiting) and (offset or 0) > self.waiting[-1] + 1
            return await super().fetch(offset=None if is_ahead else offset, seconds=seconds, limit=limit)

    bot = poll(Anew([900]))
    await until(lambda: 900 in bot.hands.begun)
    bot.hands.finish(900)
    await until(lambda: bot.server.offsets[-1] == 901)
    bot.server.waiting = [10, 11]
    await until(lambda: 11 in bot.hands.begun)
    bot.hands.finish(10, 11)
    await until(lambda: bot.server.offsets[-1] == 12)
    assert bot.hands.times == [900, 10, 11]
    assert bot.server.waiting == []
    await bot.end()


async def test_at_the_end_what_is_done_is_confirmed_and_nothing_else() -> None:
    bot = poll(Server([10, 11]))
    await until(lambda: len(bot.hands.begun) == 2)
    await bot.end()
    bot.hands.finish(10)
    bot.hands.begun[11].done.set_result(False)  # the bot stopped before
    await asyncio.sleep(0)
    await bot.poller.confirm()
    assert bot.server.offsets[-1] == 11
    count = len(bot.server.offsets)
    await bot.poller.confirm()
    assert len(bot.server.offsets) == count


async def test_slow_chats_hold_up_the_others_for_a_bounded_time() -> None:
    """When they fill all that Telegram gives at once, their updates are kept here, and the next ones come."""
    bot = poll(Server(list(range(100, 100 + MOST_UPDATES + 5))))
    await until(lambda: len(bot.hands.begun) == MOST_UPDATES)
    bot.hands.finish(*range(150, 160))
    await until(lambda: len(bot.hands.begun) == MOST_UPDATES + 5, 3)
    assert set(bot.hands.kept) == set(range(100, 150)) | set(range(160, 200))
    bot.hands.finish(*bot.hands.kept, *range(200, 205))
    await until(lambda: bot.server.offsets[-1] == 205)
    await bot.end()


async def test_what_cannot_be_kept_is_not_confirmed() -> None:
    """Then the others have to wait after all."""
    bot = poll(Server(list(range(100, 100 + MOST_UPDATES + 5))), Hands(can_keep=False))
    await asyncio.sleep(0.5)
    assert max(offset or 0 for offset in bot.server.offsets) == 100
    assert len(bot.hands.begun) == MOST_UPDATES
    await bot.end()


@pytest.mark.parametrize(
    ("fault", "level"),
    [
        pytest.param(InvalidToken("Unauthorized"), logging.CRITICAL, id="401 and 404"),
        pytest.param(Conflict("terminated by other getUpdates request"), logging.ERROR, id="409"),
        pytest.param(
            Conflict("can't use getUpdates method while webhook is active"), logging.ERROR, id="409, a webhook"
        ),
        pytest.param(NetworkError("Bad Gateway"), logging.WARNING, id="502"),
        pytest.param(TelegramError("Invalid server response"), logging.WARNING, id="a body that was cut off"),
        pytest.param(TimedOut(), logging.WARNING, id="no response"),
        pytest.param(FloodError(0.01), logging.WARNING, id="429"),
    ],
)
async def test_fetching_goes_on_whatever_is_answered(
    fault: TelegramError, level: int, caplog: pytest.LogCaptureFixture
) -> None:
    """And is not taken for good meanwhile; a refused token is told once and loudly."""
    caplog.set_level(logging.INFO)
    bot = poll(Server([10], faults=[fault] * 3))
    assert bot.poller.last_good is None
    await until(lambda: 10 in bot.hands.begun)
    assert bot.poller.last_good is not None
    levels = [record.levelno for record in caplog.records if record.levelno > logging.INFO]
    assert levels == [level] * (1 if level == logging.CRITICAL else 3)
    assert "Telegram answers again" in caplog.messages
    await bot.end()


async def test_a_stop_ends_the_waiting_at_once() -> None:
    bot = poll(Server(faults=[NetworkError("x")] * 1000))
    await until(lambda: len(bot.server.offsets) > 4)
    async with asyncio.timeout(0.5):
        await bot.end()


async def test_what_is_not_urgent_keeps_nothing_from_being_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is confirmed at once; of very much of it, the rest is left."""
    monkeypatch.setattr(polling, "MOST_PATIENT", 250)
    bot = poll(Server(list(range(1, 302))), Hands(patient=frozenset(range(1, 301))))
    await until(lambda: 301 in bot.hands.begun)
    assert len(bot.hands.begun) == 250 + 1
    await until(lambda: bot.server.offsets[-1] == 301)
    bot.hands.finish(301)
    await until(lambda: bot.server.offsets[-1] == 302)
    await bot.end()
