"""The tables. Ids of chats and people are keyed hashes; what people wrote is sealed; times are as coarse as can be.

`*_day` and `*_hour` count whole days and hours since 1970 (UTC). Whatever is sealed stands last, so that no pages of it
are read for the columns before it.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, Table, Text

from bot.store.sealing import place_of

AnyColumn = Column[Any]

metadata = MetaData()

chats = Table(
    "chats",
    metadata,
    Column("chat", Text, primary_key=True),
    Column("language", Text),
    Column("style", Text, nullable=False),
    Column("dialogue", LargeBinary),  # sealed
    Column("dialogue_hour", Integer),
    Column("used_day", Integer, nullable=False),
)

answers = Table(  # the ids of all messages of a question and its answers lie from `first` to `last`
    "answers",
    metadata,
    Column("chat", Text, primary_key=True),
    Column("question", BigInteger, primary_key=True),  # id of a message
    Column("first", BigInteger, nullable=False),
    Column("last", BigInteger, nullable=False),
    Column("answered_hour", Integer, nullable=False),
    Column("state", Text, nullable=False),  # hash of the conversation after it
    Column("before", BigInteger),  # the question whose conversation it went on from; null: see `sealed_before`
    Column("sealed_before", LargeBinary),  # the conversation before it, only where it is that of no other row
    Column("sealed", LargeBinary, nullable=False),
)
Index("ix_answers_state", answers.c.chat, answers.c.state)

updates = Table(  # put aside, claimed or handled; one that is handled keeps nothing but its key
    "updates",
    metadata,
    Column("key", Text, primary_key=True),  # hash
    Column("handled", Boolean, nullable=False),
    Column("at_seconds", BigInteger, nullable=False),  # once handled: the hour
    Column("chat", Text),
    Column("worker", Text),
    Column("update_id", BigInteger),
    Column("sealed", LargeBinary),
)
Index(
    "ix_updates_chat",
    updates.c.chat,
    sqlite_where=updates.c.chat.is_not(None),
    postgresql_where=updates.c.chat.is_not(None),
)
Index(
    "ix_updates_update_id",
    updates.c.update_id,
    sqlite_where=updates.c.update_id.is_not(None),
    postgresql_where=updates.c.update_id.is_not(None),
)

workers = Table(
    "workers",
    metadata,
    Column("worker", Text, primary_key=True),
    Column("beat_seconds", BigInteger, nullable=False),
)

unanswered = Table(
    "unanswered",
    metadata,
    Column("grouping", Text, primary_key=True),  # hash
    Column("person", Text, primary_key=True),
    Column("week", Integer, primary_key=True, autoincrement=False),  # weeks since that of 29 December 1969, a Monday
    Column("question", LargeBinary, nullable=False),  # sealed
    Column("language", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("times", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
)
Index("ix_unanswered_person", unanswered.c.person, unanswered.c.last_day)

ratings = Table(
    "ratings",
    metadata,
    Column("person", Text, primary_key=True),
    Column("chat", Text, primary_key=True),
    Column("answer", BigInteger, primary_key=True),
    Column("fact", Text, nullable=False),
    Column("rating", Text, nullable=False),
    Column("reason", Text),
    Column("question", LargeBinary),  # sealed; only where its asker has let it go with the rating
    Column("rated_day", Integer, nullable=False),
)

comments = Table(
    "comments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("written_day", Integer, nullable=False),
)
Index("ix_comments_person", comments.c.person, comments.c.written_day)


def place(column: AnyColumn, row: Mapping[str, Any]) -> bytes:
    """Return the place that a seal is bound to: the table, the column, and the primary key of the row."""
    return place_of(column.table.name, column.name, *(row[key.name] for key in column.table.primary_key))
