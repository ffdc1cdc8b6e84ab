"""No question is lost, whenever the process is killed; at most the answers that were on their way are sent twice."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fake_telegram.api import FakeBotApi
from tests.fake_telegram.waiting import all_answered
from tests.store.databases import KINDS, Postgres, running_postgres
from tests.surfaces.telegram.harness import until
from tests.surfaces.telegram.processes import (
    SLOTS,
    STOP_SECONDS,
    BotProcess,
    answers,
    ask,
    is_answer,
    kill_at_random,
    open_chats,
)

pytestmark = pytest.mark.asyncio

CHATS, QUESTIONS, KILLS = 50, 500, 5
WAITING = 300  # questions that are there from the start; the others come while the bot is dead
PATIENCE_SECONDS = 60.0
IDLE_STOP_SECONDS = 4.5  # the server itself takes up to three, for one who asks for the same twice
SEEDS = {"polling": 1, "webhook": 2}


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with running_postgres() as server:
        yield server


def store_of(kind: str, request: pytest.FixtureRequest) -> str:
    return "store.sqlite3" if kind == "sqlite" else request.getfixturevalue("postgres").empty_database()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", SEEDS)
async def test_nothing_is_lost(
    way: str, kind: str, request: pytest.FixtureRequest, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """500 questions from 50 chats, and five times SIGKILL."""
    async with FakeBotApi() as api:
        chats = open_chats(api, CHATS)
        planned = [(chats[number % CHATS], number) for number in range(QUESTIONS)]

        async def say(first: int, last: int) -> None:
            for chat, number in planned[first:last]:
                ask(chat, number)

        async def say_more(kill: int) -> None:
            more = (QUESTIONS - WAITING) // KILLS
            await say(WAITING + kill * more, WAITING + (kill + 1) * more)

        await say(0, WAITING)
        bot = BotProcess(api, tmp_path, store=store_of(kind, request), webhook=way == "webhook")
        async with bot:
            await kill_at_random(
                bot, chats, seed=SEEDS[way], kills=KILLS, of=WAITING, meanwhile=say_more, seconds=PATIENCE_SECONDS
            )
            found = await all_answered(api, chats, is_answer, seconds=PATIENCE_SECONDS, quiet_seconds=0.3)
            assert (await bot.terminate())[0] == 0
        record_property("duplicates", len(found.duplicates))
        print(f"{len(found.duplicates)} duplicates")
        assert (found.asked, found.lost, found.out_of_order) == (QUESTIONS, [], [])
        assert len(found.duplicates) <= SLOTS * KILLS
        assert not api.violations
        assert not api.updates.ids


@pytest.mark.parametrize("webhook", [pytest.param(False, id="polling"), pytest.param(True, id="webhook")])
async def test_told_to_stop_it_ends_in_order(webhook: bool, tmp_path: Path) -> None:
    """At work it finishes what it has and leaves the rest to the next start, with nothing said twice; idle it ends."""
    async with FakeBotApi() as api:
        chats = open_chats(api, CHATS)
        for number in range(WAITING):
            ask(chats[number % CHATS], number)
        async with BotProcess(api, tmp_path, webhook=webhook) as bot:
            await until(lambda: answers(chats) >= CHATS, PATIENCE_SECONDS)
            code, seconds = await bot.terminate()
            assert (code, seconds < STOP_SECONDS, answers(chats) < WAITING) == (0, True, True)
            await bot.start()
            found = await all_answered(api, chats, is_answer, seconds=PATIENCE_SECONDS, quiet_seconds=0.3)
            assert (found.asked, found.is_clean) == (WAITING, True)
            code, seconds = await bot.terminate()
            print(f"stopped within {seconds:.1f} s")
            assert (code, seconds < IDLE_STOP_SECONDS) == (0, True)
        assert not api.violations
