"""The migrations make the schema that the program expects, whoever runs them and how often."""

import asyncio
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, column, insert, table

import bot.store
from bot.store.engine import make_engine, make_file
from bot.store.migrate import migrate
from bot.store.records import Changes, StoreError, Unanswered
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


@pytest.mark.asyncio
async def test_what_an_older_version_kept_is_there_after_migrating(url: str) -> None:
    """Questions in the week in which they were asked last; ratings without a question."""
    engine = make_engine(url)
    make_file(engine)
    script = ScriptDirectory(str(Path(bot.store.__file__).parent))
    store = Store(url, SECRET)
    seal, hashed = store._sealer.seal, store._sealer.hashed
    with engine.connect() as connection, connection.begin():
        context = MigrationContext.configure(connection)
        with Operations.context(context):
            script.get_revision("0001").module.upgrade()
            context.stamp(script, "0001")
        for person, question, times, day in [("a", "hoeveel ezels?", 3, 19_675), ("b", "zijn er ezels?", 1, 19_676)]:
            values = {
                "grouping": hashed("group", "ezel"), "person": person, "question": seal(question.encode()),
                "language": "nl", "kind": "abstain", "times": times, "last_day": day,
            }  # fmt: skip
            connection.execute(insert(table("unanswered", *map(column, values))).values(values))
        rated = {"person": "a", "chat": "c", "answer": 7, "fact": "f", "rating": "bad", "reason": "old"}
        rated |= {"rated_day": 19_675}
        connection.execute(insert(table("ratings", *map(column, rated))).values(rated))
    await store.open()
    (group,) = await store.unanswered()
    assert (group.question, group.people, group.weeks) == ("zijn er ezels?", 2, {date(2023, 11, 13): 4})
    assert [(one.fact, one.bad, one.reasons) for one in await store.feedback()] == [("f", 1, {"old": 1})]
    assert await store.rated_questions() == []
    asked = Unanswered(question="ezels?", group="ezel", language="nl", kind="abstain")
    await store.write(Changes(chat=CHAT, user=None, unanswered=(asked,)))
    assert (await store.unanswered())[0].people == 3
    await store.close()
