"""The store: what the Telegram bot remembers, in a file (SQLite) or on a server that workers share (PostgreSQL)."""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import get_args

from bot.core.conversation.dialogue import Dialogue
from bot.store import claims, reports
from bot.store.changes import DAY, HOUR, ChangeWriter
from bot.store.coding import decode_answer, decode_dialogue, decode_update, encode_update
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.records import (
    AnswerRecord,
    Changes,
    ChatSettings,
    Claim,
    Comment,
    FactFeedback,
    RatedQuestion,
    Remembered,
    Style,
    UnansweredGroup,
)
from bot.store.schema import AnyColumn, answers, chats, place, updates
from bot.store.sealing import Sealer
from bot.store.statements import KEYS_AT_ONCE, padded_keys
from bot.store.transactions import Session, Values

KEEP_DAYS = 90
_STYLES = frozenset(get_args(Style))


class Store:
    """Every method raises StoreError if the database cannot do it.

    In the database, ids are keyed hashes and what people wrote is sealed, both with keys made from the secret: with
    another secret nothing of it is found or read, which is the same as a new database.
    """

    def __init__(
        self, url: str, secret: bytes, *, clock: Callable[[], float] = time.time, keep_days: int = KEEP_DAYS
    ) -> None:
        """Keep what is needed to open the database.

        Args:
            url: A path, `sqlite:///path` or `postgresql://user:password@host/db`.
            secret: Any bytes but none.
            clock: Seconds since 1970; of several workers, right to a few seconds.
            keep_days: How long settings that are not used, questions without an answer and feedback are kept.

        Raises:
            StoreError: If the address cannot be read, or the driver for PostgreSQL is not installed.
            ValueError: If the secret is empty.
        """
        self._sealer = Sealer(secret)
        self._database = Database(url, partial(migrate, sealer=self._sealer))
        self._statements = self._database.statements
        self._writer = ChangeWriter(self._statements, self._sealer)
        self._clock = clock
        self._keep_days = keep_days

    async def open(self) -> None:
        """Make or migrate the database, and connect; where that failed, it can be tried again."""
        await self._database.open()

    async def close(self) -> None:
        """Finish what was begun, and disconnect."""
        await self._database.close()

    async def load(self, chat: int) -> Remembered:
        """Return what is known of a chat; a dialogue that cannot be read any more counts as an empty one."""
        values = {"chat": self._writer.chat_hash(chat)}
        row = await self._database.run(lambda session: session.row(self._statements.load_chat, values))
        if row is None:
            return Remembered()
        language, style, sealed = row
        settings = ChatSettings(language=language, style=style if style in _STYLES else "short")
        dialogue = decode_dialogue(self._unsealed(chats.c.dialogue, values, sealed))
        return Remembered(settings=settings, dialogue=dialogue or Dialogue())

    async def find_answer(self, chat: int, message: int) -> AnswerRecord | None:
        """Return the answer of which a message is the question or a part; None if there is none, or none to read.

        The conversation before it is that after the answer before it, as that stands by now: whoever edits two
        questions in turn goes on from the first as edited. It is empty where that answer is no longer kept.
        """
        chat_hash = self._writer.chat_hash(chat)
        values = {"chat": chat_hash, "message": message}
        rows = await self._database.run(lambda session: session.rows(self._statements.find_answers, values))
        records = (self._answer(chat_hash, *row) for row in rows)
        return next((found for found in records if found and message in (found.question, *found.answers)), None)

    def _answer(
        self, chat: str, question: int, sealed: bytes, before: bytes | None, earlier: int | None, told: bytes | None
    ) -> AnswerRecord | None:
        """Return an answer from its row and, where it goes on from one, that of an earlier answer."""
        row, row_of_earlier = {"chat": chat, "question": question}, {"chat": chat, "question": earlier}
        whole = decode_dialogue(self._unsealed(answers.c.sealed_before, row, before))
        followed = decode_answer(self._unsealed(answers.c.sealed, row_of_earlier, told))
        dialogue = whole or (followed.after if followed else Dialogue())
        return decode_answer(self._unsealed(answers.c.sealed, row, sealed), dialogue)

    async def write(self, changes: Changes) -> None:
        """Make all the changes, or none; once they are made, they stay.

        What is forgotten has then left the files of SQLite as well, or does so as soon as no other process reads them.
        PostgreSQL keeps the sealed rows out of reach until its vacuum, and its log until that is overwritten.
        """
        job = self._writer.job(changes, self._clock())
        lock = _lock(self._writer.chat_hash(changes.chat))
        await self._database.run(job, lock=lock, deletes=changes.forget)

    async def unhandled(self, keys: Sequence[str]) -> set[str]:
        """Return the keys of updates that were not handled, among these."""
        hashes = {self._writer.key_hash(key): key for key in keys}
        wanted = list(hashes)

        def find(session: Session) -> set[str]:
            found: set[str] = set()
            for start in range(0, len(wanted), KEYS_AT_ONCE):
                values = padded_keys(wanted[start : start + KEYS_AT_ONCE])
                found.update(key for (key,) in session.rows(self._statements.handled, values))
            return found

        handled = await self._database.run(find)
        return {key for key_hash, key in hashes.items() if key_hash not in handled}

    async def claim(self, key: str, chat: int, worker: str) -> Claim:
        """Claim an update for a worker: "mine"; "busy" while another works on it or on its chat; or "handled"."""
        key_hash, chat_hash = self._writer.key_hash(key), self._writer.chat_hash(chat)
        now = int(self._clock())
        return await self._database.run(
            lambda session: claims.claim(session, self._statements, key_hash, chat_hash, worker, now),
            lock=_lock(chat_hash),
        )

    async def release(self, key: str) -> None:
        """Give a claim back; one that is finished stays so."""
        await self._run_all(self._statements.release, {"key": self._writer.key_hash(key)})

    async def beat(self, worker: str) -> None:
        """Tell that a worker lives; its claims count for WORKER_SILENT_SECONDS more."""
        await self._run_all((self._statements.beat,), {"worker": worker, "beat_seconds": int(self._clock())})

    async def leave(self, worker: str) -> None:
        """Forget a worker that ends, with the claims that it did not finish."""
        await self._run_all(self._statements.leave, {"worker_name": worker})

    async def put_aside(self, key: str, update_id: int, update: bytes) -> None:
        """Keep an update until `write` says that it was handled, or two days; one that was handled is not kept."""
        values = {"key": self._writer.key_hash(key), "update_id": update_id, "at_seconds": int(self._clock())}
        sealed = self._sealer.seal(encode_update(key, update), place(updates.c.sealed, values))
        await self._run_all((self._statements.put_aside,), values | {"sealed": sealed})

    async def waiting(self) -> list[tuple[str, bytes]]:
        """Return key and content of the updates put aside, in the order of their ids."""
        rows = await self._database.run(lambda session: session.rows(self._statements.waiting, {}))
        read = (decode_update(self._unsealed(updates.c.sealed, {"key": key}, sealed)) for key, sealed in rows)
        return [update for update in read if update is not None]

    async def unanswered(self, limit: int = 500) -> list[UnansweredGroup]:
        """Return the questions that were asked in vain, also by one person: most people first, then most often."""
        return await self._database.run(
            lambda session: reports.find_groups(session, self._statements, self._sealer, limit)
        )

    async def feedback(self) -> list[FactFeedback]:
        """Return the ratings, counted per fact and in the order of fact ids."""
        return reports.read_ratings(
            await self._database.run(lambda session: session.rows(self._statements.ratings, {}))
        )

    async def rated_questions(self, limit: int = 20) -> list[RatedQuestion]:
        """Return the questions left with a bad rating, newest first."""
        values = {"most": limit}
        rows = await self._database.run(lambda session: session.rows(self._statements.rated_questions, values))
        return reports.read_rated_questions(rows, self._sealer)

    async def comments(self, limit: int = 20) -> list[Comment]:
        """Return the comments of the newest days; of a day the newest of each person, then the second of each ..."""
        values = {"most": limit}
        rows = await self._database.run(lambda session: session.rows(self._statements.comments, values))
        return reports.read_comments(rows, self._sealer)

    async def size(self) -> dict[str, int]:
        """Return the number of rows of each table."""
        sizes = self._statements.sizes
        return await self._database.run(
            lambda session: {table: session.rows(count, {})[0][0] for table, count in sizes}
        )

    async def purge(self) -> None:
        """Delete what is old: updates and answers after two days, dialogues after one, the rest after `keep_days`.

        Of each kind there is a number of rows beyond which the oldest go as well (see limits.py).
        """
        now = self._clock()
        first_kept = {
            "two_days_seconds": int(now) - 2 * DAY,
            "two_days_hour": int((now - 2 * DAY) // HOUR),
            "one_day_hour": int((now - DAY) // HOUR),
            "keep_day": int(now // DAY) - self._keep_days,
        }
        await self._run_all(self._statements.purge, first_kept, deletes=True)

    async def _run_all(self, statements: Sequence[str], values: Values, *, deletes: bool = False) -> None:
        def run(session: Session) -> None:
            for statement in statements:
                session.run(statement, values)

        await self._database.run(run, deletes=deletes)

    def _unsealed(self, column: AnyColumn, row: Mapping[str, object], sealed: bytes | None) -> bytes | None:
        return None if sealed is None else self._sealer.unseal(sealed, place(column, row))


def _lock(chat_hash: str) -> int:
    return int.from_bytes(chat_hash[:8].encode("ascii"), "big")  # base64: 48 bits of the hash, below 2**63
