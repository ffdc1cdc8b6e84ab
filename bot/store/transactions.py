"""The one connection to the database, and the transactions on it: many pieces of work share each. Not for the loop."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import SQLAlchemyError

from bot.store.engine import describe, make_file
from bot.store.migrate import migrate
from bot.store.records import StoreError

if TYPE_CHECKING:
    from sqlalchemy.pool import PoolProxiedConnection

Values = Mapping[str, object]
Prepare = Callable[[Connection], None]
"""Makes the tables, or brings them to what this program expects."""

_LOCKS = "SELECT pg_advisory_xact_lock(number) FROM unnest(%(numbers)s::bigint[]) AS number"
_WAITS_SECONDS = 5.0  # for another process that opens the same file


class Session:
    """What a job may do: run statements within the transaction that it shares with other jobs."""

    def __init__(self, cursor: DBAPICursor) -> None:
        self._cursor = cursor

    def run(self, statement: str, values: Values) -> None:
        self._cursor.execute(statement, values)

    def rows(self, statement: str, values: Values) -> list[tuple[Any, ...]]:
        self._cursor.execute(statement, values)
        return list(self._cursor.fetchall())

    def row(self, statement: str, values: Values) -> tuple[Any, ...] | None:
        """Return the first row; None if there is none."""
        return next(iter(self.rows(statement, values)), None)


@dataclass(slots=True, eq=False)
class Work:
    """A job, and after `Transactions.run` what came of it."""

    job: Callable[[Session], Any]
    lock: int | None = None  # number of a lock that is held meanwhile, so that no other process does the like
    deletes: bool = False  # what it deletes must leave the files at once
    value: Any = None
    error: Exception | None = None  # a StoreError, or what the job itself raised


class _UnreachableError(StoreError):
    """No work can be done now, whatever it is."""


class Transactions:
    """Owns the connection: opened when it is needed, dropped after any error, so that a new one starts sound."""

    def __init__(self, engine: Engine, prepare: Prepare = migrate) -> None:
        self._engine = engine
        self._prepare = prepare
        self._driver_error: type[Exception] = engine.dialect.loaded_dbapi.Error
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._connection: PoolProxiedConnection | None = None
        self._session: Session | None = None
        self.log_is_due = self._is_sqlite  # from the start: a process that was killed may have left a log

    def open(self) -> None:
        """Make the file, run the migrations, connect.

        Raises:
            StoreError: If that fails.
        """
        until = time.monotonic() + _WAITS_SECONDS
        while (failed := self._try_to_open()) is not None:
            self.close()
            if "locked" not in str(failed) or time.monotonic() > until:
                raise failed
            time.sleep(0.05)  # SQLite does not wait by itself while the mode of its log is changed

    def _try_to_open(self) -> StoreError | None:
        try:
            make_file(self._engine)
            with self._engine.connect() as connection:
                self._prepare(connection)
            self._begin([])
            self._commit()
        except (SQLAlchemyError, self._driver_error, OSError, StoreError) as error:
            return self._store_error(error)
        return None

    def run(self, works: Sequence[Work]) -> None:
        """Do all of it in one transaction; if that fails, each in its own, so that bad work harms no other."""
        failed = self._run_together(works)
        for work in works if failed else ():
            if not isinstance(failed, _UnreachableError):
                failed = self._run_together([work])
            work.error = failed
        if self._is_sqlite and any(work.deletes and work.error is None for work in works):
            self.log_is_due = True
            self.empty_log()

    def _run_together(self, works: Sequence[Work]) -> Exception | None:
        try:
            session = self._begin([work.lock for work in works if work.lock is not None])
            for work in works:
                work.value = work.job(session)
            self._commit()
        except _UnreachableError as error:
            return error
        except self._driver_error as error:
            self.close()
            return self._store_error(error)
        except Exception as error:  # a fault of the job; whoever queued it is told
            self.close()
            return error
        return None

    def _begin(self, locks: Sequence[int]) -> Session:
        """Start a transaction. Locks are taken first and in one order, so that two workers never wait crosswise."""
        if self._session is None:
            self._connect()
        assert self._session is not None
        if not self._is_sqlite:
            if locks:
                self._session.rows(_LOCKS, {"numbers": sorted(set(locks))})
            return self._session
        try:
            self._session.run("BEGIN IMMEDIATE", {})
        except self._driver_error as error:
            self.close()
            raise _UnreachableError(describe(error, self._engine)) from error
        return self._session

    def _commit(self) -> None:
        assert self._session is not None
        assert self._connection is not None
        if self._is_sqlite:
            self._session.run("COMMIT", {})  # the driver's own commit() tells no error where it has begun nothing
        else:
            self._connection.commit()

    def _connect(self) -> None:
        try:
            self._connection = self._engine.raw_connection()
            self._session = Session(self._connection.cursor())
        except (SQLAlchemyError, self._driver_error) as error:
            self.close()
            raise _UnreachableError(describe(error, self._engine)) from error

    def empty_log(self) -> None:
        """Write SQLite's log into its file and empty it; where a reader of another process is in the way, later."""
        try:
            if self._session is not None:
                busy = self._session.rows("PRAGMA wal_checkpoint(TRUNCATE)", {})
                self.log_is_due = bool(busy and busy[0][0])
        except self._driver_error:
            self.close()

    def close(self) -> None:
        """Drop the connection, and with it what was not committed."""
        connection, self._connection, self._session = self._connection, None, None
        if connection is not None:
            with suppress(Exception):  # it may be broken; that is why it is dropped
                connection.rollback()  # SQLite: an open statement somewhere would keep the transaction and its lock
            with suppress(Exception):
                connection.invalidate()

    def _store_error(self, error: Exception) -> StoreError:
        if isinstance(error, StoreError):
            return error
        told = StoreError(describe(error, self._engine))
        told.__cause__ = error
        return told
