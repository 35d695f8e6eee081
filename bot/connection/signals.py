"""Stops the process on SIGTERM, SIGHUP or Ctrl-C."""

import asyncio
import signal
import socket
import threading
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

    `at_once` is called in another thread, even if the loop and the main thread hang. The default handlers are not
    enough: as process 1 of a container, a program ignores signals that it has no handler for. Must be called from the
    main thread.
    """
    loop = asyncio.get_running_loop()
    receiver, sender = socket.socketpair()
    sender.settimeout(0)
    numbers = frozenset(_signals())

    def wait_for_signals() -> None:
        with receiver:
            while number := receiver.recv(1):
                if number[0] in numbers:
                    at_once()

    threading.Thread(target=wait_for_signals, name="signals", daemon=True).start()
    # Python runs handlers in the main thread only. It writes to this socket at once.
    fd_before = signal.set_wakeup_fd(sender.fileno(), warn_on_full_buffer=False)
    before = {number: signal.signal(number, lambda *_: loop.call_soon_threadsafe(request)) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(fd_before)
        sender.close()


def _signals() -> Iterator[signal.Signals]:
    yield signal.SIGTERM
    yield signal.SIGINT
    # `nohup` ignores SIGHUP so that the program outlives the terminal.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        yield signal.SIGHUP
