"""The inner loops of a search: in NumPy, and in SciPy's compiled code where that has been loaded anyway."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

STEP = 32_768
"""Postings added at once: their products stay in the processor's cache."""

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Loops:
    """How the postings of a query's terms are put together; all take the bounds, rows and weights of a matrix."""

    gather: Callable[[Ints, Ints, Floats, Sequence[int], int], tuple[Ints, Floats]]
    """The rows and weights of some columns, one column after the other, which are so many in total."""
    scatter: Callable[[Ints, Ints, Floats, int, float, Floats], None]
    """Adds the weights of one column, times a factor, to the sums of their rows."""


def gathered(
    bounds: Ints, rows: Ints, weights: Floats, columns: Sequence[int], _total: int
) -> tuple[Ints, Floats]:
    """Loops.gather by NumPy."""
    spans = [slice(bounds[column], bounds[column + 1]) for column in columns]
    return np.concatenate([rows[span] for span in spans]), np.concatenate([weights[span] for span in spans])


def scattered(bounds: Ints, rows: Ints, weights: Floats, column: int, factor: float, sums: Floats) -> None:
    """Loops.scatter by NumPy."""
    start, end = bounds[column : column + 2].tolist()
    if factor == 1:
        np.add.at(sums, rows[start:end], weights[start:end])
        return
    for begin in range(start, end, STEP):
        part = slice(begin, min(begin + STEP, end))
        np.add.at(sums, rows[part], weights[part] * np.float32(factor))


NUMPY = Loops(gathered, scattered)


def fastest() -> Loops:
    """SciPy's loops if they have been loaded and do what NumPy's do, else NumPy's.

    They are not SciPy's interface, and may change. But the interface takes longer to check its arguments than they take
    for a question, and NumPy's scattered addition takes twice as long.
    """
    tools = sys.modules.get("scipy.sparse._sparsetools")
    try:
        loops = _of_scipy(tools)
        return loops if tools is not None and _agree(loops) else NUMPY
    except Exception:  # noqa: BLE001 - whatever an unknown function may raise
        return NUMPY


def _of_scipy(tools: Any) -> Loops:
    def gather(
        bounds: Ints, rows: Ints, weights: Floats, columns: Sequence[int], total: int
    ) -> tuple[Ints, Floats]:
        found, theirs = np.empty(total, np.int32), np.empty(total, np.float32)
        tools.csr_row_index(len(columns), np.array(columns, np.int32), bounds, rows, weights, found, theirs)
        return found, theirs

    one = np.ones(1, np.float32)

    def scatter(bounds: Ints, rows: Ints, weights: Floats, column: int, factor: float, sums: Floats) -> None:
        factors = one if factor == 1 else np.array((factor,), np.float32)
        tools.csc_matvec(len(sums), 1, bounds[column : column + 2], rows, weights, factors, sums)

    return Loops(gather, scatter)


def _agree(loops: Loops) -> bool:
    """Whether loops do with a small matrix what NumPy's do."""
    bounds, rows = np.array([0, 2, 3, 5], np.int32), np.array([0, 2, 1, 0, 3], np.int32)
    weights = np.array([0.5, 1.5, 2.5, 3.5, 4.5], np.float32)
    results = []
    for each in (NUMPY, loops):
        sums = np.ones(4, np.float32)
        for column, factor in enumerate((1, 0.5, 2)):
            each.scatter(bounds, rows, weights, column, factor, sums)
        found, theirs = each.gather(bounds, rows, weights, [2, 0], 4)
        results.append((sums.tolist(), found.tolist(), theirs.tolist()))
    return results[0] == results[1]
