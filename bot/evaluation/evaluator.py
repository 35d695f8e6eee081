"""Asks an assistant labelled questions, and collects the judgements."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

import numpy as np

from bot.answering import Assistant, Strictness
from bot.evaluation.bootstrap import Estimate, estimate
from bot.evaluation.judgement import Judgement, judge
from bot.evaluation.labelled import LabelledQuestion
from bot.evaluation.named_measures import MEASURES
from bot.evaluation.sample import Sample
from bot.knowledge import KnowledgeBase
from bot.runtime import Progress, silent

Build = Callable[[KnowledgeBase], Assistant]


@dataclass(frozen=True)
class EvaluationSet:
    """A knowledge base, and labelled questions about it."""

    base: KnowledgeBase
    questions: tuple[LabelledQuestion, ...]
    file: str = ""
    """The path of the file with the questions; "" for none."""


@dataclass(frozen=True)
class Report:
    """Every judgement, in the order of the questions."""

    judgements: tuple[Judgement, ...]
    by_strictness: Mapping[Strictness, tuple[Judgement, ...]] = field(default_factory=dict)
    """The same questions at each strictness."""
    by_file: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)
    """The same judgements by the file of their questions; sets without a file are left out."""

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
        """Every measure by name, in the order of MEASURES."""
        return estimate(self.sample, {name: named.measure for name, named in MEASURES.items()})


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


def evaluate(assistant: Assistant, questions: Sequence[LabelledQuestion], progress: Progress = silent) -> Report:
    """Ask every question and judge the outcomes. `progress` counts questions."""
    judgements: dict[Strictness, list[Judgement]] = {strictness: [] for strictness in Strictness}
    for done, question in enumerate(questions, start=1):
        ranked = assistant.rank(question.text)
        for strictness, judged in judgements.items():
            outcome = assistant.decide(ranked, strictness)
            judged.append(judge(question, outcome, assistant.base))
        progress(done, len(questions))
    by_strictness = {strictness: tuple(judged) for strictness, judged in judgements.items()}
    return Report(by_strictness[assistant.strictness], by_strictness)


def evaluate_sets(sets: Sequence[EvaluationSet], progress: Progress = silent, build: Build = Assistant.build) -> Report:
    """Ask the questions of every set, and put all judgements into one report.

    Successive sets of the same knowledge base share one assistant.
    """
    total = sum(len(each.questions) for each in sets)
    before = 0

    def step(done: int, _: int) -> None:
        progress(before + done, total)

    reports: list[Report] = []
    assistant: Assistant | None = None
    for each in sets:
        if assistant is None or assistant.base is not each.base:
            assistant = build(each.base)
        reports.append(evaluate(assistant, each.questions, step))
        before += len(each.questions)
    return _pool(sets, reports)


def _pool(sets: Sequence[EvaluationSet], reports: Sequence[Report]) -> Report:
    by_file: dict[str, tuple[Judgement, ...]] = {}
    for each, report in zip(sets, reports, strict=True):
        if each.file:
            by_file[each.file] = (*by_file.get(each.file, ()), *report.judgements)
    return Report(
        tuple(chain.from_iterable(report.judgements for report in reports)),
        {
            strictness: tuple(chain.from_iterable(report.by_strictness[strictness] for report in reports))
            for strictness in Strictness
        },
        by_file,
    )
