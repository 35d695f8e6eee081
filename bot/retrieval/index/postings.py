"""A sparse matrix, stored by column: a query touches only the rows that share a term with it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.storage import Arrays

Terms = list[tuple[int, float]]
"""A query: distinct columns, and how much each counts, above 0."""

STEP = 32_768
"""Postings added at once: their products stay in the processor's cache."""
GATHERED = 20_000
"""Up to so many postings of a query are copied together and added at once: a call of NumPy costs more than they do."""
LANES = 64
"""The sums of all rows are looked through in so many lanes; see `top_rows`."""


class Postings:
    """The rows of a matrix by column: `rows[starts[c]:starts[c + 1]]` have something in column c, in ascending order.

    Nothing in it changes but its working memory, of which each search takes a piece for itself: threads may share it.
    """

    def __init__(
        self,
        starts: NDArray[np.int64],
        rows: NDArray[np.int32],
        weights: NDArray[np.float32],
        *,
        count: int,
        longest: float = 1.0,
        scales: Sequence[float] | None = None,
    ) -> None:
        """Take the columns' starts, one more than there are columns; rows and weights, one each a posting, none below 0.

        `count` is the number of rows, `longest` an upper bound of their Euclidean lengths. Where all weights of a
        column have been multiplied by something beforehand, which does not count in these lengths, `scales` has it.
        """
        self._starts = starts
        self.starts: list[int] = starts.tolist()
        self.rows = rows
        self.weights = weights
        self.count = count
        self.longest = longest
        self.scales = scales
        self.lane = -(-count // LANES)
        self._free: list[NDArray[np.float32]] = []
        self._lists: dict[int, list[tuple[int, float]]] = {}

    def state(self) -> Arrays:
        """Everything but the scales, as arrays."""
        return {
            "starts": self._starts,
            "rows": self.rows,
            "weights": self.weights,
            "shape": np.array([self.count, self.longest]),
        }

    @classmethod
    def restore(cls, state: Arrays) -> "Postings":
        """From what `state` gave. Raises ValueError for what it cannot have given."""
        starts, rows, weights = state["starts"], state["rows"], state["weights"]
        count, longest = state["shape"].tolist()
        if not (len(rows) == len(weights) == starts[-1] and (np.diff(starts) >= 0).all() and starts[0] == 0):
            raise ValueError("these postings do not fit together")
        if len(rows) and not 0 <= rows.min() <= rows.max() < count:
            raise ValueError("these postings name rows that are not there")
        return cls(starts, rows, weights, count=int(count), longest=longest)

    def span(self, column: int) -> slice:
        """Where the postings of a column stand."""
        return slice(self.starts[column], self.starts[column + 1])

    def listed(self, column: int) -> list[tuple[int, float]]:
        """The postings of a column as a list, kept for the next time: for columns of few."""
        found = self._lists.get(column)
        if found is None:
            span = self.span(column)
            found = list(zip(self.rows[span].tolist(), self.weights[span].tolist(), strict=True))
            self._lists[column] = found
        return found

    def take_sums(self) -> NDArray[np.float32]:
        """Working memory: a zero for each row, and some more up to a whole number of lanes."""
        try:
            return self._free.pop()
        except IndexError:
            return np.zeros(self.lane * LANES, np.float32)

    def give_back(self, sums: NDArray[np.float32]) -> None:
        """Let another search have the working memory, which is all zeros again."""
        self._free.append(sums)

    def add(self, terms: Terms, sums: NDArray[np.float32]) -> None:
        """Add to each row's sum its product with the terms."""
        if not terms:
            return
        spans = [self.span(column) for column, _ in terms]
        sizes = [span.stop - span.start for span in spans]
        plain = all(weight == 1 for _, weight in terms)
        if sum(sizes) <= GATHERED:
            products = np.concatenate([self.weights[span] for span in spans])
            if not plain:
                products *= np.repeat(np.array([weight for _, weight in terms], np.float32), sizes)
            np.add.at(sums, np.concatenate([self.rows[span] for span in spans]), products)
            return
        for span, (_, weight) in zip(spans, terms, strict=True):
            if weight == 1:
                np.add.at(sums, self.rows[span], self.weights[span])
                continue
            for start in range(span.start, span.stop, STEP):
                part = slice(start, min(start + STEP, span.stop))
                np.add.at(sums, self.rows[part], self.weights[part] * np.float32(weight))

    def weights_of(self, column: int, rows: NDArray[np.int32]) -> NDArray[np.float32]:
        """What some rows, in ascending order, have in a column."""
        span = self.span(column)
        here = self.rows[span]
        if not len(here):
            return np.zeros(len(rows), np.float32)
        places = here.searchsorted(rows)
        places[places == len(here)] = 0
        found = self.weights[span].take(places)
        found[here.take(places) != rows] = 0
        return found
