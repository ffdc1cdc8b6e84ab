"""A database of each kind, and the store on it."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.store.store import Store
from tests.store.databases import KINDS, Postgres, running_postgres

SECRET = b"a secret of the tests"


class Clock:
    """A clock that the test moves."""

    def __init__(self, seconds: float = 1_700_000_000.0) -> None:
        self.seconds = seconds

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with running_postgres() as server:
        yield server


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a new, empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'store.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.empty_database()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture
async def store(url: str, clock: Callable[[], float]) -> AsyncIterator[Store]:
    """Return an open store on a new database of each kind."""
    store = Store(url, SECRET, clock=clock)
    await store.open()
    yield store
    await store.close()
