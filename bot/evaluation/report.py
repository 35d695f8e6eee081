"""Prints a report as text or JSON."""

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.answering import Strictness
from bot.evaluation.bootstrap import Estimate, value_of
from bot.evaluation.breakdown import FileMeasures, count_kinds, kinds_table, measure_files, worst_file
from bot.evaluation.curves import reliability
from bot.evaluation.evaluator import Report
from bot.evaluation.mistakes import Mistake, find_mistakes
from bot.evaluation.named_measures import MEASURES

BY_STRICTNESS = ("answered-right", "helped", "precision", "false-answers", "false-suggestions")
"""The measures that depend on the strictness."""


def strictness(report: Report) -> dict[Strictness, dict[str, float | None]]:
    """The measures at each strictness; None where these questions cannot give one."""
    return {
        name: {each: _number(value_of(sample, MEASURES[each].measure)) for each in BY_STRICTNESS}
        for name, sample in report.samples_by_strictness.items()
    }


def as_text(report: Report, worst: int = 0, limits: str = "") -> str:
    """Tables of the measures and of the kinds, the worst file, the `worst` first mistakes, and the limits."""
    answerable = int(report.sample.answerable.sum())
    head = f"{len(report.sample)} questions: {answerable} answerable, {len(report.sample) - answerable} not"
    mistakes = find_mistakes(report)
    blocks = [head, _measures(report.estimates), _strictness(strictness(report)), kinds_table(count_kinds(report))]
    blocks.append(worst_file(measure_files(report)))
    if worst and mistakes:
        title = f"The worst {min(worst, len(mistakes))} of {len(mistakes)} mistakes"
        blocks.append("\n".join([title, *map(_mistake, mistakes[:worst])]))
    return "\n\n".join(filter(None, [*blocks, limits]))


def as_json(report: Report, worst: int = 0, limits: str = "") -> dict[str, Any]:
    """The same as plain values. `evaluate --help` describes the fields. A measure without a value is null."""
    return {
        "questions": len(report.sample),
        "answerable": int(report.sample.answerable.sum()),
        "measures": {
            name: {key: _number(number) for key, number in asdict(found).items()}
            for name, found in report.estimates.items()
        },
        "strictness": {name.value: measured for name, measured in strictness(report).items()},
        "kinds": [asdict(each) for each in count_kinds(report)],
        "files": [_file_record(each) for each in measure_files(report)],
        "reliability": [asdict(each) for each in reliability(report.sample)],
        "mistakes": [_mistake_record(each) for each in find_mistakes(report)[:worst]],
        "limits": limits or None,
    }


def _file_record(found: FileMeasures) -> dict[str, Any]:
    return {**asdict(found), "measures": {name: _number(value) for name, value in found.measures.items()}}


def _measures(estimates: dict[str, Estimate]) -> str:
    width = max(len(named.label) for named in MEASURES.values())
    lines = [
        f"{MEASURES[name].label:<{width}}  {_interval(found)}  {MEASURES[name].meaning}"
        + (" (lower is better)" if MEASURES[name].lower_is_better else "")
        for name, found in estimates.items()
    ]
    return "\n".join([f"{'measure':<{width}}  value  95 % interval", *lines])


def _strictness(rows: Mapping[Strictness, Mapping[str, float | None]]) -> str:
    lines = ["strictness" + "".join(f"  {MEASURES[name].label}" for name in BY_STRICTNESS)]
    for name, measured in rows.items():
        cells = ("–" if measured[each] is None else f"{measured[each]:.3f}" for each in BY_STRICTNESS)
        widths = (len(MEASURES[each].label) for each in BY_STRICTNESS)
        lines.append(
            f"{name.value:<10}" + "".join(f"  {cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
        )
    return "\n".join(lines) if rows else ""


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value


def _interval(found: Estimate) -> str:
    if math.isnan(found.value):
        return "    –" + " " * 18
    return f"{found.value:5.3f}  {found.low:5.3f} to {found.high:5.3f}"


def _mistake(mistake: Mistake) -> str:
    judgement = mistake.judgement
    best = f"“{_one_line(judgement.best.question)}”" if judgement.best else "nothing"
    verb = judgement.outcome if judgement.answered else f"{judgement.outcome}; first hit"
    return (
        f"  {mistake.fault.value}, {judgement.confidence:.0%}: “{_one_line(judgement.asked.text)}”\n"
        f"      {verb}: {best}\n"
        f"      {_one_line(mistake.why)}"
    )


def _mistake_record(mistake: Mistake) -> dict[str, Any]:
    judgement = mistake.judgement
    return {
        "fault": mistake.fault.value,
        "question": judgement.asked.text,
        "kind": judgement.asked.kind,
        "outcome": judgement.outcome,
        "confidence": judgement.confidence,
        "best": judgement.best.question if judgement.best else None,
        "expected": [entry.question for entry in judgement.expected],
        "rank": judgement.rank or None,
        "why": mistake.why,
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())
