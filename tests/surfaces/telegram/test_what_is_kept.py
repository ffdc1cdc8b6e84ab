"""What is kept of people: nothing in clear, nothing after /vergeet, nothing in the log."""

import asyncio
import logging
import random
from pathlib import Path

import pytest

from bot.surfaces.telegram.kit import Desk
from tests.fake_telegram.api import TOKEN, FakeBotApi
from tests.fake_telegram.chat import FakeChat
from tests.fake_telegram.faults import Fault
from tests.surfaces.telegram.harness import ADMIN, Bot, Setup, unlimited

pytestmark = pytest.mark.asyncio

FIRST = (
    "Wilhelmina",
    "Mohammed",
    "Chantal",
    "Sjoerd",
    "Fatima",
    "Zeynep",
    "Bartholomeus",
    "Oluwaseun",
    "Tjitske",
    "Ümit",
)
LAST = ("Achterberg", "Yildirim", "Terpstra", "Vanderbilt", "Quispel", "Hoogendoorn", "Öztürk", "Nwosu", "Lammertink")
QUESTIONS = (
    "Hoeveel bibliotheken werken samen met bedrijven?",
    "en met middelbare scholen?",
    "Hoeveel ziekenhuizen werken samen met bibliotheken?",
    "Ik ben {name}, lid {number}: hoeveel leden heeft de bibliotheek van {last}?",
    "bel mij op 0612{number} of mail {first}@{last}.nl over de kwallenkwekers",
    "@{first}{last} vroeg hoeveel gevangenissen een bibliotheek hebben",
    "/feedback groeten van {name}, {number}",
    "/bron",
    "/taal en",
    "how many museums work with libraries? regards, {name}",
)


def stored_bytes(folder: Path) -> bytes:
    """Return all that stands in the files of the store, the log of its writes included."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


async def converse(chat: FakeChat, chance: random.Random, turns: int) -> set[str]:
    """Let a user ask and tap; return everything that tells who it is."""
    user = chat.user
    number = str(chance.randrange(10_000_000, 99_999_999))
    for _ in range(turns):
        asked = chance.choice(QUESTIONS).format(
            name=f"{user.first_name} {user.last_name}", first=user.first_name, last=user.last_name, number=number
        )
        answer = await chat.ask(asked)
        if "👎 Klopt niet" in answer.labels and chance.random() < 0.3:
            await chat.press(answer, "👎 Klopt niet")
    return {user.first_name, user.last_name, user.username, str(user.id), number}


async def test_nothing_that_is_stored_tells_who_asked(setup: Setup, caplog: pytest.LogCaptureFixture) -> None:
    """After 1,000 updates, faults included: no id, name, number or word of a question in the files or the log."""
    caplog.set_level(logging.DEBUG)
    chance = random.Random(7)
    async with FakeBotApi(same_offset_seconds=0) as api:
        api.faults.sometimes(0.02, seed=7, faults=(Fault.SERVER_ERROR, Fault.BAD_GATEWAY), methods=("sendMessage",))
        users = [
            api.user(chance.choice(FIRST), last_name=chance.choice(LAST), username=f"handle{number}", language="nl")
            for number in range(40)
        ]
        async with setup.running(api, options=unlimited(admins=frozenset({ADMIN}))) as bot:
            told = await asyncio.gather(*(converse(api.chat(user), chance, 25) for user in users))
            counts = await bot.store.size()
            live = stored_bytes(setup.folder)
        content = live + stored_bytes(setup.folder)
    assert counts["unanswered"] > 0
    assert counts["comments"] > 0
    assert counts["ratings"] > 0
    words = {"kwallenkwekers", "ziekenhuizen", "gevangenissen", "museums", "bedrijven"}
    names = set().union(*told) | words
    assert [name for name in names if name.encode() in content or name.casefold().encode() in content.lower()] == []
    assert [name for name in {*names, TOKEN} if name in caplog.text] == []


async def test_only_what_two_have_asked_is_shown(setup: Setup) -> None:
    """Questions that were not understood mean nothing, so only the same words are the same question."""
    async with FakeBotApi(same_offset_seconds=0) as api:
        ada, ben = api.chat("Ada", language="nl"), api.chat("Ben", language="nl")
        admin = api.chat("Boss", language="nl")
        async with setup.running(api, options=unlimited(admins=frozenset({admin.user.id}))) as bot:
            for chat, asked in ((ada, "wie viele bücher haben wir"), (ben, "ich suche ein buch über meine krankheit")):
                await chat.ask(asked)
            for chat, asked in ((ada, "xqzw vlorp?"), (ben, "brumf kwotsel")):
                await chat.ask(asked)
            await ada.ask("dank je")
            await ben.ask("dank je")
            assert {group.people for group in await bot.store.unanswered()} == {1}
            assert len((await admin.ask("/onbeantwoord")).text.splitlines()) == 1
            await ben.ask("Xqzw  vlorp?")
            await ben.ask("dank je")
            told = (await admin.ask("/onbeantwoord")).text
    assert "vlorp" in told
    assert not [word for word in ("bücher", "krankheit", "kwotsel") if word in told]


async def test_the_words_of_a_question_are_not_kept(setup: Setup) -> None:
    """Of what is sealed for the next question, nothing but topics and words that were not known, without names."""
    async with FakeBotApi(same_offset_seconds=0) as api:
        chat = api.chat("Ada", language="nl")
        async with setup.running(api) as bot:
            await chat.ask("Ik ben Jan Jansen, 06-12345678: hoeveel bibliotheken werken samen met kwallenkwekers?")
            await chat.ask("dank je")
            kept = repr((await bot.store.load(chat.id)).dialogue)
    assert "kwallenkwekers" in kept
    assert not [word for word in ("Jan", "Jansen", "12345678", "hoeveel bibliotheken") if word in kept]


async def in_use(bot: Bot, chat: FakeChat) -> None:
    """Let a user leave behind everything that can be left behind, and wait until it is kept."""
    await chat.ask("/taal en")
    before = (await bot.store.size())["answers"]
    answer = await chat.ask("How many libraries work with businesses?")
    await chat.press(answer, "👎 Not correct")
    await chat.ask("/feedback it is all wrong")
    await chat.ask("how many hospitals work with libraries?")
    while (await bot.store.size())["answers"] < before + 2:
        await asyncio.sleep(0.01)


async def test_after_forget_nothing_is_left(setup: Setup) -> None:
    """No row, and no byte of what was kept; what others left behind stays."""
    async with FakeBotApi(same_offset_seconds=0) as api:
        ada, ben = api.chat("Ada"), api.chat("Ben")
        async with setup.running(api) as bot:
            await in_use(bot, ben)
            of_ben = await bot.store.size()
            seen = sealed_pieces(setup.folder)
            await in_use(bot, ada)
            of_ada = sealed_pieces(setup.folder) - seen
            assert (await bot.store.size())["unanswered"] == of_ben["unanswered"] + 1
            assert len(of_ada) > 3
            assert "deleted" in (await ada.ask("/forget")).text
            await asyncio.sleep(0.1)
            left = await bot.store.size()
            assert {name: left[name] for name in left if name != "updates"} == {
                name: of_ben[name] for name in of_ben if name != "updates"
            }
            content = stored_bytes(setup.folder)
            assert [piece for piece in of_ada if piece in content] == []
            assert "26%" in (await ada.ask("Hoeveel bibliotheken werken samen met bedrijven?")).text
            assert "Geteld" in ada.received[-1].text  # the setting is gone too
            assert "Counted" in (await ben.ask("Hoeveel bibliotheken werken samen met bedrijven?")).text


def sealed_pieces(folder: Path) -> set[bytes]:
    """Return every hash and every sealed text in the tables: read by SQL, so that nothing has to be decrypted."""
    import sqlite3

    connection = sqlite3.connect(folder / "store.sqlite3")
    try:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        values = [
            value
            for table in tables
            if table not in ("alembic_version", "updates")
            for row in connection.execute(f'SELECT * FROM "{table}"')
            for value in row
        ]
    finally:
        connection.close()
    long = [value.encode() if isinstance(value, str) else value for value in values if isinstance(value, (str, bytes))]
    return {value for value in long if len(value) >= 16}


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_what_the_bot_says_about_privacy_is_what_is_kept(desk: Desk, language: str) -> None:
    """The days are those of the settings, and every table has its sentence."""
    text = desk.say(language, "telegram_privacy", days=90)
    words = {
        "nl": ("keuze voor taal", "laatste vraag", "welk antwoord bij welke vraag", "zonder antwoord", "oordeel",
               "opmerking", "in de wacht", "twee mensen", "90 dagen", "/vergeet", "Schrijf niets over jezelf"),
        "en": ("choice of language", "last question", "which answer belongs", "without an answer", "rating", "remark",
               "waits here", "two people", "90 days", "/forget", "anything about yourself"),
    }[language]  # fmt: skip
    assert [word for word in words if word not in text] == []
    assert words[-1] in desk.say(language, "telegram_feedback")
