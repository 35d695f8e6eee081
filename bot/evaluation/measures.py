"""Measures of quality as pure functions of arrays.

Every measure takes a sample of n questions and a matrix of weights, one row for each resample and one column for each
question, and returns one number for each row. A row of ones gives the plain measure; the bootstrap's rows say how often
each question was drawn. So there is one definition for the value and for its interval. A measure whose questions
are missing (no unanswerable one, nothing answered) is NaN.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

COVERAGE = 0.95
BINS = 10


@dataclass(frozen=True)
class Sample:
    """What became of n questions: arrays of length n, in the same order."""

    answerable: Bools
    """The knowledge base holds an acceptable entry."""
    rank: npt.NDArray[np.int64]
    """Place of the first acceptable hit, counted from 1; 0 where no hit is acceptable."""
    confidence: Floats
    """Of the best hit, in [0, 1], whatever the outcome was."""
    answered: Bools
    """An answer was shown."""
    answered_right: Bools
    """An answer was shown, and it was acceptable."""
    helped: Bools
    """An acceptable entry was answered, or stood among the suggestions."""

    def __post_init__(self) -> None:
        """Refuse arrays of different lengths."""
        if len({len(getattr(self, field.name)) for field in fields(self)}) > 1:
            raise ValueError("the columns of a sample have different lengths")

    def __len__(self) -> int:
        return len(self.answerable)


Measure = Callable[[Sample, Floats], Floats]


def success_at(k: int, sample: Sample, weights: Floats) -> Floats:
    """Share of the answerable questions with an acceptable entry among the best k hits (also called hit rate at k)."""
    return _share(weights, (sample.rank >= 1) & (sample.rank <= k), sample.answerable)


def mean_reciprocal_rank(sample: Sample, weights: Floats) -> Floats:
    """Mean of 1/rank over the answerable questions, 0 where nothing acceptable was found (Voorhees, TREC-8, 1999)."""
    reciprocal = np.divide(1.0, sample.rank, out=np.zeros(len(sample)), where=sample.rank > 0)
    return _ratio(weights @ (reciprocal * sample.answerable), weights @ sample.answerable)


def auroc(sample: Sample, weights: Floats) -> Floats:
    """Chance that an answerable question is given more confidence than an unanswerable one, a tie counting half.

    The area under the receiver operating characteristic (Hanley & McNeil 1982); 0.5 is a coin.
    """
    positive, negative = _by_confidence(sample, weights)
    below = np.cumsum(negative, axis=1) - negative
    won = (positive * (below + negative / 2)).sum(axis=1)
    return _ratio(won, positive.sum(axis=1) * negative.sum(axis=1))


def refused_at_coverage(sample: Sample, weights: Floats) -> Floats:
    """Share of the unanswerable questions below the highest threshold that 95 % of the answerable ones reach.

    One less the false positive rate at 95 % true positive rate (Liang et al., ODIN, 2018). It judges the order of the
    confidences alone, not where the assistant's own threshold lies.
    """
    positive, negative = _by_confidence(sample, weights)
    lost = np.cumsum(positive, axis=1) - positive
    # The rounding of a sum must not move the threshold by one question.
    passes = lost <= (1 - COVERAGE) * positive.sum(axis=1, keepdims=True) + 1e-9
    below = np.cumsum(negative, axis=1) - negative
    refused = np.where(passes, below, 0).max(axis=1, initial=0)
    return _ratio(refused, negative.sum(axis=1) * (positive.sum(axis=1) > 0))


def answered_precision(sample: Sample, weights: Floats) -> Floats:
    """Share of the answers shown that are acceptable; one to an unanswerable question never is."""
    return _share(weights, sample.answered_right, sample.answered)


def false_answer_rate(sample: Sample, weights: Floats) -> Floats:
    """Share of the unanswerable questions that were answered. Lower is better."""
    return _share(weights, sample.answered, ~sample.answerable)


def helped_rate(sample: Sample, weights: Floats) -> Floats:
    """Share of the answerable questions that were answered right or had an acceptable entry among the suggestions."""
    return _share(weights, sample.helped, sample.answerable)


def expected_calibration_error(sample: Sample, weights: Floats) -> Floats:
    """Mean distance between confidence and the share that is right, over ten bins of equal width. Lower is better.

    Right means that the best hit is acceptable, so an unanswerable question is never right. Bins are weighted by
    their questions (Naeini, Cooper & Hauskrecht 2015; Guo et al. 2017); 1.0 belongs to the last bin. Chance alone makes
    it positive, and the more so the fewer the questions: 0.05 on 200 questions may be a confidence that is true.
    """
    member = np.eye(BINS)[bin_of(sample.confidence)]
    gap = weights @ (member * (is_right(sample) - sample.confidence)[:, None])
    return _ratio(np.abs(gap).sum(axis=1), weights.sum(axis=1))


def brier(sample: Sample, weights: Floats) -> Floats:
    """Mean squared distance between confidence and the best hit's being acceptable (Brier 1950). Lower is better."""
    return _ratio(weights @ np.square(is_right(sample) - sample.confidence), weights.sum(axis=1))


def is_right(sample: Sample) -> Floats:
    """1.0 where the best hit is acceptable, else 0.0."""
    return np.asarray(sample.answerable & (sample.rank == 1), dtype=np.float64)


def bin_of(confidence: Floats) -> npt.NDArray[np.int64]:
    """The bin, from 0, that each confidence falls into: [0, 0.1), [0.1, 0.2) … [0.9, 1]."""
    bins: npt.NDArray[np.int64] = np.minimum((confidence * BINS).astype(np.int64), BINS - 1)
    return bins


success_at_1 = partial(success_at, 1)
success_at_3 = partial(success_at, 3)


def _by_confidence(sample: Sample, weights: Floats) -> tuple[Floats, Floats]:
    """Weights of the answerable and of the unanswerable, summed for each distinct confidence, lowest first."""
    _, first = np.unique(np.sort(sample.confidence), return_index=True)
    order = np.argsort(sample.confidence, kind="stable")
    ordered, answerable = weights[:, order], sample.answerable[order]
    if not len(sample):
        return ordered, ordered
    return np.add.reduceat(ordered * answerable, first, axis=1), np.add.reduceat(ordered * ~answerable, first, axis=1)


def _share(weights: Floats, part: Bools, whole: Bools) -> Floats:
    return _ratio(weights @ (part & whole), weights @ whole)


def _ratio(above: Floats, below: Floats) -> Floats:
    ratio: Floats = np.divide(above, below, out=np.full(len(below), np.nan), where=below > 0)
    return ratio
