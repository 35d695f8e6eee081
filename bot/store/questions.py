"""Queries: the collected questions."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from sqlalchemy import delete, exists, false, func, select, true, update

from bot.store.counters import count
from bot.store.members import has_opted_out, hash_of
from bot.store.server_settings import number_of, numbers, put
from bot.store.session import Session
from bot.store.tables import questions as table
from bot.store.tables import votes
from bot.store.values import Asked, Decision, Outcome, Question

COLLECT_DAYS = "collect_days"
"""The setting of a server with the number of days for which questions are kept; unset if they are not collected."""
MOST_QUESTIONS = 20_000
"""Maximum questions of one server, so that nobody fills the disk. A busy server asks a few hundred a day."""
LONGEST_QUESTION = 4_000
"""Characters, as in Discord's longest message."""


def collecting(session: Session, server: int) -> int | None:
    """The number of days for which the server's questions are kept; None if they are not collected."""
    return number_of(session, server, COLLECT_DAYS)


def set_collecting(session: Session, server: int, days: int | None) -> int:
    """Turn collecting on or off. Returns the number of deleted texts."""
    put(session, server, COLLECT_DAYS, None if days is None else str(days))
    if days is None:
        return session.connection.execute(delete(table).where(table.c.server == server)).rowcount
    return _expire(session, server, days)


def expire(session: Session) -> None:
    """Delete every expired text."""
    kept = numbers(session, COLLECT_DAYS)
    for server, days in kept.items():
        _expire(session, server, days)
    session.connection.execute(delete(table).where(table.c.server.not_in(list(kept)) if kept else true()))


def _expire(session: Session, server: int, days: int) -> int:
    first = session.today - timedelta(days)
    return session.connection.execute(delete(table).where(table.c.server == server, table.c.day <= first)).rowcount


def collect(session: Session, asked: Asked) -> bool:
    """Store a question if that is allowed."""
    if collecting(session, asked.server) is None or has_opted_out(session, asked.user):
        return False
    held = session.connection.scalar(select(func.count()).where(table.c.server == asked.server)) or 0
    if held >= MOST_QUESTIONS:
        return False
    row = {
        "server": asked.server,
        "day": session.today,
        "member": hash_of(session, asked.user),
        "text": storable(asked.text)[:LONGEST_QUESTION],
        "outcome": asked.outcome.value,
        "entry": asked.entry,
        "version": asked.version,
        "answer": asked.answer,
        "picked": "",
        "decision": Decision.OPEN.value,
    }
    session.connection.execute(table.insert().values(row))
    return True


def pick(session: Session, answer: str, server: int, entry: str) -> bool:
    """Store with the collected question which entry was picked instead, and count it."""
    count(session, server, Outcome.PICKED, entry)
    return _note(session, answer, server, {"picked": entry})


def opened(session: Session, answer: str, server: int, entry: str) -> bool:
    """Store with the collected question that a suggested entry was opened, and count it."""
    count(session, server, Outcome.OPENED, entry)
    return _note(session, answer, server, {"outcome": Outcome.OPENED.value, "entry": entry})


def _note(session: Session, answer: str, server: int, values: Mapping[str, str]) -> bool:
    found = (table.c.answer == answer) & (table.c.server == server) if answer else false()
    noted = update(table).where(found).values(values)
    return session.connection.execute(noted).rowcount > 0


def questions(session: Session, server: int | None) -> tuple[Question, ...]:
    """The collected questions, oldest first."""
    c = table.c
    cast = exists().where(votes.c.answer == c.answer, c.answer != "")
    marks = cast.where(~votes.c.helped).label("voted_down"), cast.where(votes.c.helped).label("voted_up")
    columns = c.number, c.server, c.day, c.text, c.outcome, c.entry, c.version, c.picked, c.decision, c.until
    query = select(*columns, *marks).where(true() if server is None else c.server == server).order_by(c.number)
    return tuple(
        Question(
            row.number,
            row.server,
            row.day,
            row.text,
            Outcome(row.outcome),
            row.entry,
            row.version,
            row.picked,
            bool(row.voted_down),
            bool(row.voted_up),
            Decision(row.decision),
            row.until,
        )
        for row in session.connection.execute(query)
    )


def decide(session: Session, numbers: Collection[int], decision: Decision, until: date | None) -> None:
    """Store a decision with the questions."""
    chosen = update(table).where(table.c.number.in_(sorted(numbers)))
    session.connection.execute(chosen.values(decision=decision.value, until=until))


def storable(text: str) -> str:
    """The text without characters that PostgreSQL cannot store: NUL and lone surrogates become “�”."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "�")
