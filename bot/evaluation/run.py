"""Asks an assistant labelled questions, and judges what comes back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bot.answering import Answered, Assistant, Outcome, Suggested
from bot.evaluation.bootstrap import Estimate, estimate
from bot.evaluation.catalogue import MEASURES
from bot.evaluation.labelled import LabelledQuestion
from bot.evaluation.measures import Sample
from bot.knowledge import Entry, KnowledgeBase

Progress = Callable[[int, int], None]
"""Told the number of questions done and of all questions."""


@dataclass(frozen=True)
class Trial:
    """A knowledge base and what to ask of it."""

    base: KnowledgeBase
    questions: tuple[LabelledQuestion, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of one labelled question."""

    asked: LabelledQuestion
    outcome: str
    """ "answered", "suggested" or "unanswered"."""
    best: Entry | None
    """The entry that was answered, else the best hit's; None without hits."""
    best_score: float
    """Of the best hit; 0.0 without hits."""
    expected: tuple[Entry, ...]
    """The acceptable entries, in file order; empty for a question that is out of scope."""
    rank: int
    """Place of the first acceptable hit, counted from 1; 0 where no hit is acceptable."""
    expected_score: float
    """Of the first acceptable hit; 0.0 where there is none."""
    confidence: float
    """In [0, 1]: of the best hit."""
    helped: bool
    """An acceptable entry was answered, or stood among the suggestions."""
    matched: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def answerable(self) -> bool:
        """Some entry answers it."""
        return bool(self.asked.expected)

    @property
    def answered(self) -> bool:
        """An answer was shown."""
        return self.outcome == "answered"

    @property
    def answered_right(self) -> bool:
        """An answer was shown, and it was acceptable."""
        return self.answered and self.helped


@dataclass(frozen=True)
class Report:
    """Every judgement, in the order of the questions."""

    judgements: tuple[Judgement, ...]

    @cached_property
    def sample(self) -> Sample:
        """The judgements as arrays."""
        rows = self.judgements
        return Sample(
            answerable=np.array([row.answerable for row in rows], dtype=np.bool_),
            rank=np.array([row.rank for row in rows], dtype=np.int64),
            confidence=np.array([row.confidence for row in rows], dtype=np.float64),
            answered=np.array([row.answered for row in rows], dtype=np.bool_),
            answered_right=np.array([row.answered_right for row in rows], dtype=np.bool_),
            helped=np.array([row.helped for row in rows], dtype=np.bool_),
        )

    @cached_property
    def estimates(self) -> dict[str, Estimate]:
        """Every measure by name, in the catalogue's order."""
        return estimate(self.sample, {name: listed.measure for name, listed in MEASURES.items()})


def evaluate(assistant: Assistant, questions: Sequence[LabelledQuestion], progress: Progress | None = None) -> Report:
    """Ask every question and judge the outcomes."""
    judgements = []
    for done, question in enumerate(questions, start=1):
        judgements.append(judge(question, assistant.ask(question.text), assistant.base))
        if progress:
            progress(done, len(questions))
    return Report(tuple(judgements))


def evaluate_trials(trials: Iterable[Trial], progress: Progress | None = None) -> Report:
    """Build an assistant for each trial, ask its questions, and put all judgements into one report."""
    planned = tuple(trials)
    total = sum(len(trial.questions) for trial in planned)
    judgements: list[Judgement] = []
    for trial in planned:
        before = len(judgements)
        step = (lambda done, _, before=before: progress(before + done, total)) if progress else None
        judgements += evaluate(Assistant.build(trial.base), trial.questions, step).judgements
    return Report(tuple(judgements))


def judge(question: LabelledQuestion, outcome: Outcome, base: KnowledgeBase) -> Judgement:
    """Compare an outcome with what was expected."""
    rank = next((place for place, hit in enumerate(outcome.hits, start=1) if hit.entry.id in question.expected), 0)
    shown = _shown(outcome)
    return Judgement(
        asked=question,
        outcome=type(outcome).__name__.lower(),
        best=shown[0] if shown else (outcome.hits[0].entry if outcome.hits else None),
        best_score=outcome.hits[0].score if outcome.hits else 0.0,
        expected=tuple(entry for entry in base.entries if entry.id in question.expected) if question.expected else (),
        rank=rank,
        expected_score=outcome.hits[rank - 1].score if rank else 0.0,
        confidence=outcome.confidence,
        helped=any(entry.id in question.expected for entry in shown),
        matched=outcome.evidence.matched,
        unknown=outcome.evidence.unknown,
    )


def _shown(outcome: Outcome) -> tuple[Entry, ...]:
    """The entries that the member sees as an answer or as a suggestion."""
    if isinstance(outcome, Answered):
        return (outcome.entry,)
    return outcome.choices if isinstance(outcome, Suggested) else ()
