"""Queries: the labels that moderators have confirmed."""

from collections.abc import Collection

from sqlalchemy import delete, select

from bot.store.notices import announce
from bot.store.questions import decide, storable
from bot.store.session import Session
from bot.store.tables import labels as table
from bot.store.topics import KNOWLEDGE
from bot.store.values import Decision, Label


def confirm(session: Session, texts: Collection[str], entry: str, numbers: Collection[int] = ()) -> None:
    """Store labels, replacing earlier ones of the same texts, and mark these questions as done."""
    if numbers:
        decide(session, numbers, Decision.DONE, None)
    for text in dict.fromkeys(map(storable, texts)):
        session.connection.execute(delete(table).where(table.c.text == text))
        session.connection.execute(table.insert().values(text=text, entry=entry, day=session.today))
    announce(session, KNOWLEDGE)


def labels(session: Session) -> tuple[Label, ...]:
    """All labels, oldest first."""
    query = select(table.c.text, table.c.entry, table.c.day).order_by(table.c.number)
    return tuple(Label(*row) for row in session.connection.execute(query))
