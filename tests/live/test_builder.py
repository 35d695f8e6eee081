"""A separate process reads and fits the edits, which take effect even if it fails."""

import json
import logging
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from bot.answering import Assistant
from bot.knowledge import KnowledgeBase, KnowledgeError, load
from bot.live import Builder, LiveKnowledge
from bot.live.build_server import serve
from bot.runtime import Progress
from tests.live import child, quick
from tests.live.notes import BROKEN, OPEN, SHUT, at_once, questions, write

PATIENCE = 40.0
"""Seconds until a wait counts as failed; never reached when all is well."""


def never(_: KnowledgeBase) -> Assistant:
    raise AssertionError("built here")


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return tmp_path / "saved"


@pytest.fixture
def builder(folder: Path, saved: Path) -> Iterator[Builder]:
    builder = child.builder(folder, saved)
    yield builder
    builder.close()


def processes(saved: Path) -> list[int]:
    """The builders that have run, in no order."""
    return [int(file.stem) for file in saved.glob("*.pid")]


def ended(process: int) -> bool:
    """Wait until a process has ended."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_everything_is_read_and_fitted_there(folder: Path, builder: Builder, saved: Path) -> None:
    live = LiveKnowledge.load([folder], never, builder=builder)
    assert questions(live) == ["When do you open?"]
    write(folder / "shop.txt")
    assert live.check(at_once)
    assert questions(live) == ["When do you close?"]
    (folder / "more.txt").write_text(OPEN, encoding="utf-8")
    assert live.check(at_once)
    assert len(questions(live)) == 2
    assert len(processes(saved)) == 1


def test_a_saved_index_needs_no_builder(folder: Path, builder: Builder, saved: Path) -> None:
    saved.mkdir(exist_ok=True)
    (saved / load([folder]).version).touch()
    LiveKnowledge.load([folder], never, builder=builder)
    assert processes(saved) == []


def test_a_broken_edit_is_reported_as_if_it_were_read_here(folder: Path, builder: Builder) -> None:
    live = LiveKnowledge.load([folder], never, builder=builder)
    before = live.loaded.assistant
    (folder / "shop.txt").write_text(BROKEN, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load([folder])
    assert live.check(at_once)
    assert live.loaded.assistant is before
    assert live.loaded.problems == caught.value.problems
    (folder / "shop.txt").write_text(OPEN, encoding="utf-8")
    assert live.check(at_once)
    assert live.loaded.assistant is before
    assert live.loaded.problems == ()


@pytest.mark.parametrize("how", [how for how in child.WAYS if how != "well"])
def test_an_edit_takes_effect_even_if_the_builder_fails(
    folder: Path, saved: Path, how: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.live.builder.HANG_TIMEOUT", 1.0 if how == "hangs" else PATIENCE)
    builder = child.builder(folder, saved, how)
    live = LiveKnowledge.load([folder], quick.build, builder=builder)
    write(folder / "shop.txt")
    assert live.check(at_once)
    assert questions(live) == ["When do you close?"]
    builder.close()
    warnings = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert all(text.startswith("The index is built in this process, because the builder ") for text in warnings)
    assert warnings


def test_a_missing_program_counts_as_a_failed_builder(folder: Path) -> None:
    builder = Builder([str(folder / "nothing")], {}, lambda _: None)
    live = LiveKnowledge.load([folder], quick.build, builder=builder)
    assert questions(live) == ["When do you open?"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_after_a_killed_builder_the_next_edit_gets_a_new_one(folder: Path, builder: Builder, saved: Path) -> None:
    live = LiveKnowledge.load([folder], quick.build, builder=builder)
    (first,) = processes(saved)
    os.kill(first, signal.SIGKILL)
    for name in ("one.txt", "two.txt"):
        write(folder / name)
        assert live.check(at_once)
    assert len(questions(live)) == 3
    assert len(processes(saved)) > 1


def test_it_ends_after_some_time_without_an_edit(
    folder: Path, builder: Builder, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = LiveKnowledge.load([folder], never, builder=builder)
    live.check(at_once)
    (process,) = processes(saved)
    os.kill(process, 0)
    monkeypatch.setattr("bot.live.builder.IDLE_TIMEOUT", -1.0)
    live.check(at_once)
    assert ended(process)
    write(folder / "shop.txt")
    assert live.check(at_once)
    assert questions(live) == ["When do you close?"]


def test_with_very_many_entries_a_fresh_one_stands_by(
    folder: Path, builder: Builder, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.live.builder.STANDBY_ENTRIES", 1)
    monkeypatch.setattr("bot.live.builder.IDLE_TIMEOUT", -1.0)
    live = LiveKnowledge.load([folder], never, builder=builder)
    (first,) = processes(saved)
    live.check(at_once)
    assert ended(first)
    live.check(at_once)
    write(folder / "shop.txt")
    assert live.check(at_once)
    assert questions(live) == ["When do you close?"]
    assert len(processes(saved)) == 2


def test_work_on_unfinished_files_is_dropped(folder: Path, builder: Builder, saved: Path) -> None:
    live = LiveKnowledge.load([folder], never, builder=builder)
    texts = iter([BROKEN, f"{OPEN}\n{SHUT}"])

    def pause(_: float) -> bool:
        if text := next(texts, ""):
            (folder / "shop.txt").write_text(text, encoding="utf-8")
        return False

    write(folder / "shop.txt")
    assert live.check(pause)
    assert live.loaded.problems == ()
    assert questions(live) == ["When do you open?", "When do you close?"]
    assert len(processes(saved)) == 1


def test_a_superseded_fit_stops_early(tmp_path: Path) -> None:
    asked, built = queue.SimpleQueue[str](), list[str]()

    def build(base: KnowledgeBase, show: Progress) -> None:
        built.append(f"begun {len(base.entries)}")
        if len(built) == 1:
            asked.put(json.dumps({"read": 2, "into": str(tmp_path), "learned": ""}))
            while True:
                show(0, 1)
        built.append("done")
        asked.put("")

    replies = StringIO()
    threading.Thread(
        target=serve,
        args=(lambda *_: KnowledgeBase(()), build, str, iter(asked.get, ""), replies),
        daemon=True,
    ).start()
    asked.put(json.dumps({"read": 1, "into": str(tmp_path), "learned": ""}))
    until = time.monotonic() + PATIENCE
    while '"built": 2' not in replies.getvalue() and time.monotonic() < until:
        time.sleep(0.01)
    assert built == ["begun 0", "begun 0", "done"]
    assert [line for line in replies.getvalue().splitlines() if "alive" not in line] == [
        '{"read": 1}',
        '{"read": 2}',
        '{"built": 2}',
    ]


def test_a_deleted_temporary_folder_does_not_matter(
    folder: Path, builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    live = LiveKnowledge.load([folder], never, builder=builder)
    for made in temporary.iterdir():
        made.rmdir()
    write(folder / "shop.txt")
    assert live.check(at_once)
    assert questions(live) == ["When do you close?"]


_PARENT = """
import sys, time
from pathlib import Path
from tests.live import child
builder = child.builder(Path(sys.argv[1]), Path(sys.argv[2]))
builder.read()
print("read", flush=True)
time.sleep(3600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_no_builder_outlives_a_parent_that_is_killed(folder: Path, saved: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _PARENT, str(folder), str(saved)]
    env = {**os.environ, "TMPDIR": str(tmp_path)}  # a killed process leaves its folder behind
    with subprocess.Popen(command, cwd=child.ROOT, env=env, stdout=subprocess.PIPE) as parent:  # noqa: S603  # our own
        assert parent.stdout
        assert parent.stdout.readline()
        (process,) = processes(saved)
        parent.kill()
    assert ended(process)
