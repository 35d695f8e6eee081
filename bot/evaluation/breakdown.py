"""Breaks a report down into the measures of each file and the outcomes of each kind of question."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.bootstrap import value_of
from bot.evaluation.evaluator import Report
from bot.evaluation.judgement import Judgement
from bot.evaluation.named_measures import MEASURES

_TOLD = ("answered-right", "success@1")
"""The worst file is the lowest in the first measure and, on a tie, in the second."""


@dataclass(frozen=True, slots=True)
class FileMeasures:
    """The measures of one file."""

    file: str
    questions: int
    answerable: int
    measures: dict[str, float]
    """By name, in the order of MEASURES, without intervals; NaN if the questions do not determine a measure."""


def measure_files(report: Report) -> tuple[FileMeasures, ...]:
    """Every file, in the order of asking."""
    return tuple(
        FileMeasures(
            file=file,
            questions=len(sample),
            answerable=int(sample.answerable.sum()),
            measures={name: value_of(sample, named.measure) for name, named in MEASURES.items()},
        )
        for file, sample in report.samples_by_file.items()
    )


def worst_file(files: Sequence[FileMeasures]) -> str:
    """One line about the file with the lowest share answered right; "" for a single file, or if no file has one."""
    comparable = [each for each in files if not math.isnan(each.measures[_TOLD[0]])]
    if len(files) < 2 or not comparable:  # noqa: PLR2004 - one file is no comparison
        return ""
    worst = min(comparable, key=lambda each: [each.measures[name] for name in _TOLD])
    told = ", ".join(f"{MEASURES[name].label} {worst.measures[name]:.3f}" for name in _TOLD)
    return f"Worst of {len(files)} files: {worst.file} ({told})"


@dataclass(frozen=True, slots=True)
class KindCounts:
    """The outcomes of one kind of question. A kind with answerable and unanswerable questions has a row for each.

    answered_right + answered_wrong + suggested_right + suggested_wrong + refused = questions.
    """

    kind: str
    answerable: bool
    questions: int
    first: int
    """Questions whose first hit is right; 0 for unanswerable ones."""
    answered: int
    suggested: int
    helped: int
    """Answered right or suggested right; 0 for unanswerable ones."""
    answered_right: int
    answered_wrong: int
    suggested_right: int
    suggested_wrong: int
    refused: int
    """Neither answered nor suggested."""


def count_kinds(report: Report) -> tuple[KindCounts, ...]:
    """Every kind: the answerable ones first, in the order of their first question."""
    groups: dict[tuple[bool, str], list[Judgement]] = {}
    for row in report.judgements:
        groups.setdefault((not row.answerable, row.asked.kind), []).append(row)
    ordered = sorted(groups.items(), key=lambda group: group[0][0])
    return tuple(_count(kind, rows, answerable=not unanswerable) for (unanswerable, kind), rows in ordered)


def kinds_table(rows: Sequence[KindCounts]) -> str:
    """A table with a line for each kind; "" if no question names one."""
    if not any(row.kind for row in rows):
        return ""
    width = max(len("kind"), *(len(row.kind) for row in rows))
    head = "questions  answered right  suggested right  answered wrong  suggested wrong  refused"
    return "\n".join([f"{'kind':<{width}}  {head}", *(f"{row.kind or '–':<{width}}  {_cells(row)}" for row in rows)])


def _count(kind: str, rows: Sequence[Judgement], *, answerable: bool) -> KindCounts:
    answered = sum(row.answered for row in rows)
    suggested = sum(row.suggested for row in rows)
    answered_right = sum(row.answered_right for row in rows)
    helped = sum(row.helped for row in rows)
    return KindCounts(
        kind=kind,
        answerable=answerable,
        questions=len(rows),
        first=sum(row.rank == 1 for row in rows),
        answered=answered,
        suggested=suggested,
        helped=helped,
        answered_right=answered_right,
        answered_wrong=answered - answered_right,
        suggested_right=helped - answered_right,
        suggested_wrong=suggested - (helped - answered_right),
        refused=len(rows) - answered - suggested,
    )


def _cells(row: KindCounts) -> str:
    right = (str(row.answered_right), str(row.suggested_right)) if row.answerable else ("–", "–")
    wrong = f"{row.answered_wrong:14}  {row.suggested_wrong:15}  {row.refused:7}"
    return f"{row.questions:9}  {right[0]:>14}  {right[1]:>15}  {wrong}"
