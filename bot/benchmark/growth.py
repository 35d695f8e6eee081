"""How latency grows with the number of texts."""

from collections.abc import Mapping

import numpy as np

FROM = 10_000
"""Texts from which growth is fitted: below, what a query costs whatever is stored weighs more."""


def exponent(latencies: Mapping[int, float]) -> float | None:
    """The x of latency ~ texts^x, fitted by least squares of the logarithms over sizes from FROM on.

    `latencies` are by size. None where there are fewer than two sizes to fit.
    """
    sizes = [size for size in latencies if size >= FROM]
    if len(sizes) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    slope = np.polyfit(np.log(sizes), np.log([latencies[size] for size in sizes]), 1)[0]
    return float(slope)


def foreseen(latencies: Mapping[int, float], size: int) -> float | None:
    """The latency to expect at a larger size, if it grows no faster than the number of texts; None without any."""
    if not latencies:
        return None
    largest = max(latencies)
    return latencies[largest] * max(1.0, size / largest)
