"""Updates side by side, each chat in order, and what is done with one that fails."""

import asyncio
import errno
import logging
import os
from pathlib import Path

import pytest

from bot.surfaces.telegram import lanes as lanes_module
from bot.surfaces.telegram.lanes import TRIES, Lanes, Work
from bot.surfaces.telegram.slots import Slots

pytestmark = pytest.mark.asyncio


def work(number: int, lane: str = "a") -> Work:
    return Work({"update_id": number}, str(number), lane)


class Recorder:
    """Handles work, and fails on some of it."""

    def __init__(self, failing: dict[int, int] | None = None, error: Exception | None = None) -> None:
        self.failing = failing or {}  # update id → how often it fails
        self.error = error or RuntimeError("what Ada asked")
        self.handled: list[int] = []
        self.set_aside: list[int] = []
        self.tries = 0

    async def handle(self, one: Work) -> None:
        await asyncio.sleep(0.01 if one.lane == "slow" else 0)
        self.tries += 1
        if self.failing.get(one.id, 0) > 0:
            self.failing[one.id] -= 1
            raise self.error
        self.handled.append(one.id)

    async def give_up(self, one: Work) -> None:
        self.set_aside.append(one.id)
        raise RuntimeError("the user is gone")


async def test_a_lane_keeps_its_order_and_holds_up_no_other() -> None:
    recorder = Recorder()
    lanes = Lanes(recorder.handle, recorder.give_up, Slots())
    several = [work(1, "slow"), work(2, "slow"), work(3), work(4), work(5, "slow")]
    for one in several:
        lanes.put(one)
    assert await asyncio.gather(*(one.done for one in several)) == [True] * 5
    assert recorder.handled == [3, 4, 1, 2, 5]


async def test_a_failure_that_passes_is_tried_again() -> None:
    recorder = Recorder({1: TRIES - 1})
    lanes = Lanes(recorder.handle, recorder.give_up, Slots())
    one, next_one = work(1), work(2)
    lanes.put(one)
    lanes.put(next_one)
    assert await next_one.done
    assert recorder.handled == [1, 2]
    assert recorder.set_aside == []


async def test_what_fails_three_times_is_set_aside(caplog: pytest.LogCaptureFixture) -> None:
    """The log tells what failed and where, without a word of the user; the next update is handled."""
    recorder = Recorder({1: 99})
    lanes = Lanes(recorder.handle, recorder.give_up, Slots())
    one, next_one = work(1), work(2)
    lanes.put(one)
    lanes.put(next_one)
    assert await one.done
    assert await next_one.done
    assert recorder.set_aside == [1]
    assert recorder.tries == TRIES + 1
    errors = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert errors[0] == "Update 1 failed 3 times and is set aside"
    assert "RuntimeError at test_lanes.py" in caplog.text
    assert "Ada" not in caplog.text


def no_descriptor(number: int = errno.EMFILE) -> OSError:
    return OSError(number, os.strerror(number))


def hidden(error: Exception) -> RuntimeError:
    """Return another error that was made of one."""
    try:
        raise RuntimeError("the file is damaged") from error
    except RuntimeError as made:
        return made


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(no_descriptor(), id="of the process"),
        pytest.param(no_descriptor(errno.ENFILE), id="of the system"),
        pytest.param(hidden(no_descriptor()), id="as another error"),
        pytest.param(
            ImportError(f"libz.so: cannot open shared object file: {os.strerror(errno.EMFILE)}"), id="a loader"
        ),
    ],
)
async def test_where_no_file_can_be_opened_an_update_waits(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long that lasts, it is not set aside: it would be lost."""
    monkeypatch.setattr(lanes_module, "NO_DESCRIPTOR_PAUSE_SECONDS", 0.001)
    recorder = Recorder({1: 4 * TRIES}, error)
    lanes = Lanes(recorder.handle, recorder.give_up, Slots())
    one = work(1)
    lanes.put(one)
    assert await one.done
    assert recorder.handled == [1]
    assert recorder.set_aside == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on descriptors")
async def test_an_import_without_a_descriptor_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it comes up in earnest: a module is loaded when it is needed, while every descriptor is taken."""
    import resource

    monkeypatch.setattr(lanes_module, "NO_DESCRIPTOR_PAUSE_SECONDS", 0.01)
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "needed_late.py").write_text("")
    handled: list[int] = []

    async def handle(one: Work) -> None:
        import needed_late  # type: ignore[import-not-found]  # noqa: F401

        handled.append(one.id)

    lanes, one = Lanes(handle, Recorder().give_up, Slots()), work(1)
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, before[1]))
    try:
        lanes.put(one)
        await asyncio.sleep(2.0)
        assert not one.done.done()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert await one.done
    assert handled == [1]


async def test_closing_finishes_what_it_can() -> None:
    """What does not get done in time says so, so that it is not confirmed."""
    recorder = Recorder()
    lanes = Lanes(recorder.handle, recorder.give_up, Slots())
    several = [work(number, "slow") for number in range(20)]
    for one in several:
        lanes.put(one)
    await lanes.close(0.05)
    done = [one.done.result() for one in several]
    assert done == sorted(done, reverse=True)
    assert True in done
    assert False in done
    assert recorder.handled == [one.id for one, is_done in zip(several, done, strict=True) if is_done]
