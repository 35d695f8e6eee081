"""What commands write to standard error: errors, progress, and the resources used."""

import os
import shutil
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from bot.runtime import Progress, silent
from bot.terminal.text import printable

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

PATIENCE = 0.7
"""Seconds before the progress line appears. Most work is done by then."""
BEAT = 0.2
"""Seconds between two updates of the line."""
LONGEST_BAR = 30
"""Characters."""


def print_error(headline: str, problems: Iterable[str]) -> None:
    """Print a headline and the problems below it, each at least one line."""
    print(f"{headline}:", *(f"  {printable(problem)}" for problem in problems), sep="\n", file=sys.stderr)


def is_watched() -> bool:
    """Whether standard error is a terminal on which a line can be overwritten."""
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """Show a progress line while the block runs, if standard error is a terminal, and erase it at the end.

    Yields a function that takes the amount of work done and the total. Until its first call, the line shows only the
    time.
    """
    if not is_watched():
        yield silent
        return
    line = _ProgressLine(what)
    thread = threading.Thread(target=line.draw_on, daemon=True)
    thread.start()
    try:
        yield line.update
    finally:
        line.ended.set()
        thread.join()


class _ProgressLine:
    def __init__(self, what: str) -> None:
        self.ended = threading.Event()
        self._what = what
        self._share: float | None = None
        self._start = time.monotonic()

    def update(self, done: int, total: int) -> None:
        self._share = done / total if total else None

    def draw_on(self) -> None:
        """Redraw the line until the work has ended."""
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


def resources_used() -> str:
    """The processor time of this process so far and, if the system reports it, its peak memory."""
    seconds = f"{time.process_time():.1f} s of processor time"
    if resource is None:
        return seconds
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return f"{seconds}, {peak / 2**20:,.0f} MiB of memory at most"
