"""Stops the process on SIGTERM or Ctrl-C."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Stop:
    """A request to stop. A second request skips the wait for answers in progress."""

    def __init__(self) -> None:
        self.requested = asyncio.Event()
        self.forced = asyncio.Event()

    def request(self) -> None:
        """Request a stop, or force it if a stop is already requested."""
        (self.forced if self.requested.is_set() else self.requested).set()


@contextmanager
def stop_on_signals(request: Callable[[], None]) -> Iterator[None]:
    """Call `request` in the running event loop on SIGTERM and Ctrl-C.

    The default handlers are not enough: as process 1 of a container, a program ignores signals that it has no handler
    for. Must be called from the main thread.
    """
    loop = asyncio.get_running_loop()
    before = {
        number: signal.signal(number, lambda *_: loop.call_soon_threadsafe(request))
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
