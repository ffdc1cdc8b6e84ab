"""Several workers behind one address: each update is handled once, and each chat by one worker at a time."""

import itertools
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store.claims import WORKER_SILENT_SECONDS
from bot.store.records import Changes
from bot.store.store import Store
from tests.store.conftest import SECRET, Clock
from tests.store.samples import CHAT

pytestmark = pytest.mark.asyncio

ROOT = Path(__file__).parents[2]


def start_worker(url: str, name: str, updates: int, chats: int = 1) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.store.claiming_process", url, name, str(updates), str(chats)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


async def test_one_worker_has_an_update_and_its_chat(store: Store) -> None:
    """Another one gets them when they are done or given back; other chats are free."""
    assert await store.claim("1", CHAT, "a") == "mine"
    assert await store.claim("1", CHAT, "b") == "busy"
    assert await store.claim("2", CHAT, "b") == "busy"
    assert await store.claim("3", CHAT + 1, "b") == "mine"
    await store.release("1")
    assert await store.claim("2", CHAT, "b") == "mine"
    assert await store.claim("1", CHAT, "a") == "busy"
    await store.write(Changes(chat=CHAT, user=None, handled="2"))
    assert await store.claim("1", CHAT, "a") == "mine"
    assert await store.claim("2", CHAT, "a") == "handled"
    assert await store.claim("2", CHAT, "b") == "handled"


async def test_a_worker_is_not_in_its_own_way(store: Store) -> None:
    """It sees to the order of its own updates, and may claim one again."""
    assert [await store.claim(key, CHAT, "a") for key in ("1", "2", "1")] == ["mine", "mine", "mine"]


async def test_what_is_handled_cannot_be_given_back(store: Store) -> None:
    """Neither alone nor with its worker."""
    await store.claim("1", CHAT, "a")
    await store.write(Changes(chat=CHAT, user=None, handled="1"))
    await store.release("1")
    await store.leave("a")
    assert await store.unhandled(["1"]) == set()


@pytest.mark.parametrize(("silent", "claim"), [
    pytest.param(WORKER_SILENT_SECONDS, "busy", id="just alive"),
    pytest.param(WORKER_SILENT_SECONDS + 1, "mine", id="dead"),
])  # fmt: skip
async def test_the_claims_of_a_dead_worker_are_free(store: Store, clock: Clock, silent: int, claim: str) -> None:
    """A worker lives as long as its heart beats, however old its claim is."""
    await store.claim("1", CHAT, "a")
    clock.seconds += 1000
    await store.beat("a")
    clock.seconds += silent
    assert await store.claim("1", CHAT, "b") == claim
    assert await store.claim("2", CHAT, "c") == "busy"


async def test_a_worker_that_leaves_takes_its_claims_along(store: Store) -> None:
    """What was put aside stays, for another worker."""
    await store.put_aside("1", 1, b"update")
    for key in ("1", "2"):
        await store.claim(key, CHAT, "a")
    await store.beat("a")
    await store.leave("a")
    assert (await store.size())["workers"] == 0
    assert await store.waiting() == [("1", b"update")]
    assert await store.claim("1", CHAT, "b") == "mine"
    assert await store.waiting() == [("1", b"update")]


async def test_three_processes_share_the_work(store: Store, url: str) -> None:
    """Each update is handled by one of them, and no two are in the same chat at the same time."""
    chats = 5
    workers = [start_worker(url, f"worker {number}", 60, chats) for number in range(3)]
    lines = [line.split() for worker in workers for line in worker.communicate(timeout=30)[0].splitlines()]
    assert [worker.returncode for worker in workers] == [0, 0, 0]
    handled = [(int(number), float(begun), float(ended)) for number, begun, ended in lines]
    assert sorted(number for number, _, _ in handled) == list(range(60))
    for chat in range(chats):
        turns = sorted((begun, ended) for number, begun, ended in handled if number % chats == chat)
        assert all(before[1] <= after[0] for before, after in itertools.pairwise(turns))
    assert await store.unhandled([f"update {number}" for number in range(60)]) == set()


async def test_a_process_that_is_killed_loses_its_claims(store: Store, url: str, clock: Clock) -> None:
    """After a few seconds of silence, whatever it was doing."""
    worker = start_worker(url, "killed", 0)
    assert worker.stdout is not None
    assert worker.stdout.readline().strip() == "mine"
    worker.kill()
    worker.communicate()
    other = Store(url, SECRET)
    await other.open()
    assert await other.claim("left open", 1, "other") == "busy"
    await other.close()
    late = Store(url, SECRET, clock=lambda: 10_000_000_000.0)
    await late.open()
    assert await late.claim("left open", 1, "other") == "mine"
    await late.close()
