"""Where the store lives, and how it is opened."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store.database import Clock
    from bot.store.store import Store

FILE = "faq-bot.sqlite3"
"""The database in a folder that belongs to one bot."""


def state_folder(platform: str, environ: Mapping[str, str], home: Path | None) -> Path | None:
    """The user's folder for what cannot be made again; None for a user who neither has a home nor names a folder.

    `platform` is what `sys.platform` says.
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


def open_store(place: Path | str | None, clock: "Clock | None" = None) -> "Store":
    """The store in a file of SQLite, or at the address of a PostgreSQL database; one that refuses all for None.

    Never fails: a database that cannot be opened is tried again when it is needed, and until then every method raises
    StoreError. `clock` gives the time in UTC, for tests.
    """
    from sqlalchemy import URL, make_url  # noqa: PLC0415

    from bot.store.database import Database, utc_now  # noqa: PLC0415 - SQLAlchemy takes 0.2 s to import
    from bot.store.store import Store  # noqa: PLC0415

    if place is None:
        return Store(None)
    if isinstance(place, Path):
        return Store(Database(URL.create("sqlite", database=str(place.absolute())), place.parent, clock or utc_now))
    return Store(Database(make_url(_with_driver(place)), None, clock or utc_now))


def _with_driver(url: str) -> str:
    """The address of a PostgreSQL database, as hosts write it, with the driver that SQLAlchemy is to use."""
    return f"postgresql+psycopg://{url.partition('://')[2]}"


def holds_edits(file: Path) -> bool:
    """Whether a file of SQLite may hold edits or labels. Fast: it imports no SQLAlchemy and makes no file."""
    if not file.exists():
        return False
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
