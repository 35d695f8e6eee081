"""A quick assistant answers until the complete one is ready."""

import logging
from pathlib import Path

import pytest

from bot.answering import Assistant
from bot.knowledge import KnowledgeBase
from bot.live import LiveKnowledge
from tests.live.notes import BROKEN, OPEN, at_once, questions, write
from tests.live.quick import build


class Made:
    """The assistants in the order of building."""

    def __init__(self) -> None:
        self.all: list[Assistant] = []

    def __call__(self, base: KnowledgeBase) -> Assistant:
        """Build an assistant."""
        self.all.append(build(base))
        return self.all[-1]


def test_it_answers_until_the_first_check_has_built_the_complete_one(folder: Path) -> None:
    first, rest = Made(), Made()
    live = LiveKnowledge.load([folder], rest, at_first=first)
    assert [live.loaded.assistant] == first.all
    assert rest.all == []
    assert live.check(at_once)
    assert [live.loaded.assistant] == rest.all
    assert not live.check(at_once)
    assert len(first.all) == len(rest.all) == 1


def test_if_it_is_not_worth_it_the_complete_one_is_built_at_once(folder: Path) -> None:
    rest = Made()
    live = LiveKnowledge.load([folder], rest, at_first=lambda _: None)
    assert [live.loaded.assistant] == rest.all
    assert not live.check(at_once)


def test_the_first_check_takes_an_edit_too(folder: Path) -> None:
    live = LiveKnowledge.load([folder], Made(), at_first=Made())
    write(folder / "shop.txt")
    assert live.check(at_once)
    assert questions(live) == ["When do you close?"]


def test_after_a_broken_edit_it_answers_until_the_files_are_fixed(folder: Path) -> None:
    first, rest = Made(), Made()
    live = LiveKnowledge.load([folder], rest, at_first=first)
    (folder / "shop.txt").write_text(BROKEN, encoding="utf-8")
    assert live.check(at_once)
    assert live.loaded.problems
    assert [live.loaded.assistant] == first.all
    (folder / "shop.txt").write_text(OPEN, encoding="utf-8")
    assert live.check(at_once)
    assert not live.loaded.problems
    assert [live.loaded.assistant] == rest.all


def test_the_log_says_that_the_same_version_was_fitted_again(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    live = LiveKnowledge.load([folder], Made(), at_first=Made())
    with caplog.at_level(logging.INFO, "bot.live"):
        live.check(at_once)
    assert f"Version {live.loaded.assistant.base.version} has been fitted again." in caplog.text
