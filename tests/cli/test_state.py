"""What moderators have taught the bot, as every command sees it."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.cli.inputs import read_settings
from bot.cli.live_knowledge import live_knowledge
from bot.cli.parser import parser
from bot.cli.state import open_state, place_of
from bot.config import Settings
from bot.knowledge import load
from bot.overlay import Author, Editor
from bot.review import Group, Reviewer
from bot.store import Asked, Content, Edit, Outcome
from bot.store.store import Store
from tests.cli.conftest import Run

ANN = Author("Ann")
STAMPS = Content(("Do you sell stamps?",), "At the counter.", "Shops")


@pytest.fixture
def store(faq: Path) -> Iterator[Store]:
    store = open_state([faq], read_settings())
    yield store
    store.close()


@pytest.fixture
def editor(faq: Path, store: Store) -> Editor:
    return Editor(store, lambda: load([faq]))


def test_edits_are_in_what_ask_topics_and_export_say(run: Run, faq: Path, editor: Editor) -> None:
    editor.add(STAMPS, ANN).result()
    (record,) = run("ask", "--json", "--data", faq, "do you sell stamps").records
    assert record["outcome"] == "answered"
    assert record["entry"]["answer"] == "At the counter."
    assert (record["entry"]["source"], record["entry"]["line"]) == ("moderators", None)
    assert "Do you sell stamps?" in run("topics", "--data", faq).out
    assert "Do you sell stamps?\nAt the counter." in run("export", "--data", faq).out


def test_the_saved_index_is_that_of_the_edited_knowledge(run: Run, faq: Path, editor: Editor) -> None:
    assert run("index", "build", "--data", faq).code == 0
    editor.add_phrasings(load([faq]).entries[0].id, ["May I send it back?"], ANN).result()
    (before,) = run("index", "info", "--json", "--data", faq).records
    assert not before["saved"]
    assert run("index", "build", "--data", faq).code == 0
    (after,) = run("index", "info", "--json", "--data", faq).records
    assert after["saved"]


@pytest.mark.parametrize("separate_process", [False, True])
def test_a_running_bot_answers_with_an_edit_of_another_process(
    faq: Path, editor: Editor, *, separate_process: bool
) -> None:
    arguments = parser().parse_args(["chat", "--data", str(faq)])
    live = live_knowledge(arguments, read_settings(), separate_process=separate_process)
    written = editor.add(STAMPS, ANN).result()
    assert isinstance(written, Edit)
    assert live.check(lambda _: False)
    base = live.loaded.assistant.base
    assert [entry.question for entry in base.entries][-1] == "Do you sell stamps?"
    assert len(live.loaded.files.entries) == len(base.entries) - 1
    editor.undo(ANN).result()
    assert live.check(lambda _: False)
    assert live.loaded.assistant.base == live.loaded.files
    live.close()


_COMMAND = """
import sys
from bot.cli import main
main(sys.argv[1:])
sys.exit("imported" if "sqlalchemy" in sys.modules else 0)
"""


@pytest.mark.parametrize("has_store", [False, True])
def test_without_edits_no_command_imports_the_database_library(
    faq: Path, environ: Mapping[str, str], store: Store, *, has_store: bool
) -> None:
    if has_store:
        store.status().result()
    for words in (("ask", "parcel"), ("check",), ("topics",)):
        command = [sys.executable, "-c", _COMMAND, *words, "--data", str(faq)]
        done = subprocess.run(command, capture_output=True, check=False, env=environ, text=True, timeout=60)  # noqa: S603  # our own
        assert done.returncode == 0, done.stderr


def test_each_set_of_files_has_its_own_store_in_the_users_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    settings = Settings.from_env({})
    places = {str(place_of([Path(name)], settings)) for name in ("a.txt", "./a.txt", "b.txt")}
    assert len(places) == 2
    assert place_of([Path("a.txt")], Settings.from_env({"STATE_DIR": "none"})) is None
    assert place_of([Path("a.txt")], Settings.from_env({"STATE_DIR": "here"})) == Path("here/faq-bot.sqlite3")


def _answer(record: dict[str, Any]) -> tuple[object, ...]:
    entry = record["entry"] and record["entry"]["id"]
    return record["outcome"], record["confidence"], entry, record["hits"], record["suggestions"]


def test_a_damaged_store_leaves_the_answers_alone(run_apart: Run, faq: Path, state: Path) -> None:
    (state / "faq-bot.sqlite3").write_bytes(b"garbage " * 1000)
    done = run_apart("ask", "--data", faq, "how do i return a parcel")
    assert done.code == 0
    assert "Print the label" in done.out
    assert done.err == (
        "The store cannot be used: the file is no database, or it is damaged. Answers go on; votes and edits are "
        "refused.\n"
    )


def test_confirmed_questions_answer_as_phrasings_in_the_file_do(
    run: Run, faq: Path, store: Store, editor: Editor
) -> None:
    learnt = {
        "Where is my order?": ["track my package", "has it been sent yet"],
        "How do I return a parcel?": ["refund"],
    }
    asked = "track package\nwas it sent\ni want a refund\nis it open on sunday\nwho is the pope"
    store.set_collecting(7, 30).result()
    reviewer = Reviewer(store, editor)
    for question, texts in learnt.items():
        entry = next(entry for entry in load([faq]).entries if entry.question == question)
        for text in texts:
            store.collect(Asked(1, 7, text, Outcome.UNANSWERED)).result()
            waiting = store.questions().result()[-1]
            group = Group((waiting,), (waiting.text,), ())
            assert isinstance(reviewer.add_phrasings(group, entry.id, ANN).result(), Edit)
    over = run("ask", "--json", "--data", faq, stdin=asked.encode()).records
    text = faq.read_text(encoding="utf-8")
    for question, texts in learnt.items():
        text = text.replace(question, "\n".join((question, *(f"Q: {each}" for each in texts))))
    written = faq.with_name("written.txt")
    written.write_text(text, encoding="utf-8")
    while isinstance(editor.undo(ANN).result(), Edit):
        pass
    in_file = run("ask", "--json", "--data", written, stdin=asked.encode()).records
    assert [_answer(record) for record in over] == [_answer(record) for record in in_file]
