"""Progress reports and pauses of the garbage collector. A leaf that every room may import."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Takes how much is done and how much there is in all, in the caller's unit. It is called from one thread."""

STEP = 10_000
"""Items between two reports."""


def silent(done: int, total: int) -> None:
    """Report nothing."""
    del done, total


def stage(report: Progress, first: int, last: int) -> Progress:
    """Report one stage of the work as a percentage of all work, from `first` to `last`."""
    return lambda done, total: report(first + round((last - first) * done / max(1, total)), 100)


class Meter:
    """Adds up the work that is done, and reports it."""

    def __init__(self, report: Progress, total: int) -> None:
        """Start at zero; `total` is the amount of work in all."""
        self._report = report
        self._done, self._total = 0, total

    def add(self, amount: int) -> None:
        """Count this much work as done."""
        self._done += amount
        self._report(self._done, self._total)

    def over(self, items: Sequence[T], amount: int) -> Iterator[T]:
        """Iterate over the items; all of them together count as this much work."""
        start, rest = self._done, iter(items)
        for taken in range(0, len(items), STEP):
            yield from islice(rest, STEP)
            self._report(start + amount * min(taken + STEP, len(items)) // len(items), self._total)
        self._done = start + amount


@dataclass(slots=True)
class Pause:
    """A pause of the garbage collector."""

    freeze: bool
    """Whether the collector ignores from then on every object that exists at the end of the pause."""


@contextmanager
def gc_paused(*, freeze: bool = False) -> Iterator[Pause]:
    """Pause the garbage collector. `freeze` is as in `Pause`, where it can also be set later.

    Among a hundred thousand entries, one collection stops all threads for a third of a second. Frozen objects are still
    freed with their last reference. But reference cycles among them are never freed, also not those of other work that
    is in progress: in a busy bot, each freeze costs up to a megabyte. Inside another pause this does nothing.
    """
    pause = Pause(freeze)
    if not gc.isenabled():
        yield pause
        return
    gc.collect(1)  # so that no short-lived cycle is frozen
    gc.disable()
    try:
        yield pause
    finally:
        if pause.freeze:
            gc.freeze()
        gc.enable()
