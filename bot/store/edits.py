"""Queries: the moderators' edits. Rows are never changed or deleted; an undo is a new row."""

import json
from collections.abc import Callable, Collection
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import func, insert, select, true, update

from bot.store.labels import confirm
from bot.store.members import hash_of
from bot.store.notices import announce
from bot.store.questions import storable
from bot.store.session import Session
from bot.store.tables import edits as table
from bot.store.tables import labels
from bot.store.topics import KNOWLEDGE
from bot.store.values import Content, Edit, EditKind, NewEdit

R = TypeVar("R")

Plan = Callable[[tuple[Edit, ...]], NewEdit | R]
"""Takes the history, oldest first. Returns the edit to write, or why there is none."""


def write(session: Session, plan: Plan[R]) -> Edit | R:
    """Write the edit that the plan makes from the history, with the questions that it answers."""
    planned = plan(history(session, None))
    if not isinstance(planned, NewEdit):
        return planned
    if planned.reviewed:
        confirm(session, planned.reviewed.texts, planned.entry, planned.reviewed.numbers)
    return _insert(session, planned)


def mark_applied(session: Session, numbers: Collection[int]) -> None:
    """Record that these edits are in the owner's files."""
    session.connection.execute(update(table).where(table.c.number.in_(sorted(numbers))).values(applied=True))
    announce(session, KNOWLEDGE)


def history(session: Session, entry: str | None) -> tuple[Edit, ...]:
    """Every edit, oldest first."""
    c = table.c
    query = (
        select(c.number, c.at, c.kind, c.entry, c.after, c.before, c.by, c.server, c.undoes, c.applied)
        .where(true() if entry is None else c.entry == entry)
        .order_by(c.number)
    )
    rows = session.connection.execute(query).all()
    undone = {row.undoes for row in rows}
    return tuple(
        Edit(
            row.number,
            datetime.fromtimestamp(row.at, UTC),
            EditKind(row.kind),
            row.entry,
            _read(row.after),
            _read(row.before),
            row.by,
            row.server,
            row.undoes,
            undone=row.number in undone,
            applied=row.applied,
        )
        for row in rows
    )


def revision(session: Session) -> tuple[int, ...]:
    """Numbers that change with every edit, every label, and every edit that is marked as applied."""
    queries = (
        select(func.max(table.c.number)),
        select(func.count()).where(table.c.applied),
        select(func.max(labels.c.number)),
    )
    return tuple(session.connection.scalar(query) or 0 for query in queries)


def _insert(session: Session, edit: NewEdit) -> Edit:
    at = int(session.now.timestamp())
    row = {
        "at": at,
        "kind": edit.kind.value,
        "entry": edit.entry,
        "after": _written(edit.after),
        "before": _written(edit.before),
        "by": storable(edit.by),
        "member": hash_of(session, edit.user) if edit.user else "",
        "server": edit.server,
        "undoes": edit.undoes,
        "applied": False,
    }
    announce(session, KNOWLEDGE)
    (number,) = session.connection.execute(insert(table).values(row)).inserted_primary_key or (0,)
    return next(each for each in history(session, edit.entry) if each.number == number)


def _written(content: Content | None) -> str | None:
    # JSON escapes what a database cannot hold.
    return None if content is None else json.dumps(asdict(content))


def _read(text: str | None) -> Content | None:
    if text is None:
        return None
    fields = json.loads(text)
    return Content(**fields | {"questions": tuple(fields["questions"]), "synonyms": tuple(fields["synonyms"])})
