"""Postings: for each term, the rows that contain it. A query touches only rows that share a term with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.checks import bounds, checked
from bot.retrieval.index.loops import compiled_loops
from bot.storage import Arrays

QueryVector = Sequence[tuple[int, float]]
"""The columns of a query's terms, each once, with their weights, above 0."""

DIRECT_POSTINGS = 1_500
"""A column with more postings than this is added by its own call. All shorter columns are copied together and added by
one call. At 1,000 rows, a call for each column takes 29 µs instead of 9 µs. At a million rows, copying all columns
takes 1.5 ms instead of 1.2 ms."""
DENSE_SHARE = 0.05
"""A column with postings for more than this share of the rows may be stored densely, for lookup by row number."""
MAX_DENSE_COLUMNS = 24
"""Maximum columns to store densely. They take 4 bytes a row each, and save 40 of 280 µs at 100,000 rows."""
MAX_FREE_ACCUMULATORS = 4
"""Maximum accumulators to keep for later searches. If more threads search at the same time, more are made. At a million
rows, reusing one saves the 1 ms that the system needs to provide 4 MB of zeros."""


@dataclass(frozen=True, eq=False)
class Postings:
    """A sparse matrix by column (CSC). Column c holds `weights[bounds[c]:bounds[c + 1]]` in these `rows`.

    Threads can share it: only its caches change.
    """

    bounds: NDArray[np.int64]
    """The start of each column's postings, and the end of the last one's."""
    rows: NDArray[np.int32]
    """The row of each posting, ascending within a column."""
    weights: NDArray[np.float32]
    """The weight of each posting, 0 or more."""
    count: int
    """The number of rows."""
    _free: list[NDArray[np.float32]] = field(default_factory=list, init=False, repr=False)
    _dense: dict[int, NDArray[np.float32]] = field(default_factory=dict, init=False, repr=False)

    def __reduce__(self) -> tuple[type["Postings"], tuple[object, ...]]:
        """Pickle and copy without the caches."""
        return Postings, (self.bounds, self.rows, self.weights, self.count)

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.bounds) - 1

    @property
    def nbytes(self) -> int:
        """The bytes of the matrix, without the caches."""
        return self.bounds.nbytes + self.rows.nbytes + self.weights.nbytes

    @cached_property
    def _starts(self) -> list[int]:
        """The bounds as Python integers, which are faster to add up one by one."""
        starts: list[int] = self.bounds.tolist()
        return starts

    @cached_property
    def _ends(self) -> NDArray[np.int32]:
        """The bounds in the type of the rows, as SciPy's loops need them."""
        return self.bounds.astype(np.int32)

    def state(self) -> Arrays:
        """Everything, as arrays."""
        return {
            "bounds": self.bounds,
            "rows": self.rows,
            "weights": self.weights,
            "count": np.array([self.count], np.int64),
        }

    @classmethod
    def restore(cls, state: Arrays) -> "Postings":
        """Restore from `state`. Raises KeyError or ValueError if the state is invalid."""
        weights = checked(state["weights"], np.float32, least=0, below=inf)
        columns = bounds(state["bounds"], len(weights))
        count = int(checked(state["count"], np.int64, 1, least=0, below=2**31)[0])
        rows = checked(state["rows"], np.int32, len(weights), least=0, below=count)
        falls = rows[1:] <= rows[:-1]
        falls[columns[(columns > 0) & (columns < len(rows))] - 1] = False
        if falls.any():
            raise ValueError("an array is not in ascending order")
        return cls(columns, rows, weights, count)

    def span(self, column: int) -> slice:
        """The positions of a column's postings."""
        return slice(self._starts[column], self._starts[column + 1])

    def size(self, column: int) -> int:
        """The number of a column's postings."""
        return self._starts[column + 1] - self._starts[column]

    def touched(self, query: QueryVector) -> int:
        """The number of postings of all the query's terms."""
        starts, total = self._starts, 0
        for column, _ in query:
            total += starts[column + 1] - starts[column]
        return total

    def acquire_accumulator(self) -> NDArray[np.float32]:
        """A zero for each row, for one search. Return it with `release_accumulator`."""
        try:
            return self._free.pop()
        except IndexError:
            return np.zeros(self.count, np.float32)

    def release_accumulator(self, sums: NDArray[np.float32]) -> None:
        """Set the sums to zero, and let another search use them."""
        if len(self._free) < MAX_FREE_ACCUMULATORS:
            sums.fill(0)
            self._free.append(sums)

    def add(self, query: QueryVector, sums: NDArray[np.float32]) -> None:
        """Add to each row's sum its dot product with the query."""
        loops = compiled_loops()
        if loops is None:
            self._add_by_public_scipy(query, sums)
            return
        starts, ends, rows, weights = self._starts, self._ends, self.rows, self.weights
        columns, factors, stops, total = [], [], [0], 0
        for column, factor in query:
            size = starts[column + 1] - starts[column]
            if size > DIRECT_POSTINGS:
                alone = np.array((factor,), np.float32)
                loops.csc_matvec(len(sums), 1, ends[column : column + 2], rows, weights, alone, sums)
            else:
                total += size
                columns.append(column)
                factors.append(factor)
                stops.append(total)
        if columns:
            near, theirs = np.empty(total, np.int32), np.empty(total, np.float32)
            loops.csr_row_index(len(columns), np.array(columns, np.int32), ends, rows, weights, near, theirs)
            each = np.array(factors, np.float32)
            loops.csc_matvec(len(sums), len(columns), np.array(stops, np.int32), near, theirs, each, sums)

    def _add_by_public_scipy(self, query: QueryVector, sums: NDArray[np.float32]) -> None:
        """Do the same as `add`, more slowly, for a version of SciPy whose private loops have changed."""
        from scipy import sparse

        matrix = sparse.csc_array((self.weights, self.rows, self._ends), (self.count, self.width))
        columns = [column for column, _ in query]
        sums += matrix[:, columns] @ np.array([factor for _, factor in query], np.float32)

    def weights_of(self, column: int, rows: NDArray[np.int32]) -> NDArray[np.float32]:
        """The weights that some rows have in a column; 0 for a row without a posting."""
        span = self.span(column)
        if span.start == span.stop:
            return np.zeros(len(rows), np.float32)
        if (dense := self._as_dense(column, span)) is not None:
            return dense.take(rows)
        here = self.rows[span]
        places = here.searchsorted(rows)
        found: NDArray[np.float32] = self.weights[span].take(places, mode="clip")
        found *= here.take(places, mode="clip") == rows
        return found

    def _as_dense(self, column: int, span: slice) -> NDArray[np.float32] | None:
        """A column with a weight for each row; None if it is too rare, or enough others are stored this way."""
        dense = self._dense.get(column)
        if dense is None and span.stop - span.start > DENSE_SHARE * self.count and len(self._dense) < MAX_DENSE_COLUMNS:
            dense = np.zeros(self.count, np.float32)
            dense[self.rows[span]] = self.weights[span]
            self._dense[column] = dense
        return dense
