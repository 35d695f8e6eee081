"""Writes only a few log lines of each kind per minute, and counts the rest. A flood of events then fills no disk."""

import logging
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TextIO

LINES_PER_MINUTE = 10
"""Maximum lines of one kind to write in a minute."""
WINDOW_SECONDS = 60.0
MAX_KINDS = 1000
"""Kinds of lines to remember. The oldest is forgotten first."""
SUMMARY = "%d more lines like this in %.0f s: %s"


@dataclass(slots=True)
class _Window:
    """The lines of one kind since the first of a minute."""

    record: logging.LogRecord
    began: float
    lines: int = 0


class LimitedHandler(logging.StreamHandler[TextIO]):
    """Writes to standard error. Lines are of one kind if they differ only in the values that are filled in."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Take a clock in seconds."""
        super().__init__(sys.stderr)
        self._clock = clock
        self._windows: dict[tuple[str, int, str], _Window] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, or count it. First write the counts of minutes that are over."""
        now = self._clock()
        self._write_counts(now, now - WINDOW_SECONDS)
        kind = (record.name, record.levelno, str(record.msg))
        window = self._windows.setdefault(kind, _Window(record, now))
        window.lines += 1
        if window.lines <= LINES_PER_MINUTE:
            super().emit(record)
        if len(self._windows) > MAX_KINDS:
            self._forget(next(iter(self._windows)), now)

    def close(self) -> None:
        """Write all counts, and close."""
        now = self._clock()
        self._write_counts(now, now)
        super().close()

    def _write_counts(self, now: float, until: float) -> None:
        """Forget the windows that began up to `until`. They are in the order of their beginnings."""
        while self._windows:
            kind, window = next(iter(self._windows.items()))
            if window.began > until:
                return
            self._forget(kind, now)

    def _forget(self, kind: tuple[str, int, str], now: float) -> None:
        window = self._windows.pop(kind)
        more = window.lines - LINES_PER_MINUTE
        if more > 0:
            first = window.record
            values = (more, min(WINDOW_SECONDS, now - window.began), first.getMessage())
            super().emit(
                logging.LogRecord(first.name, first.levelno, first.pathname, first.lineno, SUMMARY, values, None)
            )
