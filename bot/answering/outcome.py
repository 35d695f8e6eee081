"""What can come of a question: a closed union of three."""

from dataclasses import dataclass

from bot.knowledge import Entry
from bot.retrieval import Hit


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an outcome rests on, in the words of the question as the member wrote them, in their order."""

    matched: tuple[str, ...] = ()
    """Content words that the best entry holds."""
    unknown: tuple[str, ...] = ()
    """Content words that stand nowhere in the knowledge base."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What every outcome has in common."""

    query: str
    """The question as it was asked."""
    hits: tuple[Hit, ...]
    """Best first; empty where no word or letter pattern of the question is known."""
    confidence: float
    """In [0, 1]: that the best hit answers the question, whatever the outcome; 0.0 without hits."""
    evidence: Evidence

    def parts(self) -> tuple[str, tuple[Hit, ...], float, Evidence]:
        """The four above, for an outcome to be made of."""
        return self.query, self.hits, self.confidence, self.evidence


@dataclass(frozen=True, slots=True)
class Answered(Asked):
    """Sure enough to show one entry's answer."""

    entry: Entry
    related: tuple[Entry, ...]
    """Up to four, most alike first; none of them has the same answer as `entry` or as another."""


@dataclass(frozen=True, slots=True)
class Suggested(Asked):
    """Not sure enough to answer, or torn between different answers."""

    choices: tuple[Entry, ...]
    """One to three, best first."""
    doubtful: bool = False
    """Whether the confidence would do for an answer, and what speaks against it is no figure."""


@dataclass(frozen=True, slots=True)
class Unanswered(Asked):
    """No stored answer."""

    nearest: tuple[Entry, ...]
    """Up to three entries that are near, best first; empty if none is."""


Outcome = Answered | Suggested | Unanswered
