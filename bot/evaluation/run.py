"""Asks an assistant labelled questions, and gathers the judgements."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bot.answering import Assistant
from bot.evaluation.bootstrap import Estimate, estimate
from bot.evaluation.catalogue import MEASURES
from bot.evaluation.judgement import Judgement, judge
from bot.evaluation.labelled import LabelledQuestion
from bot.evaluation.measures import Sample
from bot.knowledge import KnowledgeBase

Progress = Callable[[int, int], None]
"""Told the number of questions done and of all questions."""


@dataclass(frozen=True)
class Trial:
    """A knowledge base and what to ask of it."""

    base: KnowledgeBase
    questions: tuple[LabelledQuestion, ...]


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


def evaluate_trials(trials: Sequence[Trial], progress: Progress | None = None) -> Report:
    """Build an assistant for each trial, ask its questions, and put all judgements into one report."""
    total = sum(len(trial.questions) for trial in trials)
    judgements: list[Judgement] = []
    for trial in trials:
        before = len(judgements)

        def step(done: int, _: int, before: int = before) -> None:
            if progress:
                progress(before + done, total)

        judgements += evaluate(Assistant.build(trial.base), trial.questions, step).judgements
    return Report(tuple(judgements))
