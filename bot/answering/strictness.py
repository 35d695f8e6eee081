"""How sure the bot must be, in the owner's terms."""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Confidences, in [0, 1]."""

    answer: float
    """From here on the best entry is answered with."""
    suggest: float
    """From here on the best entries are offered."""
    nearest: float
    """From here on entries that hold half of the question's words of substance are shown beside "I don't have an answer
    to that"; those that hold more are shown in any case."""


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
        """What it means in confidences."""
        return THRESHOLDS[self]


THRESHOLDS = {
    Strictness.CAREFUL: Thresholds(answer=0.8, suggest=0.3, nearest=0.1),
    Strictness.BALANCED: Thresholds(answer=0.6, suggest=0.15, nearest=0.05),
    Strictness.EAGER: Thresholds(answer=0.4, suggest=0.1, nearest=0.03),
}
