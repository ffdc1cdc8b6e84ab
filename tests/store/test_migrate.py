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
from bot.store.coding import encode, encode_update
from bot.store.engine import make_engine, make_file
from bot.store.migrate import migrate
from bot.store.records import Changes, StoreError, Unanswered
from bot.store.schema import metadata
from bot.store.sealing import NOWHERE, Sealer
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
                "grouping": hashed("group", "ezel"), "person": person, "question": seal(question.encode(), NOWHERE),
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


@pytest.mark.asyncio
async def test_what_was_sealed_without_a_place_gets_one(url: str) -> None:
    """Once, when the database is migrated; what another secret has sealed stays as it is, and unread."""
    engine = make_engine(url)
    make_file(engine)
    script = ScriptDirectory(str(Path(bot.store.__file__).parent))
    store, foreign = Store(url, SECRET), Sealer(b"another secret")
    hashed = store._sealer.hashed

    def sealed(data: bytes, by: Sealer = store._sealer) -> bytes:
        return by.seal(data, NOWHERE)

    kept: dict[str, list[dict[str, object]]] = {
        "chats": [{"chat": hashed("chat", CHAT), "style": "short", "used_day": 1,
                   "dialogue": sealed(encode(dialogue()))}],
        "updates": [{"key": hashed("key", "k"), "handled": False, "at_seconds": 1, "update_id": 5,
                     "sealed": sealed(encode_update("k", b"update"))}],
        "comments": [{"person": "a", "chat": "c", "sealed": sealed(b"mooi"), "written_day": 19_675},
                     {"person": "a", "chat": "c", "sealed": sealed(b"vreemd", foreign), "written_day": 19_675}],
        "ratings": [{"person": "a", "chat": "c", "answer": 7, "fact": "f", "rating": "bad", "rated_day": 19_675,
                     "question": sealed(b"ezels?")}],
    }  # fmt: skip
    with engine.connect() as connection, connection.begin():
        context = MigrationContext.configure(connection)
        with Operations.context(context):
            for revision in ("0001", "0002"):
                script.get_revision(revision).module.upgrade()
            context.stamp(script, "0002")
        for name, rows in kept.items():
            for values in rows:
                connection.execute(insert(table(name, *map(column, values))).values(values))
    await store.open()
    assert (await store.load(CHAT)).dialogue == dialogue()
    assert await store.waiting() == [("k", b"update")]
    assert [comment.text for comment in await store.comments()] == ["mooi"]
    assert [one.question for one in await store.rated_questions()] == ["ezels?"]
    late = {"sealed": sealed(b"later")}
    change = "UPDATE comments SET sealed = " + (":sealed" if url.startswith("sqlite") else "%(sealed)s")
    await store._database.run(lambda session: session.run(change, late))
    assert await store.comments() == []
    await store.close()
