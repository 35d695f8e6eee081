"""How sure the bot must be, in the owner's terms."""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities, in [0, 1]."""

    answer: float
    """From this confidence on the best entry is shown."""
    likely: float
    """From this confidence on the best entries are offered as what was probably meant."""
    suggest: float
    """From this relevance on they are offered as close to the question."""


class Strictness(Enum):
    """How many questions to leave unanswered rather than answer one wrongly.

    `python -m bot evaluate` prints for each how many unanswerable questions it would have answered; the README tells
    what was measured.
    """

    CAREFUL = "careful"
    BALANCED = "balanced"
    EAGER = "eager"

    @property
    def thresholds(self) -> Thresholds:
        """What it means in probabilities."""
        return THRESHOLDS[self]


THRESHOLDS = {
    Strictness.CAREFUL: Thresholds(answer=0.82, likely=0.5, suggest=0.8),
    Strictness.BALANCED: Thresholds(answer=0.73, likely=0.4, suggest=0.7),
    Strictness.EAGER: Thresholds(answer=0.6, likely=0.3, suggest=0.6),
}
