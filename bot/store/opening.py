"""Finds and opens the store."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store.database import Clock
    from bot.store.store import Store

FILE = "faq-bot.sqlite3"
"""The name of the database file in the folder of one bot."""


def state_folder(platform: str, environ: Mapping[str, str], home: Path | None) -> Path | None:
    """The user's state folder; None if the user has no home folder and the environment names no state folder.

    `platform` is the value of `sys.platform`.
    """
    if platform == "win32":
        local = environ.get("LOCALAPPDATA") or (home and home / "AppData" / "Local")
        return Path(local) / "faq-bot" / "State" if local else None
    if platform == "darwin":
        return home and home / "Library" / "Application Support" / "faq-bot"
    # The XDG Base Directory Specification has relative paths ignored.
    named = Path(environ.get("XDG_STATE_HOME", ""))
    folder = named if named.is_absolute() else home and home / ".local" / "state"
    return folder and folder / "faq-bot"


def open_store(place: Path | str | None, clock: "Clock | None" = None, owner: str = "") -> "Store":
    """The store in an SQLite file or in a PostgreSQL database. For None, a store that refuses everything.

    The first `owner` that opens a database keeps it: the store then refuses everything for others. "" opens any.

    Never fails. If the database cannot be opened, every method raises StoreError, and a later call tries again. `clock`
    returns the time in UTC, for tests.
    """
    from bot.store.database import Database, utc_now  # noqa: PLC0415 - SQLAlchemy takes 0.2 s to import
    from bot.store.store import Store  # noqa: PLC0415

    if isinstance(place, Path):
        place = place.absolute()
    return Store(None if place is None else Database(place, clock or utc_now, owner))


def holds_edits(file: Path) -> bool:
    """Whether an SQLite file may contain edits or labels. Fast: imports no SQLAlchemy, and creates no file."""
    if not file.is_file():  # SQLite would wait for ever for another program to open a FIFO
        return file.exists()
    import sqlite3  # noqa: PLC0415 - most commands need none

    try:
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
        try:
            query = "SELECT EXISTS (SELECT 1 FROM edits) OR EXISTS (SELECT 1 FROM labels)"
            return bool(connection.execute(query).fetchone()[0])
        finally:
            connection.close()
    except sqlite3.Error:
        return True  # opening it will tell
