"""Checks saved arrays before they are used."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def checked(
    array: NDArray[Any],
    kind: type[np.generic],
    length: int | None = None,
    *,
    least: float | None = None,
    below: float | None = None,
) -> NDArray[Any]:
    """The array, if it has one dimension, this dtype and length, and values from `least` to less than `below`.

    None means any length or no bound. Raises ValueError otherwise. With a bound, NaN is an error too.
    """
    if array.dtype != kind or array.ndim != 1 or (length is not None and len(array) != length):
        raise ValueError("an array has the wrong type or length")
    if len(array) and not (
        (least is None or bool(array.min() >= least)) and (below is None or bool(array.max() < below))
    ):
        raise ValueError("an array has a value out of range")
    return array


def ascending(array: NDArray[Any], step: int = 1) -> NDArray[Any]:
    """The array, if each value exceeds the one before it by at least `step`. Raises ValueError otherwise."""
    if (array[1:] < array[:-1] + array.dtype.type(step)).any():
        raise ValueError("an array is not in ascending order")
    return array


def bounds(array: NDArray[Any], last: int, step: int = 0) -> NDArray[Any]:
    """The array, if it holds the bounds of ranges of at least `step` up to `last`. Raises ValueError otherwise."""
    ascending(checked(array, np.int64), step)
    if not len(array) or array[0] != 0 or array[-1] != last:
        raise ValueError("an array does not end where it should")
    return array
