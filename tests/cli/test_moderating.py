"""`overlay`, `review` and `stats`: what moderators do, in the terminal."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli.inputs import read_settings
from bot.cli.state import open_state
from bot.knowledge import load
from bot.overlay import Author, Editor, revision_of
from bot.store import Asked, Content, Outcome, Vote
from bot.store.store import Store
from tests.cli.conftest import FAQ, Run

ANN = Author("Ann", 1, 7)
TODAY = datetime.now(UTC).date().isoformat()
WIFI = ("what is the wifi password", "wifi password please")


@pytest.fixture
def store(faq: Path) -> Iterator[Store]:
    store = open_state([faq], read_settings())
    store.set_collecting(7, 30).result()
    yield store
    store.close()


@pytest.fixture
def editor(faq: Path, store: Store) -> Editor:
    return Editor(store, lambda: load([faq]))


def ask(store: Store, *texts: str) -> None:
    for user, text in enumerate(texts):
        store.count(7, Outcome.UNANSWERED).result()
        store.collect(Asked(user + 1, 7, text, Outcome.UNANSWERED)).result()


def test_overlay_lists_the_edits_with_who_and_what_was_before(run: Run, faq: Path, editor: Editor) -> None:
    entry = load([faq]).entries[0]
    editor.change(entry.id, Content(entry.questions, "No.", entry.topic), revision_of(entry), ANN).result()
    editor.add_phrasings(entry.id, ["Send it back?"], ANN).result()
    out = run("overlay", "--data", faq).out.splitlines()
    assert "Ann edited “How do I return a parcel?”" in out[0]
    assert out[1].endswith("Ann added phrasings to “How do I return a parcel?”: Send it back?")
    first, _ = run("overlay", "--json", "--data", faq).records
    assert (first["number"], first["by"], first["kind"], first["stale"]) == (1, "Ann", "edit", False)
    assert first["before"]["answer"] == entry.answer
    assert first["after"]["answer"] == "No."


def test_overlay_without_edits_says_so(run: Run, faq: Path) -> None:
    assert run("overlay", "--data", faq).out == "There are no edits in effect.\n"


def test_overlay_undoes_step_by_step(run: Run, faq: Path, editor: Editor) -> None:
    entry = load([faq]).entries[0]
    for question in ("Send it back?", "Bring it back?"):
        editor.add_phrasings(entry.id, [question], ANN).result()
    assert "Bring it back?" in run("overlay", "--undo", "--data", faq).out
    assert run("overlay", "--undo", "1", "--data", faq).code == 0
    undone = run("overlay", "--undo", "--data", faq)
    assert (undone.code, undone.err) == (1, "Nothing was undone:\n  there is nothing to undo\n")
    assert len(run("overlay", "--history", "--json", "--data", faq).records) == 4
    assert "the terminal undid an edit of" in run("overlay", "--history", "--data", faq).out


def test_overlay_applies_to_the_files(run: Run, faq: Path, editor: Editor) -> None:
    editor.add_phrasings(load([faq]).entries[0].id, ["Send it back?"], ANN).result()
    before = run("ask", "--data", faq, "send it back").out
    done = run("overlay", "--apply", "--data", faq)
    assert (done.code, done.out) == (0, f"{faq}: How do I return a parcel?\nEntries written: 1.\n")
    assert faq.read_text(encoding="utf-8") == FAQ.replace("parcel?\n", "parcel?\nSend it back?\n")
    assert run("overlay", "--data", faq).out == "There are no edits in effect.\n"
    assert run("ask", "--data", faq, "send it back").out == before


def test_overlay_says_what_it_could_not_write(run: Run, faq: Path, store: Store) -> None:
    file = faq.with_name("faq.jsonl")
    file.write_text('{"question": "Open?", "answer": "Yes."}\n', encoding="utf-8")
    editor = Editor(store, lambda: load([file]))
    editor.add_phrasings(load([file]).entries[0].id, ["Shut?"], ANN).result()
    done = run("overlay", "--apply", "--data", file)
    assert done.code == 1
    assert "Open?: faq.jsonl has a format" in done.err


def test_review_shows_the_largest_group_first_and_writes_an_answer(run: Run, faq: Path, store: Store) -> None:
    ask(store, "do you sell stamps", *WIFI)
    typed = "x\nw\nWhat is the wifi password?\nIt is on\nthe receipt.\n.\nq\n"
    done = run("review", "--data", faq, stdin=typed.encode())
    assert "1 of 2: asked 2 times" in done.out
    assert "Type a number" in done.out
    assert "Done: edit 1." in done.out
    (record,) = run("ask", "--json", "--data", faq, "whats the password of the wifi").records
    assert record["entry"]["answer"] == "It is on\nthe receipt."
    (group,) = run("review", "--json", "--data", faq).records
    assert (group["texts"], group["count"], group["first_day"]) == (["do you sell stamps"], 1, TODAY)
    assert len(group["candidates"]) <= 3
    labels = run("review", "--labels", "--data", faq).out
    assert sorted(labels.splitlines()) == [f"{text}\tWhat is the wifi password?" for text in sorted(WIFI)]


def test_review_adds_phrasings_to_an_entry_that_a_search_finds(run: Run, faq: Path, store: Store) -> None:
    ask(store, "track my package")
    done = run("review", "--data", faq, stdin=b"s where is my order\n1\n")
    assert "1) Where is my order?" in done.out
    (record,) = run("ask", "--json", "--data", faq, "track my package").records
    assert record["entry"]["question"] == "Where is my order?"
    assert run("review", "--data", faq).out == "No questions to review.\n"


def test_review_confirms_labels_that_calibrate_the_confidence(run: Run, faq: Path, store: Store) -> None:
    entry = load([faq]).entries[0]
    question = "how do i return the parcel that came today"
    before = run("ask", "--json", "--data", faq, question).records[0]["confidence"]
    ask(store, "may i bring it back", "who is the pope", "is there a cafe")
    store.collect(Asked(9, 7, "return parcel", Outcome.ANSWERED, "1", entry.id)).result()
    store.vote(Vote("1", 5, True, entry.id, "v1", 7)).result()  # noqa: FBT003
    typed = b"s how do i return a parcel\nc 1\nc 0\nc 0\ny\n"
    assert "that got only 👍" in run("review", "--data", faq, stdin=typed).out
    labels = run("review", "--labels", "--data", faq).out.splitlines()
    assert labels == [
        f"may i bring it back\t{entry.question}",
        "who is the pope\tOOS",
        "is there a cafe\tOOS",
        f"return parcel\t{entry.question}",
    ]
    assert run("ask", "--json", "--data", faq, question).records[0]["confidence"] != before
    assert run("overlay", "--data", faq).out == "There are no edits in effect.\n"
    assert run("review", "--data", faq).out == "No questions to review.\n"


def test_review_ignores_and_postpones(run: Run, faq: Path, store: Store) -> None:
    ask(store, "do you sell stamps", *WIFI)
    assert run("review", "--data", faq, stdin=b"l\ni\n").code == 0
    assert run("review", "--json", "--data", faq).records == []


def test_review_tells_why_an_answer_was_not_written(run: Run, faq: Path, store: Store) -> None:
    ask(store, *WIFI)
    done = run("review", "--data", faq, stdin=b"w\nWhere is my order?\nHere.\n.\nq\n")
    assert "Not written: another entry has this question: Where is my order?." in done.out
    assert len(run("review", "--json", "--data", faq).records) == 1


def test_stats_count_weeks_entries_and_what_waits(run: Run, faq: Path, store: Store) -> None:
    entry, *others = load([faq]).entries
    ask(store, *WIFI)
    store.count(7, Outcome.ANSWERED, entry.id).result()
    store.vote(Vote("1", 1, False, entry.id, "v1", 7)).result()  # noqa: FBT003
    (record,) = run("stats", "--json", "--data", faq).records
    (week,) = record["weeks"]
    assert (week["answered"], week["unanswered"], week["helped"], week["not_helped"]) == (1, 2, 0, 1)
    assert record["top"] == [{"id": entry.id, "question": entry.question, "count": 1}]
    assert [each["id"] for each in record["never_asked"]] == [other.id for other in others]
    assert record["disliked"] == [{"id": entry.id, "question": entry.question, "not_helped": 1, "helped": 0}]
    assert (record["status"], record["waiting"]) == ("ok", 2)
    out = run("stats", "--data", faq).out
    assert "Questions that wait for `review`: 2" in out
    assert f"    1  {entry.question}" in out


@pytest.mark.parametrize("command", ["overlay", "review", "stats"])
def test_a_damaged_store_is_reported_without_an_exception(run: Run, faq: Path, state: Path, command: str) -> None:
    (state / "faq-bot.sqlite3").write_bytes(b"garbage " * 1000)
    done = run(command, "--data", faq)
    assert done.code == 1
    assert "What the bot remembers cannot be used:\n  the file is no database" in done.err


def test_nothing_remembered_is_reported_too(run: Run, faq: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATE_DIR", "none")
    assert "STATE_DIR is none" in run("overlay", "--data", faq).err


def test_check_shows_the_edits_and_where_the_owner_has_changed_the_same(run: Run, faq: Path, editor: Editor) -> None:
    entry = load([faq]).entries[0]
    editor.change(entry.id, Content(entry.questions, "No.", entry.topic), revision_of(entry), ANN).result()
    editor.add(Content(("Do you sell stamps?",), "Yes."), ANN).result()
    out = run("check", "--data", faq).out
    assert f"{faq}:2: note: Ann edited “How do I return a parcel?” on " in out
    assert "(moderators): note: Ann added “Do you sell stamps?” on " in out
    faq.write_text(FAQ.replace("Print the label", "Write the label"), encoding="utf-8")
    done = run("check", "--data", faq)
    assert f"{faq}:2: warning: edit 1 by Ann hides your change of “How do I return a parcel?”" in done.out
    assert done.code == 0
    assert "FAQ217" not in run("check", "--ignore", "FAQ217", "--data", faq).out
