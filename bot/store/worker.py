"""Does the store's work in one thread, in the order of the calls. The queue is bounded."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar

from bot.store.values import Reason, StoreError

logger = logging.getLogger(__name__)

T = TypeVar("T")

MAX_RECORDS = 2000
"""Maximum waiting records. At 40 answers a second, each with two records, a database that hangs fills it in 25 s."""
MAX_CALLS = 1000
"""Maximum other calls that wait."""


@dataclass(frozen=True, slots=True)
class _Job:
    step: Callable[[], Any]
    done: "Future[Any]" = field(default_factory=Future)


class Worker:
    """Runs jobs one after another. If too many records wait, the oldest are dropped; further calls are refused."""

    def __init__(self, max_records: int = MAX_RECORDS, max_calls: int = MAX_CALLS) -> None:
        """Take how many records, and how many other calls, may wait."""
        self._max_records, self._max_calls = max_records, max_calls
        self.dropped = 0
        """Records that were dropped since the start."""
        self._jobs: dict[int, _Job] = {}
        """Those that wait, oldest first."""
        self._records: dict[int, None] = {}
        """The keys of those that are records, oldest first."""
        self._keys = count()
        self._running = False
        self._lock = threading.Lock()
        # Python waits for its thread before the process ends.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")

    @property
    def waiting(self) -> int:
        """How many jobs wait."""
        return len(self._jobs)

    def submit(self, step: Callable[[], T], *, is_record: bool = False) -> "Future[T]":
        """Run `step` after all earlier jobs. A record may be dropped, which raises StoreError like any refusal."""
        job = _Job(step)
        with self._lock:
            if not is_record and len(self._jobs) - len(self._records) >= self._max_calls:
                job.done.set_exception(StoreError(Reason.BUSY))
                return job.done
            if not self._running:
                try:
                    self._thread.submit(self._run)
                except RuntimeError:  # shut down
                    job.done.set_exception(StoreError(Reason.CLOSED))
                    return job.done
                self._running = True
            key = next(self._keys)
            self._jobs[key] = job
            if is_record:
                self._records[key] = None
            oldest = self._take(next(iter(self._records))) if len(self._records) > self._max_records else None
        if oldest:
            self.dropped += 1
            oldest.done.set_exception(StoreError(Reason.BUSY))
            logger.warning("A record of an answer was dropped, because the database is too slow.")
        return job.done

    def close(self) -> None:
        """Finish the jobs that wait. Later ones are refused."""
        self._thread.shutdown(wait=True)

    def _run(self) -> None:
        while job := self._next():
            if not job.done.set_running_or_notify_cancel():
                continue
            try:
                result = job.step()
            except BaseException as error:  # noqa: BLE001 - the caller of the job gets it
                job.done.set_exception(error)
            else:
                job.done.set_result(result)

    def _next(self) -> _Job | None:
        with self._lock:
            self._running = bool(self._jobs)
            return self._take(next(iter(self._jobs))) if self._jobs else None

    def _take(self, key: int) -> _Job:
        self._records.pop(key, None)
        return self._jobs.pop(key)
