"""A thread that writes the health file, and ends a process that hangs."""

import asyncio
import faulthandler
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bot.connection.health import HealthStatus, write_health
from bot.connection.timings import Timings

logger = logging.getLogger(__name__)

FAILED = 1
"""The exit code of a process that hung."""

LOG_SECONDS = 5.0
"""Maximum time to log why the process ends."""

Progress = Callable[[], object]
"""Returns a value that changes whenever a part makes progress; None while it has nothing to do."""


@dataclass(slots=True)
class _Part:
    progress: Progress
    value: object = None
    still: float = 0.0
    """Seconds without progress."""

    def look(self, interval: float) -> None:
        value = self.progress()
        self.still = self.still + interval if value is not None and value == self.value else 0.0
        self.value = value


def end_process_in(seconds: float, code: Callable[[], int], end: Callable[[int], None] = os._exit) -> None:
    """End the process after a while with what `code` then returns, whatever hangs. Nothing is cleaned up."""
    timer = threading.Timer(seconds, lambda: end(code()))
    timer.daemon = True
    timer.start()


class Watchdog:
    """Watches the parts of the process for progress. It counts only time in which the process itself ran."""

    def __init__(
        self,
        status: HealthStatus,
        health_file: Path | None,
        timings: Timings,
        *,
        end: Callable[[int], None] | None = None,
    ) -> None:
        """Take what to write into the health file, None for no file. `end` ends the process with an exit code.

        Without `end`, it is the real one, and a part that holds Python's lock for good ends the process too.
        """
        self._status, self._health_file, self._timings = status, health_file, timings
        self._end = end or os._exit
        self._real = end is None
        self._backstop = False
        self._parts: dict[str, _Part] = {}
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._warned = False

    @contextmanager
    def running(self) -> Iterator[None]:
        """Write the first heartbeat, and go on in a thread. The last heartbeat stays."""
        self.check()
        threading.Thread(target=self._run, name="watchdog", daemon=True).start()
        try:
            yield
        finally:
            self._stopped.set()
            if self._backstop:
                faulthandler.cancel_dump_traceback_later()

    def watch(self, part: str, progress: Progress) -> None:
        """Watch a part under a name for people. It replaces a part with the same name."""
        with self._lock:
            self._parts[part] = _Part(progress)

    def watch_loop(self, loop: asyncio.AbstractEventLoop) -> None:
        """Watch an event loop: it makes progress when it runs what other threads ask it to run."""
        runs = 0

        def run() -> None:
            nonlocal runs
            runs += 1

        def progress() -> object:
            with suppress(RuntimeError):  # it is closed
                loop.call_soon_threadsafe(run)
                return runs
            return None

        self.watch("the event loop", progress)
        # On other systems, the clock of the backstop goes on while the computer sleeps.
        self._backstop = self._real and sys.platform == "linux"

    def end_soon(self) -> None:
        """Make sure that the process ends even if a part then holds Python's lock for good."""
        self._stopped.set()
        if self._backstop:
            faulthandler.dump_traceback_later(self._timings.end + 0.2, exit=True)

    def check(self) -> None:
        """Look at every part once, write a heartbeat, and end the process if a part hangs."""
        interval = self._timings.heartbeat
        if self._backstop:
            faulthandler.dump_traceback_later(self._timings.end_hung + self._timings.backstop, exit=True)
        with self._lock:
            for part in self._parts.values():
                part.look(interval)
            still = {name: part.still for name, part in self._parts.items()}
        self._write([name for name, seconds in still.items() if seconds >= self._timings.hung])
        hung = [name for name, seconds in still.items() if seconds >= self._timings.end_hung]
        if hung:
            # Writing the log may hang as well.
            end_process_in(LOG_SECONDS, lambda: FAILED, self._end)
            logger.critical("No progress for %.0f s, so the process ends: %s.", self._timings.end_hung, ", ".join(hung))
            if self._backstop:
                faulthandler.dump_traceback(all_threads=True)
            self._end(FAILED)

    def _run(self) -> None:
        while not self._stopped.wait(self._timings.heartbeat):
            try:
                self.check()
            except Exception:
                logger.exception("The watchdog failed.")

    def _write(self, hung: list[str]) -> None:
        if self._health_file is None:
            return
        try:
            write_health(self._health_file, time.time(), self._status.read_connection(), hung, self._status.degraded)
            self._warned = False
        except OSError as error:
            if not self._warned:
                logger.warning("Could not write the health file %s: %s.", self._health_file, error.strerror)
            self._warned = True
