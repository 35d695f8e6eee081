"""Adds up the postings of a query's terms: by NumPy, or by SciPy's loops where these have been loaded anyway."""

import importlib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

Terms = list[tuple[int, float]]
"""A query: distinct columns, and how much each counts, above 0."""

FEW = 1_500
"""Columns of up to so many postings are copied together and added at once: a call a column costs more than that."""
STEP = 32_768
"""Postings added at once: their products stay in the processor's cache."""
LARGE = 5_000_000
"""For more postings, SciPy is worth loading for its loops alone."""


@dataclass(frozen=True, eq=False)
class Columns:
    """A matrix by column: `rows[bounds[c]:bounds[c + 1]]` have something in column c, in ascending order."""

    bounds: NDArray[np.int64]
    """Where the postings of each column begin, and where those of the last one end."""
    rows: NDArray[np.int32]
    weights: NDArray[np.float32]
    """One a posting, none below 0."""

    @cached_property
    def starts(self) -> list[int]:
        """The bounds, ready for Python."""
        starts: list[int] = self.bounds.tolist()
        return starts

    @cached_property
    def ends(self) -> NDArray[np.int32]:
        """The bounds, as numbers of the kind that the rows are."""
        return self.bounds.astype(np.int32)


Add = Callable[[Columns, Terms, NDArray[np.float32]], None]
"""Adds to each row's sum its product with the terms."""


def add_by_numpy(matrix: Columns, terms: Terms, sums: NDArray[np.float32]) -> None:
    """Add with NumPy alone."""
    starts, rows, weights = matrix.starts, matrix.rows, matrix.weights
    spans, factors, sizes = [], [], []
    for column, weight in terms:
        start, end = starts[column], starts[column + 1]
        if end - start > FEW:
            _add_many(rows[start:end], weights[start:end], weight, sums)
        else:
            spans.append(slice(start, end))
            factors.append(weight)
            sizes.append(end - start)
    if spans:
        products = np.concatenate([weights[span] for span in spans])
        if factors.count(1) < len(factors):
            products *= np.repeat(np.array(factors, np.float32), sizes)
        np.add.at(sums, np.concatenate([rows[span] for span in spans]), products)


def _add_many(rows: NDArray[np.int32], weights: NDArray[np.float32], factor: float, sums: NDArray[np.float32]) -> None:
    if factor == 1:
        np.add.at(sums, rows, weights)
        return
    for start in range(0, len(rows), STEP):
        part = slice(start, start + STEP)
        np.add.at(sums, rows[part], weights[part] * np.float32(factor))


def fastest(postings: int = 0) -> Add:
    """What adds fastest among so many postings: SciPy's loops if they have been loaded and do what NumPy's do.

    They are not SciPy's interface, and may change. But the interface takes longer to check its arguments than they take
    for a question, and NumPy's scattered addition takes twice as long.
    """
    if postings > LARGE:
        importlib.import_module("scipy.sparse")
    tools = sys.modules.get("scipy.sparse._sparsetools")
    try:
        add = _by_scipy(tools) if tools else add_by_numpy
        return add if _agrees(add) else add_by_numpy
    except Exception:  # noqa: BLE001 - whatever an unknown function may raise
        return add_by_numpy


def _by_scipy(tools: ModuleType) -> Add:
    one = np.ones(1, np.float32)

    def add(matrix: Columns, terms: Terms, sums: NDArray[np.float32]) -> None:
        starts, bounds, rows, weights = matrix.starts, matrix.ends, matrix.rows, matrix.weights
        columns, factors, ends, total = [], [], [0], 0
        for column, weight in terms:
            size = starts[column + 1] - starts[column]
            if size > FEW:
                factor = one if weight == 1 else np.array((weight,), np.float32)
                tools.csc_matvec(len(sums), 1, bounds[column : column + 2], rows, weights, factor, sums)
            else:
                total += size
                columns.append(column)
                factors.append(weight)
                ends.append(total)
        if columns:
            few, theirs = np.empty(total, np.int32), np.empty(total, np.float32)
            tools.csr_row_index(len(columns), np.array(columns, np.int32), bounds, rows, weights, few, theirs)
            each = np.array(factors, np.float32)
            tools.csc_matvec(len(sums), len(columns), np.array(ends, np.int32), few, theirs, each, sums)

    return add


def _agrees(add: Add) -> bool:
    """Whether something adds as NumPy does: two columns of few postings, and two of many."""
    sizes = [FEW + 1, 3, FEW + 2, 2]
    bounds = np.cumsum([0, *sizes])
    rows = np.concatenate([np.arange(size, dtype=np.int32) for size in sizes])
    matrix = Columns(bounds, rows, np.arange(1, len(rows) + 1, dtype=np.float32))
    terms = [(2, 1.0), (0, 0.5), (3, 1.0), (1, 0.25)]
    sums, expected = np.ones((2, FEW + 2), np.float32)
    add(matrix, terms, sums)
    add_by_numpy(matrix, terms, expected)
    return bool((sums == expected).all())
