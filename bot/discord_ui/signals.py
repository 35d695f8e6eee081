"""Signals that end a process."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def stopped_by_signals(request: Callable[[], None]) -> Iterator[None]:
    """Turn SIGTERM and Ctrl-C into calls in the running event loop.

    As process 1 of a container a program gets no signal that it has not asked for, so the default would not do.
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
