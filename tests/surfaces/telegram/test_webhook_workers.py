"""Several processes behind one webhook address: they share duplicates and conversations through one PostgreSQL."""

import asyncio
import copy
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Question
from bot.surfaces.telegram.webhook import SECRET_HEADER
from tests.asking import ask as ask_alone
from tests.fake_telegram.api import FakeBotApi
from tests.fake_telegram.chat import FakeChat
from tests.fake_telegram.waiting import all_answered
from tests.store.databases import Postgres, running_postgres
from tests.surfaces.telegram.harness import silence, until
from tests.surfaces.telegram.processes import QUESTION, SLOTS, BotProcess, answers, ask, is_answer, open_chats

pytestmark = pytest.mark.asyncio

WORKERS, CHATS, QUESTIONS = 3, 30, 300
PATIENCE_SECONDS = 40.0
FOLLOW_UP = "Wat is de bron?"
TALKS = 6


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with running_postgres() as server:
        yield server


@asynccontextmanager
async def working(api: FakeBotApi, folder: Path, store: str, workers: int) -> AsyncIterator[list[BotProcess]]:
    """Run several workers; the server brings each of them the next update, as a load balancer does."""
    url = "http://127.0.0.1:8443/hook"  # where nobody listens: the load balancer would
    bots = [BotProcess(api, folder / str(n), store=store, webhook=True, url=url) for n in range(workers)]
    api.webhooks.spread([bot.address for bot in bots])
    async with AsyncExitStack() as running:
        for bot in bots:
            await running.enter_async_context(bot)
        for bot in bots:
            await bot.logged("Waiting for updates")
        yield bots


async def test_a_worker_is_killed(postgres: Postgres, tmp_path: Path) -> None:
    """The others answer what it had taken; nothing but that is answered twice."""
    async with FakeBotApi() as api, working(api, tmp_path, postgres.empty_database(), WORKERS) as bots:
        chats = open_chats(api, CHATS)
        for number in range(QUESTIONS):
            ask(chats[number % CHATS], number)
        await until(lambda: answers(chats) >= QUESTIONS // 3, PATIENCE_SECONDS)
        await bots[1].kill()
        found = await all_answered(api, chats, is_answer, seconds=PATIENCE_SECONDS, quiet_seconds=0.3)
        print(f"{len(found.duplicates)} duplicates")
        assert (found.asked, found.lost, found.out_of_order) == (QUESTIONS, [], [])
        assert len(found.duplicates) <= SLOTS
        assert {url for one in api.webhooks.deliveries.values() for url in one.urls} == {
            f"{bot.address}/hook" for bot in bots
        }
        await api.webhooks.idle(PATIENCE_SECONDS)
        assert [(await bots[number].terminate())[0] for number in (0, 2)] == [0, 0]
        assert not api.violations


async def test_workers_share_what_they_know(postgres: Postgres, assistant: Assistant, tmp_path: Path) -> None:
    """A follow-up is understood by another worker; an update that is brought again is not answered again."""
    expected = follow_up_answer(assistant)
    async with FakeBotApi() as api, working(api, tmp_path, postgres.empty_database(), 2) as bots:
        for _ in range(TALKS):
            chat = api.chat("Ada", language="nl")
            await chat.ask(QUESTION)
            assert expected in (await chat.ask(FOLLOW_UP)).text
            await api.webhooks.idle()
        takers = [one.urls[-1] for one in api.webhooks.deliveries.values()]
        assert any(first != second for first, second in zip(takers[::2], takers[1::2], strict=True))
        chat = api.chat("Bo", language="nl")
        chat.say(QUESTION)
        update = copy.deepcopy(api.updates.waiting[-1])
        assert await bring_again(api, bots, update) == [200] * 4  # while it is under way
        await api.webhooks.idle()
        assert await bring_again(api, bots, update) == [200] * 4
        await settled(chat)


async def bring_again(api: FakeBotApi, bots: list[BotProcess], update: dict[str, Any]) -> list[int]:
    """Bring an update to every worker, twice at once; return the statuses."""
    headers = {SECRET_HEADER: api.webhook.secret_token}
    async with aiohttp.ClientSession(headers=headers) as session:

        async def bring(bot: BotProcess) -> int:
            async with session.post(f"{bot.address}/hook", json=update) as response:
                return response.status

        return list(await asyncio.gather(*(bring(bot) for bot in bots * 2)))


async def settled(chat: FakeChat) -> None:
    """See that one answer has come and no other comes."""
    await silence(chat)
    assert len(chat.received) == 1


def follow_up_answer(assistant: Assistant) -> str:
    """Return the first line of the answer to the follow-up, which is another one without what came before."""
    _, dialogue = assistant.reply(Question(QUESTION), Dialogue())
    answer, _ = assistant.reply(Question(FOLLOW_UP), dialogue)
    alone = ask_alone(assistant, FOLLOW_UP)
    assert answer.lines[0].text not in [line.text for line in alone.lines]
    return answer.lines[0].text
