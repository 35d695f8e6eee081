"""Inserts or updates a row. SQLite and PostgreSQL have the same syntax, but SQLAlchemy has two modules for it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.session import Session


def upsert(session: Session, table: Table, row: Mapping[str, Any], update: Mapping[str, Any]) -> None:
    """Insert the row. If a row with the same primary key exists, apply `update` to it; {} keeps it unchanged."""
    dialect = postgresql if session.connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(row)
    key = list(table.primary_key)
    if update:
        session.connection.execute(statement.on_conflict_do_update(index_elements=key, set_=update))
    else:
        session.connection.execute(statement.on_conflict_do_nothing(index_elements=key))
