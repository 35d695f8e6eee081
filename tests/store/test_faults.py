"""The storage fails: the process is killed, the disk is full, the file is read-only, locked or no database."""

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import pytest

from bot.store import Outcome, Reason, Status, StoreError, database, engines, open_store
from bot.store.opening import holds_edits

ROOT = Path(__file__).parent.parent.parent
CHILD = [sys.executable, str(Path(__file__).parent / "child.py")]
ENVIRON = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database with one counter."""
    file = tmp_path / "state" / "faq-bot.sqlite3"
    store = open_store(file)
    store.count(7, Outcome.ANSWERED, "refunds").result()
    store.close()
    return file


def child(file: Path, task: str) -> list[str]:
    done = subprocess.run([*CHILD, file, task], capture_output=True, env=ENVIRON, text=True, timeout=60)  # noqa: S603, PLW1510
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def first_lines(stream: IO[str], seconds: float) -> list[str]:
    end, lines = time.monotonic() + seconds, list[str]()
    while time.monotonic() < end:
        lines.append(stream.readline())
    return lines


@pytest.mark.parametrize("seconds", [0.1, 0.3, 0.5])
def test_kill_9_loses_nothing_that_was_acknowledged(tmp_path: Path, seconds: float) -> None:
    file = tmp_path / "faq-bot.sqlite3"
    with subprocess.Popen([*CHILD, file, "for-ever"], stdout=subprocess.PIPE, env=ENVIRON, text=True) as process:  # noqa: S603
        assert process.stdout
        lines = first_lines(process.stdout, seconds)
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
    acknowledged = int([line for line in lines if line.endswith("\n")][-1])
    store = open_store(file)
    (counter,) = store.counters().result()
    store.close()
    # The last one may have been committed without the chance to say so.
    assert acknowledged > 0
    assert counter.count in {acknowledged, acknowledged + 1}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of the size of files")
def test_a_full_disk_refuses_writes_and_heals(tmp_path: Path) -> None:
    file = tmp_path / "faq-bot.sqlite3"
    assert child(file, "fill") == ["refused: Reason.FULL", "Reason.FULL", "True", "None"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_read_only_file_can_be_read(file: Path) -> None:
    with TemporaryDirectory() as above:  # not below pytest's own folder, which others may not enter
        Path(above).chmod(0o755)
        folder = Path(above, "state")
        copy = shutil.copytree(file.parent, folder) / file.name
        with closing(sqlite3.connect(copy)) as keeps_the_log_open:
            keeps_the_log_open.execute("SELECT * FROM counters").fetchall()
            for each in folder.iterdir():
                each.chmod(0o444)
            folder.chmod(0o555)
            lines = child(copy, "read-only")
        folder.chmod(stat.S_IRWXU)
    assert lines == ["Reason.READ_ONLY", "1", "refused: Reason.READ_ONLY"]


def test_a_locked_database_refuses_writes_and_heals(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    store = open_store(file)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert store.status().result() == Status(Reason.LOCKED)
    assert [counter.count for counter in store.counters().result()] == [1]
    with pytest.raises(StoreError, match="locked"):
        store.count(7, Outcome.ANSWERED).result()
    other.execute("COMMIT")
    other.close()
    store.count(7, Outcome.ANSWERED).result()
    assert store.status().result() == Status()
    store.close()


@pytest.mark.parametrize("content", [b"garbage " * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_left_alone(
    file: Path, content: bytes, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    file.write_bytes(content)
    store = open_store(file)
    assert store.status().result() == Status(Reason.DAMAGED)
    for _ in range(3):
        with pytest.raises(StoreError):
            store.count(7, Outcome.ANSWERED).result()
    assert file.read_bytes() == content
    assert len(caplog.records) == 1
    assert str(file.parent) not in caplog.text
    monkeypatch.setattr(database, "RETRY_SECONDS", 0.0)
    file.rename(file.with_name("moved"))
    store.count(7, Outcome.ANSWERED).result()
    assert store.status().result() == Status()
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not delete open files")
def test_a_folder_that_is_replaced_is_used_again(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = open_store(file)
    store.count(7, Outcome.ANSWERED).result()
    shutil.copytree(file.parent, file.parent.with_name("backup"))
    store.count(7, Outcome.ANSWERED).result()
    shutil.rmtree(file.parent)
    store.count(8, Outcome.ANSWERED).result()
    assert [counter.server for counter in store.counters().result()] == [8]
    shutil.rmtree(file.parent)
    file.parent.with_name("backup").rename(file.parent)
    assert store.status().result() == Status()
    assert [counter.server for counter in store.counters().result()] == [7, 7]
    assert caplog.text.count("It is opened again") == 2
    store.close()


def test_a_row_that_cannot_be_read_refuses_and_nothing_else_fails(file: Path) -> None:
    store = open_store(file)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE counters SET outcome = 'unheard-of'")
    connection.close()
    with pytest.raises(StoreError) as caught:
        store.counters().result()
    assert caught.value.reason is Reason.DAMAGED
    assert store.settings(7).result() == {}
    store.close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_fifo_in_its_place_blocks_nothing(tmp_path: Path) -> None:
    file = tmp_path / "faq-bot.sqlite3"
    os.mkfifo(file)
    assert holds_edits(file)
    store = open_store(file)
    assert store.status().result(10) == Status(Reason.DAMAGED)
    store.close()


def test_a_damaged_table_refuses_politely(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TABLE votes")
    connection.close()
    store = open_store(file)
    with pytest.raises(StoreError) as caught:
        store.votes().result()
    assert caught.value.reason is Reason.DAMAGED
    store.close()


def test_a_folder_that_cannot_be_made_refuses(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file", encoding="utf-8")
    store = open_store(tmp_path / "state" / "faq-bot.sqlite3")
    assert store.status().result() == Status(Reason.READ_ONLY)
    store.close()


def test_no_store_refuses_all() -> None:
    store = open_store(None)
    assert store.status().result() == Status(Reason.OFF)
    with pytest.raises(StoreError, match="STATE_DIR"):
        store.count(7, Outcome.ANSWERED).result()
    store.close()


def test_a_server_that_is_not_there_refuses(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    store = open_store(f"postgresql://faq:secret@/faq?host={tmp_path}")
    assert store.status().result() == Status(Reason.UNREACHABLE)
    store.close()


def test_edits_are_looked_for_without_opening_the_store(file: Path) -> None:
    assert not holds_edits(file)
    assert not holds_edits(file.with_name("none"))
    store = open_store(file)
    store.confirm(["one"], "refunds").result()
    assert holds_edits(file)
    store.close()
    assert holds_edits(file)
    file.write_bytes(b"garbage " * 1000)
    assert holds_edits(file)


def test_a_connection_that_the_server_ends_is_made_again(postgresql: str) -> None:
    import psycopg  # noqa: PLC0415 - may not be installed

    store = open_store(postgresql.format(name="postgres"))
    store.count(7, Outcome.ANSWERED).result()
    with psycopg.connect(postgresql.format(name="postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    store.count(7, Outcome.ANSWERED).result()
    assert [counter.count for counter in store.counters().result()] == [2]
    store.close()


def test_a_locked_database_is_logged_once_and_delays_no_reader_again(
    file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.3)
    store = open_store(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        store.counters().result()
        begun = time.monotonic()
        for _ in range(5):
            store.counters().result()
        assert time.monotonic() - begun < 0.3
        for _ in range(2):
            with pytest.raises(StoreError):
                store.count(7, Outcome.ANSWERED).result()
        store.counters().result()
        assert len(caplog.records) == 1
    store.close()
