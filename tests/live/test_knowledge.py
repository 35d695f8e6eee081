"""What an edit does to the knowledge in use. Without threads: each test looks for edits itself."""

import logging
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.answering import Assistant
from bot.knowledge import KnowledgeBase, KnowledgeError, Problem, Severity
from bot.live import LiveKnowledge
from tests.live import quick

OPEN = "When do you open?\nAt nine.\n"
SHUT = "When do you close?\nAt six.\n"
BROKEN = "When do you open?\n"
"""A question without an answer."""


def at_once(_: float) -> bool:
    return False


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "shop.txt").write_text(OPEN, encoding="utf-8")
    return folder


@pytest.fixture
def live(folder: Path) -> LiveKnowledge:
    return LiveKnowledge.load([folder], quick.build)


def questions(live: LiveKnowledge) -> list[str]:
    return [entry.question for entry in live.loaded.assistant.base.entries]


def write(path: Path) -> None:
    path.write_text(SHUT, encoding="utf-8")


def rename_over(path: Path) -> None:
    fresh = path.with_name("fresh.tmp")
    write(fresh)
    fresh.replace(path)


def keep_a_copy(path: Path) -> None:
    path.rename(path.with_name("shop.txt~"))
    write(path)


def delete_and_write(path: Path) -> None:
    path.unlink()
    write(path)


def keep_size_and_time(path: Path) -> None:
    times = path.stat()
    fresh = path.with_name("fresh.tmp")
    fresh.write_text(SHUT, encoding="utf-8")
    os.utime(fresh, ns=(times.st_atime_ns, times.st_mtime_ns))
    fresh.replace(path)


@pytest.mark.parametrize("save", [write, rename_over, keep_a_copy, delete_and_write, keep_size_and_time])
def test_an_edit_is_taken_however_it_is_saved(live: LiveKnowledge, folder: Path, save: Callable[[Path], None]) -> None:
    save(folder / "shop.txt")
    assert live.check(at_once)
    assert questions(live) == ["When do you close?"]


def test_without_an_edit_nothing_is_built(live: LiveKnowledge) -> None:
    before = live.loaded
    assert not live.check(at_once)
    assert live.loaded is before


@pytest.mark.parametrize("same", [OPEN, f"{OPEN}\n\n"], ids=["the same text", "blank lines at the end"])
def test_a_file_that_is_saved_without_a_change_builds_nothing(live: LiveKnowledge, folder: Path, same: str) -> None:
    before = live.loaded
    (folder / "shop.txt").write_text(same, encoding="utf-8")
    assert not live.check(at_once)
    assert live.loaded is before


def test_an_entry_that_only_moves_is_shown_with_its_new_line(live: LiveKnowledge, folder: Path) -> None:
    version = live.loaded.assistant.base.version
    (folder / "shop.txt").write_text(f"\n\n{OPEN}", encoding="utf-8")
    assert live.check(at_once)
    assert live.loaded.assistant.base.version == version
    assert [entry.line for entry in live.loaded.assistant.base.entries] == [3]


def test_a_new_file_in_a_new_folder_is_found(live: LiveKnowledge, folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "hours.txt").write_text(SHUT, encoding="utf-8")
    assert live.check(at_once)
    assert len(questions(live)) == 2


def test_an_edit_between_loading_and_the_first_look_is_not_missed(folder: Path) -> None:
    def build(base: KnowledgeBase) -> Assistant:
        if base.entries[0].question != "When do you close?":
            write(folder / "shop.txt")
        return quick.build(base)

    live = LiveKnowledge.load([folder], build)
    assert live.check(at_once)
    assert questions(live) == ["When do you close?"]


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
def test_it_heals_when_the_file_heals(live: LiveKnowledge, folder: Path, damage: Callable[[Path], None]) -> None:
    damage(folder)
    live.check(at_once)
    if folder.is_file():
        folder.unlink()
    folder.mkdir(exist_ok=True)
    write(folder / "shop.txt")
    assert live.check(at_once)
    assert live.loaded.problems == ()
    assert questions(live) == ["When do you close?"]


def test_an_edit_that_is_undone_builds_nothing_anew(live: LiveKnowledge, folder: Path) -> None:
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
        KnowledgeError((Problem("asked.tsv", 4, Severity.ERROR, "no such question", "name a stored one"),)),
    ],
)
def test_an_edit_of_which_nothing_can_be_built_keeps_the_last_good_version(folder: Path, error: Exception) -> None:
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


def test_a_file_is_read_only_when_nobody_writes_to_it_any_more(live: LiveKnowledge, folder: Path) -> None:
    pieces = iter(["When do you close?\nAt s", "ix.\n\nWhere ", "are you?\nHere.\n"])

    def pause(_: float) -> bool:
        with (folder / "shop.txt").open("a", encoding="utf-8") as file:
            file.write(next(pieces, ""))
        return False

    (folder / "shop.txt").write_text("", encoding="utf-8")
    live.check(pause)
    assert [(entry.question, entry.answer) for entry in live.loaded.assistant.base.entries] == [
        ("When do you close?", "At six."),
        ("Where are you?", "Here."),
    ]


def test_waiting_for_a_writer_can_be_given_up(live: LiveKnowledge, folder: Path) -> None:
    before = live.loaded
    write(folder / "shop.txt")
    assert not live.check(lambda _: True)
    assert live.loaded is before
    assert live.check(at_once)


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_folder_replaced_by_another_link_is_noticed(tmp_path: Path) -> None:
    for name, text in (("..2026_1", OPEN), ("..2026_2", SHUT)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "shop.txt").write_text(text, encoding="utf-8")
    (tmp_path / "..data").symlink_to("..2026_1")
    (tmp_path / "shop.txt").symlink_to("..data/shop.txt")
    live = LiveKnowledge.load([tmp_path], quick.build)
    (tmp_path / "..data_tmp").symlink_to("..2026_2")
    (tmp_path / "..data_tmp").replace(tmp_path / "..data")
    assert live.check(at_once)
    assert questions(live) == ["When do you close?"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_that_leads_back_up_is_looked_at_once(live: LiveKnowledge, folder: Path) -> None:
    (folder / "up").symlink_to(folder)
    (folder / "shop.txt").write_text(SHUT, encoding="utf-8")
    assert live.check(at_once)
    assert questions(live) == ["When do you close?"]


@pytest.mark.parametrize("name", ["server.log", ".shop.txt.swp", ".git/index.txt"])
def test_what_holds_no_knowledge_is_not_waited_for(live: LiveKnowledge, folder: Path, name: str) -> None:
    before = live.look()
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("busy", encoding="utf-8")
    assert live.look() == before
