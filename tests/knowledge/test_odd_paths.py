"""Paths that are no file to read: each ends in one line that says what to do."""

import os
from pathlib import Path

import pytest

from bot.knowledge import Severity, inspect
from tests.knowledge.folders import ENTRY, sources, told, write


@pytest.mark.parametrize("name", ["nothing.txt", "nothing/at/all.txt", "faq.txt/below", "a\0b", "x" * 5000])
def test_a_path_that_leads_nowhere_is_an_error(tmp_path: Path, name: str) -> None:
    write(tmp_path / "faq.txt")
    (problem,) = inspect([tmp_path / name]).problems
    assert (problem.severity, problem.line) == (Severity.ERROR, 0)
    assert "no such file or folder" in problem.message or "File name too long" in problem.message


def test_no_path_at_all_is_an_error() -> None:
    assert told() == ["(no path): error: there is nothing to read (name a knowledge file or folder)"]


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "faq.txt")
    assert sources(path, tmp_path) == ["faq.txt"]
    assert told(path, tmp_path) == [f"{path}: warning: this file is named twice; it is read once (name it once)"]


def test_a_file_under_two_names_is_read_once(tmp_path: Path) -> None:
    path, link = write(tmp_path / "a.txt"), tmp_path / "b.txt"
    link.symlink_to(path)
    assert sources(tmp_path) == ["a.txt"]
    assert told(tmp_path) == [f"{link}: warning: the same file as {path}; it is read once (name it once)"]


def test_a_link_that_leads_nowhere_is_an_error(tmp_path: Path) -> None:
    link = tmp_path / "a.txt"
    link.symlink_to(tmp_path / "gone")
    assert told(tmp_path) == told(link) == [f"{link}: error: a broken symlink (point the link to a file that exists)"]


def test_a_link_that_leads_back_to_itself_is_an_error(tmp_path: Path) -> None:
    link = tmp_path / "a.txt"
    link.symlink_to(link)
    assert told(tmp_path) == told(link) == [f"{link}: error: a symlink loop (point the link to a file that exists)"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_an_error_and_is_never_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    assert told(tmp_path) == told(pipe)
    assert "a pipe or device, not a file" in told(pipe)[0]


@pytest.mark.skipif(not Path("/dev/zero").is_char_device(), reason="this system has no /dev/zero")
def test_a_device_is_an_error_and_is_never_opened() -> None:
    (line,) = told(Path("/dev/zero"))
    assert "a pipe or device, not a file" in line


@pytest.mark.skipif(not Path("/proc/self/mem").is_file(), reason="this system has no file that cannot be read")
def test_a_file_that_cannot_be_read_is_an_error() -> None:
    (line,) = told(Path("/proc/self/mem"))
    assert line.startswith("/proc/self/mem: error: cannot be read: ")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    path, folder = write(tmp_path / "a.txt"), write(tmp_path / "b" / "c.txt").parent
    path.chmod(0)
    folder.chmod(0)
    assert [line.partition(" (")[0] for line in told(tmp_path)] == [
        f"{folder}: error: cannot be read: Permission denied",
        f"{path}: error: cannot be read: Permission denied",
    ]
    folder.chmod(0o700)


def test_a_file_too_large_to_be_knowledge_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "faq.txt"
    with path.open("wb") as file:
        file.truncate(2**31)  # a hole: it takes no room on the disk
    assert told(path) == [f"{path}: error: larger than 128 MiB (split it into several)"]


def test_a_name_that_would_break_a_message_is_shown_without_harm(tmp_path: Path) -> None:
    path = write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\n\x1b\xff.txt")), ENTRY + "\nShut?")
    assert sources(path) == ["a���.txt"]
    assert told(path) == [f"{tmp_path}/a���.txt:3: error: no answer to “Shut?” (write the answer on the line below)"]
