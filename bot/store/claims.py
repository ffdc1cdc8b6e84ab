"""Which worker handles which update, where several share one webhook address."""

from bot.store.records import Claim
from bot.store.statements import Statements
from bot.store.transactions import Session

WORKER_SILENT_SECONDS = 8  # after the last heartbeat: dead, and its claims are free


def claim(session: Session, statements: Statements, key: str, chat: str, worker: str, now: int) -> Claim:
    """Claim an update for a worker, unless it was handled or a live worker is busy with it or with its chat.

    A claim of the worker itself is in no way: it knows best what it is doing, and may ask twice.

    Args:
        session: In a transaction that holds the lock of the chat, so that nobody claims in the same moment.
        statements: Those of this database.
        key: Hash of the key of the update.
        chat: Hash of the chat.
        worker: Name of the worker.
        now: Seconds since 1970, by a clock that is about right on every host of a worker.
    """
    rows = session.rows(statements.claims, {"key": key, "chat": chat})
    if any(handled for handled, *_ in rows):
        return "handled"  # of the update itself: nothing that is handled keeps its chat
    for _, holder, claimed, beat in rows:
        lives = max(claimed, beat or 0) + WORKER_SILENT_SECONDS >= now  # whoever has just claimed is alive as well
        if holder is not None and holder != worker and lives:
            return "busy"
    session.run(statements.claim, {"key": key, "at_seconds": now, "chat": chat, "worker": worker})
    return "mine"
