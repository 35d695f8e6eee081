"""Folders, links, and files that hold no knowledge."""

import os
from pathlib import Path

import pytest

from bot.live import LiveKnowledge
from tests.live import quick
from tests.live.notes import OPEN, SHUT, at_once, questions


def test_a_new_file_in_a_new_folder_is_found(live: LiveKnowledge, folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "hours.txt").write_text(SHUT, encoding="utf-8")
    assert live.check(at_once)
    assert len(questions(live)) == 2


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_folder_replaced_by_another_symlink_is_noticed(tmp_path: Path) -> None:
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
def test_a_symlink_that_leads_back_up_is_searched_once(live: LiveKnowledge, folder: Path) -> None:
    (folder / "up").symlink_to(folder)
    (folder / "shop.txt").write_text(SHUT, encoding="utf-8")
    assert live.check(at_once)
    assert questions(live) == ["When do you close?"]


@pytest.mark.parametrize("name", ["server.log", ".shop.txt.swp", ".git/index.txt"])
def test_other_files_are_not_waited_for(live: LiveKnowledge, folder: Path, name: str) -> None:
    before = live.look()
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("busy", encoding="utf-8")
    assert live.look() == before
