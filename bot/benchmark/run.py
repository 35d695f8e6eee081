"""The whole benchmark: every size, every contender."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.benchmark.contender import Contender
from bot.benchmark.corpus import Corpus, Generator
from bot.benchmark.growth import exponent, foreseen
from bot.benchmark.machine import Machine, one_core, this_machine
from bot.benchmark.measuring import Progress, Race, Result, warm_up

_WARM = 14
"""Texts that are enough to warm up."""
_SECOND = 1e6
"""In microseconds."""


@dataclass(frozen=True, slots=True)
class Table:
    """What was measured at one size."""

    size: int
    words: int
    """In all texts."""
    vocabulary: int
    """Different words."""
    results: tuple[Result, ...]
    left_out: Mapping[str, str]
    """The names of those that were not measured, with the reason."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that there is to tell."""

    machine: Machine
    pinned: bool
    """Whether the process was kept on one core."""
    day: date
    source: str
    """Where the given texts came from."""
    given: int
    """How many there were."""
    queries: int
    seed: int
    warm_up: Mapping[str, float]
    """Seconds until each had answered for the first time, by name."""
    tables: tuple[Table, ...]
    """In the order of the sizes."""
    missing: Mapping[str, str]
    """The names of those that took no part at all, with the reason."""

    def latencies(self) -> dict[str, dict[int, float]]:
        """Microseconds at the median, by size, by name."""
        found = dict[str, dict[int, float]]()
        for table in self.tables:
            for result in table.results:
                found.setdefault(result.name, {})[table.size] = result.p50
        return found

    def growth(self) -> dict[str, float]:
        """The exponent of each contender's p50, by name, where there are sizes enough."""
        fitted = {name: exponent(by_size) for name, by_size in self.latencies().items()}
        return {name: value for name, value in fitted.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure."""

    texts: Sequence[str]
    source: str
    """Where they came from, for the report."""
    sizes: tuple[int, ...]
    """Rising."""
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
    """The seconds that each took, and why others take no part; by name."""
    took, missing = dict[str, float](), dict[str, str]()
    for contender in contenders:
        progress(f"warming up {contender.name}")
        if contender.missing:
            missing[contender.name] = "not installed"
            continue
        try:
            took[contender.name] = warm_up(contender, corpus.texts[:_WARM], corpus.queries[0])
        except ImportError as error:  # such as a numba that does not know this NumPy yet
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
            expected = foreseen(seen[contender.key], len(corpus.texts))
            if reason := race.enter(contender, None if expected is None else expected / _SECOND):
                left_out[contender.name] = reason
        results = race.run(seed)
    words = [word.casefold() for text in corpus.texts for word in text.split()]
    return Table(len(corpus.texts), len(words), len(set(words)), results, left_out)
