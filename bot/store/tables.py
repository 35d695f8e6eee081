"""The tables. `migrations` makes them; a change here needs a new migration there."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, MetaData, String, Table, Text

METADATA = MetaData()

HEAD = "0002"
"""The newest migration. A database of this version is opened without importing Alembic."""

_ID = BigInteger
"""Discord's ids fit into 63 bits until the year 2084."""

meta = Table("meta", METADATA, Column("name", String(64), primary_key=True), Column("value", Text, nullable=False))
"""Single values: the key of the hashes, and the start budget."""

counters = Table(
    "counters",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("server", _ID, primary_key=True, autoincrement=False),
    Column("outcome", String(32), primary_key=True),
    Column("entry", Text, primary_key=True),
    Column("count", BigInteger, nullable=False),
)

votes = Table(
    "votes",
    METADATA,
    Column("answer", Text, primary_key=True),
    Column("member", String(32), primary_key=True, index=True),
    Column("day", Date, nullable=False),
    Column("server", _ID, nullable=False),
    Column("entry", Text, nullable=False),
    Column("version", String(32), nullable=False),
    Column("helped", Boolean, nullable=False),
)

questions = Table(
    "questions",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("server", _ID, nullable=False, index=True),
    Column("day", Date, nullable=False, index=True),
    Column("member", String(32), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("outcome", String(32), nullable=False),
    Column("entry", Text, nullable=False),
    Column("version", String(32), nullable=False),
    Column("answer", Text, nullable=False, index=True),
    Column("picked", Text, nullable=False),
    Column("decision", String(32), nullable=False),
    Column("until", Date),
    sqlite_autoincrement=True,
)

labels = Table(
    "labels",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("text", Text, nullable=False, unique=True),
    Column("entry", Text, nullable=False),
    Column("day", Date, nullable=False),
    sqlite_autoincrement=True,
)

opt_outs = Table("opt_outs", METADATA, Column("member", String(32), primary_key=True))

edits = Table(
    "edits",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),  # seconds since 1970
    Column("kind", String(16), nullable=False),
    Column("entry", Text, nullable=False, index=True),
    Column("after", Text),  # JSON of Content
    Column("before", Text),
    Column("by", Text, nullable=False),
    Column("member", String(32), nullable=False, index=True),
    Column("server", _ID, nullable=False),
    Column("undoes", Integer, nullable=False),
    Column("applied", Boolean, nullable=False),
    sqlite_autoincrement=True,
)

server_settings = Table(
    "server_settings",
    METADATA,
    Column("server", _ID, primary_key=True, autoincrement=False),
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

claims = Table(
    "claims",
    METADATA,
    Column("id", _ID, primary_key=True, autoincrement=False),  # of a message or an interaction
    Column("at", BigInteger, nullable=False, index=True),  # seconds since 1970
)
"""The messages and interactions that a process has claimed, so that no other answers them. Only for PostgreSQL."""
