"""The whole benchmark: every contender at every size."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np

from bot.benchmark.contender import Contender
from bot.benchmark.corpus import Corpus, Generator
from bot.benchmark.machine import Machine, one_core, this_machine
from bot.benchmark.race import Progress, Race, Result, warm_up

GROWTH_FROM = 10_000
"""Minimum number of texts for fitting growth. At smaller sizes, the constant cost of a query dominates."""
_WARM = 14
"""Texts for the warm-up."""
_SECOND = 1e6
"""In microseconds."""


@dataclass(frozen=True, slots=True)
class Table:
    """The results at one size."""

    size: int
    words: int
    """In all texts."""
    vocabulary: int
    """Different words."""
    results: tuple[Result, ...]
    left_out: Mapping[str, str]
    """Names of contenders that were not measured, with the reason."""


@dataclass(frozen=True, slots=True)
class Report:
    """All results."""

    machine: Machine
    pinned: bool
    """Whether the process was kept on one core."""
    day: date
    source: str
    """The origin of the given texts."""
    given: int
    """Their number."""
    queries: int
    seed: int
    warm_up: Mapping[str, float]
    """Seconds until the first answer, by contender."""
    tables: tuple[Table, ...]
    """In the order of the sizes."""
    missing: Mapping[str, str]
    """Names of contenders that are not installed or cannot be imported, with the reason."""

    def latencies(self) -> dict[str, dict[int, float]]:
        """Median microseconds by contender and size."""
        found = dict[str, dict[int, float]]()
        for table in self.tables:
            for result in table.results:
                found.setdefault(result.name, {})[table.size] = result.p50
        return found

    def growth(self) -> dict[str, float]:
        """The growth exponent of each contender's p50, by name, if there are enough sizes."""
        fitted = {name: growth_exponent(by_size) for name, by_size in self.latencies().items()}
        return {name: value for name, value in fitted.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure."""

    texts: Sequence[str]
    source: str
    """The origin of the texts, for the report."""
    sizes: tuple[int, ...]
    """In ascending order."""
    queries: int
    seed: int
    contenders: tuple[Contender, ...]


def run(plan: Plan, progress: Progress) -> Report:
    """Measure everything. Raises CorpusError."""
    generator = Generator(plan.texts, plan.queries, plan.seed)
    seen: dict[str, dict[int, float]] = {contender.key: {} for contender in plan.contenders}
    tables = []
    with one_core() as pinned:
        first, missing = _warm_up(plan.contenders, generator.corpus(plan.sizes[0]), progress)
        there = [contender for contender in plan.contenders if contender.name in first]
        for size in plan.sizes:
            progress(f"{size:,}: making the corpus")
            table = _table(generator.corpus(size), there, seen, plan.seed, progress)
            tables.append(table)
            for result in table.results:
                seen[result.key][size] = result.p50
    return Report(
        this_machine(),
        pinned,
        datetime.now(UTC).date(),
        plan.source,
        len(plan.texts),
        plan.queries,
        plan.seed,
        first,
        tuple(tables),
        missing,
    )


def _warm_up(
    contenders: Iterable[Contender], corpus: Corpus, progress: Progress
) -> tuple[dict[str, float], dict[str, str]]:
    """The seconds that each contender took, and why others are missing, by name."""
    took, missing = dict[str, float](), dict[str, str]()
    for contender in contenders:
        progress(f"warming up {contender.name}")
        if contender.missing:
            missing[contender.name] = "not installed"
            continue
        try:
            took[contender.name] = warm_up(contender, corpus.texts[:_WARM], corpus.queries[0])
        except ImportError as error:  # such as a numba that does not support this NumPy yet
            missing[contender.name] = f"cannot be imported: {error}"
    return took, missing


def _table(
    corpus: Corpus,
    contenders: Iterable[Contender],
    seen: Mapping[str, Mapping[int, float]],
    seed: int,
    progress: Progress,
) -> Table:
    left_out = dict[str, str]()
    with Race(corpus, progress) as race:
        for contender in contenders:
            expected = expected_latency(seen[contender.key], len(corpus.texts))
            if reason := race.enter(contender, None if expected is None else expected / _SECOND):
                left_out[contender.name] = reason
        results = race.run(seed)
    words = [word.casefold() for text in corpus.texts for word in text.split()]
    return Table(len(corpus.texts), len(words), len(set(words)), results, left_out)


def growth_exponent(latencies: Mapping[int, float]) -> float | None:
    """The x of latency ~ texts^x, by least squares of the logarithms, over sizes from GROWTH_FROM on.

    `latencies` are by size. None if fewer than two sizes remain.
    """
    sizes = [size for size in latencies if size >= GROWTH_FROM]
    if len(sizes) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    slope = np.polyfit(np.log(sizes), np.log([latencies[size] for size in sizes]), 1)[0]
    return float(slope)


def expected_latency(latencies: Mapping[int, float], size: int) -> float | None:
    """The latency to expect at a larger size, if it grows no faster than the number of texts; None without data."""
    if not latencies:
        return None
    largest = max(latencies)
    return latencies[largest] * max(1.0, size / largest)
