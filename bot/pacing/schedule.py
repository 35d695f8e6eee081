"""Schedules requests so that Discord never counts too many in any second."""

import math
from collections import deque

REQUESTS_PER_SECOND = 40.0
"""Discord allows 50 (topics/rate-limits)."""
_BURST = 1.2
"""How many times the rate Discord may count in one second: 48, if requests bunch on their way."""
_CATCH_UP_SECONDS = 0.1
"""How far the schedule may fall behind and still catch up: 4 requests at 40 a second. Without it, every delay of the
event loop would lower the rate."""
_WINDOW_SECONDS = 1.0
PROXIED_AT_ONCE = 40
"""Maximum requests in flight to a proxy. At 0.1 s each, these are 400 a second, more than Discord allows any bot."""


class Schedule:
    """Spaces requests evenly, and bounds those that Discord may count in one second.

    Discord counts a request at some moment between its beginning and its end. All that it can count in the second
    before a new request are on their way, or ended in that second. All times are in seconds on one clock.
    """

    def __init__(self, per_second: float = REQUESTS_PER_SECOND) -> None:
        """Take the rate."""
        self.set_rate(per_second)
        self._next = 0.0
        self._on_the_way = 0
        self._ended: deque[float] = deque()

    def set_rate(self, per_second: float) -> None:
        """Change the rate, from the next request on."""
        self._interval = 1.0 / per_second
        self._most = max(1, int(_BURST * per_second))

    def next_at(self, now: float) -> float:
        """When the next request may go; infinite while too many are in flight."""
        while self._ended and self._ended[0] <= now - _WINDOW_SECONDS:
            self._ended.popleft()
        if self._on_the_way + len(self._ended) < self._most:
            return self._next
        return max(self._next, self._ended[0] + _WINDOW_SECONDS) if self._ended else math.inf

    def begin(self, now: float) -> None:
        """Count a request that goes now."""
        self._on_the_way += 1
        self._next = max(self._next, now - _CATCH_UP_SECONDS) + self._interval

    def end(self, now: float) -> None:
        """Count that a request has its response, or failed."""
        self._on_the_way -= 1
        self._ended.append(now)

    def pause(self, until: float) -> None:
        """Allow no request before `until`."""
        self._next = max(self._next, until)


class ProxySchedule:
    """Limits the requests in flight to a proxy, which paces them.

    Questions then wait here, where answers go before notices and servers take turns, and not at the proxy.
    """

    def __init__(self, at_once: int = PROXIED_AT_ONCE) -> None:
        """Take the maximum number of requests in flight."""
        self._at_once = at_once
        self._on_the_way = 0
        self._paused_until = 0.0

    def next_at(self, now: float) -> float:  # noqa: ARG002 - as in `Schedule`
        """When the next request may go; infinite while too many are in flight."""
        return self._paused_until if self._on_the_way < self._at_once else math.inf

    def begin(self, now: float) -> None:  # noqa: ARG002
        """Count a request that goes now."""
        self._on_the_way += 1

    def end(self, now: float) -> None:  # noqa: ARG002
        """Count that a request has its response, or failed."""
        self._on_the_way -= 1

    def pause(self, until: float) -> None:
        """Allow no request before `until`."""
        self._paused_until = max(self._paused_until, until)
