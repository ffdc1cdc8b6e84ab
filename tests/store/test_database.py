"""Jobs share transactions without harming each other, and no wait goes on for ever."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import event

import bot.store.database
from bot.store.database import Database
from bot.store.records import StoreError
from bot.store.transactions import Session
from tests.store.databases import Postgres

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def database(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    await database.open()
    yield database
    await database.close()


def beats(session: Session) -> int:
    return len(session.rows("SELECT worker FROM workers", {}))


def beat(database: Database, worker: str, then: Exception | None = None) -> "asyncio.Task[int]":
    """Queue a job that writes a row, and then fails if so told; it returns how many rows there are."""

    def job(session: Session) -> int:
        session.run(database.statements.beat, {"worker": worker, "beat_seconds": 1})
        if then is not None:
            raise then
        return beats(session)

    return asyncio.create_task(database.run(job))


async def hold_up(database: Database) -> tuple["asyncio.Task[bool]", threading.Event]:
    """Keep the thread busy until the event is set, so that jobs gather behind it."""
    begun, go_on = threading.Event(), threading.Event()

    def wait(_session: Session) -> bool:
        begun.set()
        return go_on.wait(5)

    held = asyncio.create_task(database.run(wait))
    await asyncio.to_thread(begun.wait, 5)
    return held, go_on


async def test_jobs_that_wait_share_a_transaction(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order in which they came, and with one commit."""
    commits, commit = [], database._transactions._commit
    monkeypatch.setattr(database._transactions, "_commit", lambda: (commits.append(1), commit()))
    held, go_on = await hold_up(database)
    tasks = [beat(database, worker) for worker in "abc"]
    await asyncio.sleep(0.01)
    go_on.set()
    assert await asyncio.gather(*tasks) == [1, 2, 3]
    assert await held
    assert len(commits) == 2  # of what held them up, and of the three


@pytest.mark.parametrize("place", [0, 1, 2])
async def test_a_bad_job_harms_no_other(database: Database, place: int) -> None:
    """What it wrote is not kept; what the others wrote is, and once."""
    held, go_on = await hold_up(database)
    tasks = [beat(database, str(number), ValueError("bad") if number == place else None) for number in range(3)]
    await asyncio.sleep(0.01)
    go_on.set()
    done = await asyncio.gather(*tasks, return_exceptions=True)
    assert [isinstance(result, ValueError) for result in done] == [number == place for number in range(3)]
    assert await database.run(beats) == 2
    await held


async def test_a_statement_that_fails_tells_why(database: Database) -> None:
    """In one line, and the next job runs as if nothing had been."""
    with pytest.raises(StoreError) as raised:
        await database.run(lambda session: session.rows("SELECT missing FROM nowhere", {}))
    assert "nowhere" in str(raised.value)
    assert "\n" not in str(raised.value)
    assert await beat(database, "a") == 1


async def test_closing_finishes_what_waits(url: str) -> None:
    """Nothing that was queued is lost; afterwards nothing is taken."""
    database = Database(url)
    await database.open()
    tasks = [beat(database, str(number)) for number in range(200)]
    await asyncio.sleep(0)
    await database.close()
    assert len(await asyncio.gather(*tasks)) == 200
    with pytest.raises(StoreError, match="not open"):
        await database.run(beats)
    await database.open()
    assert await database.run(beats) == 200
    await database.close()


async def test_a_caller_does_not_wait_for_ever(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """What had not begun by then is not done any more."""
    monkeypatch.setattr(bot.store.database, "GIVES_UP_SECONDS", 0.1)
    held, go_on = await hold_up(database)
    late = beat(database, "late")
    for task in (held, late):
        with pytest.raises(StoreError, match="did not answer"):
            await task
    go_on.set()
    assert await database.run(beats) == 0


async def test_a_caller_that_is_cancelled_is_in_no_way(database: Database) -> None:
    """The thread goes on with the next."""
    held, go_on = await hold_up(database)
    task = beat(database, "cancelled")
    await asyncio.sleep(0.01)
    task.cancel()
    go_on.set()
    await held
    assert await beat(database, "a") == 1


async def test_a_connection_that_was_lost_is_made_anew(postgres: Postgres) -> None:
    """Nobody notices that the server was started again in between."""
    database = Database(postgres.empty_database())
    await database.open()
    postgres.stop()
    with pytest.raises(StoreError):
        await database.run(beats)
    postgres.start()
    assert await beat(database, "a") == 1
    postgres.stop()
    postgres.start()
    assert await beat(database, "b") == 2
    await database.close()


async def test_a_file_that_another_process_has_locked(tmp_path: Path) -> None:
    """The store says so after a second, and goes on once the other is done."""
    path = tmp_path / "store.db"
    database = Database(str(path))
    await database.open()
    script = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
    script += "c.execute('BEGIN EXCLUSIVE'); print(1, flush=True); sys.stdin.readline()"
    command = [sys.executable, "-c", script, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(StoreError, match="locked"):
            await database.run(beats)
        other.communicate(b"\n")
    assert await beat(database, "a") == 1
    await database.close()


async def test_a_full_disk_fails_one_job_only(tmp_path: Path) -> None:
    """What fits is still written."""
    database = Database(str(tmp_path / "store.db"))

    def full(connection: object, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 60").close()  # type: ignore[attr-defined]

    event.listen(database._transactions._engine, "connect", full)
    await database.open()
    large, small = {"worker": "x" * 1_000_000, "beat_seconds": 1}, beat(database, "a")
    with pytest.raises(StoreError, match="full"):
        await database.run(lambda session: session.run(database.statements.beat, large))
    await small
    assert await beat(database, "b") == 2
    await database.close()


async def test_a_file_that_may_only_be_read(tmp_path: Path) -> None:
    """The store says so, at the first thing it is asked."""
    database = Database(str(tmp_path / "store.db"))
    await database.open()

    def protect(connection: object, _record: object) -> None:
        connection.execute("PRAGMA query_only = ON").close()  # type: ignore[attr-defined]

    event.listen(database._transactions._engine, "connect", protect)
    database._transactions.close()
    with pytest.raises(StoreError, match="readonly"):
        await beat(database, "a")
    await database.close()


@pytest.mark.parametrize(("content", "reason"), [
    pytest.param(b"this is a letter, not a database " * 200, "not a database", id="another file"),
    pytest.param(None, "directory", id="a folder that cannot be made"),
])  # fmt: skip
async def test_a_file_that_cannot_be_opened(tmp_path: Path, content: bytes | None, reason: str) -> None:
    """The reason is told, and the file is left as it was."""
    path = tmp_path / "store.db"
    path.write_bytes(content or b"")
    database = Database(str(path if content else path / "below" / "store.db"))
    with pytest.raises(StoreError, match=f"(?i){reason}"):
        await database.open()
    assert path.read_bytes() == (content or b"")
    await database.close()


@pytest.mark.parametrize(("url", "reason"), [
    pytest.param("sqlite://", "no file", id="in memory"), pytest.param(":memory:", "no file", id="in memory, short"),
    pytest.param("mysql://host/db", "not supported", id="another database"),
    pytest.param("postgresql://[::1", "cannot be read", id="no address"),
])  # fmt: skip
async def test_an_address_that_is_none(url: str, reason: str) -> None:
    """It is refused before anything is opened."""
    with pytest.raises(StoreError, match=reason):
        Database(url)


async def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r'pip install "vraagbaak\[postgresql\]"'):
        Database("postgresql://host/db")
