"""Starting, being watched, losing the store, and stopping."""

import asyncio
import logging
import os
import sqlite3

import aiohttp
import pytest

from bot.surfaces.telegram.running import Address, Running, TelegramStartError
from bot.surfaces.telegram.service import Service
from tests.fake_telegram.api import TOKEN, FakeBotApi
from tests.surfaces.telegram.harness import Setup, free_port, unlimited, until

pytestmark = pytest.mark.asyncio

QUESTION = "Hoeveel bibliotheken werken samen met bedrijven?"


@pytest.mark.parametrize(
    ("token", "sentence"),
    [
        pytest.param("some-token", "The Telegram token does not look like 123456789:AbC-dEf.", id="no token"),
        pytest.param("987654321:wrong", "Telegram does not accept the token.", id="a wrong token"),
    ],
)
async def test_a_bot_that_cannot_start_says_why(
    setup: Setup, token: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence, without the token."""
    monkeypatch.setattr("bot.surfaces.telegram.service.START_PAUSE_SECONDS", 0.01)
    async with FakeBotApi() as api:
        with pytest.raises(TelegramStartError) as told:
            async with setup.running(api, token=token):
                await asyncio.sleep(2)
    assert str(told.value) == sentence
    assert token not in str(told.value)


async def test_a_port_that_is_taken_is_named(setup: Setup) -> None:
    async with FakeBotApi() as api:
        port = int(api.server.url.rpartition(":")[2])
        with pytest.raises(TelegramStartError, match=f"Nothing can listen on 127.0.0.1:{port}"):
            async with setup.running(api, health_listen=Address("127.0.0.1", port)):
                await asyncio.sleep(2)


async def test_telegram_out_of_reach_at_the_start_is_waited_for(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.surfaces.telegram.service.START_PAUSE_SECONDS", 0.05)
    async with FakeBotApi(same_offset_seconds=0) as api:
        chat = api.chat(language="nl")
        chat.say(QUESTION)
        await api.down()
        async with setup.running(api):
            await asyncio.sleep(0.3)
            await api.up()
            assert "26%" in (await chat.answer()).text


async def test_a_bot_that_waits_for_telegram_can_be_stopped(setup: Setup) -> None:
    async with FakeBotApi() as api:
        await api.down()
        async with asyncio.timeout(3), setup.running(api):
            await asyncio.sleep(0.1)
        await api.up()


async def test_health_readiness_and_metrics(setup: Setup) -> None:
    """Alive from the start; ready when Telegram has answered; the metrics count and say nothing of persons."""
    port = free_port()

    async def get(path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as response:
            return response.status, await response.text()

    async with FakeBotApi(same_offset_seconds=0) as api:
        await api.down()
        async with setup.running(api, health_listen=Address("127.0.0.1", port)):
            await asyncio.sleep(0.1)
            assert (await get("/healthz"))[0] == 200
            assert (await get("/readyz"))[0] == 503
            await api.up()
            chat = api.chat("Lovelace", language="nl")
            await chat.ask(QUESTION)
            assert (await get("/readyz"))[0] == 200
            status, metrics = await get("/metrics")
            assert (await get("/other"))[0] == 404
    assert status == 200
    assert 'vraagbaak_answers_total{kind="answer"} 1.0' in metrics
    assert "vraagbaak_store_up 1.0" in metrics
    assert not any(words in metrics for words in ("Lovelace", str(chat.id), TOKEN, "bedrijven"))


async def test_a_store_that_fails_takes_no_answer_away(
    setup: Setup, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bot goes on, tells its administrator once, and remembers again when it can."""
    monkeypatch.setattr("bot.store.fallback.FIRST_PAUSE_SECONDS", 0.2)
    async with FakeBotApi(same_offset_seconds=0) as api:
        admin, chat = api.chat("Boss", language="nl"), api.chat("Ada", language="nl")
        async with setup.running(api, options=unlimited(admins=frozenset({admin.id}))) as bot:
            await chat.ask(QUESTION)
            lock = sqlite3.connect(bot.file, isolation_level=None)
            lock.execute("BEGIN EXCLUSIVE")
            assert "84%" in (await chat.ask("en met middelbare scholen?")).text
            assert "geheugen van de bot werkt niet" in (await admin.answer()).text
            for _ in range(3):
                assert "26%" in (await chat.ask(QUESTION)).text
            lock.rollback()
            lock.close()
            await asyncio.sleep(0.3)
            assert "84%" in (await chat.ask("en met middelbare scholen?")).text
            assert "werkt weer" in (await admin.answer()).text
        assert len(admin.received) == 2
    errors = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(errors) == 1


@pytest.mark.skipif(os.name == "nt", reason="no such paths")
async def test_a_store_that_cannot_be_opened_stops_nothing(setup: Setup) -> None:
    async with FakeBotApi(same_offset_seconds=0) as api, setup.running(api, store="/proc/no/such/place.sqlite3"):
        chat = api.chat(language="nl")
        assert "26%" in (await chat.ask(QUESTION)).text
        assert "84%" in (await chat.ask("en met middelbare scholen?")).text


async def test_an_idle_bot_stops_at_once(setup: Setup) -> None:
    async with FakeBotApi() as api, asyncio.timeout(3), setup.running(api):
        await until(lambda: api.updates.is_polled)


async def test_no_part_begins_before_it_is_run(setup: Setup) -> None:
    """Building the bot opens no connection and no file."""
    running = Running(token=TOKEN, base_url="http://127.0.0.1:9/bot")
    Service(running, setup.desk, None, unlimited(), lambda: "")  # type: ignore[arg-type]
    assert list(setup.folder.iterdir()) == []
