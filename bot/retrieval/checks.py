"""What was saved is checked before it is believed."""

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
    """The array, if it is in one row of so many values of this kind, none less than `least`, all less than `below`.

    None for any length and any value. Raises ValueError otherwise, also for what is no number where there is a bound.
    """
    if array.dtype != kind or array.ndim != 1 or (length is not None and len(array) != length):
        raise ValueError("an array has another kind or length")
    if len(array) and not (
        (least is None or bool(array.min() >= least)) and (below is None or bool(array.max() < below))
    ):
        raise ValueError("an array holds what cannot be")
    return array


def ascending(array: NDArray[Any], step: int = 1) -> NDArray[Any]:
    """The array, if each value is greater by so much at least than the one before. Raises ValueError otherwise."""
    if (array[1:] < array[:-1] + array.dtype.type(step)).any():
        raise ValueError("an array is in another order")
    return array


def bounds(array: NDArray[Any], last: int, step: int = 0) -> NDArray[Any]:
    """The array, if it tells where stretches of so much at least begin and where the last one ends."""
    ascending(checked(array, np.int64), step)
    if not len(array) or array[0] != 0 or array[-1] != last:
        raise ValueError("stretches do not end where they should")
    return array
