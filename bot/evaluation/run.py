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
from bot.evaluation.sample import Sample
from bot.knowledge import KnowledgeBase

Progress = Callable[[int, int], None]
"""Told the number of questions done and of all questions."""


Build = Callable[[KnowledgeBase], Assistant]


@dataclass(frozen=True)
class Trial:
    """A knowledge base and what to ask of it."""

    base: KnowledgeBase
    questions: tuple[LabelledQuestion, ...]
    file: str = ""
    """The path of the file with the questions; empty where there is none to name."""


@dataclass(frozen=True)
class Report:
    """Every judgement, in the order of the questions."""

    judgements: tuple[Judgement, ...]
    by_strictness: Mapping[Strictness, tuple[Judgement, ...]] = field(default_factory=dict)
    """The same questions with each strictness, whatever the assistant's own."""
    by_file: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)
    """The same judgements by the file of their questions, without those of trials that name no file."""

    @cached_property
    def sample(self) -> Sample:
        """The judgements as arrays."""
        return _sample(self.judgements)

    @cached_property
    def samples_by_strictness(self) -> Mapping[Strictness, Sample]:
        """The same for each strictness."""
        return {strictness: _sample(rows) for strictness, rows in self.by_strictness.items()}

    @cached_property
    def samples_by_file(self) -> Mapping[str, Sample]:
        """The judgements of each file as arrays."""
        return {file: _sample(rows) for file, rows in self.by_file.items()}

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
        suggested=np.array([row.suggested for row in rows], dtype=np.bool_),
        helped=np.array([row.helped for row in rows], dtype=np.bool_),
    )


def evaluate(assistant: Assistant, questions: Sequence[LabelledQuestion], progress: Progress | None = None) -> Report:
    """Ask every question and judge the outcomes."""
    judgements: dict[Strictness, list[Judgement]] = {strictness: [] for strictness in Strictness}
    for done, question in enumerate(questions, start=1):
        ranked = assistant.rank(question.text)
        for strictness, judged in judgements.items():
            outcome = assistant.decide(ranked, strictness)
            judged.append(judge(question, outcome, assistant.base))
        if progress:
            progress(done, len(questions))
    by_strictness = {strictness: tuple(judged) for strictness, judged in judgements.items()}
    return Report(by_strictness[assistant.strictness], by_strictness)


def evaluate_trials(
    trials: Sequence[Trial], progress: Progress | None = None, build: Build = Assistant.build
) -> Report:
    """Ask the questions of every trial, and put all judgements into one report.

    Trials in a row that share a knowledge base share one assistant.
    """
    total = sum(len(trial.questions) for trial in trials)
    before = 0

    def step(done: int, _: int) -> None:
        if progress:
            progress(before + done, total)

    reports: list[Report] = []
    assistant: Assistant | None = None
    for trial in trials:
        if assistant is None or assistant.base is not trial.base:
            assistant = build(trial.base)
        reports.append(evaluate(assistant, trial.questions, step))
        before += len(trial.questions)
    return _pool(trials, reports)


def _pool(trials: Sequence[Trial], reports: Sequence[Report]) -> Report:
    by_file: dict[str, tuple[Judgement, ...]] = {}
    for trial, report in zip(trials, reports, strict=True):
        if trial.file:
            by_file[trial.file] = (*by_file.get(trial.file, ()), *report.judgements)
    return Report(
        tuple(chain.from_iterable(report.judgements for report in reports)),
        {
            strictness: tuple(chain.from_iterable(report.by_strictness[strictness] for report in reports))
            for strictness in Strictness
        },
        by_file,
    )
