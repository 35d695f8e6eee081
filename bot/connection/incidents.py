"""Counts unexpected errors by kind. Each kind is logged once. A kind that keeps occurring makes the bot degraded."""

import logging
import time
import traceback
from collections import deque
from collections.abc import Callable
from pathlib import Path

from bot.connection.health import HealthStatus

logger = logging.getLogger(__name__)

WINDOW_SECONDS = 600.0
LIMIT = 10
"""From this many errors of one kind in the window on, the bot is degraded."""
MAX_KINDS = 100
"""Maximum kinds remembered, oldest forgotten first."""


class Incidents:
    """Counts unexpected errors. Every thread may use it.

    It logs their type and place, never their message, which may repeat what members write.
    """

    def __init__(self, status: HealthStatus, now: Callable[[], float] = time.monotonic) -> None:
        """Take where to report; `now` gives seconds that only grow."""
        self._status, self._now = status, now
        self._times: dict[str, deque[float]] = {}

    def count(self, what: str, error: BaseException) -> str:
        """Count an error, and log it if its kind is new. Returns its kind, in a few words."""
        kind = kind_of(error)
        times = self._times.get(f"{what}: {kind}")
        if times is None:
            times = self._times[f"{what}: {kind}"] = deque(maxlen=LIMIT)
            if len(self._times) > MAX_KINDS:
                self._times.pop(next(iter(self._times)))
            frames = "".join(traceback.format_tb(error.__traceback__)).rstrip()
            logger.error("%s: unexpected %s. Further ones are only counted.\n%s", what, kind, frames)
        times.append(self._now())
        self.refresh()
        return kind

    def refresh(self) -> None:
        """Report the kinds that keep occurring, and withdraw the reports of those that have stopped."""
        since = self._now() - WINDOW_SECONDS
        frequent = [kind for kind, times in self._times.copy().items() if len(times) == LIMIT and times[0] > since]
        if frequent:
            self._status.degrade(
                "errors", f"{LIMIT} errors or more in {WINDOW_SECONDS / 60:.0f} minutes: {frequent[0]}"
            )
        else:
            self._status.recover("errors")


def kind_of(error: BaseException) -> str:
    """The type of an error and where it was raised, such as "KeyError at state.py:832"."""
    last = next(iter(traceback.extract_tb(error.__traceback__)[-1:]), None)
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}" if last else type(error).__name__
