"""What moderators change takes effect as edits of the files do."""

import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.answering import Assistant
from bot.knowledge import KnowledgeBase
from bot.live import LiveKnowledge, follow
from tests.live import quick
from tests.live.notes import BROKEN, SHUT, at_once, questions, write


@dataclass
class Renaming:
    """Moderators who replace every first question by a text."""

    text: str = ""
    reads: int = 0

    def refresh(self) -> str:
        """What they have changed."""
        self.reads += 1
        return self.text

    def close(self) -> None:
        """Nothing to do."""

    def apply(self, files: KnowledgeBase, learned: str) -> KnowledgeBase:
        """The changed entries."""
        assert learned
        return KnowledgeBase(tuple(replace(entry, questions=(learned,)) for entry in files.entries))


@pytest.fixture
def changes() -> Renaming:
    return Renaming()


@pytest.fixture
def moderated(folder: Path, changes: Renaming) -> LiveKnowledge:
    return LiveKnowledge.load([folder], quick.build, changes=changes)


def test_changes_take_effect_and_can_be_undone(moderated: LiveKnowledge, changes: Renaming) -> None:
    assert questions(moderated) == ["When do you open?"]
    assert not moderated.check(at_once)
    changes.text = "Opening hours?"
    assert moderated.check(at_once)
    assert questions(moderated) == ["Opening hours?"]
    assert [entry.question for entry in moderated.loaded.files.entries] == ["When do you open?"]
    assert not moderated.check(at_once)
    changes.text = ""
    assert moderated.check(at_once)
    assert questions(moderated) == ["When do you open?"]


def test_changes_are_there_from_the_start(folder: Path) -> None:
    live = LiveKnowledge.load([folder], quick.build, changes=Renaming("Opening hours?"))
    assert questions(live) == ["Opening hours?"]
    assert not live.check(at_once)


def test_an_edit_of_the_files_keeps_the_changes(moderated: LiveKnowledge, folder: Path, changes: Renaming) -> None:
    changes.text = "Hours?"
    moderated.check(at_once)
    write(folder / "shop.txt")
    assert moderated.check(at_once)
    assert questions(moderated) == ["Hours?"]
    assert [entry.answer for entry in moderated.loaded.files.entries] == ["At six."]


def test_changes_wait_while_the_files_have_errors(moderated: LiveKnowledge, folder: Path, changes: Renaming) -> None:
    (folder / "shop.txt").write_text(BROKEN, encoding="utf-8")
    moderated.check(at_once)
    changes.text = "Hours?"
    moderated.check(at_once)
    assert moderated.loaded.problems
    assert questions(moderated) == ["When do you open?"]
    (folder / "shop.txt").write_text(SHUT, encoding="utf-8")
    moderated.check(at_once)
    assert questions(moderated) == ["Hours?"]


def test_what_only_calibrates_fits_again(folder: Path) -> None:
    built = list[KnowledgeBase]()

    class Labels(Renaming):
        def apply(self, files: KnowledgeBase, _: str) -> KnowledgeBase:
            return files

    def build(base: KnowledgeBase) -> Assistant:
        built.append(base)
        return quick.build(base)

    labels = Labels()
    live = LiveKnowledge.load([folder], build, changes=labels)
    labels.text = "a label"
    assert live.check(at_once)
    assert len(built) == 2


class Slow(Renaming):
    """Their store takes long to answer."""

    def refresh(self) -> str:
        """What they have changed."""
        time.sleep(0.3)
        return super().refresh()


def test_a_slow_store_does_not_make_the_polls_rarer(folder: Path) -> None:
    changes, stop, changed = Slow(), threading.Event(), threading.Event()
    live = LiveKnowledge.load([folder], quick.build, changes=changes)
    thread = threading.Thread(target=follow, args=(live, stop, changed.set))
    thread.start()
    time.sleep(1)  # until the first poll has ended
    changes.text = "Opening hours?"
    try:
        assert changed.wait(8)
    finally:
        stop.set()
        thread.join()
