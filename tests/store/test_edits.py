from datetime import UTC, datetime
from threading import Barrier, Thread

from bot.store import Conflict, Content, Edit, EditKind, NewEdit
from bot.store.store import Store
from tests.store.conftest import Open

OPEN = Content(("When are you open?",), "From nine to five.", "Hours")
LONGER = Content(("When are you open?",), "From nine to six.", "Hours", ("shop, store",), "https://example.org")


def edit(kind: EditKind = EditKind.ADD, after: Content | None = OPEN, before: Content | None = None) -> NewEdit:
    return NewEdit(kind, "hours", after, before, "Ann", 1, 7)


def test_the_history_has_who_when_and_before(store: Store) -> None:
    added = store.edit(edit(), 0).result()
    at = datetime(2026, 11, 27, 12, tzinfo=UTC)
    assert added == Edit(1, at, EditKind.ADD, "hours", OPEN, None, "Ann", 7)
    changed = store.edit(edit(EditKind.EDIT, LONGER, OPEN), 1).result()
    assert store.history("hours").result() == (added, changed)
    assert store.history("other").result() == ()
    assert store.revision().result() == (2, 0)


def test_a_write_that_is_based_on_an_old_version_returns_what_the_other_did(store: Store, open_here: Open) -> None:
    other = open_here()
    store.edit(edit(), 0).result()
    theirs = other.edit(edit(EditKind.EDIT, LONGER, OPEN), 1).result()
    assert isinstance(theirs, Edit)
    assert store.edit(edit(EditKind.REMOVE, None, OPEN), 1).result() == Conflict(theirs)
    assert store.edit(edit(), 0).result() == Conflict(theirs)
    assert len(store.history().result()) == 2


def test_phrasings_conflict_with_nothing(store: Store) -> None:
    store.edit(edit(), 0).result()
    for question in ("Open today?", "Opening hours?"):
        assert isinstance(store.edit(edit(EditKind.PHRASE, Content((question,))), 0).result(), Edit)


def test_of_many_writers_at_once_one_wins_and_none_is_lost(store: Store, open_here: Open) -> None:
    store.edit(edit(), 0).result()
    writers = [open_here() for _ in range(4)]
    barrier, done = Barrier(len(writers)), list[Edit | Conflict]()

    def write(writer: Store) -> None:
        writer.status().result()
        barrier.wait()
        done.append(writer.edit(edit(EditKind.EDIT, LONGER, OPEN), 1).result())

    threads = [Thread(target=write, args=(writer,)) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (won,) = [each for each in done if isinstance(each, Edit)]
    assert [each for each in done if isinstance(each, Conflict)] == [Conflict(won)] * 3
    assert len(store.history().result()) == 2


def test_edits_are_undone_step_by_step(store: Store) -> None:
    store.edit(edit(), 0).result()
    second = store.edit(edit(EditKind.EDIT, LONGER, OPEN), 1).result()
    assert isinstance(second, Edit)
    assert store.undo(1, by="Bob").result() == Conflict(second)
    undone = store.undo(2, by="Bob").result()
    assert isinstance(undone, Edit)
    assert (undone.kind, undone.undoes, undone.before, undone.after, undone.by) == (
        EditKind.UNDO,
        2,
        LONGER,
        OPEN,
        "Bob",
    )
    assert store.undo(2, by="Bob").result() is None
    assert store.undo(3, by="Bob").result() is None
    assert store.undo(99, by="Bob").result() is None
    assert isinstance(store.undo(1, by="Bob").result(), Edit)
    assert [each.undone for each in store.history().result()] == [True, True, False, False]
    assert isinstance(store.edit(edit(), 0).result(), Edit)
