"""Queries: the votes."""

from datetime import date

from sqlalchemy import delete, func, select, true

from bot.store.members import has_opted_out, hash_of
from bot.store.session import Session
from bot.store.tables import votes as table
from bot.store.upserting import upsert
from bot.store.values import Vote, VoteCount


def vote(session: Session, vote: Vote) -> bool:
    """Store, change or withdraw a vote. False if the member has opted out."""
    if has_opted_out(session, vote.user):
        return False
    member = hash_of(session, vote.user)
    if vote.helped is None:
        mine = delete(table).where(table.c.answer == vote.answer, table.c.member == member)
        session.connection.execute(mine)
        return True
    row = {
        "answer": vote.answer,
        "member": member,
        "day": session.today,
        "server": vote.server,
        "entry": vote.entry,
        "version": vote.version,
        "helped": vote.helped,
    }
    key = {"answer", "member"}
    upsert(session, table, row, {name: value for name, value in row.items() if name not in key})
    return True


def votes(session: Session, server: int | None, since: date | None) -> tuple[VoteCount, ...]:
    """The votes, added up."""
    keys = table.c.day, table.c.server, table.c.entry, table.c.version
    query = (
        select(*keys, func.count().filter(table.c.helped), func.count().filter(~table.c.helped))
        .where(true() if server is None else table.c.server == server)
        .where(true() if since is None else table.c.day >= since)
        .group_by(*keys)
    )
    found = (VoteCount(*row) for row in session.connection.execute(query))
    return tuple(sorted(found, key=lambda each: (each.day, each.server, each.entry, each.version)))
