"""The knowledge base changes while the bot runs: no restart, no failed answer, none made of two editions."""

import asyncio
import os
import random
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.commands.telegram import news_of
from bot.core.assistant import Assistant
from bot.core.ranking.decide import Thresholds
from bot.kb.load import load_knowledge
from bot.kb.reload import Follower
from bot.store.fallback import SteadyStore
from bot.store.store import Store
from bot.surfaces.telegram.answering import Answering
from bot.surfaces.telegram.following import Follow, News, is_mine_to_tell
from bot.surfaces.telegram.kit import Desk
from bot.surfaces.telegram.place import Place
from tests.fake_telegram.api import FakeBotApi
from tests.fake_telegram.chat import FakeChat
from tests.fake_telegram.messages import BotMessage
from tests.kb.editions import (
    SERIES,
    SHARED,
    SUBJECTS,
    editions_in,
    fact_file,
    question,
    replace_file,
    write_edition,
)
from tests.surfaces.telegram.harness import SECRET, Bot, Setup, press_and_see, unlimited, until
from tests.surfaces.telegram.processes import BotProcess

pytestmark = pytest.mark.asyncio

LIVE_SECONDS = 2.0  # within which a saved change is answered
QUESTIONS, SAVES, CHATS = 2000, 50, 20
BROKEN = {8: "facts: [", 13: "\tfacts:", 18: "facts:\n  - {id: x}\n", 23: "", 28: "fact", 33: "facts: {", 38: "a: 'b"}
BROKEN |= {43: "facts:\n  - {id: y, kind: claim}\n", 46: "- : -", 48: "%"}


def following(folder: Path, **how: Any) -> tuple[Desk, Follow]:
    """Return the knowledge of a folder and what follows it, put together as the command does."""
    follower = Follower(str(folder), **how)
    loaded = load_knowledge(folder)
    assert loaded.knowledge is not None, loaded.problems
    live = loaded.knowledge
    desk = Desk(Assistant(live, None, loaded.tables), live)
    return desk, lambda take, tell: follower.start(live, lambda version: take(news_of(version, Thresholds())), tell)


@asynccontextmanager
async def running(
    setup: Setup, api: FakeBotApi, folder: Path, *, admins: tuple[FakeChat, ...] = (), **how: Any
) -> AsyncIterator[Bot]:
    desk, follow = following(folder)
    options = unlimited(admins=frozenset(chat.user.id for chat in admins))
    async with setup.running(api, desk=desk, follow=follow, options=options, **how) as bot:
        yield bot


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    write_edition(folder, 1)
    return folder


async def edition(chat: FakeChat, subject: str) -> int:
    (found,) = editions_in((await chat.ask(question(subject))).text)
    return found


async def seconds_until(chat: FakeChat, subject: str, wanted: int) -> float:
    """Ask until the answer is of an edition; return the seconds that it took."""
    began = time.monotonic()
    async with asyncio.timeout(10 * LIVE_SECONDS):
        while await edition(chat, subject) != wanted:
            await asyncio.sleep(0.02)
    return time.monotonic() - began


async def test_a_saved_figure_is_answered_within_two_seconds(setup: Setup, folder: Path) -> None:
    """Written in place or put in the place of the old file. The middle of three: others use this machine as well."""
    took = []
    async with FakeBotApi(same_offset_seconds=0) as api, running(setup, api, folder):
        chat = api.chat(language="nl")
        assert await edition(chat, "theater") == 1
        for number, save in enumerate((Path.write_text, replace_file, Path.write_text), 2):
            save(folder / "theater.yaml", fact_file("theater", number))
            took.append(await seconds_until(chat, "theater", number))
    busy = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))  # processes that want each core
    assert sorted(took)[1] < LIVE_SECONDS * busy, took


async def test_admins_read_what_is_wrong_once_and_that_it_is_mended(
    setup: Setup, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Others hear nothing; meanwhile the last good knowledge base answers."""
    path = folder / "theater.yaml"
    async with FakeBotApi(same_offset_seconds=0) as api:
        admin, chat = api.chat(language="nl"), api.chat(language="nl")
        async with running(setup, api, folder, admins=(admin,)):
            await admin.ask("/start")
            good = fact_file("theater", 2)
            path.write_text(good + "sources: [\n", encoding="utf-8")
            line = len(good.splitlines()) + 1
            told = (await admin.answer()).text
            assert "ik ga door met de vorige" in told
            assert f"{path}:{line}: repeated-key: " in told or f"{path}:{line}: broken-yaml: " in told
            assert f"{path}:{line}: " in caplog.text
            path.write_text("# note\n" + good + "sources: [\n", encoding="utf-8")  # the same fault, a line further down
            await asyncio.sleep(LIVE_SECONDS)
            assert await edition(chat, "theater") == 1
            assert len(admin.received) == 2
            path.write_text(good, encoding="utf-8")
            assert "hersteld" in (await admin.answer()).text
            assert await edition(chat, "theater") == 2
            assert len(chat.received) == 2


async def test_the_last_good_one_put_back_is_mended_too(setup: Setup, folder: Path) -> None:
    """Such as by `git checkout`."""
    path = folder / "theater.yaml"
    before = path.read_text(encoding="utf-8")
    async with FakeBotApi(same_offset_seconds=0) as api:
        admin = api.chat(language="nl")
        async with running(setup, api, folder, admins=(admin,)):
            await admin.ask("/start")
            path.write_text("facts: [\n", encoding="utf-8")
            assert "fouten" in (await admin.answer()).text
            path.write_text(before, encoding="utf-8")
            assert "hersteld" in (await admin.answer()).text


async def test_of_several_workers_one_tells(tmp_path: Path) -> None:
    """They share a store. What is wrong a second time is told a second time."""
    stores = [SteadyStore(Store(str(tmp_path / "store.sqlite3"), SECRET), lambda *_: None) for _ in range(3)]
    for store in stores:
        await store.open()

    async def tellers(news: News) -> int:
        told = (is_mine_to_tell(store, news, f"worker {number}") for number, store in enumerate(stores))
        return sum(await asyncio.gather(*told))

    faulty, mended = News(problems=("x",), key="a"), News(is_mended=True, key="b")
    assert [await tellers(news) for news in (faulty, mended, News(problems=("y",), key="c"))] == [1, 1, 1]
    assert await is_mine_to_tell(stores[0], faulty, "worker 0") is False
    for store in stores:
        await store.close()


@pytest.mark.parametrize(("how", "webhook"), [("true", True), ("poll", False), ("false", False)])
async def test_the_command_follows_the_folder_as_the_settings_say(
    folder: Path, tmp_path: Path, how: str, webhook: bool
) -> None:
    """As a process of its own."""
    settings = f"knowledge: {folder}\nreload: {how}\n"
    async with FakeBotApi(same_offset_seconds=0) as api:
        chat = api.chat(language="nl")
        async with BotProcess(api, tmp_path, webhook=webhook, settings=settings) as bot:
            await bot.logged("Waiting for updates" if webhook else "Fetching updates", seconds=30)
            assert await edition(chat, "theater") == 1
            (folder / "theater.yaml").write_text(fact_file("theater", 2), encoding="utf-8")
            if how == "false":
                await asyncio.sleep(LIVE_SECONDS)
                assert await edition(chat, "theater") == 1
            else:
                await seconds_until(chat, "theater", 2)
            assert (await bot.terminate())[0] == 0


async def test_what_is_under_way_goes_on_with_what_it_began_with(
    setup: Setup, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chart comes after its answer, which may have to wait for Telegram; meanwhile another edition comes into use."""
    goes_on, send = asyncio.Event(), Answering.send

    async def slowly(self: Answering, place: Place, *what: Any) -> tuple[int, ...]:
        sent = await send(self, place, *what)
        if place.chat == slow.id:
            await goes_on.wait()
        return sent

    monkeypatch.setattr(Answering, "send", slowly)
    async with FakeBotApi(same_offset_seconds=0) as api:
        slow, fast = api.chat(language="nl"), api.chat(language="nl")
        async with running(setup, api, folder):
            answer = await slow.ask(f"/grafiek {question(SERIES)}")
            (folder / f"{SERIES}.yaml").write_text(fact_file(SERIES, 2), encoding="utf-8")
            await seconds_until(fast, SERIES, 2)
            goes_on.set()
            chart = await slow.answer(patience=30)  # the first one has to look for letters
            assert (chart.media["photo"] != [], editions_in(answer.text), editions_in(chart.text)) == (True, {1}, {1})
            assert await edition(slow, SERIES) == 2


async def choose_long(chat: FakeChat) -> None:
    """Choose the long style: each answer has its sources in full, which are written in a thread."""
    menu = await chat.ask("/instellingen")
    await press_and_see(chat, menu, "Uitgebreid")


async def test_without_a_folder_to_watch_the_bot_runs(
    setup: Setup, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A folder that is gone is a fault like another, and looked for until it is back."""
    async with FakeBotApi(same_offset_seconds=0) as api, running(setup, api, folder):
        chat = api.chat(language="nl")
        folder.rename(folder.with_name("away"))
        await until(lambda: "no-knowledge" in caplog.text, 10)
        assert await edition(chat, "theater") == 1
        write_edition(folder, 3)
        await seconds_until(chat, "theater", 3)


# --- under load


def save_half(path: Path, text: str) -> Iterator[None]:
    """Write a file in two halves, which an editor on a slow disk may do; half of it is a broken or a shorter file."""
    middle = text.index("facts:") + 30
    path.write_text(text[:middle], encoding="utf-8")
    yield
    path.write_text(text, encoding="utf-8")


async def save_all(folder: Path, chance: random.Random) -> int:
    """Make all the saves, of each kind; return the last edition."""
    for number in range(2, SAVES + 2):
        subject = chance.choice((*SUBJECTS, SERIES))
        path, text = folder / f"{subject}.yaml", fact_file(subject, number)
        if number in BROKEN:
            path.write_text(BROKEN[number], encoding="utf-8")
        elif number % 10 == 5:
            write_edition(folder, number)
        elif number % 5 == 1:
            for _ in save_half(path, text):
                await asyncio.sleep(0.5)
        elif number % 5 == 2:
            path.unlink()
            await asyncio.sleep(0.3)
            path.write_text(text, encoding="utf-8")
        elif number % 2:
            replace_file(path, text)
        else:
            path.write_text(text, encoding="utf-8")
        await asyncio.sleep(chance.uniform(0.05, 0.6))
    write_edition(folder, SAVES + 2)
    return SAVES + 2


class Asker:
    """Asks in one chat, again and again, and looks at everything that is said."""

    def __init__(self, chat: FakeChat, chance: random.Random) -> None:
        self.chat = chat
        self.chance = chance
        self.is_long = chance.random() < 0.25
        self.seconds: list[float] = []

    async def run(self, goes_on: Callable[[], bool]) -> None:
        if self.is_long:
            await choose_long(self.chat)
        while goes_on():
            subject = self.chance.choice((*SUBJECTS, SERIES, SHARED))
            began = time.monotonic()
            answer = await self.chat.ask(question(subject))
            self.seconds.append(time.monotonic() - began)
            if self.chance.random() < 0.1:
                await self.press(answer)
            await asyncio.sleep(self.chance.uniform(0.0, 0.3))

    async def press(self, answer: BotMessage) -> None:
        """Ask for the source; the message is changed, or a new one says that the fact is another by now."""
        before = len(self.chat.received)
        changed = len(answer.versions)
        await self.chat.press(answer, "Bron")
        await until(lambda: len(answer.versions) > changed or len(self.chat.received) > before)
        while len(self.chat.received) > before:
            await self.chat.answer()
            before += 1


def versions_of(message: BotMessage) -> Iterator[str]:
    """Yield all that a message ever said."""
    yield from (version.text for version in message.versions)


async def test_two_thousand_questions_while_fifty_saves_happen(setup: Setup, folder: Path) -> None:
    """No question fails and no answer is mixed; each comes in less than a second, whatever is read meanwhile."""
    chance = random.Random(5)
    async with FakeBotApi(same_offset_seconds=0) as api:
        admin = api.chat(language="nl")
        async with running(setup, api, folder, admins=(admin,)):
            askers = [Asker(api.chat(language="nl"), random.Random(number)) for number in range(CHATS)]
            saving = asyncio.create_task(save_all(folder, chance))

            def goes_on() -> bool:
                return not saving.done() or sum(len(asker.seconds) for asker in askers) < QUESTIONS

            await asyncio.gather(*(asker.run(goes_on) for asker in askers))
            last = await saving
            for subject in (*SUBJECTS, SERIES, SHARED):
                await seconds_until(askers[0].chat, subject, last)
            admin.say("/status")
            await until(lambda: any("Fouten: 0" in message.text for message in admin.received))
        messages = [message for asker in askers for message in asker.chat.received]
        assert not api.violations
    seconds = sorted(second for asker in askers for second in asker.seconds)
    messages = [message for message in messages if not message.text.startswith("Instellingen")]
    found = {id(message): [editions_in(said) for said in versions_of(message)] for message in messages}
    print(f"{len(seconds)} questions, median {seconds[len(seconds) // 2]:.3f} s, longest {seconds[-1]:.3f} s")
    print(
        f"{len({edition for editions in found.values() for one in editions for edition in one})} editions were answered"
    )
    assert len(seconds) >= QUESTIONS
    assert [message.text for message in messages if any(len(one) != 1 for one in found[id(message)])] == []
    assert seconds[int(0.95 * len(seconds))] < 1.0  # the others are for whoever else uses this machine
