"""The outcomes of all questions as arrays: the input of every measure and curve."""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

BINS = 10
"""Of equal width, for calibration."""


@dataclass(frozen=True)
class Sample:
    """The outcomes of n questions: arrays of length n, in the same order."""

    answerable: Bools
    """The knowledge base holds an acceptable entry."""
    rank: npt.NDArray[np.int64]
    """Place of the first acceptable hit, counted from 1; 0 where no hit is acceptable."""
    confidence: Floats
    """Of the first hit, in [0, 1], whatever the outcome was."""
    answered: Bools
    """An answer was shown."""
    answered_right: Bools
    """An answer was shown, and it was acceptable."""
    suggested: Bools
    """Suggestions were shown, and no answer."""
    helped: Bools
    """An acceptable entry was answered, or stood among the suggestions."""

    def __post_init__(self) -> None:
        """Refuse arrays of different lengths."""
        if len({len(getattr(self, field.name)) for field in fields(self)}) > 1:
            raise ValueError("the columns of a sample have different lengths")

    def __len__(self) -> int:
        return len(self.answerable)


def first_hit_right(sample: Sample) -> Bools:
    """Whether the first hit is acceptable; it never is for an unanswerable question."""
    right: Bools = sample.answerable & (sample.rank == 1)
    return right


def bin_of(confidence: Floats) -> npt.NDArray[np.int64]:
    """The bin, from 0, that each confidence falls into: [0, 0.1), [0.1, 0.2) … [0.9, 1]."""
    bins: npt.NDArray[np.int64] = np.minimum((confidence * BINS).astype(np.int64), BINS - 1)
    return bins
