"""The Telegram chat, driven over HTTP: the real application polls a Bot API server on this machine."""

import asyncio
import logging
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.core.assistant import Assistant
from bot.surfaces.telegram import build_application
from tests.surfaces.fake_bot_api import TOKEN, FakeBotApi
from tests.surfaces.scripted import CITATION, FAULT, PHRASES, ScriptedAssistant

ROOT = Path(__file__).parents[2]
PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}]

NEW = {"text": "/nieuw", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]}

pytestmark = pytest.mark.asyncio


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is on this machine, whatever proxy the machine uses."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@dataclass
class Bot:
    """A bot that runs, and the server that it runs against."""

    api: FakeBotApi
    assistant: ScriptedAssistant


@asynccontextmanager
async def running_bot(refusals: Sequence[str] = (), replies: Assistant | None = None) -> AsyncIterator[Bot]:
    """Poll the fake server meanwhile.

    `refusals` are the errors that the bot's calls get, none for a good bot; `replies` answers in place of the script.
    """
    async with FakeBotApi() as api:
        assistant = ScriptedAssistant()
        application = build_application(TOKEN, replies or assistant, PHRASES, base_url=api.base_url)
        async with application:
            await application.start()
            assert application.updater is not None
            await application.updater.start_polling()
            yield Bot(api, assistant)
            await application.updater.stop()
            await application.stop()
        assert [call.description for call in api.refused] == list(refusals)
        assert api.updates.ids == []


async def test_five_messages_are_answered_in_order() -> None:
    """Typed faster than they are answered, the questions of one dialogue keep their order; each answer is cited."""
    questions = ["Hoeveel bibliotheken?", "en scholen?", "en <in> 2018?", "wat is de bron?", "dank je"]
    async with running_bot() as bot:
        chat = bot.api.chat()
        for question in questions:
            chat.say(question)
        answers = [await chat.answer() for _ in questions]
    assert [answer.formatted("bold") for answer in answers] == [
        [f"{turn}. {question}"] for turn, question in enumerate(questions, start=1)
    ]
    assert [answer.formatted("italic") for answer in answers] == [[CITATION]] * 5
    assert all(answer.options["link_preview_options"] == {"is_disabled": True} for answer in answers)


async def test_a_real_chat_of_five_messages(assistant: Assistant) -> None:
    """With the knowledge base of this checkout: a follow-up, a source, a new question, each answered and cited."""
    asked_and_told = {
        "Hoeveel bibliotheken werken samen met bedrijven?": ("26%", "KB, 2018c"),
        "en met middelbare scholen?": ("84%", "KB, 2019b"),
        "wat is de bron daarvan?": ("KB, 2019b", "KB, 2019b"),
        "Hoeveel vo-vestigingen waren het in 2016-2017?": ("593", "KB, 2019b"),
        "en het schooljaar erna?": ("695", "KB, 2019b"),
    }
    async with running_bot(replies=assistant) as bot:
        chat = bot.api.chat()
        for question in asked_and_told:
            chat.say(question)
        answers = [await chat.answer() for _ in asked_and_told]
    for answer, (figure, source) in zip(answers, asked_and_told.values(), strict=True):
        assert figure in answer.text
        assert any(source in cited for cited in answer.formatted("italic"))


async def test_each_chat_has_its_own_dialogue() -> None:
    async with running_bot() as bot:
        ada, ben = bot.api.chat("Ada"), bot.api.chat("Ben")
        said = [(await chat.ask("vraag")).formatted("bold") for chat in (ada, ben, ada, ben, ada)]
    assert said == [["1. vraag"], ["1. vraag"], ["2. vraag"], ["2. vraag"], ["3. vraag"]]


async def test_a_question_carries_the_time_of_its_message() -> None:
    """A dialogue fades by the clock of the messages, so also for those that waited while the bot was down."""
    async with running_bot() as bot:
        chat = bot.api.chat()
        start = bot.api.now
        for seconds in (0, 700):
            bot.api.now = start + seconds
            await chat.ask("vraag")
        assert [question.asked_at for question in bot.assistant.asked] == [start, start + 700]


@pytest.mark.parametrize("command", ["/nieuw", "/new", "/new@vraagbaak_test_bot"])
async def test_a_dialogue_is_forgotten_on_request(command: str) -> None:
    async with running_bot() as bot:
        chat, other = bot.api.chat(), bot.api.chat()
        await chat.ask("how many?")
        await other.ask("vraag")
        assert (await chat.ask(command)).text == "Forgotten."
        assert (await chat.ask("vraag")).text.startswith("1. vraag")
        assert (await chat.ask("/start")).text == "Welcome!"  # the language stays
        assert (await other.ask("vraag")).text.startswith("2. vraag")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        pytest.param("/bron", "what is the source?", id="the source"),
        pytest.param("/source", "what is the source?", id="the source, in English"),
        pytest.param("/bron alsjeblieft", "what is the source?", id="a command with more words"),
        pytest.param("/help", "help", id="help"),
        pytest.param("/onbekend", "/onbekend", id="an unknown command is a question"),
    ],
)
async def test_a_command_asks_the_assistant(typed: str, asked: str) -> None:
    """A command is a question in the chat's language, and a turn of its dialogue."""
    async with running_bot() as bot:
        chat = bot.api.chat(language="nl")
        await chat.ask("how many?")
        assert (await chat.ask(typed)).text == f"2. {asked}\n{CITATION}"


@pytest.mark.parametrize(
    ("before", "app", "said"),
    [
        pytest.param(None, None, "Welkom!", id="nothing known: the first language"),
        pytest.param(None, "en-GB", "Welcome!", id="the language of the app"),
        pytest.param(None, "de", "Welkom!", id="an app in a third language"),
        pytest.param("how many?", "nl", "Welcome!", id="the dialogue goes before the app"),
    ],
)
async def test_fixed_lines_follow_the_language_of_the_chat(before: str | None, app: str | None, said: str) -> None:
    async with running_bot() as bot:
        chat = bot.api.chat(language=app)
        if before:
            await chat.ask(before)
        assert (await chat.ask("/start")).text == said


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({"photo": PHOTO}, id="photo"),
        pytest.param({"photo": PHOTO, "caption": "hoeveel?"}, id="photo with a caption"),
        pytest.param({"voice": {"file_id": "f", "file_unique_id": "u", "duration": 3}}, id="voice"),
        pytest.param({"location": {"latitude": 52.1, "longitude": 4.3}}, id="location"),
        pytest.param({"dice": {"emoji": "🎲", "value": 3}}, id="dice"),
        pytest.param({"paid_media_of_the_future": {}}, id="a kind that is not invented yet"),
    ],
)
async def test_media_get_one_kind_line(content: dict[str, Any]) -> None:
    """The dialogue goes on where it was."""
    async with running_bot() as bot:
        chat = bot.api.chat()
        await chat.ask("vraag")
        chat.post("message", **content)
        assert (await chat.answer()).text == PHRASES["nl"]["telegram_media"]
        assert (await chat.ask("en nu?")).text.startswith("2. en nu?")


@pytest.mark.parametrize(
    ("group", "kind", "content"),
    [
        pytest.param(False, "edited_message", {"text": "vraag", "edit_date": 1_790_000_001}, id="an edited question"),
        pytest.param(False, "edited_message", {**NEW, "edit_date": 1_790_000_001}, id="an edited command"),
        pytest.param(False, "edited_message", {"photo": PHOTO, "edit_date": 1_790_000_001}, id="an edited photo"),
        pytest.param(False, "message", {"delete_chat_photo": True}, id="a message of the app itself"),
        pytest.param(True, "message", {"photo": PHOTO}, id="a photo in a group"),
        pytest.param(
            True,
            "message",
            {"text": "/start@other_bot", "entities": [{"type": "bot_command", "offset": 0, "length": 16}]},
            id="a command for another bot",
        ),
    ],
)
async def test_what_is_not_for_the_bot_is_left_alone(group: bool, kind: str, content: dict[str, Any]) -> None:
    async with running_bot() as bot:
        chat = bot.api.chat(group=group)
        chat.post(kind, **content)
        assert (await chat.ask("vraag")).text.startswith("1. vraag")
    assert len(chat.received) == 1


async def test_words_of_the_user_are_never_markup() -> None:
    words = '<b>vet</b> & <a href="x">"y"</a> </i> *z* &lt;'
    async with running_bot() as bot:
        assert (await bot.api.chat().ask(words)).formatted("bold") == [f"1. {words}"]


@pytest.mark.parametrize(
    ("before", "said"),
    [pytest.param("vraag", "Er ging iets mis.", id="nl"), pytest.param("how many?", "Something went wrong.", id="en")],
)
async def test_a_fault_is_told_kindly(before: str, said: str, caplog: pytest.LogCaptureFixture) -> None:
    """The log tells what failed and where; the user gets one line; the next question is answered."""
    async with running_bot() as bot:
        chat = bot.api.chat("Ada Lovelace")
        await chat.ask(before)
        caplog.clear()
        assert (await chat.ask(f"{FAULT} geheim")).text == said
        assert (await chat.ask("en nu?")).text.startswith("2. en nu?")
    logged = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(logged) == 1
    assert logged[0].startswith("Telegram: RuntimeError at scripted.py:")
    assert not any(secret in caplog.text for secret in ("geheim", "Lovelace", TOKEN))


async def test_an_apology_that_cannot_be_sent_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """A chat that is gone when its answer is ready costs two log lines, not the bot."""
    async with running_bot(refusals=["Bad Request: chat not found"] * 2) as bot:
        gone = bot.api.chat()
        gone.say("vraag")
        bot.api.close(gone)
        assert (await bot.api.chat().ask("vraag")).text.startswith("1. vraag")
    logged = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert [line.partition(" at ")[0] for line in logged] == [
        "Telegram: BadRequest",
        "Telegram: the apology was not sent: BadRequest",
    ]


async def test_the_process_keeps_the_token_and_the_talk_out_of_its_log() -> None:
    """With every logger wide open, a chat, a fault and a stop leave no token, word or name behind."""
    async with FakeBotApi() as api:
        chat = api.chat("Lovelace")
        process = await _process(TOKEN, api.base_url)
        assert (await chat.ask("geheime vraag")).text.startswith("1. geheime vraag")
        assert (await chat.ask(FAULT)).text == PHRASES["nl"]["telegram_error"]
        process.send_signal(signal.SIGTERM)
        log = b"".join(await process.communicate()).decode()
        assert api.refused == []
        assert api.updates.ids == []
    assert process.returncode == 0
    assert "Application started" in log
    assert "Telegram: RuntimeError at scripted.py:" in log
    assert not any(logger in log for logger in ("httpx", "httpcore", "DEBUG:telegram"))
    assert not any(secret in log for secret in (TOKEN, TOKEN.partition(":")[2], "geheime", FAULT, "Lovelace"))


async def test_the_bot_wants_new_messages_only() -> None:
    """What it would pass over is not even fetched."""
    async with FakeBotApi() as api:
        process = await _process(TOKEN, api.base_url)
        await api.chat().ask("vraag")
        process.send_signal(signal.SIGTERM)
        await process.communicate()
    fetches = [call.sent for call in api.calls if call.method == "getUpdates"]
    assert fetches[0]["allowed_updates"] == '["message"]'


@pytest.mark.parametrize(
    ("token", "reachable", "sentence"),
    [
        pytest.param("987654321:wrong-token", True, "Telegram does not accept the token.\n", id="a wrong token"),
        pytest.param("some-token", True, "The Telegram token does not look like 123456789:AbC-dEf.\n", id="no token"),
        pytest.param("987654321:some-token", False, "Telegram cannot be reached (NetworkError).\n", id="no server"),
    ],
)
async def test_a_bot_that_cannot_start_says_why(token: str, reachable: bool, sentence: str) -> None:
    """One sentence and no token, neither on the screen nor in the log."""
    async with FakeBotApi() as api:
        process = await _process(token, api.base_url if reachable else "http://127.0.0.1:9/bot")
        out, log = await process.communicate()
    assert (out.decode(), process.returncode) == (sentence, 3)
    assert log.decode().count("Traceback") == 1  # that of the sentence itself, without a cause
    assert token.strip() not in log.decode()


async def _process(token: str, base_url: str) -> asyncio.subprocess.Process:
    command = (sys.executable, "-m", "tests.surfaces.telegram_process", token, base_url)
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=pipe, stderr=pipe)
