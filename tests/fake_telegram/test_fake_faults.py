"""Each fault reaches a client as the real one does, and is on record."""

import httpx
import pytest
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from tests.fake_telegram.api import FakeBotApi
from tests.fake_telegram.calling import calling, ptb_bot
from tests.fake_telegram.faults import Fault

pytestmark = pytest.mark.asyncio


@pytest.fixture(autouse=True)
def _timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it, python-telegram-bot warns of every 429."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.mark.parametrize(
    ("fault", "status", "carried_out"),
    [
        pytest.param(Fault.RETRY_AFTER, 429, False, id="429"),
        pytest.param(Fault.SERVER_ERROR, 500, False, id="500"),
        pytest.param(Fault.BAD_GATEWAY, 502, False, id="502"),
        pytest.param(Fault.UNAUTHORIZED, 401, False, id="401"),
        pytest.param(Fault.NOT_FOUND, 404, False, id="404"),
        pytest.param(Fault.CONFLICT, 409, False, id="409"),
        pytest.param(Fault.RESET, httpx.ReadError, False, id="reset"),
        pytest.param(Fault.STALL, httpx.ReadError, False, id="stall"),
        pytest.param(Fault.RESET_AFTER, httpx.ReadError, True, id="reset afterwards"),
        pytest.param(Fault.TRUNCATED, httpx.RemoteProtocolError, True, id="truncated"),
        pytest.param(Fault.CUT_JSON, 200, True, id="half a JSON text"),
    ],
)
async def test_a_fault_is_met_so_many_times(fault: Fault, status: int | type[Exception], carried_out: bool) -> None:
    """Then the method works again; other methods and chats were never disturbed."""
    async with calling() as caller:
        other = caller.api.chat()
        caller.api.faults.add("sendMessage", fault, times=2, chat_id=caller.chat.id, seconds=0.1)
        parameters = {"chat_id": caller.chat.id, "text": "x"}
        for _ in range(2):
            await caller.send(chat=other)
            if isinstance(status, int):
                assert (await caller.raw("sendMessage", parameters)).status_code == status
            else:
                with pytest.raises(status):
                    await caller.raw("sendMessage", parameters)
        assert len(caller.chat.received) == (2 if carried_out else 0)
        await caller.send()
        assert [given.fault for given in caller.api.faults.given] == [fault] * 2
        assert [call.fault for call in caller.api.calls if call.fault] == [fault] * 2
        assert caller.api.refused == []


async def test_retry_after_is_told_twice() -> None:
    async with calling() as caller:
        caller.api.faults.add("*", Fault.RETRY_AFTER, seconds=7)
        response = await caller.raw("getMe")
    assert (response.json()["parameters"], response.headers["Retry-After"]) == ({"retry_after": 7}, "7")


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        pytest.param(Fault.RETRY_AFTER, RetryAfter, id="429"),
        pytest.param(Fault.SERVER_ERROR, NetworkError, id="500"),
        pytest.param(Fault.BAD_GATEWAY, NetworkError, id="502"),
        pytest.param(Fault.UNAUTHORIZED, InvalidToken, id="401"),
        pytest.param(Fault.NOT_FOUND, InvalidToken, id="404"),
        pytest.param(Fault.RESET, NetworkError, id="reset"),
        pytest.param(Fault.RESET_AFTER, NetworkError, id="reset afterwards"),
        pytest.param(Fault.TRUNCATED, NetworkError, id="truncated"),
        pytest.param(Fault.CUT_JSON, TelegramError, id="half a JSON text"),
    ],
)
async def test_a_real_library_reads_the_fault(fault: Fault, error: type[Exception]) -> None:
    async with FakeBotApi() as api, ptb_bot(api) as bot:
        chat = api.chat()
        api.faults.add("sendMessage", fault)
        with pytest.raises(error):
            await bot.send_message(chat.id, "x")
        await bot.send_message(chat.id, "x")


async def test_a_stalled_call_times_out() -> None:
    async with FakeBotApi() as api, ptb_bot(api) as bot:
        chat = api.chat()
        api.faults.add("sendMessage", Fault.STALL, seconds=60)
        with pytest.raises(TimedOut):
            await bot.send_message(chat.id, "x", read_timeout=0.1)


async def test_an_answer_to_a_poll_can_be_lost() -> None:
    """The updates are there for the next call."""
    async with calling() as caller:
        caller.chat.say("x")
        caller.api.faults.add("getUpdates", Fault.RESET_AFTER)
        with pytest.raises(httpx.ReadError):
            await caller.raw("getUpdates", {"offset": 1})
        assert len(await caller.result("getUpdates", offset=1)) == 1


async def test_chance_is_repeatable() -> None:
    """The same seed gives the same faults, about as often as was asked for."""
    rounds = []
    for seed in (1, 1, 2):
        async with calling() as caller:
            caller.api.faults.sometimes(0.3, seed, faults=(Fault.SERVER_ERROR, Fault.RETRY_AFTER))
            rounds.append([(await caller.raw("getMe")).status_code for _ in range(50)])
            caller.api.faults.clear()
            assert (await caller.raw("getMe")).status_code == 200
    assert rounds[0] == rounds[1] != rounds[2]
    assert 5 <= sum(status != 200 for status in rounds[0]) <= 25


async def test_who_may_not_write_hears_why() -> None:
    async with FakeBotApi() as api, ptb_bot(api) as bot:
        chat, group = api.chat(), api.group("Staff", api.user(), kind="group")
        new = api.group("Staff", group.user)
        chat.block()
        with pytest.raises(Forbidden, match=r"(?i)bot was blocked by the user"):
            await bot.send_message(chat.id, "x")
        chat.unblock()
        await bot.send_message(chat.id, "x")
        await bot.leave_chat(new.id)
        with pytest.raises(Forbidden, match=r"(?i)bot is not a member of the supergroup chat"):
            await bot.send_message(new.id, "x")
        group.upgrade(new)
        with pytest.raises(TelegramError, match=r"(?i)migrated to supergroup"):
            await bot.send_message(group.id, "x")
        changes = [update.my_chat_member for update in await bot.get_updates()]
        assert [change and change.new_chat_member.status for change in changes] == ["kicked", "member"]
        await bot.log_out()
        with pytest.raises(BadRequest, match=r"(?i)Logged out"):
            await bot.get_me()
