"""What is worked on at once: so many, and what is not urgent after all that is."""

import asyncio

import pytest

from bot.surfaces.telegram import slots as slots_module
from bot.surfaces.telegram.slots import PATIENT_AT_ONCE, Slots

pytestmark = pytest.mark.asyncio


class Workers:
    """Workers that hold a slot until they are let go."""

    def __init__(self, slots: Slots) -> None:
        self.slots = slots
        self.begun: list[str] = []
        self._ends: dict[str, asyncio.Event] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def start(self, name: str, *, is_urgent: bool = True, is_away: bool = False) -> None:
        """Start a worker, and let it come as far as it comes."""
        self._ends[name] = asyncio.Event()
        self._tasks[name] = asyncio.create_task(self._work(name, is_urgent=is_urgent, is_away=is_away))
        await asyncio.sleep(0.01)

    async def end(self, name: str) -> None:
        self._ends[name].set()
        await self._tasks[name]
        await asyncio.sleep(0.01)

    async def _work(self, name: str, *, is_urgent: bool, is_away: bool) -> None:
        async with self.slots.held(is_urgent=is_urgent):
            self.begun.append(name)
            if is_away:
                async with self.slots.away():
                    await self._ends[name].wait()
            else:
                await self._ends[name].wait()


async def test_there_are_so_many() -> None:
    """One that is away makes room for another."""
    workers = Workers(Slots(2))
    for name in ("a", "b", "c"):
        await workers.start(name)
    assert workers.begun == ["a", "b"]
    await workers.end("a")
    assert workers.begun == ["a", "b", "c"]
    workers = Workers(Slots(1))
    await workers.start("away", is_away=True)
    await workers.start("other")
    assert workers.begun == ["away", "other"]
    for name in ("other", "away"):
        await workers.end(name)


async def test_what_is_not_urgent_waits_for_what_is() -> None:
    """Not for a worker that only waits; and never takes all slots."""
    workers = Workers(Slots())
    await workers.start("urgent")
    await workers.start("patient", is_urgent=False)
    await workers.start("urgent too")
    assert workers.begun == ["urgent", "urgent too"]
    await workers.end("urgent")
    assert "patient" not in workers.begun
    await workers.end("urgent too")
    assert workers.begun[-1] == "patient"
    await workers.start("away", is_away=True)
    for number in range(PATIENT_AT_ONCE):
        await workers.start(str(number), is_urgent=False)
    assert workers.begun[3:] == ["away", *map(str, range(PATIENT_AT_ONCE - 1))]
    for name in ("patient", *map(str, range(PATIENT_AT_ONCE)), "away"):
        await workers.end(name)


async def test_nothing_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots_module, "PATIENCE_SECONDS", 0.05)
    workers = Workers(Slots())
    await workers.start("urgent")
    await workers.start("patient", is_urgent=False)
    await asyncio.sleep(0.1)
    assert workers.begun == ["urgent", "patient"]
    for name in workers.begun:
        await workers.end(name)
