"""Shows on a terminal how far long work has come; elsewhere, nothing."""

import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bot.runtime import Progress, silent

PATIENCE = 0.7
"""Seconds before anything is shown: most work is done by then."""
BEAT = 0.2
"""Seconds between two drawings."""
LONGEST_BAR = 30
"""Characters."""


def is_watched() -> bool:
    """Whether standard error is a terminal on which a line can be drawn over."""
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """Show a line on standard error while the block runs, if somebody watches; it is wiped away at the end.

    Gives a function that takes how much is done, and how much there is to do; until it is called, only the time is
    shown.
    """
    if not is_watched():
        yield silent
        return
    line = _Line(what)
    thread = threading.Thread(target=line.draw_on, daemon=True)
    thread.start()
    try:
        yield line.take
    finally:
        line.ended.set()
        thread.join()


class _Line:
    def __init__(self, what: str) -> None:
        self.ended = threading.Event()
        self._what = what
        self._share: float | None = None
        self._start = time.monotonic()

    def take(self, done: int, total: int) -> None:
        """So much is done, of so much."""
        self._share = done / total if total else None

    def draw_on(self) -> None:
        """Draw until the end."""
        if self.ended.wait(PATIENCE):
            return
        while not self.ended.wait(BEAT):
            sys.stderr.write(f"\r{self._text()}\x1b[K")
            sys.stderr.flush()
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()

    def _text(self) -> str:
        seconds = f"{time.monotonic() - self._start:.0f} s"
        if self._share is None:
            return f"{self._what} ... {seconds}"
        room = shutil.get_terminal_size().columns - len(f"{self._what}  [] 100 %  {seconds}") - 1
        width = max(0, min(LONGEST_BAR, room))
        full = round(width * self._share)
        return f"{self._what} [{'#' * full}{'.' * (width - full)}] {self._share * 100:.0f} %  {seconds}"
