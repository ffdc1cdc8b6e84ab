"""The bot as a process of its own, as it is run in earnest, and questions whose answers show which one they answer."""

import asyncio
import os
import random
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.conftest import ROOT
from tests.fake_telegram.api import TOKEN, FakeBotApi
from tests.fake_telegram.chat import FakeChat
from tests.fake_telegram.messages import BotMessage, UserMessage
from tests.surfaces.telegram.harness import free_port, until

SLOTS = 8  # answers that the bot sends at once
STOP_SECONDS = 10.0  # in which SIGTERM is followed
LOG_LINES = 40  # of a bot in a test that failed
NAME = "Gerrit-Jan Weerheimer"  # of every user; a log must not hold it
QUESTION = "Hoeveel bibliotheken werken samen met bedrijven?"

UNLIMITED = """\
  messages_per_second: 0
  seconds_between: 0
  group_messages_per_minute: 0
"""
SETTINGS = """\
log:
  level: debug
webhook:
  url: {url}
  listen: 127.0.0.1:{port}
telegram:
  base_url: {base_url}
  questions_per_minute: 0
"""


class BotProcess:
    """`python -m bot telegram`, to be started, stopped and killed as often as one likes; the body's end kills it."""

    def __init__(
        self,
        api: FakeBotApi,
        folder: Path,
        *,
        store: str = "store.sqlite3",
        webhook: bool = False,
        url: str = "",
        limited: bool = False,
        settings: str = "",
        descriptors: int = 0,
    ) -> None:
        """Write the settings into a folder of its own.

        Args:
            api: The server that it talks to.
            folder: For settings, store and log; it is made where it is missing.
            store: File or address of the store.
            webhook: Whether updates are brought to it.
            url: The address that Telegram is told, "" for where it listens itself.
            limited: Whether it keeps the flood limits.
            settings: More of them.
            descriptors: How many files and connections it may have open; 0: as many as the process of the test.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._config, self._log = folder / "config.yaml", folder / "log.txt"
        settings += SETTINGS.format(url=url or f"{self.address}/hook", port=self.port, base_url=api.base_url)
        self._store = store if "://" in store else str(folder / store)
        self._config.write_text(settings + ("" if limited else UNLIMITED), encoding="utf-8")
        self._how = ("--webhook",) if webhook else ()
        self._limit = ("sh", "-c", 'ulimit -n "$0" && exec "$@"', str(descriptors)) if descriptors else ()
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.kill()
        if error is not None:
            print("\n".join(self.log.splitlines()[-LOG_LINES:]))  # pytest shows it

    @property
    def log(self) -> str:
        """All that the process, and those before it, have written."""
        return self._log.read_text(encoding="utf-8") if self._log.exists() else ""

    @property
    def is_alive(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        """Start it; it may be some time before it works."""
        command = (*self._limit, sys.executable, "-m", "bot", "telegram", "--config", str(self._config), *self._how)
        environ = os.environ | {
            "VRAAGBAAK_TELEGRAM_TOKEN": TOKEN,
            "VRAAGBAAK_STORE": self._store,
            "PYTHONFAULTHANDLER": "1",
        }
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *command, cwd=ROOT, env=environ, stdout=log, stderr=log
            )

    async def kill(self) -> None:
        """Let it end in the middle of whatever it does."""
        if self._process is not None and self.is_alive:
            self._process.send_signal(signal.SIGKILL)
            await self._process.wait()

    async def terminate(self) -> tuple[int, float]:
        """Tell it to stop; return its exit code and the seconds that it took.

        Raises:
            TimeoutError: If it goes on for much longer than it may.
        """
        assert self._process is not None
        began = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        code = await asyncio.wait_for(self._process.wait(), 2 * STOP_SECONDS)
        return code, time.monotonic() - began

    async def logged(self, text: str, *, times: int = 1, seconds: float = 15.0) -> None:
        """Wait until the log holds a text so many times."""
        await until(lambda: self.log.count(text) >= times, seconds)


def open_chats(api: FakeBotApi, count: int) -> list[FakeChat]:
    """Open chats: private ones and groups in turn, since only in a group an answer quotes its question."""
    users = [api.user(NAME, language="nl") for _ in range(count)]
    return [api.group("Personeel", user) if number % 2 else api.chat(user) for number, user in enumerate(users)]


def ask(chat: FakeChat, number: int) -> UserMessage:
    """Ask something whose answer can be told from those to all other questions of the chat."""
    return chat.say(f"/vraag {QUESTION}" if chat.is_group else word(number))


def word(number: int) -> str:
    """Return a word that the bot does not know; it says so and quotes it."""
    return "zwox" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}") + "kwum"


def is_answer(question: UserMessage, message: BotMessage) -> bool:
    """Tell whether a message answers a question that was asked with `ask`."""
    if question.text.startswith("/vraag"):
        return message.reply_to is question
    return question.text in message.text


def answers(chats: Sequence[FakeChat]) -> int:
    """Return how many messages of the bot have arrived."""
    return sum(len(chat.received) for chat in chats)


def _has_come(chats: Sequence[FakeChat], count: int) -> bool:
    return answers(chats) >= count


async def kill_at_random(
    bot: BotProcess,
    chats: Sequence[FakeChat],
    *,
    seed: int,
    kills: int,
    of: int,
    meanwhile: Callable[[int], Awaitable[None]],
    seconds: float,
) -> None:
    """Kill a bot so many times, each time when a number of answers has arrived that chance chooses, and restart it.

    Args:
        bot: It runs already.
        chats: Where answers are counted.
        seed: The same one chooses the same numbers.
        kills: How often.
        of: How many answers there will be in the end.
        meanwhile: Called with the number of the kill while the bot is dead.
        seconds: The longest wait for one of the numbers.
    """
    chance = random.Random(seed)
    moments = sorted(chance.sample(range(int(of * 0.9)), kills))
    for number, moment in enumerate(moments):
        await until(partial(_has_come, chats, moment), seconds)
        await asyncio.sleep(chance.uniform(0.0, 0.03))
        await bot.kill()
        await meanwhile(number)
        await bot.start()
