"""The server is as strict as Telegram, or a test against it would prove nothing."""

import asyncio
import time
from typing import Any

import pytest

from tests.fake_telegram.calling import Caller, calling, ptb_bot
from tests.fake_telegram.signatures import SIGNATURES

pytestmark = pytest.mark.asyncio


async def test_another_token_is_refused() -> None:
    async with calling() as caller:
        response = await caller.client.get(f"{caller.api.base_url}1:wrong/getMe")
    assert response.status_code == 401


async def test_an_unknown_method_is_refused() -> None:
    async with calling() as caller:
        assert await caller.refusal("getMee") == "404 Not Found: method not found"
        assert (await caller.raw("GETME")).status_code == 200


async def test_every_method_can_be_called_without_a_crash() -> None:
    """With no parameters at all a method works, or asks for those that it needs."""
    async with calling(same_offset_seconds=0) as caller:
        for method in set(SIGNATURES) - {"logOut"}:
            await caller.raw(method)
        reasons = {call.method: call.description for call in caller.api.refused}
    allowed = ("must be given", "message identifier is not specified")
    assert [reason for reason in reasons.values() if not any(words in reason for words in allowed)] == []


@pytest.mark.parametrize("kind", ["query", "form", "json", "multipart"])
async def test_parameters_come_in_four_ways(kind: str) -> None:
    text, markup = "é & 😀", '{"inline_keyboard": [[{"text": "x", "callback_data": "é"}]]}'
    async with calling() as caller:
        fields = {"chat_id": str(caller.chat.id), "text": text, "reply_markup": markup}
        how: dict[str, dict[str, Any]] = {
            "query": {"params": fields},
            "form": {"data": fields},
            "json": {"json": fields},
            "multipart": {"files": {name: (None, value) for name, value in fields.items()}},
        }
        response = await caller.raw("sendMessage", **how[kind])
    assert response.json()["result"]["text"] == text
    assert caller.chat.received[0].button("x")["callback_data"] == "é"


async def test_a_file_is_taken_from_where_it_is_attached() -> None:
    async with calling() as caller:
        fields = {
            "chat_id": str(caller.chat.id),
            "document": "attach://here",
            "caption": "<b>c</b>",
            "parse_mode": "HTML",
        }
        response = await caller.raw("sendDocument", data=fields, files={"here": ("jaar.pdf", b"%PDF\r\n--x")})
        document = response.json()["result"]["document"]
        again = await caller.result("sendDocument", chat_id=caller.chat.id, document=document["file_id"])
    assert (document["file_name"], document["file_size"]) == ("jaar.pdf", 9)
    assert again["document"]["file_id"] == document["file_id"]
    assert caller.chat.received[0].formatted("bold") == ["c"]


async def _texts(caller: Caller, **parameters: int) -> list[str]:
    return [update["message"]["text"] for update in await caller.result("getUpdates", **parameters)]


async def test_updates_stay_until_they_are_confirmed() -> None:
    """Asking again gives the same updates; a higher offset lets the older ones go."""
    async with calling() as caller:
        for text in ("one", "two", "three"):
            caller.chat.say(text)
        first = caller.api.updates.ids[0]
        assert await _texts(caller) == ["one", "two", "three"]
        assert await _texts(caller, limit=1) == ["one"]
        assert await _texts(caller, limit=0) == ["one"]
        assert await _texts(caller, offset=first + 1) == ["two", "three"]
        assert await _texts(caller, offset=-1) == ["three"]
        assert caller.api.updates.ids == [first + 2]


async def test_a_message_ends_the_wait_of_a_poll() -> None:
    async with calling() as caller:
        poll = asyncio.create_task(_texts(caller, timeout=30))
        await _until_polled(caller)
        caller.chat.say("now")
        assert await poll == ["now"]


async def test_a_second_poller_sends_the_first_away() -> None:
    async with calling() as caller:
        poll = asyncio.create_task(caller.refusal("getUpdates", timeout=30))
        await _until_polled(caller)
        second = asyncio.create_task(_texts(caller, timeout=30))
        assert (await poll).startswith("409 Conflict: terminated by other getUpdates request")
        await _until_polled(caller)
        caller.chat.say("now")
        assert await second == ["now"]
        assert caller.api.violations == []


async def test_a_poller_that_went_away_leaves_nothing_behind() -> None:
    async with calling() as caller:
        poll = asyncio.create_task(_texts(caller, timeout=30))
        await _until_polled(caller)
        poll.cancel()
        while caller.api.updates.is_polled:
            await asyncio.sleep(0.001)
        caller.chat.say("now")
        assert await _texts(caller) == ["now"]
        assert caller.api.refused == []


async def test_the_same_question_again_waits() -> None:
    """Only where there is nothing to give; another offset is answered at once."""
    async with calling(same_offset_seconds=0.3) as caller:
        seconds = []
        for offset in (5, 5, 6):
            start = time.monotonic()
            await _texts(caller, offset=offset)
            seconds.append(time.monotonic() - start)
        caller.chat.say("now")
        start = time.monotonic()
        await _texts(caller, offset=6)
        seconds.append(time.monotonic() - start)
    assert [wait > 0.25 for wait in seconds] == [False, True, False, False]


async def test_only_wanted_updates_are_kept() -> None:
    async with calling() as caller:
        await caller.result("getUpdates", allowed_updates=["edited_message"])
        caller.chat.edit(caller.chat.say("old"), "new")
        assert [list(update)[1] for update in await caller.result("getUpdates", offset=1)] == ["edited_message"]


async def test_settings_are_kept_by_scope_and_language() -> None:
    async with calling() as caller, ptb_bot(caller.api) as bot:
        await bot.set_my_commands([("bron", "De bron")], language_code="nl")
        await bot.set_my_commands([("source", "The source")])
        await bot.set_my_name("Vraag", language_code="nl")
        await bot.set_my_short_description("Kort")
        assert [command.command for command in await bot.get_my_commands(language_code="nl")] == ["bron"]
        assert caller.api.commands == [{"command": "source", "description": "The source"}]
        assert [(await bot.get_my_name(language_code=code)).name for code in ("nl", "de")] == ["Vraag", "Vraagbaak"]
        assert (await bot.get_my_short_description(language_code="nl")).short_description == "Kort"
        assert (await bot.get_chat_menu_button()).type == "commands"
        assert (await bot.get_me()).can_read_all_group_messages is False
        assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_a_server_that_was_down_goes_on() -> None:
    async with calling() as caller:
        url = caller.api.base_url
        await caller.api.down()
        with pytest.raises(OSError, match="Connect call failed"):
            await asyncio.open_connection("127.0.0.1", int(url.rpartition(":")[2].partition("/")[0]))
        caller.chat.say("meanwhile")
        await caller.api.up()
        assert caller.api.base_url == url
        assert await _texts(caller) == ["meanwhile"]


async def _until_polled(caller: Caller) -> None:
    while not caller.api.updates.is_polled:
        await asyncio.sleep(0.001)
