"""Whatever the network and Telegram do: every question is answered, in the order of its chat, and no log tells secrets.

Each bot is a process of its own, except where the assistant has to fail.
"""

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from bot.core.assistant import Assistant
from bot.core.conversation.dialogue import Dialogue
from bot.core.records.model import Answer, KnowledgeBase, Question
from bot.surfaces.telegram.kit import Desk
from bot.surfaces.telegram.lanes import TRIES
from bot.surfaces.telegram.webhook import secret_of
from tests.fake_telegram.api import TOKEN, FakeBotApi
from tests.fake_telegram.chat import FakeChat
from tests.fake_telegram.faults import AFTERWARDS, PASSING, Fault
from tests.fake_telegram.waiting import all_answered, reckon
from tests.surfaces.telegram.harness import Setup, until
from tests.surfaces.telegram.processes import (
    NAME,
    QUESTION,
    STOP_SECONDS,
    BotProcess,
    answers,
    ask,
    is_answer,
    open_chats,
)

pytestmark = pytest.mark.asyncio

CHATS, QUESTIONS = 20, 200
SHARE = 0.25  # of the messages that meet a fault
LONG_STALL_SECONDS = 8.0  # longer than the bot waits for an answer
TO_GET_UPDATES = (*PASSING, Fault.STALL, Fault.UNAUTHORIZED, Fault.NOT_FOUND, Fault.CONFLICT)
PATIENCE_SECONDS = 60.0
HELD_UP_SECONDS = 15.0  # the longest that slow chats may keep others waiting
MORE_THAN_ONCE = 120  # questions of a slow chat: more than one getUpdates brings


def check_log(log: str, chats: Sequence[FakeChat]) -> None:
    """See that a log at level debug, of a run in which much went wrong, tells no secret and nothing of the users."""
    assert " DEBUG " in log
    told = {TOKEN, TOKEN.partition(":")[2], secret_of(TOKEN), "zwox", QUESTION, *NAME.split()}
    told |= {str(chat.id) for chat in chats} | {message.text for message in chats[0].received}
    assert {words for words in told if words in log} == set()


@pytest.mark.parametrize("webhook", [pytest.param(False, id="polling"), pytest.param(True, id="webhook")])
async def test_every_fault(webhook: bool, tmp_path: Path) -> None:
    """200 questions, and every kind of fault in the middle of them."""
    async with FakeBotApi() as api, BotProcess(api, tmp_path, webhook=webhook) as bot:
        chats = open_chats(api, CHATS)
        api.faults.sometimes(SHARE, 7, faults=(*PASSING, Fault.STALL), methods=("sendMessage",))
        api.faults.add("sendMessage", Fault.STALL, chat_id=chats[0].id, seconds=LONG_STALL_SECONDS)
        share = QUESTIONS // len(TO_GET_UPDATES)
        for step, fault in enumerate(TO_GET_UPDATES):
            if not webhook:
                api.faults.add("getUpdates", fault)
            for number in range(step * share, QUESTIONS if step == len(TO_GET_UPDATES) - 1 else (step + 1) * share):
                ask(chats[number % CHATS], number)
            if not webhook:
                await until(partial(has_passed, api, fault), PATIENCE_SECONDS)
        await all_answered(api, chats, is_answer, seconds=PATIENCE_SECONDS)
        assert (await bot.terminate())[0] == 0
        found = reckon(chats, is_answer)
        print(f"{len(found.duplicates)} duplicates, {len(api.faults.given)} faults")
        assert (found.asked, found.lost, found.out_of_order) == (QUESTIONS, [], [])
        assert set(of_method(api, "sendMessage")) == {*PASSING, Fault.STALL}
        assert len(found.duplicates) <= sum(fault in AFTERWARDS for fault in of_method(api, "sendMessage"))
        assert not api.violations
        check_log(bot.log, chats)
        assert bot.log.count("refuses the token") == (0 if webhook else 2)  # 401 and 404


def has_passed(api: FakeBotApi, fault: Fault) -> bool:
    """Tell whether a getUpdates has met a fault and another one has come since."""
    met = [call.fault for call in api.calls if call.method == "getUpdates"]
    return fault in met and met[-1] is None


def of_method(api: FakeBotApi, method: str) -> list[Fault]:
    """Return the faults that calls of a method have met."""
    return [given.fault for given in api.faults.given if given.method == method]


async def test_bad_chats_hold_up_no_others(tmp_path: Path) -> None:
    """Telegram refuses three chats, one way or another, and one of them has asked very much.

    What it asked is put aside to get at the questions of others. It outlives the process, and is answered in the end.
    """
    async with FakeBotApi() as api, BotProcess(api, tmp_path) as bot:
        flooded, broken, blocked = (api.chat(api.user(NAME, language="nl")) for _ in range(3))
        api.faults.add("sendMessage", Fault.RETRY_AFTER, times=None, chat_id=flooded.id)
        api.faults.add("sendMessage", Fault.SERVER_ERROR, times=None, chat_id=broken.id)
        for chat, count in ((broken, 3), (flooded, MORE_THAN_ONCE), (blocked, 3)):
            for number in range(count):
                ask(chat, number)
        blocked.block()
        chats = open_chats(api, CHATS)
        for number in range(2 * CHATS):
            ask(chats[number % CHATS], number)
        found = await all_answered(api, chats, is_answer, seconds=HELD_UP_SECONDS)
        assert found.is_clean
        await bot.logged("Forbidden", times=3)
        assert sent_to(api, blocked) == [403] * 3  # none is repeated
        assert (answers([flooded, broken]), blocked.received) == (0, [])
        assert "held up the others" in bot.log
        await bot.kill()
        api.faults.clear()
        await bot.start()
        found = await all_answered(api, [flooded, broken], is_answer, seconds=PATIENCE_SECONDS)
        assert found.is_clean
        assert (await bot.terminate())[0] == 0
        assert not api.updates.ids
        check_log(bot.log, [flooded, broken, blocked, *chats])


def sent_to(api: FakeBotApi, chat: FakeChat) -> list[int]:
    """Return the statuses of the messages that were sent to a chat."""
    return [call.status for call in api.calls if (call.method, call.given.get("chat_id")) == ("sendMessage", chat.id)]


async def test_telegram_is_away(tmp_path: Path) -> None:
    """It is waited for at the start, and again in the middle."""
    async with FakeBotApi() as api:
        await api.down()
        chats = open_chats(api, CHATS)
        for number in range(CHATS):
            ask(chats[number], number)
        async with BotProcess(api, tmp_path) as bot:
            await bot.logged("out of reach")
            await api.up()
            await until(lambda: answers(chats) >= CHATS // 2, PATIENCE_SECONDS)
            await api.down()
            for number in range(CHATS, 3 * CHATS):
                ask(chats[number % CHATS], number)
            await asyncio.sleep(2)
            assert bot.is_alive
            await api.up()
            found = await all_answered(api, chats, is_answer, seconds=PATIENCE_SECONDS)
            assert (found.lost, found.out_of_order) == ([], [])
            assert (await bot.terminate())[0] == 0
            check_log(bot.log, chats)


async def test_one_who_asks_very_much_holds_up_no_others(tmp_path: Path) -> None:
    """150 questions of one chat take 150 seconds by the flood limits, which are kept; others are answered soon."""
    async with FakeBotApi(flood=True) as api, BotProcess(api, tmp_path, limited=True) as bot:
        busy = api.chat(api.user(NAME, language="nl"))
        for number in range(150):
            ask(busy, number)
        await until(lambda: busy.received, PATIENCE_SECONDS)
        chats = open_chats(api, CHATS)
        for number in range(2 * CHATS):
            ask(chats[number % CHATS], number)
        found = await all_answered(api, chats, is_answer, seconds=HELD_UP_SECONDS)
        assert found.is_clean
        assert api.flood_refusals == 0
        assert not api.refused
        code, seconds = await bot.terminate()
        assert (code, seconds < STOP_SECONDS) == (0, True)


class Failing(Assistant):
    """Cannot answer what has a certain word in it."""

    tries = 0

    def reply(self, question: Question, dialogue: Dialogue) -> tuple[Answer, Dialogue]:
        if "kaput" in question.text:
            self.tries += 1
            raise RuntimeError(f"no answer to {question.text}")
        return super().reply(question, dialogue)


async def test_what_fails_three_times_is_set_aside(
    setup: Setup, knowledge: KnowledgeBase, caplog: pytest.LogCaptureFixture
) -> None:
    """Its user is told, it is confirmed, and the chat goes on."""
    assistant = Failing(knowledge)
    async with FakeBotApi() as api:
        chat = api.chat(NAME, language="nl")
        async with setup.running(api, desk=Desk(assistant, knowledge)):
            chat.say("kaput")
            ask(chat, 1)
            sorry, answer = await chat.answer(), await chat.answer()
            assert sorry.text == setup.desk.say("nl", "telegram_error")
            assert is_answer(chat.asked[1], answer)
            assert assistant.tries == TRIES
        assert not api.updates.ids
    assert "is set aside" in caplog.text
    assert "kaput" not in caplog.text
