"""Turns to identify by the clock, for processes that do not know each other's turns."""

from collections.abc import Callable, Sequence

START_SECONDS = 2.0
"""A turn may be taken in this part of a slot. Asking Discord for limits takes some of it. Then comes a gap."""


class Slots:
    """The slots of one process. Each process has one after another, in the order of the shards."""

    def __init__(self, now: Callable[[], float]) -> None:
        """Take the clock, in seconds since 1970."""
        self._now = now
        self._waits_for = 0.0
        """When the slot begins that the process waits for; 0.0 for none."""

    def wait(self, shards: Sequence[int], count: int, gap: float) -> float:
        """Seconds until the process with these shards may take a turn. `gap` is the minimum time between two turns."""
        processes, slot, now = -(-count // len(shards)), gap + START_SECONDS, self._now()
        if processes == 1:
            return 0.0
        if self._waits_for and now >= self._waits_for:  # it may be late, but has waited
            self._waits_for = 0.0
            return 0.0
        into = (now - min(shards) // len(shards) * slot) % (processes * slot)
        wait = 0.0 if into < START_SECONDS else processes * slot - into
        self._waits_for = now + wait if wait else 0.0
        return wait
