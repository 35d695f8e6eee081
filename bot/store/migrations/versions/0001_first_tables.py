"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "meta",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "counters",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("server", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("outcome", sa.String(32), primary_key=True),
        sa.Column("entry", sa.Text, primary_key=True),
        sa.Column("count", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "votes",
        sa.Column("answer", sa.Text, primary_key=True),
        sa.Column("member", sa.String(32), primary_key=True, index=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("version", sa.String(32), nullable=False),
        sa.Column("helped", sa.Boolean, nullable=False),
    )
    op.create_table(
        "questions",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("server", sa.BigInteger, nullable=False, index=True),
        sa.Column("day", sa.Date, nullable=False, index=True),
        sa.Column("member", sa.String(32), nullable=False, index=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("version", sa.String(32), nullable=False),
        sa.Column("answer", sa.Text, nullable=False, index=True),
        sa.Column("picked", sa.Text, nullable=False),
        sa.Column("decision", sa.String(32), nullable=False),
        sa.Column("until", sa.Date),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "labels",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text, nullable=False, unique=True),
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "opt_outs",
        sa.Column("member", sa.String(32), primary_key=True),
    )
    op.create_table(
        "edits",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),  # seconds since 1970
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("entry", sa.Text, nullable=False, index=True),
        sa.Column("after", sa.Text),  # JSON of Content
        sa.Column("before", sa.Text),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("member", sa.String(32), nullable=False, index=True),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("undoes", sa.Integer, nullable=False),
        sa.Column("applied", sa.Boolean, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "server_settings",
        sa.Column("server", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Drop the tables."""
    for name in ("meta", "counters", "votes", "questions", "labels", "opt_outs", "edits", "server_settings"):
        op.drop_table(name)
