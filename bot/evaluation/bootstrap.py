"""Estimates with intervals: how much a measure could change with other questions of the same kind."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bot.evaluation.measures import Measure
from bot.evaluation.sample import Bools, Floats, Sample

RESAMPLES = 1000
LEVEL = 0.95
SEED = 20221122

_CELLS = 4_000_000
"""Cells of a block of the weight matrix: about 32 MB."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure's value and its 95 % bootstrap interval. All three are NaN if the questions do not determine it."""

    value: float
    low: float
    high: float


def value_of(sample: Sample, measure: Measure) -> float:
    """The plain value, in which every question counts once; NaN if the questions do not determine it."""
    return float(measure(sample, np.ones((1, len(sample))))[0])


def estimate(sample: Sample, measures: dict[str, Measure], resamples: int = RESAMPLES) -> dict[str, Estimate]:
    """Each measure with its percentile interval (Efron & Tibshirani 1993), the same for the same sample.

    Answerable and unanswerable questions are drawn separately, because their author chose the number of each.
    """
    drawn: dict[str, list[Floats]] = {name: [] for name in measures}
    for weights in _draws(sample.answerable, resamples):
        for name, measure in measures.items():
            drawn[name].append(measure(sample, weights))
    return {name: _estimate(value_of(sample, measure), drawn[name]) for name, measure in measures.items()}


def _estimate(value: float, drawn: list[Floats]) -> Estimate:
    values = np.concatenate(drawn) if drawn else np.zeros(0)
    values = values[np.isfinite(values)]
    if not len(values):
        return Estimate(value, value, value)
    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(value, float(low), float(high))


def _draws(strata: Bools, resamples: int) -> Iterator[Floats]:
    """Matrices of how often each question was drawn, `resamples` rows in all."""
    rng = np.random.default_rng(SEED)
    block = max(1, min(resamples, _CELLS // max(1, len(strata))))
    for start in range(0, resamples, block):
        rows = min(block, resamples - start)
        weights = np.zeros((rows, len(strata)))
        for stratum in (np.flatnonzero(strata), np.flatnonzero(~strata)):
            if len(stratum):
                picks = rng.integers(len(stratum), size=(rows, len(stratum)))
                flat = (picks + np.arange(rows)[:, None] * len(stratum)).ravel()
                weights[:, stratum] = np.bincount(flat, minlength=rows * len(stratum)).reshape(rows, -1)
        yield weights
