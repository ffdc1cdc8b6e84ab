"""Sending: repeated after a fault, never after a refusal; HTML that is refused goes as plain text."""

import asyncio
import logging
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError

from bot.surfaces.telegram import sender as module
from bot.surfaces.telegram.client import FloodError, make_bot
from bot.surfaces.telegram.pace import Pace
from bot.surfaces.telegram.sender import Outgoing, Repeater, Sender
from bot.surfaces.telegram.slots import Slots
from tests.fake_telegram.api import TOKEN, FakeBotApi
from tests.fake_telegram.faults import Fault
from tests.surfaces.telegram.harness import UNLIMITED

pytestmark = pytest.mark.asyncio

BUTTONS = [[{"text": "Bron", "callback_data": "x"}]]


@asynccontextmanager
async def sending(api: FakeBotApi, *, is_alone: bool = True) -> AsyncIterator[Sender]:
    repeat = Repeater(Pace(UNLIMITED, time.monotonic), Slots(0), time.monotonic)
    async with make_bot(TOKEN, api.base_url) as bot:
        yield Sender(bot, repeat, is_alone=is_alone)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_PAUSE_SECONDS", 0.01)


@pytest.mark.parametrize(
    "fault",
    [Fault.RETRY_AFTER, Fault.SERVER_ERROR, Fault.BAD_GATEWAY, Fault.RESET, Fault.TRUNCATED, Fault.CUT_JSON],
    ids=lambda fault: fault.name,
)
async def test_a_message_arrives_after_three_faults(fault: Fault) -> None:
    """Whatever befalls the request; nothing is sent twice where the fault came first."""
    async with FakeBotApi() as api, sending(api) as sender:
        chat = api.chat()
        api.faults.add("sendMessage", fault, times=1 if fault is Fault.RETRY_AFTER else 3, seconds=1)
        await sender.send(chat.id, Outgoing(html="<b>26%</b>"))
        texts = {message.text for message in chat.received}
        assert texts == {"26%"}
        assert len(chat.received) == 1 or fault in (Fault.TRUNCATED, Fault.CUT_JSON)


async def test_html_that_is_refused_goes_as_plain_text(caplog: pytest.LogCaptureFixture) -> None:
    """And the log says that it happened, not what it was about."""
    async with FakeBotApi() as api, sending(api) as sender:
        chat = api.chat()
        await sender.send(chat.id, Outgoing(html="<b>26% &lt; 30%", keyboard=BUTTONS))
        assert chat.received[0].text == "26% < 30%"
        assert chat.received[0].labels == ["Bron"]
        await sender.edit(chat.id, chat.received[0].message_id, Outgoing(html="<i>27%"))
        assert chat.received[0].text == "27%"
    errors = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert errors == ["Telegram: HTML was refused, sent again as plain text"] * 2


@pytest.mark.parametrize(("is_blocked", "error"), [(True, Forbidden), (False, BadRequest)])
async def test_a_refusal_is_final(is_blocked: bool, error: type[TelegramError]) -> None:
    async with FakeBotApi() as api, sending(api) as sender:
        chat = api.chat()
        if is_blocked:
            chat.block()
        else:
            api.close(chat)
        with pytest.raises(error):
            await sender.send(chat.id, Outgoing(html="26%"))
        assert len([call for call in api.calls if call.method == "sendMessage"]) == 1


async def test_who_is_alone_does_not_say_the_same_again() -> None:
    """Somebody tapped twice: nothing is sent that Telegram would refuse."""
    async with FakeBotApi() as api, sending(api) as sender:
        chat = api.chat()
        message = Outgoing(html="26%", keyboard=BUTTONS)
        sent = await sender.send(chat.id, message)
        await sender.edit(chat.id, sent, message)
        await sender.edit_keyboard(chat.id, sent, BUTTONS)
        assert [call.method for call in api.calls if call.method.startswith("edit")] == []
        await sender.edit_keyboard(chat.id, sent, None)
        assert chat.received[0].labels == []
        assert sender.shown(chat.id, sent) == ("26%", None)


async def test_who_is_not_alone_lets_telegram_tell() -> None:
    """Another process may have changed the message meanwhile; a refusal to change nothing is passed over."""
    async with FakeBotApi() as api, sending(api, is_alone=False) as sender:
        chat = api.chat()
        sent = await sender.send(chat.id, Outgoing(html="26%"))
        assert sender.shown(chat.id, sent) is None
        await sender.edit(chat.id, sent, Outgoing(html="26%"))
        assert [call.description[:40] for call in api.refused] == ["Bad Request: message is not modified: sp"]


@pytest.mark.parametrize(
    ("fault", "tries", "least", "most"),
    [
        pytest.param(NetworkError("x"), 0, 0.005, 0.01, id="the first pause"),
        pytest.param(NetworkError("x"), 3, 0.04, 0.08, id="it doubles"),
        pytest.param(NetworkError("x"), 99, 5.0, 30.0, id="it ends growing"),
        pytest.param(FloodError(7), 0, 7.0, 7.5, id="as long as Telegram says"),
        pytest.param(InvalidToken("x"), 0, 5.0, 30.0, id="a refused token, slowly"),
    ],
)
async def test_pauses_grow_and_differ(fault: TelegramError, tries: int, least: float, most: float) -> None:
    repeat = Repeater(Pace(UNLIMITED, time.monotonic), Slots(0), time.monotonic, random.Random(1))
    pauses = {repeat.pause_after(fault, tries) for _ in range(20)}
    assert all(least <= pause <= most for pause in pauses)
    assert len(pauses) > 1 or isinstance(fault, InvalidToken)


async def test_it_gives_up_when_its_time_is_over() -> None:
    tries = 0

    async def fail() -> None:
        nonlocal tries
        tries += 1
        raise NetworkError("x")

    repeat = Repeater(Pace(UNLIMITED, time.monotonic), Slots(0), time.monotonic)
    begin: Callable[[], Awaitable[None]] = fail
    with pytest.raises(NetworkError):
        await repeat(begin, seconds=0.2)
    assert tries > 3


async def test_a_worker_that_waits_gives_its_slot_to_others() -> None:
    """And no more than the set number work at once."""
    slots = Slots(2)
    at_work, most = 0, 0
    order: list[str] = []

    async def work(name: str, *, waits: bool) -> None:
        nonlocal at_work, most
        async with slots.held():
            at_work += 1
            most = max(most, at_work)
            if waits:
                at_work -= 1
                async with slots.away():
                    await asyncio.sleep(0.05)
                at_work += 1
                most = max(most, at_work)
            await asyncio.sleep(0.01)
            at_work -= 1
            order.append(name)

    await asyncio.gather(
        *(work(f"slow {n}", waits=True) for n in range(2)), *(work(f"{n}", waits=False) for n in range(4))
    )
    assert most == 2
    assert order[:4] == ["0", "1", "2", "3"]
