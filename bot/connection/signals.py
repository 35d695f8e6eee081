"""Stops the process on SIGTERM, SIGHUP or Ctrl-C."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


class Stop:
    """A request to stop. A second request skips the wait for answers in progress."""

    def __init__(self) -> None:
        self.requested = asyncio.Event()
        self.forced = asyncio.Event()

    def request(self) -> None:
        """Request a stop, or force it if a stop is already requested."""
        (self.forced if self.requested.is_set() else self.requested).set()

    async def wait(self, seconds: float) -> None:
        """Wait this long, or until a stop is requested."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.requested.wait()


@contextmanager
def stop_on_signals(request: Callable[[], None], at_once: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Call `request` in the running event loop on SIGTERM, SIGHUP and Ctrl-C.

    `at_once` is called before it, even if the loop hangs. The default handlers are not enough: as process 1 of a
    container, a program ignores signals that it has no handler for. Must be called from the main thread.
    """
    loop = asyncio.get_running_loop()

    def handle(*_: object) -> None:
        at_once()
        loop.call_soon_threadsafe(request)

    before = {number: signal.signal(number, handle) for number in _signals()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _signals() -> Iterator[signal.Signals]:
    yield signal.SIGTERM
    yield signal.SIGINT
    # `nohup` ignores SIGHUP so that the program outlives the terminal.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        yield signal.SIGHUP
