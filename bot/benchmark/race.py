"""Builds the contenders on one corpus, and times their queries in turns."""

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Self

import numpy as np

from bot.benchmark.contender import Built, Contender
from bot.benchmark.corpus import Corpus
from bot.benchmark.machine import no_collection, resident_bytes

REPEATS = 5
"""Runs per query; its latency is their median."""
PATIENCE = 1.0
"""Seconds per query: a slower contender is left out."""
BUDGET = 30.0
"""Seconds for all queries of a contender: a slow one gets fewer queries."""
FEWEST = 20
"""Minimum queries."""
FOR_P99 = 100
"""Minimum queries for a 99th percentile."""
_PROBES = 3
_MICROSECONDS, _MEGABYTE = 1e6, 1e6

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Result:
    """The results of one contender on one corpus."""

    key: str
    name: str
    build: float
    """Seconds."""
    load: float | None
    """Seconds to open the saved index; None if nothing is saved."""
    p50: float
    """Microseconds: the median over queries of each query's median over its runs; p99 likewise."""
    p99: float | None
    """None for fewer than FOR_P99 queries."""
    megabytes: float | None
    """Growth of the process while building, or size on disk; None if the system does not report it."""
    on_disk: bool
    queries: int
    """Number of queries."""


def warm_up(contender: Contender, texts: Sequence[str], query: str) -> float:
    """Seconds until the first answer, with imports and compilation. Raises ImportError."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        start = time.perf_counter()
        built = contender.build(texts, Path(folder))
        built.search(query)
        took = time.perf_counter() - start
        built.close()
    return took


@dataclass
class _Running:
    contender: Contender
    built: Built
    build: float
    megabytes: float | None
    seconds: list[list[float]]
    """For each query, the seconds of each run."""


class Race:
    """Contenders on one corpus, which take turns."""

    def __init__(self, corpus: Corpus, progress: Progress) -> None:
        """Take the stored texts and the queries."""
        self._corpus = corpus
        self._progress = progress
        self._running = list[_Running]()
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Close all indexes."""
        self._running.clear()
        self._stack.close()

    def enter(self, contender: Contender, expected: float | None) -> str | None:
        """Build a contender unless it is too slow. Returns why it is left out, or None.

        `expected` is the seconds per query that a smaller corpus suggests; None if unknown.
        """
        if contender.most is not None and len(self._corpus.texts) > contender.most:
            return f"not built for more than {contender.most:,}"
        if expected is not None and expected > PATIENCE:
            return f"a query would take about {expected:.1f} s"
        self._progress(f"{len(self._corpus.texts):,}: building {contender.name}")
        folder = Path(self._stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
        before = resident_bytes()
        start = time.perf_counter()
        built = contender.build(self._corpus.texts, folder)
        seconds = time.perf_counter() - start
        after = resident_bytes()
        self._stack.callback(built.close)
        probe = _probe(built, self._corpus.queries)
        if probe > PATIENCE:
            return f"a query takes {probe:.1f} s"
        affordable = max(FEWEST, int(BUDGET / (REPEATS * max(probe, 1e-9))))
        grown = None if before is None or after is None else max(0, after - before) / _MEGABYTE
        asked: list[list[float]] = [[] for _ in self._corpus.queries[:affordable]]
        self._running.append(_Running(contender, built, seconds, grown, asked))
        return None

    def run(self, seed: int) -> tuple[Result, ...]:
        """Ask every contender every query, in an order that changes from query to query.

        A contender repeats a query immediately, so that other contenders' use of the CPU caches affects no median.
        """
        order, queries = Random(seed), self._corpus.queries  # noqa: S311 - no secret
        with no_collection():
            for number, query in enumerate(queries):
                self._progress(f"{len(self._corpus.texts):,}: query {number + 1} of {len(queries)}")
                turns = [one for one in self._running if number < len(one.seconds)]
                order.shuffle(turns)
                for one in turns:
                    for _ in range(REPEATS):
                        one.built.forget()
                        one.seconds[number].append(_timed(one.built.search, query))
        return tuple(map(_result, self._running))


def _timed(search: Callable[[str], object], query: str) -> float:
    start = time.perf_counter()
    search(query)
    return time.perf_counter() - start


def _probe(built: Built, queries: Sequence[str]) -> float:
    """Seconds per query after a first one has warmed up the caches."""
    _timed(built.search, queries[0])
    return float(np.median([_timed(built.search, query) for query in queries[:_PROBES]]))


def _result(one: _Running) -> Result:
    latencies = np.median(one.seconds, axis=1) * _MICROSECONDS
    load = None
    if one.built.load:
        one.built.save()
        start = time.perf_counter()
        load = None if one.built.load() is None else time.perf_counter() - start
    disk = one.built.disk
    return Result(
        one.contender.key,
        one.contender.name,
        one.build,
        load,
        p50=float(np.median(latencies)),
        p99=float(np.percentile(latencies, 99)) if len(latencies) >= FOR_P99 else None,
        megabytes=_folder_bytes(disk) / _MEGABYTE if disk else one.megabytes,
        on_disk=disk is not None,
        queries=len(latencies),
    )


def _folder_bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
