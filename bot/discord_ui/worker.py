"""One thread for everything that ranks, so that the event loop never waits for scikit-learn."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class BusyError(Exception):
    """The queue is full."""


class Worker:
    """A thread with a bounded queue. One thread is as fast as several, and leaves the loop more of the interpreter."""

    def __init__(self, capacity: int) -> None:
        """Take how many jobs may be queued or running at once."""
        self._capacity = capacity
        self._pending = 0
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="assistant")

    @property
    def full(self) -> bool:
        """Whether `run` would refuse a job."""
        return self._pending >= self._capacity

    async def run(self, job: Callable[[], T]) -> T:
        """The job's result, or its exception; raises BusyError at once if the queue is full."""
        if self.full:
            raise BusyError
        self._pending += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, job)
        finally:
            self._pending -= 1

    def close(self) -> None:
        """Take no more jobs and forget the queued ones; one that is running ends by itself."""
        self._pool.shutdown(wait=False, cancel_futures=True)
