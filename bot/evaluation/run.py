"""Asks an assistant labelled questions, and gathers the judgements."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

import numpy as np

from bot.answering import Assistant, Strictness
from bot.evaluation.bootstrap import Estimate, estimate
from bot.evaluation.catalogue import MEASURES
from bot.evaluation.judgement import Judgement, judge
from bot.evaluation.labelled import LabelledQuestion
from bot.evaluation.measures import Sample
from bot.knowledge import KnowledgeBase

Progress = Callable[[int, int], None]
"""Told the number of questions done and of all questions."""


Build = Callable[[KnowledgeBase], Assistant]


@dataclass(frozen=True)
class Trial:
    """A knowledge base and what to ask of it."""

    base: KnowledgeBase
    questions: tuple[LabelledQuestion, ...]


@dataclass(frozen=True)
class Report:
    """Every judgement, in the order of the questions."""

    judgements: tuple[Judgement, ...]
    by_strictness: Mapping[Strictness, tuple[Judgement, ...]] = field(default_factory=dict)
    """The same questions with each strictness, whatever the assistant's own."""

    @cached_property
    def sample(self) -> Sample:
        """The judgements as arrays."""
        return _sample(self.judgements)

    @cached_property
    def samples_by_strictness(self) -> Mapping[Strictness, Sample]:
        """The same for each strictness."""
        return {strictness: _sample(rows) for strictness, rows in self.by_strictness.items()}

    @cached_property
    def estimates(self) -> dict[str, Estimate]:
        """Every measure by name, in the catalogue's order."""
        return estimate(self.sample, {name: listed.measure for name, listed in MEASURES.items()})


def _sample(rows: Sequence[Judgement]) -> Sample:
    return Sample(
        answerable=np.array([row.answerable for row in rows], dtype=np.bool_),
        rank=np.array([row.rank for row in rows], dtype=np.int64),
        confidence=np.array([row.confidence for row in rows], dtype=np.float64),
        answered=np.array([row.answered for row in rows], dtype=np.bool_),
        answered_right=np.array([row.answered_right for row in rows], dtype=np.bool_),
        helped=np.array([row.helped for row in rows], dtype=np.bool_),
    )


def evaluate(assistant: Assistant, questions: Sequence[LabelledQuestion], progress: Progress | None = None) -> Report:
    """Ask every question and judge the outcomes."""
    judgements: dict[Strictness, list[Judgement]] = {strictness: [] for strictness in Strictness}
    for done, question in enumerate(questions, start=1):
        ranking = assistant.retriever.rank(question.text)
        for strictness, judged in judgements.items():
            outcome = assistant.decide(question.text, ranking, strictness)
            judged.append(judge(question, outcome, assistant.base))
        if progress:
            progress(done, len(questions))
    by_strictness = {strictness: tuple(judged) for strictness, judged in judgements.items()}
    return Report(by_strictness[assistant.strictness], by_strictness)


def evaluate_trials(
    trials: Sequence[Trial], progress: Progress | None = None, build: Build = Assistant.build
) -> Report:
    """Build an assistant for each trial, ask its questions, and put all judgements into one report."""
    total = sum(len(trial.questions) for trial in trials)
    reports: list[Report] = []
    for trial in trials:
        before = sum(len(report.judgements) for report in reports)

        def step(done: int, _: int, before: int = before) -> None:
            if progress:
                progress(before + done, total)

        reports.append(evaluate(build(trial.base), trial.questions, step))
    return Report(
        tuple(chain.from_iterable(report.judgements for report in reports)),
        {
            strictness: tuple(chain.from_iterable(report.by_strictness[strictness] for report in reports))
            for strictness in Strictness
        },
    )
