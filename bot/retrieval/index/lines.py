"""A sparse matrix, stored by row: what a few rows score in full is looked up here."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.index.adding import Terms


@dataclass(frozen=True, eq=False)
class Lines:
    """Row r has `weights[bounds[r]:bounds[r + 1]]` in `columns[bounds[r]:bounds[r + 1]]`. Threads may share it."""

    bounds: NDArray[np.int32]
    columns: NDArray[np.int32]
    weights: NDArray[np.float32]
    width: int
    """The number of columns."""
    _free: list[NDArray[np.float32]] = field(default_factory=list, init=False, repr=False)

    def scores(self, rows: NDArray[np.int32], terms: Terms) -> NDArray[np.float32]:
        """The product of some rows, each of which has something in a column, with the terms."""
        try:
            query = self._free.pop()
        except IndexError:
            query = np.zeros(self.width, np.float32)
        columns = [column for column, _ in terms]
        query[columns] = [weight for _, weight in terms]
        starts = self.bounds.take(rows)
        sizes = self.bounds.take(rows + 1) - starts
        ends = sizes.cumsum()
        firsts = ends - sizes
        places = (starts - firsts).repeat(sizes)
        places += np.arange(len(places))
        products = query.take(self.columns.take(places))
        products *= self.weights.take(places)
        scores = np.add.reduceat(products, firsts)
        query[columns] = 0
        self._free.append(query)
        return scores
