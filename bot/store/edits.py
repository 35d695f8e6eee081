"""Queries: the moderators' edits. Rows are only ever added; an undo is a row too."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime

from sqlalchemy import func, insert, select, true

from bot.store.members import hash_of
from bot.store.questions import storable
from bot.store.session import Session
from bot.store.tables import edits as table
from bot.store.tables import labels
from bot.store.values import Conflict, Content, Edit, EditKind, NewEdit


def write(session: Session, edit: NewEdit, based_on: int) -> Edit | Conflict:
    """Write an edit, unless its entry has another last edit than `based_on`."""
    last = _last(history(session, edit.entry))
    if edit.kind is not EditKind.PHRASE and last is not None and last.number != based_on:
        return Conflict(last)
    return _insert(session, edit)


def undo(session: Session, number: int, by: str, user: int, server: int) -> Edit | Conflict | None:
    """Take an edit back, unless a later one of its entry is in effect."""
    found = next((edit for edit in history(session, None) if edit.number == number), None)
    if found is None or found.undone or found.kind is EditKind.UNDO:
        return None
    last = _last(history(session, found.entry))
    if last is not None and last.number != number:
        return Conflict(last)
    new = NewEdit(EditKind.UNDO, found.entry, found.before, found.after, by, user, server)
    return _insert(session, new, undoes=number)


def history(session: Session, entry: str | None) -> tuple[Edit, ...]:
    """Every edit, oldest first."""
    c = table.c
    query = (
        select(c.number, c.at, c.kind, c.entry, c.after, c.before, c.by, c.server, c.undoes)
        .where(true() if entry is None else c.entry == entry)
        .order_by(c.number)
    )
    return _with_undone(
        Edit(
            number, datetime.fromtimestamp(at, UTC), EditKind(kind), of, _read(after), _read(before), by, server, undoes
        )
        for number, at, kind, of, after, before, by, server, undoes in session.connection.execute(query)
    )


def revision(session: Session) -> tuple[int, int]:
    """The numbers of the last edit and the last label."""
    last_edit, last_label = (
        session.connection.scalar(select(func.max(each.c.number))) or 0 for each in (table, labels)
    )
    return last_edit, last_label


def _last(edits: Sequence[Edit]) -> Edit | None:
    """The last one that is in effect."""
    return next((edit for edit in reversed(edits) if not edit.undone and edit.kind is not EditKind.UNDO), None)


def _with_undone(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    listed = tuple(edits)
    undone = {edit.undoes for edit in listed}
    return tuple(replace(edit, undone=True) if edit.number in undone else edit for edit in listed)


def _insert(session: Session, edit: NewEdit, undoes: int = 0) -> Edit:
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
        "undoes": undoes,
    }
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
