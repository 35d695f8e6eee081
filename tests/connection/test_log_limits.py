import logging

import pytest

from bot.connection.log_limits import LINES_PER_MINUTE, MAX_KINDS, LimitedHandler


class Log:
    """A logger with a handler whose clock stands still."""

    def __init__(self) -> None:
        self.now = 0.0
        self.handler = LimitedHandler(lambda: self.now)

    def write(self, message: str, *values: object, count: int = 1) -> None:
        """Log the same line some times."""
        for _ in range(count):
            self.handler.emit(logging.LogRecord("bot", logging.WARNING, "a.py", 1, message, values, None))


def test_lines_of_one_kind_are_counted_and_the_others_written(capsys: pytest.CaptureFixture[str]) -> None:
    log = Log()
    for number in range(500):
        log.write("channel %d is full", number)
    log.write("something else")
    log.now = 61.0
    log.write("later")
    written = capsys.readouterr().err.splitlines()
    assert written[LINES_PER_MINUTE:] == [
        "something else",
        "490 more lines like this in 60 s: channel 0 is full",
        "later",
    ]


def test_the_next_minute_starts_anew(capsys: pytest.CaptureFixture[str]) -> None:
    log = Log()
    log.write("full", count=LINES_PER_MINUTE)
    log.now = 60.0
    log.write("full", count=LINES_PER_MINUTE)
    assert capsys.readouterr().err.splitlines() == ["full"] * 2 * LINES_PER_MINUTE


def test_the_end_writes_the_counts(capsys: pytest.CaptureFixture[str]) -> None:
    log = Log()
    log.write("full", count=LINES_PER_MINUTE + 1)
    log.now = 5.0
    log.handler.close()
    assert capsys.readouterr().err.splitlines()[-1] == "1 more lines like this in 5 s: full"


def test_many_kinds_are_written_and_forgotten(capsys: pytest.CaptureFixture[str]) -> None:
    log = Log()
    for number in range(2 * MAX_KINDS):
        log.write(f"kind {number}")
    assert len(capsys.readouterr().err.splitlines()) == 2 * MAX_KINDS
