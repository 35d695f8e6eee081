"""Queries: the settings of servers."""

from collections.abc import Mapping

from sqlalchemy import delete, select

from bot.store.notices import announce
from bot.store.session import Session
from bot.store.tables import server_settings as table
from bot.store.topics import SETTINGS
from bot.store.upserting import upsert


def settings(session: Session, server: int) -> Mapping[str, str]:
    """The settings of a server, by name."""
    query = select(table.c.name, table.c.value).where(table.c.server == server)
    return dict(sorted((name, value) for name, value in session.connection.execute(query)))


def put(session: Session, server: int, name: str, value: str | None) -> None:
    """Set a value; None removes it."""
    if value is None:
        session.connection.execute(delete(table).where(table.c.server == server, table.c.name == name))
    else:
        upsert(session, table, {"server": server, "name": name, "value": value}, {"value": value})
    announce(session, f"{SETTINGS} {server}")


def replace(session: Session, server: int, name: str, old: str | None, new: str | None) -> bool:
    """Replace the old value by the new one. Returns False if the current value is not the old one."""
    if settings(session, server).get(name) != old:
        return False
    put(session, server, name, new)
    return True


def number_of(session: Session, server: int, name: str) -> int | None:
    """The value of a numeric setting; None if it is not set."""
    return numbers(session, name).get(server)


def numbers(session: Session, name: str) -> Mapping[int, int]:
    """The value of a numeric setting, for every server that has set it."""
    return {server: int(value) for server, value in named(session, name).items() if value.isdecimal()}


def named(session: Session, name: str) -> Mapping[int, str]:
    """The value of a setting, for every server that has set it."""
    query = select(table.c.server, table.c.value).where(table.c.name == name).order_by(table.c.server)
    return {row.server: row.value for row in session.connection.execute(query)}
