"""How far the reading of files has come."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

Progress = Callable[[int, int], None]
"""Takes how much is done and how much there is to do, in a unit of the caller's; called now and then, in one thread."""

STEP = 10_000
"""Items between two calls."""


def silent(done: int, total: int) -> None:
    """Show nothing."""
    del done, total


class Meter:
    """Adds up what has been done."""

    def __init__(self, show: Progress, total: int) -> None:
        """Start at nothing; `total` is how much there is to do."""
        self._show = show
        self._done, self._total = 0, total

    def add(self, amount: int) -> None:
        """So much more is done."""
        self._done += amount
        self._show(self._done, self._total)

    def over(self, items: Sequence[T], amount: int) -> Iterator[T]:
        """The items; when all have been taken, that amount is done."""
        start, rest = self._done, iter(items)
        for taken in range(0, len(items), STEP):
            yield from islice(rest, STEP)
            self._show(start + amount * min(taken + STEP, len(items)) // len(items), self._total)
        self._done = start + amount
