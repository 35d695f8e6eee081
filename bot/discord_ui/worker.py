"""One thread for all ranking, so that ranking never blocks the event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class BusyError(Exception):
    """The queue is full."""


class Worker:
    """A thread with a bounded queue. One thread ranks as fast as several, and leaves more time to the event loop."""

    def __init__(self, capacity: int) -> None:
        """Take the maximum number of jobs that may be queued or running."""
        self._capacity = capacity
        self._pending = 0
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="assistant")

    @property
    def full(self) -> bool:
        """Whether `run` would reject a job."""
        return self._pending >= self._capacity

    async def run(self, job: Callable[[], T]) -> T:
        """Return the job's result or raise its exception. Raises BusyError at once if the queue is full."""
        if self.full:
            raise BusyError
        self._pending += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, job)
        finally:
            self._pending -= 1

    def close(self) -> None:
        """Accept no more jobs and drop the queued ones. A running job finishes."""
        self._pool.shutdown(wait=False, cancel_futures=True)
