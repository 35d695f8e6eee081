"""Queries: the data about a member, and its removal."""

import hashlib

from sqlalchemy import delete, func, select, update

from bot.store.session import Session
from bot.store.tables import edits, opt_outs, questions, votes
from bot.store.upserting import upsert
from bot.store.values import Kept

HASH_BYTES = 16
"""Size of a hash. Among a billion members, any two share one with a probability of 1 in 10^21."""


def hash_of(session: Session, user: int) -> str:
    """A user's keyed hash, in 32 hex digits. Without the store's key, nobody can tell whose it is."""
    return hashlib.blake2b(str(user).encode(), key=session.key, digest_size=HASH_BYTES).hexdigest()


def has_opted_out(session: Session, user: int) -> bool:
    """Whether a member has opted out."""
    query = select(opt_outs.c.member).where(opt_outs.c.member == hash_of(session, user))
    return session.connection.scalar(query) is not None


def kept(session: Session, user: int) -> Kept:
    """The data about a member."""
    member, ask = hash_of(session, user), session.connection
    texts = ask.scalars(select(questions.c.text).where(questions.c.member == member).order_by(questions.c.number))
    counts = (ask.scalar(select(func.count()).where(table.c.member == member)) or 0 for table in (votes, edits))
    return Kept(tuple(texts), *counts)


def forget(session: Session, user: int) -> Kept:
    """Delete the data about a member. Edits stay, without name and hash. Returns what was deleted."""
    found, member = kept(session, user), hash_of(session, user)
    for table in (questions, votes):
        session.connection.execute(delete(table).where(table.c.member == member))
    session.connection.execute(update(edits).where(edits.c.member == member).values(by="", member=""))
    return found


def opt_out(session: Session, user: int) -> Kept:
    """Store nothing about a member from now on, and delete existing data. Returns what was deleted."""
    upsert(session, opt_outs, {"member": hash_of(session, user)}, {})
    return forget(session, user)


def opt_in(session: Session, user: int) -> None:
    """Undo `opt_out`."""
    session.connection.execute(delete(opt_outs).where(opt_outs.c.member == hash_of(session, user)))
