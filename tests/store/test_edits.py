from datetime import UTC, datetime
from threading import Barrier, Thread

from bot.store import Asked, Content, Decision, Edit, EditKind, NewEdit, Outcome, Reviewed
from bot.store.store import Store
from tests.store.conftest import Open

OPEN = Content(("When are you open?",), "From nine to five.", "Hours")
LONGER = Content(("When are you open?",), "From nine to six.", "Hours", ("shop, store",), "https://example.org")


def edit(
    kind: EditKind = EditKind.ADD, after: Content | None = OPEN, before: Content | None = None, undoes: int = 0
) -> NewEdit:
    return NewEdit(kind, "hours", after, before, "Ann", 1, 7, undoes)


def write(store: Store, new: NewEdit) -> Edit:
    return store.edit(lambda _: new).result()


def test_the_history_has_who_when_and_before(store: Store) -> None:
    added = write(store, edit())
    at = datetime(2026, 11, 27, 12, tzinfo=UTC)
    assert added == Edit(1, at, EditKind.ADD, "hours", OPEN, None, "Ann", 7)
    changed = write(store, edit(EditKind.EDIT, LONGER, OPEN))
    assert store.history("hours").result() == (added, changed)
    assert store.history("other").result() == ()
    assert store.revision().result() == (2, 0, 0)


def test_a_plan_sees_the_history_and_may_refuse(store: Store) -> None:
    added = write(store, edit())
    assert store.edit(lambda history: f"after {history[-1].number}").result() == "after 1"
    assert store.history().result() == (added,)


def add_once(history: tuple[Edit, ...]) -> NewEdit | str:
    return "taken" if history else edit()


def test_of_many_writers_at_once_each_sees_what_the_one_before_wrote(open_here: Open) -> None:
    writers = [open_here() for _ in range(4)]
    barrier, done = Barrier(len(writers)), list[Edit | str]()

    def write_at_once(writer: Store) -> None:
        writer.status().result()
        barrier.wait()
        done.append(writer.edit(add_once).result())

    threads = [Thread(target=write_at_once, args=(writer,)) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(type, done), key=str) == [Edit, str, str, str]
    assert len(writers[0].history().result()) == 1


def test_an_undo_is_a_row_too_and_marks_what_it_takes_back(store: Store) -> None:
    write(store, edit())
    undone = write(store, edit(EditKind.UNDO, None, OPEN, undoes=1))
    assert (undone.kind, undone.undoes, undone.in_effect) == (EditKind.UNDO, 1, False)
    first, _ = store.history().result()
    assert first.undone
    assert not first.in_effect


def test_what_is_in_the_files_is_no_longer_in_effect(store: Store) -> None:
    write(store, edit())
    write(store, edit(EditKind.EDIT, LONGER, OPEN))
    before = store.revision().result()
    store.mark_applied([1]).result()
    assert [each.in_effect for each in store.history().result()] == [False, True]
    assert store.revision().result() != before


def test_the_questions_that_an_edit_answers_become_labels_and_are_done(store: Store) -> None:
    store.set_collecting(7, 30).result()
    for text in ("opening hours", "open?"):
        store.collect(Asked(1, 7, text, Outcome.UNANSWERED)).result()
    first, second = store.questions().result()
    reviewed = Reviewed((first.number,), (first.text,))
    store.edit(lambda _: NewEdit(EditKind.ADD, "hours", OPEN, None, "Ann", reviewed=reviewed)).result()
    assert [(label.text, label.entry) for label in store.labels().result()] == [("opening hours", "hours")]
    assert [each.decision for each in store.questions().result()] == [Decision.DONE, Decision.OPEN]
    assert second.decision is Decision.OPEN
