"""Tells the other processes that share a PostgreSQL database what has changed in it."""

from sqlalchemy import text

from bot.store.session import Session
from bot.store.topics import CHANNEL


def announce(session: Session, topic: str) -> None:
    """Tell one of `topics` once the transaction is committed. Does nothing in SQLite, which has one process."""
    if session.connection.dialect.name == "postgresql":
        session.connection.execute(text("SELECT pg_notify(:channel, :topic)"), {"channel": CHANNEL, "topic": topic})
