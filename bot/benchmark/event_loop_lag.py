"""Measures how late an event loop runs while many questions arrive at once. This lag delays Discord's heartbeat too."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

AT_ONCE = 100
"""Questions asked at the same moment; the next batch follows when all are answered."""
BEAT = 0.001
"""Seconds that a task in the loop sleeps. The lag is the time that it oversleeps."""
_MILLISECONDS = 1000

Answer = Callable[[str], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Lag:
    """The results at one size. All times are in milliseconds."""

    size: int
    """Entries."""
    questions: int
    p50: float
    """Median lag of the clock's beats; p99 likewise."""
    p99: float
    longest: float
    slowest: float
    """The longest wait of the last question of a batch."""


async def measure(answer: Answer, questions: Sequence[str], size: int) -> Lag:
    """Ask all questions, AT_ONCE at a time."""
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
    """A table with a line for each size."""
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
    return "\n".join((f"Lag of the event loop while it answers {AT_ONCE} questions at once:", *lines))


def as_json(lags: Sequence[Lag]) -> Mapping[str, object]:
    """The lags as `benchmark --help` describes them."""
    return {"at_once": AT_ONCE, "lags": [asdict(lag) for lag in lags]}
