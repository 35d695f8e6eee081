"""The strictness levels that an owner can choose, and their thresholds."""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Minimum probabilities, in [0, 1]."""

    answer: float
    """Minimum confidence to show the best entry."""
    likely: float
    """Minimum confidence to offer the best entries as probably meant."""
    suggest: float
    """Minimum relevance to offer the best entries as close to the question."""


class Strictness(Enum):
    """The trade-off between unanswered questions and wrong answers.

    For each level, `python -m bot evaluate` prints how many unanswerable questions it would have answered. The README
    gives measurements.
    """

    CAREFUL = "careful"
    BALANCED = "balanced"
    EAGER = "eager"

    @property
    def thresholds(self) -> Thresholds:
        """The thresholds of this level."""
        return THRESHOLDS[self]


THRESHOLDS = {
    Strictness.CAREFUL: Thresholds(answer=0.8, likely=0.5, suggest=0.8),
    Strictness.BALANCED: Thresholds(answer=0.7, likely=0.4, suggest=0.7),
    Strictness.EAGER: Thresholds(answer=0.6, likely=0.3, suggest=0.6),
}

CAREFUL_FALSE_ANSWERS = 0.016
BALANCED_FALSE_ANSWERS = 0.031
EAGER_FALSE_ANSWERS = 0.047
"""Shares of the questions without a stored answer that are answered anyway, in [0, 1], with each level.

Measured on eight community FAQs by `python -m bot evaluate`; see the levels in evaluation/README.md.
"""

FALSE_ANSWERS = {
    Strictness.CAREFUL: CAREFUL_FALSE_ANSWERS,
    Strictness.BALANCED: BALANCED_FALSE_ANSWERS,
    Strictness.EAGER: EAGER_FALSE_ANSWERS,
}
