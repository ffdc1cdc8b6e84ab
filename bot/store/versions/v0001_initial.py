"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables, with what they held in the first release."""
    _chats_and_answers()
    _updates_and_workers()
    _feedback()


def _chats_and_answers() -> None:
    op.create_table(
        "chats",
        sa.Column("chat", sa.Text(), primary_key=True),
        sa.Column("language", sa.Text()),
        sa.Column("style", sa.Text(), nullable=False),
        sa.Column("dialogue", sa.LargeBinary()),
        sa.Column("dialogue_hour", sa.Integer()),
        sa.Column("used_day", sa.Integer(), nullable=False),
    )
    op.create_table(
        "answers",
        sa.Column("chat", sa.Text(), primary_key=True),
        sa.Column("question", sa.BigInteger(), primary_key=True),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("answered_hour", sa.Integer(), nullable=False),
    )


def _updates_and_workers() -> None:
    op.create_table(
        "updates",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("handled", sa.Boolean(), nullable=False),
        sa.Column("at_seconds", sa.BigInteger(), nullable=False),
        sa.Column("chat", sa.Text()),
        sa.Column("worker", sa.Text()),
        sa.Column("update_id", sa.BigInteger()),
        sa.Column("sealed", sa.LargeBinary()),
    )
    for column in ("chat", "update_id"):
        filled = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_updates_{column}", "updates", [column], sqlite_where=filled, postgresql_where=filled)
    op.create_table(
        "workers",
        sa.Column("worker", sa.Text(), primary_key=True),
        sa.Column("beat_seconds", sa.BigInteger(), nullable=False),
    )


def _feedback() -> None:
    op.create_table(
        "unanswered",
        sa.Column("grouping", sa.Text(), primary_key=True),
        sa.Column("person", sa.Text(), primary_key=True),
        sa.Column("question", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
    )
    op.create_table(
        "ratings",
        sa.Column("person", sa.Text(), primary_key=True),
        sa.Column("chat", sa.Text(), primary_key=True),
        sa.Column("answer", sa.BigInteger(), primary_key=True),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("rating", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("rated_day", sa.Integer(), nullable=False),
    )
    op.create_table(
        "comments",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("written_day", sa.Integer(), nullable=False),
    )
