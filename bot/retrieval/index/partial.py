"""The rows that stand out in sums to which only some terms have been added."""

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.index.postings import LANES

PLACES = 800
"""Beyond so many columns of the grid, all sums are looked through rather than those of these columns."""
_ABOVE_NOTHING = np.float32(1e-30)


class Named:
    """Looks only at the rows that the postings added have named: for few of them."""

    def __init__(self, sums: NDArray[np.float32], rows: NDArray[np.int32]) -> None:
        """Take the sums of all rows, and the rows that something was added to, in any order, some more than once."""
        self._sums = sums
        self._rows = rows
        self._theirs = sums.take(rows)

    def best(self, count: int) -> NDArray[np.int32]:
        """About so many of the best rows, in ascending order; fewer where fewer were named."""
        at_most = 2 * count  # a good row is named by several terms
        if len(self._rows) <= at_most:
            return distinct(self._rows)
        return self.above(float(np.partition(self._theirs, -at_most)[-at_most]))

    def above(self, least: float) -> NDArray[np.int32]:
        """All rows with this sum or more, in ascending order."""
        return distinct(self._rows.take((self._theirs >= np.float32(least)).nonzero()[0]))  # faster than a mask

    def clear(self) -> None:
        """Make all sums zeros again."""
        self._sums[self._rows] = 0


class Swept:
    """Looks at all rows, as a grid of lanes: for many."""

    def __init__(self, sums: NDArray[np.float32]) -> None:
        """Take the sums of all rows, whose number is one of whole lanes."""
        self._sums = sums
        self._grid = sums.reshape(LANES, -1)
        self._tops = np.maximum.reduce(self._grid)

    def best(self, count: int) -> NDArray[np.int32]:
        """So many of the best rows or more, in ascending order; fewer where fewer have a sum."""
        return self.above(float(np.partition(self._tops, -count)[-count]) if count < len(self._tops) else 0.0)

    def above(self, least: float) -> NDArray[np.int32]:
        """All rows with this sum or more, in ascending order; none without one."""
        bar = max(np.float32(least), _ABOVE_NOTHING)
        places = (self._tops >= bar).nonzero()[0]
        if len(places) > PLACES:
            return (self._sums >= bar).nonzero()[0].astype(np.int32)
        lanes, columns = (self._grid.take(places, axis=1) >= bar).nonzero()
        rows: NDArray[np.int32] = (lanes * self._grid.shape[1] + places.take(columns)).astype(np.int32)
        return rows

    def clear(self) -> None:
        """Make all sums zeros again."""
        self._sums.fill(0)


def distinct(rows: NDArray[np.int32]) -> NDArray[np.int32]:
    """In ascending order, each once; `np.unique` is many times slower."""
    rows = np.sort(rows)
    return rows[np.concatenate(([True], rows[1:] != rows[:-1]))] if len(rows) else rows
