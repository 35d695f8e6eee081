"""Migrates a database to the newest version, with Alembic."""

from pathlib import Path

from sqlalchemy import Connection, inspect, select, text

from bot.store.tables import HEAD, meta
from bot.store.values import Reason, StoreError

MIGRATIONS = Path(__file__).parent / "migrations"


USABLE_BY = "usable_by"
"""A row of the table `meta`: newest migrations of older versions, separated by spaces. These versions can still use the
database. A migration that only adds tables or columns that may be empty should write it, so that an old version keeps
its store while a new one takes over."""


def migrate(connection: Connection) -> None:
    """Apply the missing migrations within the open transaction. Raises StoreError for a newer database."""
    if is_usable(connection):
        return
    from alembic import command  # noqa: PLC0415 - slow to import, and seldom needed
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:  # a revision that this version does not know
        raise StoreError(Reason.NEWER) from error


def is_usable(connection: Connection) -> bool:
    """Whether this version can use the database as it is."""
    if not inspect(connection).has_table("alembic_version"):
        return False
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if found == HEAD:
        return True
    usable_by = connection.scalar(select(meta.c.value).where(meta.c.name == USABLE_BY)) or ""
    return HEAD in usable_by.split()
