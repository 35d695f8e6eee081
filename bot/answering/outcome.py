"""The three possible outcomes of a question, as a closed union."""

from dataclasses import dataclass

from bot.knowledge import Entry
from bot.retrieval import Hit


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an outcome is based on: words of the question as the member wrote them, in the same order."""

    matched: tuple[str, ...] = ()
    """Content words that are in the best entry."""
    unknown: tuple[str, ...] = ()
    """Content words that are nowhere in the knowledge base."""
    by_meaning: bool = False
    """Whether the best entry is first because of its meaning. By words alone, another entry or none would be first."""
    withheld: tuple[str, ...] = ()
    """Words of `read_as` that must not be repeated where everyone reads them. Only for public replies."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields that every outcome has."""

    query: str
    """The message as the member wrote it."""
    hits: tuple[Hit, ...]
    """Best first. Empty if no word or letter pattern of the question is known."""
    confidence: float
    """In [0, 1]: the probability that the best hit answers the question, whatever the outcome. 0.0 without hits."""
    evidence: Evidence
    read_as: str
    """The part of the message that was read as the question; "" if that is the whole message except small talk."""

    def parts(self) -> tuple[str, tuple[Hit, ...], float, Evidence, str]:
        """The five fields above, for building an outcome."""
        return self.query, self.hits, self.confidence, self.evidence, self.read_as


@dataclass(frozen=True, slots=True)
class Answered(Asked):
    """The confidence is high enough to show one entry's answer."""

    entry: Entry
    related: tuple[Entry, ...]
    """Up to four entries, most similar first. Their answers differ from each other and from that of `entry`."""


@dataclass(frozen=True, slots=True)
class Suggested(Asked):
    """The confidence is too low to answer, but the knowledge base covers the question's subject."""

    choices: tuple[Entry, ...]
    """One to three, best first."""
    likely: bool
    """Whether one of the choices probably answers the question. Otherwise they are only close to it."""


@dataclass(frozen=True, slots=True)
class Unanswered(Asked):
    """No stored answer, and nothing close to the question."""


Outcome = Answered | Suggested | Unanswered
