"""What the bot counts while it runs. One thread adds, and every thread may read."""

import asyncio
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from enum import Enum

ANSWER_SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 25.0, 60.0)
"""Upper bounds of the buckets for answers. After 24 s, the bot drops an answer to a message."""
ACKNOWLEDGE_SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 3.0)
"""Discord waits 3 s for the response to an interaction."""
LAG_SECONDS = (0.001, 0.005, 0.02, 0.1, 0.5, 2.5)
_LAG_INTERVAL_SECONDS = 0.1


class Drop(Enum):
    """Why a question got no answer."""

    BUSY = "busy"
    """Too many questions were waiting to be ranked."""
    PUSHED_OUT = "pushed_out"
    """Newer questions in the channel took its place in the queue."""
    NOT_SENT = "not_sent"
    """Its answer waited too long, or the bot sends nothing for a while."""
    RATE_LIMITED = "rate_limited"
    """The member, channel or server was over the limit."""


class Durations:
    """A histogram of durations."""

    def __init__(self, bounds: Sequence[float]) -> None:
        """Take the upper bounds of the buckets in seconds, ascending. One more bucket, the last, has no bound."""
        self.bounds = tuple(bounds)
        self.seconds = 0.0
        """The sum of all durations."""
        self._counts = [0] * (len(bounds) + 1)

    def add(self, seconds: float) -> None:
        """Count a duration."""
        self._counts[bisect_left(self.bounds, seconds)] += 1
        self.seconds += seconds

    @property
    def counts(self) -> Sequence[int]:
        """The number of durations in each bucket."""
        return self._counts.copy()


class Counts:
    """What one process has counted since its start."""

    def __init__(self) -> None:
        self.answers: Counter[str] = Counter()
        """Answers that were sent, by outcome."""
        self.drops: Counter[Drop] = Counter()
        self.expired = 0
        """Interactions that expired: Discord rejected the response, or the bot could not acknowledge them in time."""
        self.answering = Durations(ANSWER_SECONDS)
        """From the moment when the bot reads a question until Discord has its answer."""
        self.acknowledging = Durations(ACKNOWLEDGE_SECONDS)
        """From the moment when the bot reads an interaction until Discord has the first response."""
        self.lag = Durations(LAG_SECONDS)
        """How late the event loop ran."""


async def measure_lag(lag: Durations) -> None:
    """Measure how late the event loop runs, ten times a second until cancelled."""
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + _LAG_INTERVAL_SECONDS
        await asyncio.sleep(_LAG_INTERVAL_SECONDS)
        lag.add(max(0.0, loop.time() - due))
