"""What the plots draw, as numbers."""

from dataclasses import dataclass

import numpy as np

from bot.evaluation.measures import BINS, Floats, Sample, bin_of, is_right


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions whose confidence lies in one tenth of [0, 1]; `low` belongs to it, `high` only in the last."""

    low: float
    high: float
    questions: int
    """At least 1."""
    confidence: float
    """Mean."""
    right: float
    """Share whose best hit is acceptable: where the confidence is true, about the same as `confidence`."""


@dataclass(frozen=True)
class Curve:
    """What each threshold on confidence would give: arrays of the same length, highest threshold first."""

    threshold: Floats
    coverage: Floats
    """Share of the answerable questions that reach it; NaN where there are none."""
    precision: Floats
    """Share of all questions that reach it whose best hit is acceptable."""


def reliability(sample: Sample) -> tuple[Bin, ...]:
    """The bins of the reliability diagram that hold any question, lowest first."""
    bins, right = bin_of(sample.confidence), is_right(sample)
    return tuple(
        Bin(
            low=place / BINS,
            high=(place + 1) / BINS,
            questions=int(members.sum()),
            confidence=float(sample.confidence[members].mean()),
            right=float(right[members].mean()),
        )
        for place in range(BINS)
        if (members := bins == place).any()
    )


def coverage_and_precision(sample: Sample) -> Curve:
    """One point for each distinct confidence, as if everything that reaches it were answered."""
    order = np.argsort(-sample.confidence, kind="stable")
    thresholds, first = np.unique(-sample.confidence[order], return_index=True)
    last = np.append(first[1:], len(order)) - 1
    answerable = int(sample.answerable.sum())
    covered = np.cumsum(sample.answerable[order])[last]
    return Curve(
        threshold=-thresholds,
        coverage=covered / answerable if answerable else np.full(len(last), np.nan),
        precision=np.cumsum(is_right(sample)[order])[last] / (last + 1),
    )
