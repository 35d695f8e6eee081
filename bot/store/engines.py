"""SQLAlchemy engines with one connection. Of all processes that use a database, one transaction at a time writes."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from bot.store.postgresql import DEAD_SECONDS, connect

BUSY_SECONDS = 5.0
"""Seconds to wait for another process that writes. `python -m bot overlay` next to a running bot takes milliseconds."""
BUSY_PAUSE = 0.02
"""Seconds between attempts where SQLite does not wait by itself."""
MIGRATION_SECONDS = 600.0
"""Maximum time for a statement of a migration. On large tables, it may take minutes."""
WRITE_LOCK = 7_105_418_023
"""An arbitrary number for PostgreSQL's advisory lock, with which writes and migrations wait for each other."""


def make_engine(place: Path | str) -> Engine:
    """An engine for an SQLite file, or for the address of a PostgreSQL database."""
    if isinstance(place, Path):
        # The store's thread uses the connection, but another one may close it.
        arguments: dict[str, Any] = {"timeout": BUSY_SECONDS, "check_same_thread": False}
        url = URL.create("sqlite", database=str(place))
        engine = create_engine(url, poolclass=StaticPool, connect_args=arguments)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        engine = create_engine(
            "postgresql+psycopg://",
            creator=lambda: connect(place, autocommit=False),
            pool_size=1,
            max_overflow=0,
            pool_pre_ping=True,
        )
        event.listen(engine, "connect", _set_up_postgresql)
        event.listen(engine, "begin", _begin_postgresql)
    return engine


@contextmanager
def migrating(connection: Connection) -> Iterator[None]:
    """Let the statements of a transaction take as long as those of migrations may."""
    if connection.dialect.name != "postgresql":
        yield
        return
    driver: Any = connection.connection.driver_connection
    usual, driver.max_silence = driver.max_silence, MIGRATION_SECONDS
    connection.exec_driver_sql(f"SET LOCAL statement_timeout = '{round(MIGRATION_SECONDS)}s'")
    try:
        yield
    finally:
        driver.max_silence = usual


def _set_up_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI connection has no type
    connection.isolation_level = None  # SQLAlchemy's own way to have transactions begin as `_begin_sqlite` says
    _use_write_ahead_log(connection)
    # The write-ahead log is synced at every commit. What is deleted is overwritten.
    for pragma in ("synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _use_write_ahead_log(connection: Any) -> None:  # noqa: ANN401 - as above
    """Switch to the write-ahead log. SQLite's own timeout does not cover that: two processes may start at once."""
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > end:
                raise
            time.sleep(BUSY_PAUSE)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _set_up_postgresql(connection: Any, _record: object) -> None:  # noqa: ANN401 - as above
    # A process that hangs or vanishes in a transaction must not keep the lock: no other process could write.
    connection.execute(f"SET idle_in_transaction_session_timeout = '{DEAD_SECONDS}s'").close()
    connection.commit()


def _begin_postgresql(connection: Connection) -> None:
    if _writes(connection):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{round(BUSY_SECONDS)}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("writes"))
