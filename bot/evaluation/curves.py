"""The curves of the plots, as numbers."""

from dataclasses import dataclass

import numpy as np

from bot.evaluation.sample import BINS, Bools, Floats, Sample, bin_of, first_hit_right


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions whose confidence is in [low, high), a tenth of [0, 1]. The last bin includes 1."""

    low: float
    high: float
    questions: int
    """At least 1."""
    confidence: float
    """Mean."""
    right: float
    """Share whose first hit is acceptable: close to `confidence` if the confidence is calibrated."""


@dataclass(frozen=True)
class Curve:
    """Coverage and precision at each threshold on the confidence, as arrays of equal length, highest first."""

    threshold: Floats
    coverage: Floats
    """Share of the answerable questions that reach the threshold; NaN if there are none."""
    precision: Floats
    """Share of the questions that reach the threshold whose first hit is acceptable."""


@dataclass(frozen=True)
class RiskCurve:
    """Right answers against wrong ones, at each threshold on the confidence, highest threshold first.

    Generalized risk (Traub et al. 2024) against the correct classification rate (Dhamija, Günther & Boult 2018).
    """

    threshold: Floats
    answered_right: Floats
    """Share of the answerable questions that reach the threshold with an acceptable first hit; NaN without any."""
    answered_wrong: Floats
    """Share of all questions, answerable or not, that reach the threshold with another first hit."""


def reliability(sample: Sample) -> tuple[Bin, ...]:
    """The bins of the reliability diagram that are not empty, lowest first."""
    bins, right = bin_of(sample.confidence), first_hit_right(sample)
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
    right, everything = first_hit_right(sample), np.ones(len(sample), dtype=np.bool_)
    return Curve(
        threshold=_thresholds(sample),
        coverage=_reaching(sample, sample.answerable) / _count(sample.answerable),
        precision=_reaching(sample, right) / _reaching(sample, everything),
    )


def risk_curve(sample: Sample) -> RiskCurve:
    """One point for each distinct confidence, as if everything that reaches it were answered."""
    right = first_hit_right(sample)
    return RiskCurve(
        threshold=_thresholds(sample),
        answered_right=_reaching(sample, right) / _count(sample.answerable),
        answered_wrong=_reaching(sample, ~right) / _count(np.ones(len(sample), dtype=np.bool_)),
    )


def operating_point(sample: Sample) -> tuple[float, float]:
    """The assistant's own decisions as a point for the same plot: (answered wrong, answered right)."""
    wrong = sample.answered & ~sample.answered_right
    everything = np.ones(len(sample), dtype=np.bool_)
    return wrong.sum() / _count(everything), sample.answered_right.sum() / _count(sample.answerable)


def _thresholds(sample: Sample) -> Floats:
    """Every distinct confidence, highest first."""
    return np.unique(sample.confidence)[::-1]


def _reaching(sample: Sample, part: Bools) -> Floats:
    """The number of questions of `part` that reach each threshold."""
    below = np.searchsorted(np.sort(sample.confidence[part]), _thresholds(sample), side="left")
    return np.asarray(part.sum() - below, dtype=np.float64)


def _count(part: Bools) -> float:
    """The number of questions of `part` as a divisor: NaN for none."""
    return float(part.sum()) or float("nan")
