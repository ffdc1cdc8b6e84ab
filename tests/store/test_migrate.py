"""The migrations make the schema that the program expects, whoever runs them and how often."""

import asyncio
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

import bot.store
from bot.store.engine import make_engine, make_file
from bot.store.migrate import migrate
from bot.store.records import Changes, StoreError
from bot.store.schema import metadata
from bot.store.store import Store
from tests.store.conftest import SECRET
from tests.store.samples import CHAT, dialogue


def migrated(url: str) -> Engine:
    engine = make_engine(url)
    make_file(engine)
    with engine.connect() as connection:
        migrate(connection)
    return engine


def test_the_migrations_make_the_schema(url: str) -> None:
    """Not a column more or less, and no revision is left."""
    script = ScriptDirectory(str(Path(bot.store.__file__).parent))
    with migrated(url).connect() as connection, connection.begin():
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == script.get_current_head()


def test_migrating_again_changes_nothing(url: str) -> None:
    """It is done at every start."""
    engine = migrated(url)
    with engine.connect() as connection:
        connection.exec_driver_sql("INSERT INTO workers VALUES ('one', 1)")
        connection.commit()
        migrate(connection)
        assert connection.exec_driver_sql("SELECT worker FROM workers").all() == [("one",)]


@pytest.mark.asyncio
async def test_a_database_of_a_newer_program_is_left_alone(url: str) -> None:
    """Whoever goes back a version is told so."""
    with migrated(url).connect() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(StoreError, match="newer version"):
        await Store(url, SECRET).open()


@pytest.mark.asyncio
async def test_several_stores_open_a_new_database_at_once(url: str) -> None:
    """One of them migrates, the others wait; all can write."""
    stores = [Store(url, SECRET) for _ in range(4)]
    await asyncio.gather(*(store.open() for store in stores))
    for number, store in enumerate(stores):
        await store.write(Changes(chat=CHAT + number, user=None, dialogue=dialogue()))
    assert [(await store.size())["chats"] for store in stores] == [4, 4, 4, 4]
    await asyncio.gather(*(store.close() for store in stores))
