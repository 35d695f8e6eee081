"""How late an event loop is while many ask at once: so long waits what else runs in it, such as Discord's heartbeat."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

AT_ONCE = 100
"""Questions that are asked at the same moment; the next as many follow when all of these are answered."""
BEAT = 0.001
"""Seconds that a clock in the loop sleeps; it is late by what it sleeps longer."""
_MILLISECONDS = 1000

Answer = Callable[[str], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Lag:
    """What was measured at one size. All times are in milliseconds."""

    size: int
    """Entries."""
    questions: int
    p50: float
    """How late the clock was, at the median of its beats, as p99."""
    p99: float
    longest: float
    slowest: float
    """How long the last of those who asked at once waited, at most."""


async def measure(answer: Answer, questions: Sequence[str], size: int) -> Lag:
    """Ask all questions, a fixed number at a time."""
    late = list[float]()
    waits = list[float]()
    clock = asyncio.create_task(_tick(late))
    for start in range(0, len(questions), AT_ONCE):
        began = time.perf_counter()
        await asyncio.gather(*map(answer, questions[start : start + AT_ONCE]))
        waits.append(time.perf_counter() - began)
    clock.cancel()
    p50, p99, longest = (float(value) * _MILLISECONDS for value in np.percentile(late or [0.0], (50, 99, 100)))
    return Lag(size, len(questions), p50, p99, longest, max(waits) * _MILLISECONDS)


async def _tick(late: list[float]) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.sleep(BEAT)
        late.append(time.perf_counter() - began - BEAT)


def as_text(lags: Sequence[Lag]) -> str:
    """A line for each size."""
    rows = [("entries", "questions", "p50 ms", "p99 ms", "longest ms", "last answer ms")]
    rows += [
        (
            f"{lag.size:,}",
            f"{lag.questions:,}",
            f"{lag.p50:.2f}",
            f"{lag.p99:.1f}",
            f"{lag.longest:.1f}",
            f"{lag.slowest:.0f}",
        )
        for lag in lags
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join((f"How late the event loop was while {AT_ONCE} questions at once were answered:", *lines))


def as_json(lags: Sequence[Lag]) -> Mapping[str, object]:
    """The lags as `benchmark --help` describes them."""
    return {"at_once": AT_ONCE, "lags": [asdict(lag) for lag in lags]}
