"""Edits of the labelled questions."""

from pathlib import Path

import pytest

from bot.answering import Assistant
from bot.knowledge import KnowledgeBase, KnowledgeError, Problem
from bot.live import LiveKnowledge
from tests.live import quick
from tests.live.notes import BROKEN, OPEN, at_once, write

WRONG = Problem("asked.tsv", 1, None, "no such question", "name a stored one")


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    file = tmp_path / "asked.tsv"
    file.write_text("open today\tWhen do you open?\n", encoding="utf-8")
    return file


@pytest.fixture
def live(folder: Path, asked: Path) -> LiveKnowledge:
    def build(base: KnowledgeBase) -> Assistant:
        if not asked.read_text(encoding="utf-8"):
            raise KnowledgeError((WRONG,))
        return quick.build(base)

    return LiveKnowledge.load([folder], build, also=[asked])


def test_an_edit_of_it_takes_effect(live: LiveKnowledge, asked: Path) -> None:
    before = live.loaded.assistant
    asked.write_text("who is king\tOOS\n", encoding="utf-8")
    assert live.check(at_once)
    assert live.loaded.assistant is not before
    assert not live.check(at_once)


def test_a_broken_edit_of_it_is_reported_until_it_is_fixed(live: LiveKnowledge, asked: Path) -> None:
    before = live.loaded.assistant
    asked.write_text("", encoding="utf-8")
    assert live.check(at_once)
    assert (live.loaded.assistant, live.loaded.problems) == (before, (WRONG,))
    asked.write_text("who is king\tOOS\n", encoding="utf-8")
    assert live.check(at_once)
    assert live.loaded.assistant is not before
    assert live.loaded.problems == ()


def test_it_takes_effect_when_broken_notes_are_restored(live: LiveKnowledge, folder: Path, asked: Path) -> None:
    before = live.loaded.assistant
    asked.write_text("who is king\tOOS\n", encoding="utf-8")
    (folder / "shop.txt").write_text(BROKEN, encoding="utf-8")
    assert live.check(at_once)
    assert live.loaded.assistant is before
    (folder / "shop.txt").write_text(OPEN, encoding="utf-8")
    assert live.check(at_once)
    assert live.loaded.assistant is not before


def test_an_edit_of_the_notes_alone_fits_once(live: LiveKnowledge, folder: Path) -> None:
    write(folder / "shop.txt")
    assert live.check(at_once)
    assert not live.check(at_once)
