"""Bring a database to the newest schema: each revision that it has not had, in one transaction, by one process."""

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.store.records import StoreError
from bot.store.sealing import NOWHERE, Sealer, place_of

_FOLDER = Path(__file__).parent
_LOCK = 7_221_306_052  # any number that no lock of a chat is likely to have


def migrate(connection: Connection, sealer: Sealer | None = None) -> None:
    """Run the revisions that are missing; nothing is locked where none is.

    What an older version has sealed without a place is bound to its place, once, by the revision that knows places.
    From then on nothing is unsealed anywhere but in its place. Without a sealer, or with that of another secret, it
    stays as it is, and is not read any more.

    Other processes that open the same database wait until it is done, PostgreSQL on the lock taken here, SQLite
    because its transactions begin as `BEGIN IMMEDIATE` (see engine.py).

    Raises:
        StoreError: If the database has had a revision that this program does not know.
        sqlalchemy.exc.SQLAlchemyError: If the database cannot do it; it is left as it was.
    """
    script = ScriptDirectory(str(_FOLDER))
    with connection.begin():
        if MigrationContext.configure(connection).get_current_revision() == script.get_current_head():
            return
    with connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL lock_timeout = '8s'")
            connection.exec_driver_sql("SET LOCAL statement_timeout = '8s'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        context = MigrationContext.configure(connection)
        had = context.get_current_revision()
        if had is not None and had not in {revision.revision for revision in script.walk_revisions()}:
            raise StoreError("The database was made by a newer version of this program.")
        with Operations.context(context):
            for revision in reversed(list(script.iterate_revisions("head", had or "base"))):
                revision.module.upgrade()
                if sealer is not None and hasattr(revision.module, "reseal"):
                    revision.module.reseal(connection, lambda *of: _resealed(sealer, *of))
                context.stamp(script, revision.revision)


def _resealed(sealer: Sealer, sealed: bytes, place: tuple[str | int, ...]) -> bytes | None:
    data = sealer.unseal(sealed, NOWHERE)
    return None if data is None else sealer.seal(data, place_of(*place))
