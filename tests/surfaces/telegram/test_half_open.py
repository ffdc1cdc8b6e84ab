"""Connections that never finish what they begin to ask: everybody else is served as if they were not there."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp
import pytest

from bot.surfaces.telegram.webhook import SECRET_HEADER, secret_of
from tests.fake_telegram.api import TOKEN, FakeBotApi
from tests.fake_telegram.waiting import all_answered
from tests.kb.editions import editions_in, fact_file, question, write_edition
from tests.surfaces.telegram.harness import free_port, until
from tests.surfaces.telegram.processes import BotProcess, ask, is_answer, open_chats

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on descriptors"),
]

DESCRIPTORS = int(os.environ.get("HALF_OPEN_DESCRIPTORS", "256"))  # of the bot's process
CONNECTIONS = DESCRIPTORS * 700 // 512
QUESTIONS = 50
PATIENCE_SECONDS = 20.0
AGAIN_SECONDS = 0.5  # after which a connection that was closed is opened again

HEADERS = b"POST /hook HTTP/1.1\r\nHost: x\r\n"
BODY = HEADERS + f"{SECRET_HEADER}: {secret_of(TOKEN)}\r\nContent-Length: 900\r\n\r\n{{".encode()
REFUSED = HEADERS + b"Content-Length: 900\r\n\r\n{"


async def hold(port: int, beginning: bytes) -> None:
    """Begin a request and send a byte of it now and then; where the bot closes the connection, begin anew."""
    while True:
        with suppress(OSError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                writer.write(beginning)
                while not reader.at_eof():
                    with suppress(TimeoutError):
                        async with asyncio.timeout(AGAIN_SECONDS):
                            await reader.read(1000)
                    writer.write(b"x")
            finally:
                writer.transport.abort()
        await asyncio.sleep(AGAIN_SECONDS)


@asynccontextmanager
async def held(ports: Sequence[int], beginning: bytes) -> AsyncIterator[None]:
    """Hold connections to each of these ports meanwhile."""
    tasks = [asyncio.create_task(hold(port, beginning)) for port in ports for _ in range(CONNECTIONS)]
    await asyncio.sleep(1.0)
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@pytest.mark.parametrize(
    "beginning",
    [
        pytest.param(HEADERS, id="headers without an end"),
        pytest.param(BODY, id="a slow body with the secret"),
        pytest.param(REFUSED, id="a slow body after it was refused"),
    ],
)
async def test_half_open_connections_silence_nobody(beginning: bytes, tmp_path: Path) -> None:
    """More than the process has descriptors, on both ports: it answers, tells its health, follows the knowledge."""
    folder, health = tmp_path / "knowledge", free_port()
    write_edition(folder, 1)
    settings = f"knowledge: {folder}\nhealth:\n  listen: 127.0.0.1:{health}\n"
    async with FakeBotApi() as api, aiohttp.ClientSession() as session:
        bot = BotProcess(api, tmp_path, webhook=True, settings=settings, descriptors=DESCRIPTORS)
        async with bot:
            await bot.logged("Waiting for updates", seconds=30)
            async with held([bot.port, health], beginning):
                chats = open_chats(api, QUESTIONS)
                for number, chat in enumerate(chats):
                    ask(chat, number)
                found = await all_answered(api, chats, is_answer, seconds=PATIENCE_SECONDS)
                assert (found.asked, found.lost, found.duplicates) == (QUESTIONS, [], [])
                async with session.get(f"http://127.0.0.1:{health}/healthz") as response:
                    assert response.status == 200
                (folder / "theater.yaml").write_text(fact_file("theater", 2), encoding="utf-8")
                await bot.logged("The knowledge base was read anew")
                answer = await api.chat("Ben", language="nl").ask(question("theater"))
                assert editions_in(answer.text) == {2}
            assert "could not be followed" not in bot.log
            assert "failed" not in bot.log
            await until(lambda: not api.updates.ids)
            assert (await bot.terminate())[0] == 0
