"""Queries: the settings of servers."""

from collections.abc import Mapping

from sqlalchemy import delete, select

from bot.store.session import Session
from bot.store.tables import server_settings as table
from bot.store.upserting import upsert


def settings(session: Session, server: int) -> Mapping[str, str]:
    """What was set, by name."""
    query = select(table.c.name, table.c.value).where(table.c.server == server)
    return dict(sorted((name, value) for name, value in session.connection.execute(query)))


def put(session: Session, server: int, name: str, value: str | None) -> None:
    """Set it, or remove it for None."""
    if value is None:
        session.connection.execute(delete(table).where(table.c.server == server, table.c.name == name))
    else:
        upsert(session, table, {"server": server, "name": name, "value": value}, {"value": value})


def replace(session: Session, server: int, name: str, old: str | None, new: str | None) -> bool:
    """Put the new value in place of the old one; False if something else was set."""
    if settings(session, server).get(name) != old:
        return False
    put(session, server, name, new)
    return True


def number_of(session: Session, server: int, name: str) -> int | None:
    """A setting that is a number; None if it is not set."""
    return numbers(session, name).get(server)


def numbers(session: Session, name: str) -> Mapping[int, int]:
    """A setting that is a number, of every server that has set it."""
    return {server: int(value) for server, value in named(session, name).items() if value.isdecimal()}


def named(session: Session, name: str) -> Mapping[int, str]:
    """A setting of every server that has set it."""
    query = select(table.c.server, table.c.value).where(table.c.name == name).order_by(table.c.server)
    return {row.server: row.value for row in session.connection.execute(query)}
