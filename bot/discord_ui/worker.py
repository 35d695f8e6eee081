"""One thread for all ranking, so that ranking never blocks the event loop."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")

MAX_WAIT_SECONDS = 20.0
"""How long a question may wait for its ranking. An answer may wait 24 s in all, and 40 a second are sent meanwhile.
Ranking takes about 1 ms with a small file, 5 ms more with a sentence encoder, and 100 ms among a million questions."""
WAITING_LOOKUPS = 8
"""Lookups that may wait: of what members type, who type on, and of small talk. Only the newest matter."""
_SMOOTHING = 0.05
"""How much the latest job changes the estimate of how long jobs take. The first job is slow."""


class BusyError(Exception):
    """The queue is full."""


@dataclass(frozen=True, slots=True)
class _Job:
    function: Callable[[], Any]
    result: asyncio.Future[Any]


class Worker:
    """A thread with a bounded queue. One thread ranks as fast as several, and leaves more time to the event loop."""

    def __init__(self, capacity: int) -> None:
        """Take the maximum number of questions that may be queued or running."""
        self._capacity = capacity
        self._pending = 0
        self._job: _Job | None = None
        self._mean_seconds = 0.0
        self._questions: deque[_Job] = deque()
        self._lookups: deque[_Job] = deque()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="assistant")

    @property
    def job(self) -> object:
        """Stands for the job that runs now, a new object for each; None if none runs."""
        return self._job

    @property
    def pending(self) -> int:
        """How many questions wait or are being ranked."""
        return self._pending

    @property
    def full(self) -> bool:
        """Whether `run` would reject a job: too many are waiting, or a new one would wait too long."""
        return self._pending >= self._capacity or self._pending * self._mean_seconds > MAX_WAIT_SECONDS

    async def run(self, job: Callable[[], T]) -> T:
        """Return the job's result or raise its exception. Raises BusyError at once if the queue is full."""
        if self.full:
            raise BusyError
        self._pending += 1
        try:
            return await self._submit(self._questions, job)
        finally:
            self._pending -= 1

    async def look_up(self, job: Callable[[], T]) -> T:
        """Like `run`, after all questions. The newest lookup goes first. Raises BusyError if newer ones push it out."""
        has_turn = False
        if len(self._lookups) >= WAITING_LOOKUPS:
            with suppress(IndexError):  # the thread may have taken it
                _settle(self._lookups.popleft().result, BusyError())
                has_turn = True
        return await self._submit(self._lookups, job, has_turn=has_turn)

    def close(self) -> None:
        """Accept no more jobs and drop the queued ones. A running job finishes."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _submit(self, queue: deque[_Job], function: Callable[[], T], *, has_turn: bool = False) -> T:
        """Wait for a job. `has_turn` if it takes the turn in the thread of a job that was dropped."""
        loop = asyncio.get_running_loop()
        job = _Job(function, loop.create_future())
        queue.append(job)
        if not has_turn:
            self._pool.submit(self._run_next, loop)
        result: T = await job.result
        return result

    def _run_next(self, loop: asyncio.AbstractEventLoop) -> None:
        """Run the oldest question, or the newest lookup if there is no question. Runs in the thread."""
        job = self._next()
        if job is None:
            return
        self._job = job
        began = time.perf_counter()
        try:
            value, error = job.function(), None
        except Exception as caught:  # noqa: BLE001 - it belongs to the task that waits
            value, error = None, caught
        self._job = None
        self._mean_seconds += _SMOOTHING * (time.perf_counter() - began - self._mean_seconds)
        with suppress(RuntimeError):  # the loop is closed
            loop.call_soon_threadsafe(_settle, job.result, error, value)

    def _next(self) -> _Job | None:
        for take in (self._questions.popleft, self._lookups.pop):
            with suppress(IndexError):
                while (job := take()).result.cancelled():
                    pass
                return job
        return None


def _settle(future: asyncio.Future[Any], error: Exception | None, value: object = None) -> None:
    if future.done():
        return
    if error:
        future.set_exception(error)
    else:
        future.set_result(value)
