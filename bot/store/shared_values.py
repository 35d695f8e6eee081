"""Queries: single values that several processes change."""

from collections.abc import Callable

from sqlalchemy import func, select

from bot.store.session import Session
from bot.store.tables import meta
from bot.store.upserting import upsert

ValueChange = Callable[[str, float], str]
"""Takes the stored text, "" for none, and the database's time in seconds since 1970. Returns the new text."""


def change(session: Session, name: str, make: ValueChange) -> str:
    """Change a value. Returns the new one."""
    stored: str = session.connection.scalar(select(meta.c.value).where(meta.c.name == name)) or ""
    text = make(stored, _now(session))
    if text != stored:
        upsert(session, meta, {"name": name, "value": text}, {"value": text})
    return text


def _now(session: Session) -> float:
    if session.connection.dialect.name != "postgresql":
        return session.now.timestamp()
    # The time of one clock, for processes on several machines.
    return float(session.connection.scalar(select(func.extract("epoch", func.clock_timestamp()))) or 0.0)
