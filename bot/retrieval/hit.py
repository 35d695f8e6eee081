"""A ranked candidate."""

from dataclasses import dataclass

from bot.knowledge import Entry


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry with what the retriever computed for it."""

    entry: Entry
    score: float
    """Above 0, and comparable only within one ranking: it is no probability. Hits are ordered by it, best first,
    equal scores in file order."""
