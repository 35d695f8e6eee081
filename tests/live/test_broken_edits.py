"""An edit with errors keeps the last good version, and reports why."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.answering import Assistant
from bot.knowledge import KnowledgeBase, KnowledgeError, Problem, Severity
from bot.live import LiveKnowledge
from tests.live import quick
from tests.live.notes import BROKEN, OPEN, SHUT, at_once, questions, write


def break_it(folder: Path) -> None:
    (folder / "shop.txt").write_text(BROKEN, encoding="utf-8")


def garble(folder: Path) -> None:
    (folder / "shop.txt").write_bytes(b"When do you op\xeb?\nAt nine.\n")


def truncate(folder: Path) -> None:
    (folder / "shop.txt").write_text("", encoding="utf-8")


def delete(folder: Path) -> None:
    (folder / "shop.txt").unlink()


def delete_folder(folder: Path) -> None:
    (folder / "shop.txt").unlink()
    folder.rmdir()


def put_a_folder_in_its_place(folder: Path) -> None:
    delete_folder(folder)
    folder.write_bytes(b"\x00")


DAMAGES = [break_it, garble, truncate, delete, delete_folder, put_a_folder_in_its_place]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_broken_edit_keeps_the_last_good_version_and_says_why(
    live: LiveKnowledge, folder: Path, damage: Callable[[Path], None]
) -> None:
    before = live.loaded.assistant
    damage(folder)
    assert live.check(at_once)
    assert live.loaded.assistant is before
    assert live.loaded.problems
    assert {problem.severity for problem in live.loaded.problems} == {Severity.ERROR}


@pytest.mark.parametrize("damage", DAMAGES)
def test_it_recovers_when_the_file_is_fixed(live: LiveKnowledge, folder: Path, damage: Callable[[Path], None]) -> None:
    damage(folder)
    live.check(at_once)
    if folder.is_file():
        folder.unlink()
    folder.mkdir(exist_ok=True)
    write(folder / "shop.txt")
    assert live.check(at_once)
    assert live.loaded.problems == ()
    assert questions(live) == ["When do you close?"]


def test_an_undone_edit_builds_nothing(live: LiveKnowledge, folder: Path) -> None:
    before = live.loaded.assistant
    break_it(folder)
    live.check(at_once)
    (folder / "shop.txt").write_text(OPEN, encoding="utf-8")
    assert live.check(at_once)
    assert live.loaded.assistant is before
    assert live.loaded.problems == ()


def test_the_same_mistakes_are_logged_once(live: LiveKnowledge, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    for text in (BROKEN, f"{BROKEN}\n", f"{OPEN}\n{SHUT}", BROKEN):
        (folder / "shop.txt").write_text(text, encoding="utf-8")
        live.check(at_once)
    errors = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert len(errors) == 2
    assert f"{folder / 'shop.txt'}:1: error: " in errors[0]


def test_a_long_list_of_mistakes_is_cut_in_the_log(
    live: LiveKnowledge, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(30):
        (folder / f"{number}.txt").write_text(f"{BROKEN}\n# Hours\n", encoding="utf-8")
    live.check(at_once)
    assert caplog.text.count(": error: ") == 20
    assert "and 10 more" in caplog.text


@pytest.mark.parametrize(
    "error",
    [
        ValueError("At nine."),
        MemoryError(),
        KnowledgeError((Problem("asked.tsv", 4, None, "no such question", "name a stored one"),)),
    ],
)
def test_an_edit_that_cannot_be_built_keeps_the_last_good_version(folder: Path, error: Exception) -> None:
    def build(base: KnowledgeBase) -> Assistant:
        if base.entries[0].question == "When do you close?":
            raise error
        return quick.build(base)

    live = LiveKnowledge.load([folder], build)
    before = live.loaded.assistant
    write(folder / "shop.txt")
    assert live.check(at_once)
    assert live.loaded.assistant is before
    (problem,) = live.loaded.problems
    assert "At nine." not in str(problem)


def test_an_edit_that_loses_entries_is_reported_as_loudly_as_a_broken_one(
    live: LiveKnowledge, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "more.csv").write_text("question,answer\nOpen?,Yes.\nFar?,No.\n", encoding="utf-8")
    live.check(at_once)
    (folder / "more.csv").write_text("question,answer\nOpen?,Yes.\nFar?,\n", encoding="utf-8")
    live.check(at_once)
    assert not live.loaded.problems
    warnings = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert warnings == ["The notes have fewer entries than before (2, not 3). `check` says why."]
