"""Seals are bound to their place, a conversation stands once, and what a person left today is counted quickly."""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SEALED = {
    "chats": ("dialogue", ("chat",)),
    "updates": ("sealed", ("key",)),
    "unanswered": ("question", ("grouping", "person", "week")),
    "ratings": ("question", ("person", "chat", "answer")),
    "comments": ("sealed", ("id",)),
}
"""Of each table the column that is sealed and the primary key, as they were then."""

Reseal = Callable[[bytes, tuple[str | int, ...]], bytes | None]
"""Seals anew what was sealed without a place; None: it cannot be unsealed."""


def upgrade() -> None:
    """Answers, which live two days, begin afresh; all the rest stays."""
    op.drop_table("answers")
    op.create_table(
        "answers",
        sa.Column("chat", sa.Text(), primary_key=True),
        sa.Column("question", sa.BigInteger(), primary_key=True),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("answered_hour", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("before", sa.BigInteger()),
        sa.Column("sealed_before", sa.LargeBinary()),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_answers_state", "answers", ["chat", "state"])
    op.create_index("ix_unanswered_person", "unanswered", ["person", "last_day"])
    op.create_index("ix_comments_person", "comments", ["person", "written_day"])


def reseal(connection: sa.Connection, resealed: Reseal) -> None:
    """Bind every seal that opens to its place; the others stay as they are and go when their days are over."""
    for name, (column, keys) in SEALED.items():
        table = sa.table(name, *map(sa.column, keys), sa.column(column, sa.LargeBinary))
        of_row = [table.c[key] == sa.bindparam(f"of_{key}") for key in keys]
        rows = connection.execute(sa.select(table).where(table.c[column].is_not(None)))
        changes = [
            {f"of_{key}": value for key, value in zip(keys, key_values, strict=True)} | {"anew": anew}
            for *key_values, sealed in rows
            if (anew := resealed(sealed, (name, column, *key_values))) is not None
        ]
        if changes:
            connection.execute(sa.update(table).where(*of_row).values({column: sa.bindparam("anew")}), changes)
