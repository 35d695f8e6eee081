"""Puts a report into text."""

import math

from bot.evaluation.bootstrap import Estimate
from bot.evaluation.catalogue import MEASURES
from bot.evaluation.run import Report


def as_text(report: Report) -> str:
    """The measures as a table, one line each."""
    answerable = int(report.sample.answerable.sum())
    head = f"{len(report.sample)} questions: {answerable} answerable, {len(report.sample) - answerable} not"
    return "\n".join([head, "", *_table(report.estimates)])


def _table(estimates: dict[str, Estimate]) -> list[str]:
    width = max(len(listed.label) for listed in MEASURES.values())
    return [f"{MEASURES[name].label:<{width}}  {_interval(found)}" for name, found in estimates.items()]


def _interval(found: Estimate) -> str:
    if math.isnan(found.value):
        return "    –"
    return f"{found.value:5.3f}  [{found.low:5.3f}, {found.high:5.3f}]"
