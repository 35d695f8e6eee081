"""The outcomes of all questions as arrays, from which measures and curves are computed."""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

BINS = 10
"""Bins of equal width, for the calibration measures."""


@dataclass(frozen=True)
class Sample:
    """The outcomes of n questions: arrays of length n, in the same order."""

    answerable: Bools
    """Whether the knowledge base has an acceptable entry."""
    rank: npt.NDArray[np.int64]
    """Rank of the first acceptable hit, from 1; 0 if no hit is acceptable."""
    confidence: Floats
    """Of the first hit, in [0, 1], for every outcome."""
    answered: Bools
    """Whether an answer was shown."""
    answered_right: Bools
    """Whether an acceptable answer was shown."""
    suggested: Bools
    """Whether suggestions were shown instead of an answer."""
    helped: Bools
    """Whether an acceptable entry answered or was among the suggestions."""

    def __post_init__(self) -> None:
        """Raise ValueError for arrays of different lengths."""
        if len({len(getattr(self, field.name)) for field in fields(self)}) > 1:
            raise ValueError("the columns of a sample have different lengths")

    def __len__(self) -> int:
        return len(self.answerable)


def first_hit_right(sample: Sample) -> Bools:
    """Whether the first hit is acceptable, which it never is for an unanswerable question."""
    right: Bools = sample.answerable & (sample.rank == 1)
    return right


def bin_of(confidence: Floats) -> npt.NDArray[np.int64]:
    """The bin of each confidence, from 0: [0, 0.1), [0.1, 0.2) … [0.9, 1]."""
    bins: npt.NDArray[np.int64] = np.minimum((confidence * BINS).astype(np.int64), BINS - 1)
    return bins
