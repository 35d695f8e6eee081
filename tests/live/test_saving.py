"""Ways to save an edit, and when it takes effect. Without threads: each test checks for edits itself."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.answering import Assistant
from bot.knowledge import KnowledgeBase
from bot.live import LiveKnowledge
from tests.live import quick
from tests.live.notes import OPEN, SHUT, at_once, questions, write


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
def test_an_edit_takes_effect_with_every_way_of_saving(
    live: LiveKnowledge, folder: Path, save: Callable[[Path], None]
) -> None:
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


def test_an_edit_between_loading_and_the_first_check_is_not_missed(folder: Path) -> None:
    def build(base: KnowledgeBase) -> Assistant:
        if base.entries[0].question != "When do you close?":
            write(folder / "shop.txt")
        return quick.build(base)

    live = LiveKnowledge.load([folder], build)
    assert live.check(at_once)
    assert questions(live) == ["When do you close?"]


def test_a_file_is_read_only_when_it_is_complete(live: LiveKnowledge, folder: Path) -> None:
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
