"""Edits are noticed automatically, and never half of one."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import watchfiles

from bot.answering import Answered
from bot.live import Builder, LiveKnowledge, follow
from tests.live import child, quick

PATIENCE = 40.0
"""Seconds until a wait counts as failed; never reached when all is well."""
BURSTS, EDITS = 3, 8
ASKED_A_SECOND = 50
NOTES = """When does the kitchen open?
Edition {number}: the kitchen opens at {number} past eight, every day of the week. End.

Who cooks the soup on Fridays?
Edition {number}: on Fridays the soup is cooked by number {number} of the rota. End.

Where are the clean spoons?
Edition {number}: the clean spoons lie in drawer {number}, below the window. End.
"""
QUESTIONS = ("When does the kitchen open?", "Who cooks the soup on Fridays?", "Where are the clean spoons?")


class Followed:
    """Knowledge that a thread keeps up to date."""

    def __init__(self, folder: Path, builder: Builder | None = None) -> None:
        self.folder = folder
        self.file = folder / "kitchen.txt"
        self.write(0)
        self.live = LiveKnowledge.load([folder], quick.build, builder=builder)
        self.changes = 0
        self.stop = threading.Event()
        self._changed = threading.Condition()
        self.thread = threading.Thread(target=follow, args=(self.live, self.stop, self._note))

    def write(self, number: int) -> None:
        """Save an edition at once."""
        self.file.write_text(NOTES.format(number=number), encoding="utf-8")

    def write_in_pieces(self, number: int) -> None:
        """Save an edition in two steps, with half of it in the file for a while."""
        text = NOTES.format(number=number)
        with self.file.open("w", encoding="utf-8") as file:
            for piece in (text[:130], text[130:]):
                file.write(piece)
                file.flush()
                time.sleep(0.01)

    def rename_over(self, number: int) -> None:
        """Replace the last edition by renaming a new file."""
        fresh = self.folder / "kitchen.new"
        fresh.write_text(NOTES.format(number=number), encoding="utf-8")
        fresh.replace(self.file)

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for the effect of a change."""
        with self._changed:
            assert self._changed.wait_for(true, PATIENCE)

    def until_edition(self, number: int) -> None:
        """Wait until an edition is in use."""
        self.until(lambda: f"Edition {number}:" in self.live.loaded.assistant.base.entries[0].answer)

    def _note(self) -> None:
        with self._changed:
            self.changes += 1
            self._changed.notify_all()


@pytest.fixture(params=["here", "beside"])
def followed(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Followed]:
    notes = tmp_path / "notes"
    notes.mkdir()
    followed = Followed(notes, child.builder(notes, tmp_path / "saved") if request.param == "beside" else None)
    followed.thread.start()
    yield followed
    followed.stop.set()
    followed.thread.join(PATIENCE)
    assert not followed.thread.is_alive()


@pytest.mark.parametrize("save", [Followed.write, Followed.write_in_pieces, Followed.rename_over])
def test_an_edit_is_noticed(followed: Followed, save: Callable[[Followed, int], None]) -> None:
    save(followed, 1)
    followed.until_edition(1)
    save(followed, 2)
    followed.until_edition(2)


def test_a_folder_that_is_removed_and_restored_is_noticed(followed: Followed) -> None:
    followed.file.unlink()
    followed.folder.rmdir()
    followed.until(lambda: bool(followed.live.loaded.problems))
    followed.folder.mkdir()
    followed.write(1)
    followed.until_edition(1)
    assert followed.live.loaded.problems == ()
    followed.write(2)
    followed.until_edition(2)


def test_edits_are_found_without_notices_from_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> Iterator[object]:
        raise OSError("too many watches")
        yield

    monkeypatch.setattr(watchfiles, "watch", refuse)
    followed = Followed(tmp_path)
    followed.thread.start()
    try:
        followed.write(1)
        followed.until_edition(1)
    finally:
        followed.stop.set()
        followed.thread.join(PATIENCE)


@pytest.mark.parametrize("save", [Followed.write, Followed.write_in_pieces, Followed.rename_over])
def test_questions_amid_a_torrent_of_edits_are_all_answered_from_whole_files(
    followed: Followed, save: Callable[[Followed, int], None]
) -> None:
    done = threading.Event()

    def edit() -> None:
        for number in range(1, BURSTS * EDITS + 1):
            save(followed, number)
            time.sleep(0.8 if number % EDITS == 0 else 0.05)
        done.set()

    writer = threading.Thread(target=edit)
    writer.start()
    asked, wrong = 0, []
    while not done.wait(1 / ASKED_A_SECOND):
        question = QUESTIONS[asked % len(QUESTIONS)]
        outcome = followed.live.loaded.assistant.ask(question)
        asked += 1
        if not isinstance(outcome, Answered) or not _whole(outcome.entry.answer) or outcome.entry.question != question:
            wrong.append(outcome)
    writer.join()
    followed.until_edition(BURSTS * EDITS)
    assert asked > BURSTS * EDITS
    assert wrong == []
    assert followed.live.loaded.problems == ()


def _whole(answer: str) -> bool:
    return re.fullmatch(r"Edition (\d+): [\w ,]+ \b\1\b[\w ,]+\. End\.", answer) is not None
