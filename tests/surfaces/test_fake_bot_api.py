"""The fake Bot API server is as strict as Telegram, or a test against it would prove nothing."""

import asyncio
import json

import httpx
import pytest

from tests.surfaces.fake_bot_api import TOKEN, FakeBotApi
from tests.surfaces.fake_bot_api_methods import SIGNATURES

pytestmark = pytest.mark.asyncio


def _client() -> httpx.AsyncClient:
    return httpx.AsyncClient(trust_env=False)


def _keyboard(**button: str) -> str:
    return json.dumps({"inline_keyboard": [[{"text": "yes", **button}]]})


@pytest.mark.parametrize(
    ("method", "parameters", "status", "description"),
    [
        pytest.param("getMe", {}, 200, "", id="a known method"),
        pytest.param("getMee", {}, 404, "method not found", id="an unknown method"),
        pytest.param("getMe", {"colour": "red"}, 400, "colour", id="an unknown parameter"),
        pytest.param("sendMessage", {"text": "x"}, 400, "chat_id", id="an absent parameter"),
        pytest.param("sendMessage", {"chat_id": "five", "text": "x"}, 400, "chat_id", id="a parameter of another type"),
        pytest.param("sendMessage", {"chat_id": "9", "text": "x"}, 400, "chat not found", id="a chat nobody opened"),
        pytest.param("sendMessage", {"chat_id": "5000", "text": "x" * 4096}, 200, "", id="the longest text"),
        pytest.param("sendMessage", {"chat_id": "5000", "text": "x" * 4097}, 400, "too long", id="a longer text"),
        pytest.param("sendMessage", {"chat_id": "5000", "text": " \n"}, 400, "is empty", id="a blank text"),
        pytest.param(
            "sendMessage",
            {"chat_id": "5000", "text": f"<b>{'x' * 4096}</b>", "parse_mode": "HTML"},
            200,
            "",
            id="tags do not count",
        ),
        pytest.param(
            "sendMessage", {"chat_id": "5000", "text": "<b></b>", "parse_mode": "HTML"}, 400, "is empty", id="tags only"
        ),
        pytest.param(
            "sendMessage", {"chat_id": "5000", "text": "a<br>b", "parse_mode": "HTML"}, 400, "br", id="an unknown tag"
        ),
        pytest.param(
            "sendMessage",
            {"chat_id": "5000", "text": "x", "parse_mode": "html5"},
            400,
            "parse_mode",
            id="a strange mode",
        ),
        pytest.param(
            "sendMessage",
            {"chat_id": "5000", "text": "x", "reply_markup": _keyboard(callback_data="x" * 64)},
            200,
            "",
            id="the longest callback data",
        ),
        pytest.param(
            "sendMessage",
            {"chat_id": "5000", "text": "x", "reply_markup": _keyboard(callback_data="é" * 33)},
            400,
            "BUTTON_DATA_INVALID",
            id="callback data is counted in bytes",
        ),
        pytest.param(
            "sendMessage",
            {"chat_id": "5000", "text": "x", "reply_markup": _keyboard()},
            400,
            "Text buttons",
            id="a button that does nothing",
        ),
        pytest.param("sendChatAction", {"chat_id": "5000", "action": "typing"}, 200, "", id="a chat action"),
        pytest.param("sendChatAction", {"chat_id": "5000", "action": "sing"}, 400, "action", id="an unknown action"),
        pytest.param("answerCallbackQuery", {"callback_query_id": "1"}, 400, "too old", id="a button nobody pressed"),
        pytest.param(
            "setMyCommands",
            {"commands": '[{"command": "Bron", "description": "x"}]'},
            400,
            "BOT_COMMAND_INVALID",
            id="a command in capitals",
        ),
    ],
)
async def test_a_call_is_taken_or_refused(
    method: str, parameters: dict[str, str], status: int, description: str
) -> None:
    """What Telegram refuses is refused, with the reason; every call is recorded."""
    async with FakeBotApi() as api, _client() as client:
        api.chat()
        response = await client.post(f"{api.base_url}{TOKEN}/{method}", data=parameters)
        assert (response.status_code, response.json()["ok"]) == (status, status == 200)
        assert description in response.json().get("description", "")
        assert [(call.method, call.status) for call in api.calls] == [(method, status)]


async def test_another_token_is_refused() -> None:
    async with FakeBotApi() as api, _client() as client:
        response = await client.get(f"{api.base_url}1:wrong/getMe")
    assert response.status_code == 401


async def test_every_method_has_a_function() -> None:
    """No method is promised in the table that the server cannot answer."""
    async with FakeBotApi() as api, _client() as client:
        for method in SIGNATURES:
            await client.post(f"{api.base_url}{TOKEN}/{method}")
        refused_for_parameters = [call for call in api.refused if "must be given" in call.description]
    assert api.refused == refused_for_parameters


async def test_updates_stay_until_they_are_confirmed() -> None:
    """Asking again gives the same updates; a higher offset lets the older ones go."""
    async with FakeBotApi() as api, _client() as client:
        chat = api.chat()
        for text in ("one", "two"):
            chat.say(text)

        async def texts(**parameters: int) -> list[str]:
            response = await client.post(f"{api.base_url}{TOKEN}/getUpdates", json=parameters)
            return [update["message"]["text"] for update in response.json()["result"]]

        first = api.updates.ids[0]
        assert await texts() == ["one", "two"]
        assert await texts(limit=1) == ["one"]
        assert await texts(offset=first + 1) == ["two"]
        assert api.updates.ids == [first + 1]


async def test_a_message_ends_the_wait_of_a_poll() -> None:
    async with FakeBotApi() as api, _client() as client:
        chat = api.chat()
        poll = asyncio.create_task(client.post(f"{api.base_url}{TOKEN}/getUpdates", json={"timeout": 30}))
        await _until_polled(api)
        chat.say("now")
        assert [update["message"]["text"] for update in (await poll).json()["result"]] == ["now"]


async def test_a_second_poller_sends_the_first_away() -> None:
    async with FakeBotApi() as api, _client() as client:
        poll = asyncio.create_task(client.post(f"{api.base_url}{TOKEN}/getUpdates", json={"timeout": 30}))
        await _until_polled(api)
        second = await client.post(f"{api.base_url}{TOKEN}/getUpdates", json={"timeout": 0})
        assert ((await poll).status_code, second.status_code) == (409, 200)


async def test_a_message_can_be_changed_but_not_into_itself() -> None:
    async with FakeBotApi() as api, _client() as client:
        chat = api.chat()
        target = {"chat_id": chat.id, "text": "old"}
        sent = await client.post(f"{api.base_url}{TOKEN}/sendMessage", json=target)
        target["message_id"] = sent.json()["result"]["message_id"]
        same = await client.post(f"{api.base_url}{TOKEN}/editMessageText", json=target)
        other = await client.post(f"{api.base_url}{TOKEN}/editMessageText", json={**target, "text": "new"})
    assert (same.status_code, other.status_code) == (400, 200)
    assert [message.text for message in chat.received] == ["new"]


async def _until_polled(api: FakeBotApi) -> None:
    while not api.updates.is_polled:
        await asyncio.sleep(0.001)
