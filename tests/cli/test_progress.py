"""The progress line of long work, which appears only on a terminal."""

import os
import pty
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from bot.cli import console
from tests.cli.conftest import Run

Screen = Callable[[str], str]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw at once."""
    monkeypatch.setattr(console, "PATIENCE", 0.0)
    monkeypatch.setattr(console, "BEAT", 0.01)
    monkeypatch.setenv("TERM", "xterm")


@contextmanager
def terminal() -> Iterator[Screen]:
    """Make standard error a terminal. Yields a function that waits for a text and returns all output."""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as file, pytest.MonkeyPatch.context() as patched:
        patched.setattr("sys.stderr", file)
        drawn = ""

        def wait_for(text: str) -> str:
            nonlocal drawn
            while text not in drawn:
                drawn += os.read(ours, 4096).decode()
            return drawn

        yield wait_for
    os.close(ours)


def end() -> None:
    sys.stderr.write("The end.")
    sys.stderr.flush()


def test_a_bar_grows_and_is_erased() -> None:
    with terminal() as wait_for:
        with console.progress("Reading") as show:
            for done, share in ((1, "25 %"), (2, "50 %"), (4, "100 %")):
                show(done, 4)
                assert "\rReading [" in wait_for(share)
        end()
        assert "\r\x1b[KThe end." in wait_for("The end.")


def test_without_a_total_the_time_is_shown() -> None:
    with terminal() as wait_for, console.progress("Writing"):
        assert wait_for("Writing ... ")


def test_nothing_is_drawn_on_a_terminal_without_a_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with terminal() as wait_for:
        with console.progress("Reading") as show:
            show(1, 2)
            time.sleep(0.1)
        end()
        assert wait_for("The end.").startswith("The end.")


def test_nothing_is_drawn_without_a_terminal(run: Run) -> None:
    assert run("check", "nowhere.txt").err == ""
