"""Queries: the counters."""

from datetime import date

from sqlalchemy import select, true

from bot.store.session import Session
from bot.store.tables import counters as table
from bot.store.upserting import upsert
from bot.store.values import Counter, Outcome


def count(session: Session, server: int, outcome: Outcome, entry: str) -> None:
    """Count one outcome today."""
    row = {"day": session.today, "server": server, "outcome": outcome.value, "entry": entry, "count": 1}
    upsert(session, table, row, {"count": table.c["count"] + 1})


def counters(session: Session, server: int | None, since: date | None) -> tuple[Counter, ...]:
    """All counters, in the order of their keys."""
    columns = table.c.day, table.c.server, table.c.outcome, table.c.entry, table.c["count"]
    query = (
        select(*columns)
        .where(true() if server is None else table.c.server == server)
        .where(true() if since is None else table.c.day >= since)
    )
    found = (
        Counter(day, of, Outcome(outcome), entry, n) for day, of, outcome, entry, n in session.connection.execute(query)
    )
    # Sorted here: databases sort texts in different ways.
    return tuple(sorted(found, key=lambda each: (each.day, each.server, each.outcome.value, each.entry)))
