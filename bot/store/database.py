"""The thread that owns the connection, and the queue of jobs to it."""

import asyncio
import queue
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.store.engine import make_engine
from bot.store.migrate import migrate
from bot.store.records import StoreError
from bot.store.statements import Statements
from bot.store.transactions import Prepare, Session, Transactions, Work

T = TypeVar("T")

MOST_JOBS = 64  # in one transaction
CLOSES_SECONDS = 2.0
GIVES_UP_SECONDS = 4.0
OPENS_SECONDS = 10.0  # with migrations, and with the wait for another process that runs them
_LOG_SECONDS = 1.0  # between two tries to empty SQLite's log


@dataclass(slots=True, eq=False)
class _Queued(Work):
    future: asyncio.Future[Any] | None = None  # done: its caller has given up


class Database:
    """Runs jobs. Every wait ends: after `GIVES_UP_SECONDS` a caller is told so, and what comes later is dropped."""

    def __init__(self, url: str, prepare: Prepare = migrate) -> None:
        engine = make_engine(url)
        self._transactions = Transactions(engine, prepare)
        self._queue: queue.SimpleQueue[_Queued | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self.statements = Statements(engine.dialect)

    async def open(self) -> None:
        """Make the file, run the migrations and start to take jobs.

        Raises:
            StoreError: If that fails; it can be tried again.
        """
        if self._thread is not None:
            return
        self._loop = asyncio.get_running_loop()
        self._queue = queue.SimpleQueue()
        opened = _Queued(job=lambda _: None, future=self._loop.create_future())
        assert opened.future is not None
        thread = threading.Thread(target=self._work, args=(self._queue, opened), name="vraagbaak-store", daemon=True)
        thread.start()
        try:
            async with asyncio.timeout(OPENS_SECONDS):
                await opened.future
        except TimeoutError:
            self._queue.put(None)
            raise StoreError(f"The database did not open within {OPENS_SECONDS:.0f} seconds.") from None
        except StoreError:
            thread.join()  # it has nothing left to do
            raise
        self._thread = thread

    async def close(self) -> None:
        """Finish the jobs that wait, and close the connection; a stuck database is left to itself."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._queue.put(None)
            await asyncio.to_thread(thread.join, CLOSES_SECONDS)

    async def run(self, job: Callable[[Session], T], *, lock: int | None = None, deletes: bool = False) -> T:
        """Return what the job returns, once its transaction is committed.

        Args:
            job: Runs in the thread, twice or more if its transaction fails: it must change nothing but the database.
            lock: Number of a lock to hold against other processes; SQLite, with one writer at a time, needs none.
            deletes: What it deletes must have left SQLite's files when this returns.

        Raises:
            StoreError: If the database cannot do it, or not in time. What the job itself raises is passed on.
        """
        if self._thread is None or self._loop is None:
            raise StoreError("The database is not open.")
        future: asyncio.Future[T] = self._loop.create_future()
        self._queue.put(_Queued(job=job, lock=lock, deletes=deletes, future=future))
        limit = self._loop.call_later(GIVES_UP_SECONDS, _give_up, future)
        try:
            return await future
        finally:
            limit.cancel()

    def _work(self, jobs: "queue.SimpleQueue[_Queued | None]", opened: _Queued) -> None:
        """Be the thread: open, then run what waits, as much at a time as there is, until the queue ends with None."""
        try:
            self._transactions.open()
        except Exception as error:
            opened.error = error
        self._deliver([opened])
        more = opened.error is None
        while more:
            batch, more = self._take(jobs)
            wanted = [queued for queued in batch if queued.future is not None and not queued.future.done()]
            if wanted:
                self._transactions.run(wanted)
                self._deliver(wanted)
        self._transactions.close()

    def _take(self, jobs: "queue.SimpleQueue[_Queued | None]") -> tuple[list[_Queued], bool]:
        """Wait for jobs; return those that are there, and whether more may come."""
        batch: list[_Queued] = []
        try:
            queued = jobs.get(timeout=_LOG_SECONDS if self._transactions.log_is_due else None)
            while queued is not None:
                batch.append(queued)
                if len(batch) == MOST_JOBS:
                    return batch, True
                queued = jobs.get_nowait()
        except queue.Empty:
            if not batch:
                self._transactions.empty_log()
            return batch, True
        return batch, False

    def _deliver(self, done: Sequence[_Queued]) -> None:
        assert self._loop is not None
        with suppress(RuntimeError):  # the loop has ended, and with it all who waited
            self._loop.call_soon_threadsafe(_resolve, done)


def _resolve(done: Sequence[_Queued]) -> None:
    for queued in done:
        if queued.future is None or queued.future.done():
            continue
        if queued.error is None:
            queued.future.set_result(queued.value)
        else:
            queued.future.set_exception(queued.error)


def _give_up(future: asyncio.Future[Any]) -> None:
    if not future.done():
        future.set_exception(StoreError(f"The database did not answer within {GIVES_UP_SECONDS:.0f} seconds."))
