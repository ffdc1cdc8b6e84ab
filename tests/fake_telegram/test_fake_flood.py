"""Who sends too much or too fast is told to wait, by Telegram's three rules."""

import pytest

from tests.fake_telegram.calling import calling
from tests.fake_telegram.flood import FloodLimits

pytestmark = pytest.mark.asyncio


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


async def _allowed(clock: Clock, limits: FloodLimits, times: list[float], chat_id: int) -> list[int]:
    """Return the waits that are told when a message is sent at each of these times."""
    start, waits = clock.seconds, []
    for time in times:
        clock.seconds = start + time
        waits.append(limits.seconds_to_wait("sendMessage", chat_id))
    return waits


@pytest.mark.parametrize(
    ("burst", "times", "waits"),
    [
        pytest.param(1, [0, 0.5, 1.0, 1.9, 2.0], [0, 1, 0, 1, 0], id="one a second"),
        pytest.param(3, [0, 0, 0, 0.1, 3.0], [0, 0, 0, 3, 0], id="a burst of three"),
    ],
)
async def test_a_private_chat_gets_one_a_second(burst: int, times: list[float], waits: list[int]) -> None:
    clock = Clock()
    assert await _allowed(clock, FloodLimits(burst=burst, clock=clock), times, 5) == waits


async def test_a_group_gets_twenty_a_minute() -> None:
    clock = Clock()
    times = [*range(20), 20, 59.5, 60, 60.5]
    assert await _allowed(clock, FloodLimits(clock=clock), times, -5) == [0] * 20 + [40, 1, 0, 1]


async def test_thirty_a_second_go_out_in_all() -> None:
    clock = Clock()
    limits = FloodLimits(clock=clock)
    waits = [limits.seconds_to_wait("sendMessage", chat_id) for chat_id in range(1, 36)]
    assert waits == [0] * 30 + [1] * 5
    assert limits.refusals == 5


async def test_a_flood_is_refused_over_http() -> None:
    """Edits count too; chat actions do not."""
    async with calling(flood=True) as caller:
        sent = await caller.send("a")
        edit = {"chat_id": caller.chat.id, "message_id": sent["message_id"], "text": "b"}
        response = await caller.raw("editMessageText", edit)
        await caller.result("sendChatAction", chat_id=caller.chat.id, action="typing")
        assert (response.status_code, response.json()["parameters"]) == (429, {"retry_after": 1})
        assert response.headers["Retry-After"] == "1"
        assert caller.api.flood_refusals == 1
        assert (len(caller.api.refused), caller.api.violations) == (1, [])
        await caller.send(chat=caller.api.chat())


async def test_edits_may_be_left_out() -> None:
    async with calling(flood=FloodLimits(counts_edits=False)) as caller:
        sent = await caller.send("a")
        await caller.result("editMessageText", chat_id=caller.chat.id, message_id=sent["message_id"], text="b")


async def test_without_limits_everything_goes() -> None:
    async with calling() as caller:
        for _ in range(40):
            await caller.send()
        assert caller.api.flood_refusals == 0
