"""Counts the requests that Discord rejects as invalid, and decides when to stop sending."""

from collections import deque

BAN_SECONDS = 600
"""Discord counts invalid requests over ten minutes, and bans at 10,000 (topics/rate-limits)."""
QUIET_AFTER = 1000
"""After this many invalid requests in that time, the bot stops sending. A ban needs ten times as many."""
INVALID_STATUSES = frozenset({401, 403, 429})


class InvalidRequests:
    """The times of the latest invalid requests."""

    def __init__(self, quiet_after: int = QUIET_AFTER) -> None:
        self.quiet_after = quiet_after
        self.total = 0
        self._latest: deque[float] = deque(maxlen=quiet_after)

    def add(self, at: float) -> None:
        """Count one. `at` is in seconds on any clock that only goes forward."""
        self.total += 1
        self._latest.append(at)

    def quiet_seconds(self, at: float) -> float:
        """How long the bot must send nothing from `at` on; 0.0 if it may send."""
        if len(self._latest) < self.quiet_after:
            return 0.0
        return max(0.0, self._latest[0] + BAN_SECONDS - at)
