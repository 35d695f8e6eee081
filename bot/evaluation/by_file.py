"""The measures of each file of labelled questions, where a report pools several."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.bootstrap import value_of
from bot.evaluation.catalogue import MEASURES
from bot.evaluation.run import Report

_TOLD = ("answered-right", "success@1")
"""What the worst file is found by: the first measure, and the second between equals."""


@dataclass(frozen=True, slots=True)
class FileMeasures:
    """One file's own measures."""

    file: str
    questions: int
    answerable: int
    measures: dict[str, float]
    """By name, in the catalogue's order, without intervals; NaN for one that its questions cannot tell."""


def measure_files(report: Report) -> tuple[FileMeasures, ...]:
    """Every file that was asked, in order."""
    return tuple(
        FileMeasures(
            file=file,
            questions=len(sample),
            answerable=int(sample.answerable.sum()),
            measures={name: value_of(sample, listed.measure) for name, listed in MEASURES.items()},
        )
        for file, sample in report.samples_by_file.items()
    )


def worst_file(files: Sequence[FileMeasures]) -> str:
    """One line about the file with the lowest share answered right; empty for a single file, or if none has one."""
    comparable = [each for each in files if not math.isnan(each.measures[_TOLD[0]])]
    if len(files) < 2 or not comparable:  # noqa: PLR2004 - one file is no comparison
        return ""
    worst = min(comparable, key=lambda each: [each.measures[name] for name in _TOLD])
    told = ", ".join(f"{MEASURES[name].label} {worst.measures[name]:.3f}" for name in _TOLD)
    return f"Worst of {len(files)} files: {worst.file} ({told})"
