"""The flood limits, by a clock that a test moves."""

import asyncio

import pytest

from bot.surfaces.telegram.pace import MARGIN_SECONDS, Limits, Pace, Window
from bot.surfaces.telegram.slots import Slots


def test_a_window_lets_so_many_through() -> None:
    """The next one waits until the first was taken a window ago; on its way, it fills the window."""
    window = Window(2, 1.0)
    first, second = window.begin(), window.begin()
    assert window.pause(0.0) > 0
    first[0], second[0] = 10.0, 10.5
    assert window.pause(10.6) == pytest.approx(0.4 + MARGIN_SECONDS)
    assert window.pause(11.1) == 0.0
    window.begin()
    assert window.pause(11.1) > 0


def test_a_message_that_is_long_on_its_way_holds_up_no_others() -> None:
    """It fills one place in the window, and the others come free in time."""
    window = Window(3, 1.0)
    window.begin()
    for _ in range(2):
        window.begin()[0] = 10.0
    assert window.pause(10.5) > 0
    assert window.pause(11.1) == 0.0


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("limits", "chats", "seconds"),
    [
        pytest.param(Limits(per_second=0, chat_seconds=0, group_per_minute=0), [1] * 50, 0.0, id="no limits"),
        pytest.param(Limits(chat_seconds=0.1), [1, 1, 1], 0.2, id="one chat"),
        pytest.param(Limits(chat_seconds=0.1), [1, 2, 3, 4], 0.0, id="several chats"),
        pytest.param(Limits(per_second=3, chat_seconds=0), [1, 2, 3, 4, 5, 6, 7], 2.0, id="all together"),
        pytest.param(Limits(chat_seconds=0), [-1] * 20, 0.0, id="as many as a group takes"),
        pytest.param(Limits(chat_seconds=0), [None] * 50, 0.0, id="what is no message"),
    ],
)
async def test_messages_wait_for_their_turn(limits: Limits, chats: list[int | None], seconds: float) -> None:
    loop = asyncio.get_running_loop()
    pace = Pace(limits, loop.time)

    async def send(chat: int | None) -> None:
        async with pace.turn(chat, Slots(0)):
            pass

    began = loop.time()
    await asyncio.gather(*map(send, chats))
    took = loop.time() - began
    assert took >= seconds
    assert took < seconds + 0.9


@pytest.mark.asyncio
async def test_the_twenty_first_message_to_a_group_waits() -> None:
    now = 0.0
    pace = Pace(Limits(chat_seconds=0), lambda: now)
    for _ in range(20):
        async with pace.turn(-1, Slots(0)):
            pass
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1), pace.turn(-1, Slots(0)):
            pass
    async with asyncio.timeout(0.1), pace.turn(-2, Slots(0)):
        pass
    now = 61.0
    async with asyncio.timeout(1.0), pace.turn(-1, Slots(0)):
        pass
