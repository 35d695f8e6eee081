"""Says on a terminal what takes so long."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

SILENT = 0.5
"""Seconds in which nothing is said: most steps are over by then."""


@contextmanager
def step(doing: str) -> Iterator[None]:
    """Show on standard error, where somebody watches, what is done and for how many seconds; wiped at the end."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    teller = threading.Thread(target=_tell, args=(doing, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(doing: str, done: threading.Event) -> None:
    began, line = time.monotonic(), ""
    while not done.wait(SILENT):
        line = f"{doing} … {time.monotonic() - began:.0f} s"
        print(f"\r{line}", end="", file=sys.stderr, flush=True)
    if line:
        print("\r" + " " * len(line) + "\r", end="", file=sys.stderr, flush=True)
