"""One connection to the database, for one thread. Opens and migrates it, and explains why it cannot be used."""

import logging
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import SQLAlchemyError

from bot.store import questions
from bot.store.engines import make_engine, migrating
from bot.store.migrating import is_usable, migrate
from bot.store.reasons import reason_of
from bot.store.session import Session
from bot.store.tables import meta
from bot.store.values import Reason, StoreError

logger = logging.getLogger(__name__)

T = TypeVar("T")

RETRY_SECONDS = 5.0
"""Seconds before another attempt to open a database that could not be opened. Until then, calls fail at once."""
EXPIRE_SECONDS = 60.0
"""Seconds between two attempts of readers to delete expired data."""
OWNER = "application"
"""The name of the row of `meta` that says which bot the database belongs to."""
KEY_BYTES = 32
"""Size of the key of the hashes."""


Work = Callable[[Session], T]
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


class Database:
    """Opens the database when it is first needed, and again after it has failed. For one thread."""

    def __init__(self, place: Path | str, clock: Clock = utc_now, owner: str = "") -> None:
        """Take the file or address; see `open_store`."""
        self._place, self._clock, self._owner = place, clock, owner
        self._engine: Engine | None = None
        self._identity: object = None
        """Of the file that is open; None for none."""
        self._key = b""
        self._failed: tuple[float, StoreError] | None = None
        self._expired: date | None = None
        self._expire_again = 0.0
        """When a reader may try again to delete expired data. On a locked database, that takes seconds."""

    def read(self, work: Work[T]) -> T:
        """Do work that writes nothing. Raises StoreError."""
        if time.monotonic() >= self._expire_again:
            with suppress(StoreError):  # what can only be read is read
                self._expire()
        return self._transact(work, writes=False)

    def write(self, work: Work[T]) -> T:
        """Do work in a transaction that is committed when this returns. Raises StoreError."""
        self._expire()
        return self._transact(work, writes=True)

    def probe(self) -> None:
        """Write something, and roll it back. Raises StoreError."""

        def work(session: Session) -> None:
            session.connection.execute(insert(meta).values(name="probe", value="x" * 4096))
            session.connection.execute(meta.delete().where(meta.c.name == "probe"))

        self.write(work)

    def close(self) -> None:
        """Close the connection."""
        engine, self._engine = self._engine, None
        if engine:
            with suppress(SQLAlchemyError):
                engine.dispose()

    def _expire(self) -> None:
        """Delete expired data, once a day."""
        today = self._clock().date()
        if self._expired != today:
            self._expire_again = time.monotonic() + EXPIRE_SECONDS
            self._transact(questions.expire, writes=True)
            self._expired, self._expire_again = today, 0.0

    def _transact(self, work: Work[T], *, writes: bool) -> T:
        if self._engine and _identity(self._place) != self._identity:
            logger.warning("The store's file was moved, deleted or replaced. It is opened again.")
            self.close()
        engine = self._engine or self._open()
        try:
            with engine.connect() as connection, connection.execution_options(writes=writes).begin():
                done = work(Session(connection, self._key, self._clock()))
        except (SQLAlchemyError, OSError) as error:
            raise self._refusal(error) from None
        except (ValueError, LookupError, TypeError) as error:
            logger.error("The store has a row that cannot be read (%s).", type(error).__name__)  # noqa: TRY400 - texts
            raise StoreError(Reason.DAMAGED) from None
        if writes:
            self._failed = None
        return done

    def _open(self) -> Engine:
        if self._failed and time.monotonic() - self._failed[0] < RETRY_SECONDS:
            raise self._failed[1]
        engine: Engine | None = None
        try:
            if isinstance(self._place, Path):
                _make_file(self._place)
            engine = make_engine(self._place)
            self._key = _read_key(engine) or _set_up(engine)
            if self._owner:
                _check_owner(engine, self._owner)
        except (SQLAlchemyError, ImportError, OSError, ValueError, StoreError) as error:
            if engine:
                with suppress(SQLAlchemyError):
                    engine.dispose()
            raise self._refusal(error) from None
        self._engine, self._identity = engine, _identity(self._place)
        return engine

    def _refusal(self, error: Exception) -> StoreError:
        """The error for callers. It is logged once, until the database works again."""
        refusal = error if isinstance(error, StoreError) else StoreError(reason_of(error))
        if self._failed is None or self._failed[1].reason is not refusal.reason:
            logger.error("The store cannot be used: %s. Answers go on; votes and edits are refused.", refusal)
        self._failed = time.monotonic(), refusal
        # After DAMAGED, the owner may have put another file there. After UNREACHABLE, calls fail at once for a while.
        if refusal.reason in {Reason.DAMAGED, Reason.UNREACHABLE}:
            self.close()
        return refusal


def _make_file(file: Path) -> None:
    """Make a missing file and its folder. Raises OSError, and StoreError if something else is in its place."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # For nobody else: it holds questions and the key of the hashes. SQLite gives its log the same mode.
    with suppress(FileExistsError):
        file.touch(mode=0o600, exist_ok=False)
    if not file.is_file():  # from a FIFO, SQLite would read for ever
        raise StoreError(Reason.DAMAGED)


def _identity(place: Path | str) -> object:
    """What tells a file from others that had its path; None for an address, and if there is no file."""
    if isinstance(place, str):
        return None
    try:
        found = place.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _read_key(engine: Engine) -> bytes | None:
    """The key of the hashes in a database that this version can use; None if it has to be set up first."""
    with engine.connect() as connection, connection.begin():
        return _key_of(connection) if is_usable(connection) else None


def _set_up(engine: Engine) -> bytes:
    """Make or migrate the tables, and the key of the hashes."""
    with engine.connect() as connection, connection.execution_options(writes=True).begin():
        with migrating(connection):
            migrate(connection)
        found = _key_of(connection)
        if found is None:
            found = secrets.token_bytes(KEY_BYTES)
            connection.execute(insert(meta).values(name="member_key", value=found.hex()))
        return found


def _check_owner(engine: Engine, owner: str) -> None:
    """Raise StoreError if the database belongs to another bot. An empty one belongs to this bot from now on."""
    query = select(meta.c.value).where(meta.c.name == OWNER)
    with engine.connect() as connection:
        with connection.begin():
            found = connection.scalar(query)
        if found is None:
            with connection.execution_options(writes=True).begin():
                found = connection.scalar(query)
                if found is None:
                    connection.execute(insert(meta).values(name=OWNER, value=owner))
                    found = owner
    if found != owner:
        raise StoreError(Reason.OTHER_BOT)


def _key_of(connection: Connection) -> bytes | None:
    found = connection.scalar(select(meta.c.value).where(meta.c.name == "member_key"))
    return bytes.fromhex(found) if found else None
