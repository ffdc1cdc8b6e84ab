"""Questions without an answer are counted per week, and a rating may carry its question."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OLD = "unanswered_before_0002"


def upgrade() -> None:
    """Keep what was counted before in the week in which it was asked last."""
    op.rename_table("unanswered", OLD)
    op.create_table(
        "unanswered",
        sa.Column("grouping", sa.Text(), primary_key=True),
        sa.Column("person", sa.Text(), primary_key=True),
        sa.Column("week", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("question", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=False),
    )
    names = "grouping, person, question, language, kind, times, last_day"
    op.execute(f"INSERT INTO unanswered (week, {names}) SELECT (last_day + 3) / 7, {names} FROM {OLD}")
    op.drop_table(OLD)
    op.add_column("ratings", sa.Column("question", sa.LargeBinary()))
