"""Migrates a database to the newest version, with Alembic."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.store.tables import HEAD
from bot.store.values import Reason, StoreError

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(connection: Connection) -> None:
    """Apply the missing migrations within the open transaction. Raises StoreError for a newer database."""
    if is_newest(connection):
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


def is_newest(connection: Connection) -> bool:
    """Whether the database needs no migration."""
    if not inspect(connection).has_table("alembic_version"):
        return False
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found == HEAD
