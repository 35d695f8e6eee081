"""Puts a report into text and into JSON."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.answering import Strictness
from bot.evaluation.bootstrap import Estimate, value_of
from bot.evaluation.catalogue import MEASURES
from bot.evaluation.curves import reliability
from bot.evaluation.judgement import Judgement
from bot.evaluation.mistakes import Mistake, find_mistakes
from bot.evaluation.run import Report


@dataclass(frozen=True, slots=True)
class KindCounts:
    """How the questions of one kind fared. Kinds are the labels' own, apart for answerable and unanswerable."""

    kind: str
    answerable: bool
    questions: int
    first: int
    """Best hit right; 0 for unanswerable ones."""
    answered: int
    suggested: int
    helped: int
    """Answered right or suggested right; 0 for unanswerable ones."""


def kinds(report: Report) -> tuple[KindCounts, ...]:
    """Every kind that occurs: the answerable ones first, each by first occurrence."""
    groups: dict[tuple[bool, str], list[Judgement]] = {}
    for row in report.judgements:
        groups.setdefault((not row.answerable, row.asked.kind), []).append(row)
    return tuple(
        KindCounts(
            kind=kind,
            answerable=not unanswerable,
            questions=len(rows),
            first=sum(row.rank == 1 for row in rows),
            answered=sum(row.answered for row in rows),
            suggested=sum(row.outcome == "suggested" for row in rows),
            helped=sum(row.helped for row in rows),
        )
        for (unanswerable, kind), rows in sorted(groups.items(), key=lambda group: group[0][0])
    )


BY_STRICTNESS = ("precision", "false-answers", "helped")
"""The measures that depend on how strict the bot is."""


def strictness(report: Report) -> dict[Strictness, dict[str, float | None]]:
    """What each strictness would have come to; None for a measure that these questions cannot tell."""
    return {
        name: {each: _number(value_of(sample, MEASURES[each].measure)) for each in BY_STRICTNESS}
        for name, sample in report.samples_by_strictness.items()
    }


def as_text(report: Report, worst: int = 0, limits: str = "") -> str:
    """The measures as a table, the kinds of questions, the `worst` mistakes, and last what the figures cannot tell."""
    answerable = int(report.sample.answerable.sum())
    head = f"{len(report.sample)} questions: {answerable} answerable, {len(report.sample) - answerable} not"
    mistakes = find_mistakes(report)
    blocks = [head, _measures(report.estimates), _strictness(strictness(report)), _kinds(kinds(report))]
    if worst and mistakes:
        title = f"The worst {min(worst, len(mistakes))} of {len(mistakes)} mistakes"
        blocks.append("\n".join([title, *map(_mistake, mistakes[:worst])]))
    return "\n\n".join(filter(None, [*blocks, limits]))


def as_json(report: Report, worst: int = 0, limits: str = "") -> dict[str, Any]:
    """The same as plain values; `evaluate --help` describes the fields. A measure without a value is null."""
    return {
        "questions": len(report.sample),
        "answerable": int(report.sample.answerable.sum()),
        "measures": {
            name: {key: _number(number) for key, number in asdict(found).items()}
            for name, found in report.estimates.items()
        },
        "strictness": {name.value: measured for name, measured in strictness(report).items()},
        "kinds": [asdict(each) for each in kinds(report)],
        "reliability": [asdict(each) for each in reliability(report.sample)],
        "mistakes": [_mistake_record(each) for each in find_mistakes(report)[:worst]],
        "limits": limits or None,
    }


def _measures(estimates: dict[str, Estimate]) -> str:
    width = max(len(listed.label) for listed in MEASURES.values())
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


def _kinds(rows: Sequence[KindCounts]) -> str:
    if len(rows) < 2 or not any(row.kind for row in rows):  # noqa: PLR2004 - one kind is no comparison
        return ""
    width = max(len("kind"), *(len(row.kind) for row in rows))
    lines = [f"{'kind':<{width}}  questions  best hit right  answered  suggested  helped"]
    for row in rows:
        first, helped = (str(row.first), str(row.helped)) if row.answerable else ("–", "–")
        counts = f"{row.questions:9}  {first:>14}  {row.answered:8}  {row.suggested:9}  {helped:>6}"
        lines.append(f"{row.kind or '–':<{width}}  {counts}")
    return "\n".join(lines)


def _mistake(mistake: Mistake) -> str:
    judgement = mistake.judgement
    best = f"“{_one_line(judgement.best.question)}”" if judgement.best else "nothing"
    verb = judgement.outcome if judgement.answered else f"{judgement.outcome}; best hit"
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
