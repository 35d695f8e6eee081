"""A sparse matrix, stored by column: a query touches only the rows that share a term with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import inf

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.checks import bounds, checked
from bot.retrieval.index.adding import Add, Columns, Terms, fastest
from bot.storage import Arrays

LISTED = 4_096
"""Columns whose postings are kept as lists, which take more than ten times the room."""
COMMON = 20
"""One row in so many has something in a common column, of which a place for each row is kept: rows are looked up many
times as fast in it."""
SPREAD = 24
"""So many common columns at most: the stop words of a language."""
MANY = 600
"""More rows are first looked for in a column's marks, a bit for each row: most of them have nothing in it."""
MARKED = 256
"""Columns whose marks are kept."""
_BITS = 1 << np.arange(8, dtype=np.uint8)
KEPT = 4
"""Pieces of working memory that are kept for the next searches: more are needed while more threads search at once."""
LANES = 64
"""Very many sums are looked through as a grid of so many lanes; see `partial.Swept` and `top.candidates`."""


@dataclass(frozen=True, eq=False)
class Postings(Columns):
    """The rows of a matrix by column, to be searched.

    Threads may share it: nothing in it changes but what is kept for the next searches, and the working memory, of which
    each takes a piece for itself.
    """

    count: int
    """The number of rows."""
    longest: float = 1.0
    """An upper bound of the Euclidean lengths of the rows."""
    scales: Sequence[float] | None = None
    """What all weights of each column have been multiplied by beforehand, which does not count in these lengths; None
    for nothing."""
    _add: Add = field(init=False, repr=False)
    _free: list[NDArray[np.float32]] = field(default_factory=list, init=False, repr=False)
    _lists: dict[int, list[tuple[int, float]]] = field(default_factory=dict, init=False, repr=False)
    _marks: dict[int, NDArray[np.uint8]] = field(default_factory=dict, init=False, repr=False)
    _spreads: dict[int, NDArray[np.float32]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        """Choose how to add, before the first question comes."""
        object.__setattr__(self, "_add", fastest(len(self.weights)))

    def __reduce__(self) -> tuple[type["Postings"], tuple[object, ...]]:
        """To be pickled and copied without the working memory; how to add is chosen anew."""
        return Postings, (self.bounds, self.rows, self.weights, self.count, self.longest, self.scales)

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.bounds) - 1

    def state(self) -> Arrays:
        """Everything but the scales, as arrays."""
        return {
            "bounds": self.bounds,
            "rows": self.rows,
            "weights": self.weights,
            "shape": np.array([self.count, self.longest]),
        }

    @classmethod
    def restore(cls, state: Arrays) -> "Postings":
        """From what `state` gave. Raises ValueError for what it cannot have given."""
        weights = checked(state["weights"], np.float32, least=0, below=inf)
        columns = bounds(state["bounds"], len(weights))
        count, longest = checked(state["shape"], np.float64, 2, least=0, below=inf).tolist()
        rows = checked(state["rows"], np.int32, len(weights), least=0, below=count)
        falls = rows[1:] <= rows[:-1]
        falls[columns[(columns > 0) & (columns < len(rows))] - 1] = False
        if falls.any():
            raise ValueError("the rows of a column are in another order")
        return cls(columns, rows, weights, int(count), longest)

    def span(self, column: int) -> slice:
        """Where the postings of a column stand."""
        return slice(self.starts[column], self.starts[column + 1])

    def size(self, column: int) -> int:
        """How many rows have something in a column."""
        return self.starts[column + 1] - self.starts[column]

    def touched(self, terms: Terms) -> int:
        """How many postings the terms have."""
        starts, total = self.starts, 0
        for column, _ in terms:
            total += starts[column + 1] - starts[column]
        return total

    def rows_of(self, terms: Terms) -> NDArray[np.int32]:
        """The rows that have something in the terms' columns, of which there is at least one; some more than once."""
        return np.concatenate([self.rows[self.span(column)] for column, _ in terms])

    def listed(self, column: int) -> list[tuple[int, float]]:
        """The postings of a column as a list, kept for the next time: for columns of few."""
        found = self._lists.get(column)
        if found is None:
            span = self.span(column)
            found = list(zip(self.rows[span].tolist(), self.weights[span].tolist(), strict=True))
            if len(self._lists) >= LISTED:
                self._lists.clear()
            self._lists[column] = found
        return found

    def take_sums(self) -> NDArray[np.float32]:
        """Working memory: a zero for each row, and some more up to a whole number of lanes."""
        try:
            return self._free.pop()
        except IndexError:
            return np.zeros(-(-self.count // LANES) * LANES, np.float32)

    def give_back(self, sums: NDArray[np.float32]) -> None:
        """Let another search have the working memory, which is all zeros again."""
        if len(self._free) < KEPT:
            self._free.append(sums)

    def add(self, terms: Terms, sums: NDArray[np.float32]) -> None:
        """Add to each row's sum its product with the terms."""
        self._add(self, terms, sums)

    def weights_of(self, column: int, rows: NDArray[np.int32]) -> NDArray[np.float32]:
        """What some rows, in ascending order, have in a column."""
        if column in self._common:
            spread = self._spreads.get(column)
            if spread is None:
                spread = self._spreads[column] = self._spread(column)
            return spread.take(rows)
        if len(rows) <= MANY:
            return self._looked_up(column, rows)
        found = np.zeros(len(rows), np.float32)
        marks = self._marks_of(column)
        places = (marks.take(rows >> 3) & _BITS.take(rows & 7)).nonzero()[0]
        found[places] = self._looked_up(column, rows.take(places))
        return found

    @cached_property
    def _common(self) -> frozenset[int]:
        """The columns of which a place for each row is kept, once they are asked for: the commonest."""
        sizes = np.diff(self.bounds)
        commonest = np.argsort(-sizes, kind="stable")[:SPREAD]
        return frozenset(commonest[sizes[commonest] * COMMON > self.count].tolist())

    def _looked_up(self, column: int, rows: NDArray[np.int32]) -> NDArray[np.float32]:
        span = self.span(column)
        here = self.rows[span]
        if not len(here):
            return np.zeros(len(rows), np.float32)
        places = here.searchsorted(rows)
        places[places == len(here)] = 0
        found = self.weights[span].take(places)
        found[here.take(places) != rows] = 0
        return found

    def _marks_of(self, column: int) -> NDArray[np.uint8]:
        """A bit for each row, eight to a byte: whether it has something in a column."""
        marks = self._marks.get(column)
        if marks is None:
            has = np.zeros(self.count, bool)
            has[self.rows[self.span(column)]] = True
            if len(self._marks) >= MARKED:
                self._marks.clear()
            marks = self._marks[column] = np.packbits(has, bitorder="little")
        return marks

    def _spread(self, column: int) -> NDArray[np.float32]:
        """A column with a place for each row."""
        span = self.span(column)
        found = np.zeros(self.count, np.float32)
        found[self.rows[span]] = self.weights[span]
        return found
