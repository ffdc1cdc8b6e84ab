"""How a database is reached: its address, the limits on every wait, and what SQLite is told on each connection."""

import os
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from bot.store.records import StoreError

_BUSY_SECONDS = 1.0
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",  # a power cut may lose the last moments, never the file
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten
    "PRAGMA temp_store = MEMORY",  # nothing is spilled to another folder
)
_POSTGRESQL_LIMITS: dict[str, Any] = {
    "connect_timeout": 3,  # seconds
    "options": "-c statement_timeout=3000 -c lock_timeout=1000 -c idle_in_transaction_session_timeout=5000",  # ms
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 3000,  # ms
}


class DriverMissingError(StoreError):
    """The package for PostgreSQL is not installed."""


def make_engine(url: str) -> Engine:
    """Return the engine for a path, `sqlite:///path` or `postgresql://user:password@host/db`; nothing is opened yet.

    Raises:
        StoreError: If the address cannot be read, or the driver for PostgreSQL is not installed.
    """
    if "://" not in url:
        return _sqlite(url)
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError("The address of the database cannot be read.") from None  # the cause quotes the password
    if address.get_backend_name() == "sqlite":
        return _sqlite(address.database or "")
    if address.get_backend_name() in ("postgresql", "postgres"):
        return _postgresql(address)
    raise StoreError(f'A database of the kind "{address.drivername}" is not supported; use sqlite or postgresql.')


def make_file(engine: Engine) -> None:
    """Make the file of an SQLite database and its folder, to be read by their owner only.

    Raises:
        OSError: If the file cannot be made or opened for writing.
    """
    if engine.dialect.name == "sqlite" and engine.url.database:
        path = Path(engine.url.database)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _sqlite(path: str) -> Engine:
    if path in ("", ":memory:"):
        raise StoreError("The address of the database names no file.")
    engine = create_engine(
        URL.create("sqlite", database=path),
        poolclass=NullPool,
        paramstyle="named",
        hide_parameters=True,
        connect_args={"timeout": _BUSY_SECONDS, "isolation_level": None},  # None: the driver begins nothing itself
    )

    def prepare(connection: Any, _record: object) -> None:
        for pragma in _PRAGMAS:
            connection.execute(pragma).close()

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine


def _postgresql(address: URL) -> Engine:
    try:
        return create_engine(
            address.set(drivername="postgresql+psycopg"),
            poolclass=NullPool,
            hide_parameters=True,
            connect_args=_POSTGRESQL_LIMITS,
        )
    except ImportError as error:
        hint = 'The driver for PostgreSQL is missing. Run: pip install "vraagbaak[postgresql]"'
        raise DriverMissingError(hint) from error


def describe(error: BaseException, engine: Engine) -> str:
    """Return what went wrong in one line: the first line of the driver's message, without the password."""
    cause = getattr(error, "orig", None) or error
    message = cause.strerror or "" if isinstance(cause, OSError) else str(cause)
    text = next(iter(message.splitlines()), "")
    password = engine.url.password
    if password:
        text = text.replace(str(password), "[password]")
    return f"{type(cause).__name__}: {text}" if text else type(cause).__name__
