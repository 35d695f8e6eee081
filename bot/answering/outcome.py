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
    by_meaning: bool = False
    """Whether the best entry is first by its meaning: by words alone another would be, or none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What every outcome has in common."""

    query: str
    """The message as it was written."""
    hits: tuple[Hit, ...]
    """Best first; empty where no word or letter pattern of the question is known."""
    confidence: float
    """In [0, 1]: that the best hit answers the question, whatever the outcome; 0.0 without hits."""
    evidence: Evidence
    read_as: str
    """The part of the message that was taken as the question; "" where that is the whole, but for courtesy."""

    def parts(self) -> tuple[str, tuple[Hit, ...], float, Evidence, str]:
        """The five above, for an outcome to be made of."""
        return self.query, self.hits, self.confidence, self.evidence, self.read_as


@dataclass(frozen=True, slots=True)
class Answered(Asked):
    """Sure enough to show one entry's answer."""

    entry: Entry
    related: tuple[Entry, ...]
    """Up to four, most alike first; none of them has the same answer as `entry` or as another."""


@dataclass(frozen=True, slots=True)
class Suggested(Asked):
    """Not sure enough to answer, but sure that the question is about what the knowledge base covers."""

    choices: tuple[Entry, ...]
    """One to three, best first."""
    likely: bool
    """Whether one of them probably answers the question; otherwise they are only close to it."""


@dataclass(frozen=True, slots=True)
class Unanswered(Asked):
    """No stored answer, nor anything close."""


Outcome = Answered | Suggested | Unanswered
