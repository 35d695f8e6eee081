import sys
from pathlib import Path

import pytest

from bot.store import Asked, Decision, Kept, NewEdit, Outcome, Vote, open_store
from bot.store.store import Store
from bot.store.values import Content, EditKind
from tests.store.conftest import Clock, Open

USER = 123456789012345678


def asked(text: str = "Where is my parcel?", user: int = USER, answer: str = "") -> Asked:
    return Asked(user, 7, text, Outcome.UNANSWERED, answer)


def vote(user: int, *, helped: bool) -> Vote:
    return Vote("1", user, helped, "refunds", "v1")


def texts(store: Store) -> list[str]:
    return [question.text for question in store.questions().result()]


def test_no_text_is_kept_unless_the_server_collects(store: Store) -> None:
    assert not store.collect(asked()).result()
    assert store.collecting(7).result() is None
    store.set_collecting(8, 30).result()
    assert not store.collect(asked()).result()
    assert texts(store) == []


def test_texts_are_deleted_after_the_days_that_the_server_chose(store: Store, clock: Clock) -> None:
    store.set_collecting(7, 30).result()
    assert store.collect(asked("first")).result()
    clock.turn(29)
    store.collect(asked("second")).result()
    assert texts(store) == ["first", "second"]
    clock.turn(1)
    assert texts(store) == ["second"]


def test_texts_are_deleted_after_a_restart_too(store: Store, clock: Clock, open_here: Open) -> None:
    store.set_collecting(7, 30).result()
    store.collect(asked()).result()
    store.close()
    clock.turn(400)
    assert texts(open_here()) == []


def test_fewer_days_delete_at_once_and_turning_it_off_deletes_all(store: Store, clock: Clock) -> None:
    store.set_collecting(7, 30).result()
    for text in ("first", "second", "third"):
        store.collect(asked(text)).result()
        clock.turn(5)
    assert store.set_collecting(7, 7).result() == 2
    assert texts(store) == ["third"]
    assert store.set_collecting(7, None).result() == 1
    assert texts(store) == []


def test_questions_are_kept_for_a_day_at_least(store: Store) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        store.set_collecting(7, 0).result()


def test_forget_me_shows_and_removes_what_is_kept(store: Store) -> None:
    store.set_collecting(7, 30).result()
    store.collect(asked("mine")).result()
    store.collect(asked("theirs", user=2)).result()
    store.vote(vote(USER, helped=True)).result()
    added = NewEdit(EditKind.ADD, "hours", Content(("Open?",), "Yes."), None, "Ann", USER)
    store.edit(lambda _: added).result()
    mine = Kept(("mine",), votes=1, edits=1)
    assert store.kept(USER).result() == mine
    assert store.forget(USER).result() == mine
    assert store.kept(USER).result() == Kept()
    assert texts(store) == ["theirs"]
    assert [(edit.by, edit.entry) for edit in store.history().result()] == [("", "hours")]


def test_nothing_is_kept_about_a_member_who_has_opted_out(store: Store) -> None:
    store.set_collecting(7, 30).result()
    store.collect(asked()).result()
    assert store.opt_out(USER).result() == Kept(("Where is my parcel?",))
    assert not store.collect(asked()).result()
    assert not store.vote(vote(USER, helped=True)).result()
    assert store.kept(USER).result() == Kept()
    assert store.forget(USER).result() == Kept()
    assert store.has_opted_out(USER).result()
    store.opt_in(USER).result()
    assert not store.has_opted_out(USER).result()
    assert store.collect(asked()).result()


def test_the_files_hold_no_user_id_and_no_removed_text(tmp_path: Path) -> None:
    store = open_store(tmp_path / "state" / "faq-bot.sqlite3")
    store.set_collecting(7, 30).result()
    store.collect(asked("a very private question")).result()
    store.vote(vote(USER, helped=True)).result()
    store.opt_out(USER).result()
    store.close()
    whole = b"".join(path.read_bytes() for path in (tmp_path / "state").iterdir())
    assert b"votes" in whole
    assert str(USER).encode() not in whole
    assert USER.to_bytes(8, "big") not in whole
    assert b"private question" not in whole


def test_a_vote_or_a_pick_on_its_answer_marks_a_question(store: Store) -> None:
    store.set_collecting(7, 30).result()
    for answer in ("", "1", "2"):
        store.collect(asked(answer=answer)).result()
    store.vote(vote(3, helped=False)).result()
    assert store.pick("2", 7, "parcels").result()
    assert not store.pick("3", 7, "parcels").result()
    assert not store.pick("", 7, "parcels").result()
    marks = [(question.voted_down, question.picked) for question in store.questions().result()]
    assert marks == [(False, ""), (True, ""), (False, "parcels")]
    counted = [each.count for each in store.counters().result() if each.outcome is Outcome.PICKED]
    assert counted == [3]


def test_decisions_and_labels_are_kept(store: Store) -> None:
    store.set_collecting(7, 30).result()
    for _ in range(2):
        store.collect(asked()).result()
    first, _ = store.questions().result()
    store.decide([first.number, 999], Decision.IGNORED).result()
    assert [each.decision for each in store.questions(7).result()] == [Decision.IGNORED, Decision.OPEN]
    store.confirm(["one", "two", "one"], "refunds").result()
    store.confirm(["two"], "").result()
    assert [(label.text, label.entry) for label in store.labels().result()] == [("one", "refunds"), ("two", "")]


@pytest.mark.parametrize("text", ["\0", "\ud800", "“” 👍 \n\t", "'; DROP TABLE votes; --", "x" * 100_000])
def test_any_text_can_be_kept(store: Store, text: str) -> None:
    store.set_collecting(7, 30).result()
    assert store.collect(asked(text)).result()
    store.confirm([text], "refunds").result()
    assert len(texts(store)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_nobody_else_on_the_machine_can_read_the_files(tmp_path: Path) -> None:
    store = open_store(tmp_path / "faq-bot.sqlite3")
    store.count(7, Outcome.ANSWERED).result()
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    store.close()
    assert "faq-bot.sqlite3-wal" in modes
    assert set(modes.values()) == {0o600}
