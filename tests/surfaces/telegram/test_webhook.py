"""The webhook: who is let in, what is answered, and that an update is answered once."""

import asyncio
import json
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from bot.surfaces.telegram.running import Address
from bot.surfaces.telegram.webhook import LONGEST_BODY, SECRET_HEADER, secret_of
from tests.fake_telegram.api import TOKEN, FakeBotApi
from tests.surfaces.telegram.harness import Setup, free_port, until

pytestmark = pytest.mark.asyncio

QUESTION = "Hoeveel bibliotheken werken samen met bedrijven?"
SECRET = {SECRET_HEADER: secret_of(TOKEN)}


@pytest.fixture
def port() -> int:
    return free_port()


def webhook(port: int) -> dict[str, Any]:
    return {"webhook_url": f"http://127.0.0.1:{port}/hook", "webhook_listen": Address("127.0.0.1", port)}


async def test_telegram_brings_questions_and_gets_answers(setup: Setup, port: int) -> None:
    """Confirmed with 200 only when they have been answered; with the secret that was agreed."""
    async with FakeBotApi() as api, setup.running(api, **webhook(port)):
        chat = api.chat(language="nl")
        assert "26%" in (await chat.ask(QUESTION)).text
        assert "84%" in (await chat.ask("en met middelbare scholen?")).text
        await api.webhooks.idle()
        assert [delivery.statuses for delivery in api.webhooks.deliveries.values()] == [[200], [200]]
        assert api.violations == []


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        pytest.param("POST", "/hook", {}, b'{"update_id": 1}', 403, id="no secret"),
        pytest.param("POST", "/hook", {SECRET_HEADER: "wrong"}, b'{"update_id": 1}', 403, id="a wrong secret"),
        pytest.param("POST", "/hook", {SECRET_HEADER: "\u00e9"}, b'{"update_id": 1}', 403, id="a strange secret"),
        pytest.param("POST", "/hook", SECRET, b"{}", 400, id="no update"),
        pytest.param("POST", "/hook", SECRET, b"[" * 100_000, 400, id="nested without end"),
        pytest.param("POST", "/hook", SECRET, b"\xff", 400, id="no text"),
        pytest.param("POST", "/hook", SECRET, b" " * (LONGEST_BODY + 1), 413, id="too large"),
        pytest.param("POST", "/hook", {}, b" " * (LONGEST_BODY + 1), 403, id="too large and without secret"),
        pytest.param("POST", "/other", SECRET, b"{}", 404, id="another path"),
        pytest.param("POST", "/hook/", SECRET, b"{}", 404, id="a slash behind it"),
        pytest.param("GET", "/hook", SECRET, b"", 405, id="another method"),
        pytest.param("POST", "/hook", SECRET, b'{"update_id": 7, "future": {"x": 1}}', 200, id="an unknown kind"),
    ],
)
async def test_only_telegram_is_let_in(
    setup: Setup, port: int, method: str, path: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    async with FakeBotApi() as api, setup.running(api, **webhook(port)), aiohttp.ClientSession() as session:
        await until(lambda: api.webhook.url)
        async with session.request(
            method, f"http://127.0.0.1:{port}{path}", headers=headers, data=BytesIO(body)
        ) as response:
            assert response.status == status
            assert "server" not in {name.lower() for name in response.headers}


USER = {"id": 5_318_008_001, "is_bot": False, "first_name": "Wilhelmina"}
CHAT = {"id": 5_318_008_001, "type": "private", "first_name": "Wilhelmina"}
MESSAGE = {"message_id": 7, "date": 1_790_000_000, "chat": CHAT, "from": USER, "text": "Wilhelmina"}
MALFORMED = [
    {"inline_query": {"from": {}}},
    {"inline_query": {"id": "1", "from": {"id": "Wilhelmina"}, "query": "x", "offset": ""}},
    {"inline_query": {"id": "1", "from": USER | {"id": {}}, "query": ["Wilhelmina"], "offset": ""}},
    {"inline_query": ["Wilhelmina"]},
    {"message": None},
    {"message": "Wilhelmina"},
    {"message": {}},
    {"message": {"chat": "Wilhelmina"}},
    {"message": MESSAGE | {"chat": {"type": "private"}}},
    {"message": MESSAGE | {"chat": CHAT | {"id": "Wilhelmina"}}},
    {"message": MESSAGE | {"from": ["Wilhelmina"]}},
    {"message": MESSAGE | {"from": {"first_name": "Wilhelmina"}}},
    {"message": MESSAGE | {"date": {}}},
    {"message": MESSAGE | {"entities": [{"type": "mention"}]}},
    {"message": MESSAGE | {"entities": "Wilhelmina"}},
    {"message": MESSAGE | {"reply_to_message": {"from": {"id": 123456789}}}},
    {"edited_message": {"chat": [], "text": 7}},
    {"callback_query": {}},
    {"callback_query": {"id": "1", "from": USER, "chat_instance": "1", "message": 5, "data": "Wilhelmina"}},
    {"callback_query": {"message": {"chat": {"id": None}}}},
]


async def test_an_update_that_cannot_be_read_is_left_alone(
    setup: Setup, port: int, caplog: pytest.LogCaptureFixture
) -> None:
    """200, or Telegram would bring it again and again; it is tried once, and the log holds nothing of it."""
    async with FakeBotApi() as api, setup.running(api, **webhook(port)), aiohttp.ClientSession() as session:
        await until(lambda: api.webhook.url)
        statuses = []
        for number, content in enumerate(MALFORMED):
            update = {"update_id": 500 + number} | content
            async with session.post(f"http://127.0.0.1:{port}/hook", headers=SECRET, json=update) as response:
                statuses.append(response.status)
        assert statuses == [200] * len(MALFORMED)
        assert "26%" in (await api.chat(language="nl").ask(QUESTION)).text
    told = [record.getMessage() for record in caplog.records if "cannot be read" in record.getMessage()]
    assert len(told) == len(MALFORMED)
    assert "set aside" not in caplog.text
    assert "Wilhelmina" not in caplog.text


async def test_a_body_of_unknown_length_is_cut_off(setup: Setup, port: int) -> None:
    async def endless() -> Any:
        for _ in range(40):
            yield b" " * 65_536

    async with FakeBotApi() as api, setup.running(api, **webhook(port)), aiohttp.ClientSession() as session:
        await until(lambda: api.webhook.url)
        async with session.post(f"http://127.0.0.1:{port}/hook", headers=SECRET, data=endless()) as response:
            assert response.status == 413


async def test_a_second_delivery_is_not_answered_again(setup: Setup, port: int) -> None:
    """Neither while the first one is under way, nor later, nor after a restart."""
    user = {"id": 5_318_008_000, "is_bot": False, "first_name": "Ada"}

    async def deliver(session: aiohttp.ClientSession, message_id: int) -> int:
        message = {
            "message_id": message_id, "date": 1_790_000_000, "text": QUESTION,
            "chat": {"id": 5_318_008_000, "type": "private", "first_name": "Ada"}, "from": user,
        }  # fmt: skip
        update = json.dumps({"update_id": 900 + message_id, "message": message}).encode()
        async with session.post(f"http://127.0.0.1:{port}/hook", headers=SECRET, data=update) as response:
            return response.status

    async with FakeBotApi() as api, aiohttp.ClientSession() as session:
        chat = api.chat("Ada")
        async with setup.running(api, **webhook(port)):
            await until(lambda: api.webhook.url)
            assert await asyncio.gather(*(deliver(session, 1) for _ in range(4))) == [200] * 4
            assert await deliver(session, 1) == 200
        async with setup.running(api, **webhook(port)):
            await until(lambda: len([call for call in api.calls if call.method == "setWebhook"]) == 2)
            assert await deliver(session, 1) == 200
            assert await deliver(session, 2) == 200
        assert len(chat.received) == 2


async def test_polling_takes_a_webhook_away(setup: Setup, port: int) -> None:
    """Whoever goes back to polling need not know how; what waited is not dropped."""
    async with FakeBotApi(same_offset_seconds=0) as api:
        async with setup.running(api, **webhook(port)):
            await until(lambda: api.webhook.url)
        chat = api.chat(language="nl")
        chat.say(QUESTION)
        async with setup.running(api):
            assert "26%" in (await chat.answer()).text
        assert api.webhook.url == ""
