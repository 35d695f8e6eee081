"""Compares an outcome with the expected one."""

from dataclasses import dataclass

from bot.answering import Answered, Outcome, Suggested
from bot.evaluation.labelled import LabelledQuestion
from bot.knowledge import Entry, KnowledgeBase


@dataclass(frozen=True, slots=True)
class Judgement:
    """The outcome of one labelled question."""

    asked: LabelledQuestion
    outcome: str
    """ "answered", "suggested" or "unanswered"."""
    best: Entry | None
    """The entry that answered, or else the first hit's entry; None without hits."""
    best_score: float
    """Of the first hit; 0.0 without hits."""
    expected: tuple[Entry, ...]
    """The acceptable entries, in file order; empty for an unanswerable question."""
    rank: int
    """Rank of the first acceptable hit, from 1; 0 if no hit is acceptable."""
    expected_score: float
    """Of the first acceptable hit; 0.0 without one."""
    confidence: float
    """In [0, 1]: of the first hit."""
    helped: bool
    """An acceptable entry answered or was among the suggestions."""
    matched: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def answerable(self) -> bool:
        """Whether an entry answers the question."""
        return bool(self.asked.expected)

    @property
    def answered(self) -> bool:
        """Whether an answer was shown."""
        return self.outcome == "answered"

    @property
    def suggested(self) -> bool:
        """Whether suggestions were shown instead of an answer."""
        return self.outcome == "suggested"

    @property
    def answered_right(self) -> bool:
        """Whether an acceptable answer was shown."""
        return self.answered and self.helped


def judge(asked: LabelledQuestion, outcome: Outcome, base: KnowledgeBase) -> Judgement:
    """Compare an outcome with the expected entries of `base`."""
    hits = outcome.hits
    rank = next((place for place, hit in enumerate(hits, start=1) if hit.entry.id in asked.expected), 0)
    shown = _shown(outcome)
    found = (base.get(entry_id) for entry_id in sorted(asked.expected))
    return Judgement(
        asked=asked,
        outcome=type(outcome).__name__.lower(),
        best=outcome.entry if isinstance(outcome, Answered) else hits[0].entry if hits else None,
        best_score=hits[0].score if hits else 0.0,
        expected=tuple(sorted(filter(None, found), key=lambda entry: (entry.source, entry.line))),
        rank=rank,
        expected_score=hits[rank - 1].score if rank else 0.0,
        confidence=outcome.confidence,
        helped=any(entry.id in asked.expected for entry in shown),
        matched=outcome.evidence.matched,
        unknown=outcome.evidence.unknown,
    )


def _shown(outcome: Outcome) -> tuple[Entry, ...]:
    """The entries shown to the member: the answer or the suggestions."""
    if isinstance(outcome, Answered):
        return (outcome.entry,)
    return outcome.choices if isinstance(outcome, Suggested) else ()
