"""Measures of quality as pure functions of arrays.

Every measure takes a sample of n questions and a matrix of weights, one row for each resample and one column for each
question, and returns one number for each row. A row of ones gives the plain measure. The rows of the bootstrap say how
often each question was drawn, so the value and its interval share one definition. A measure is NaN if the sample has no
question for it (no unanswerable question, no answer shown).

In the formulas, |…| is the weighted number of such questions.
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from bot.evaluation.sample import BINS, Bools, Floats, Sample, bin_of, first_hit_right

COVERAGE = 0.95

Measure = Callable[[Sample, Floats], Floats]


def answered_right_rate(sample: Sample, weights: Floats) -> Floats:
    """Share of the answerable questions that get their answer at once: |answered right| / |answerable|.

    The correct classification rate of open-set recognition (Dhamija, Günther & Boult 2018), at the assistant's own
    threshold.
    """
    return _share(weights, sample.answered_right, sample.answerable)


def helped_rate(sample: Sample, weights: Floats) -> Floats:
    """Share of the answerable questions answered or suggested right: |answered or suggested right| / |answerable|.

    Suggested right means that an acceptable entry is among the suggestions. This measure is the project's own. Read it
    together with `answered_right_rate`: suggestions alone can make it high.
    """
    return _share(weights, sample.helped, sample.answerable)


def answered_precision(sample: Sample, weights: Floats) -> Floats:
    """Share of the answers shown that are right: |answered right| / |answered|, over all questions.

    An answer to an unanswerable question is never right. Precision as in Manning, Raghavan & Schütze (2008, chapter 8);
    one less the selective risk of El-Yaniv & Wiener (2010).
    """
    return _share(weights, sample.answered_right, sample.answered)


def false_answer_rate(sample: Sample, weights: Floats) -> Floats:
    """Share of the unanswerable questions that get an answer: |answered, unanswerable| / |unanswerable|.

    The false positive rate (Fawcett 2006) at the assistant's own threshold. Lower is better.
    """
    return _share(weights, sample.answered, ~sample.answerable)


def false_suggestion_rate(sample: Sample, weights: Floats) -> Floats:
    """Share of the unanswerable questions that get suggestions: |suggested, unanswerable| / |unanswerable|.

    The false positive rate (Fawcett 2006) of the suggestions. The bot refuses the rest, after this share and that of
    `false_answer_rate`. Lower is better.
    """
    return _share(weights, sample.suggested, ~sample.answerable)


def success_at(k: int, sample: Sample, weights: Floats) -> Floats:
    """Share of the answerable questions with an acceptable entry among the first k hits: |rank ≤ k| / |answerable|.

    Also called hit rate at k (Manning, Raghavan & Schütze 2008, chapter 8).
    """
    return _share(weights, (sample.rank >= 1) & (sample.rank <= k), sample.answerable)


def mean_reciprocal_rank(sample: Sample, weights: Floats) -> Floats:
    """Mean of 1/rank over the answerable questions, 0 without an acceptable hit (Voorhees, TREC-8, 1999)."""
    reciprocal = np.divide(1.0, sample.rank, out=np.zeros(len(sample)), where=sample.rank > 0)
    return _ratio(weights @ (reciprocal * sample.answerable), weights @ sample.answerable)


def auroc_of_first_hit(sample: Sample, weights: Floats) -> Floats:
    """AUROC of "the first hit is right", over all questions: P(c⁺ > c⁻) + P(c⁺ = c⁻) / 2.

    c⁺ is the confidence of a question whose first hit is right, c⁻ that of any other question, answerable or not. It
    shows whether the confidence separates right from wrong (Hendrycks & Gimpel 2017); 0.5 is chance.
    """
    return _auroc(sample.confidence, first_hit_right(sample), weights)


def auroc(sample: Sample, weights: Floats) -> Floats:
    """AUROC of "the question is answerable": P(c⁺ > c⁻) + P(c⁺ = c⁻) / 2.

    c⁺ is the confidence of an answerable question, c⁻ that of an unanswerable one. The area under the receiver
    operating characteristic (Hanley & McNeil 1982); 0.5 is chance. A wrong first hit of an answerable question counts
    as c⁺: `auroc_of_first_hit` is stricter.
    """
    return _auroc(sample.confidence, sample.answerable, weights)


def refused_at_coverage(sample: Sample, weights: Floats) -> Floats:
    """Share of the unanswerable questions below the highest threshold that 95 % of the answerable ones reach.

    1 − FPR at 95 % TPR (Liang et al., ODIN, 2018). It depends only on the order of the confidences, not on the
    assistant's threshold.
    """
    positive, negative = _by_confidence(sample.confidence, sample.answerable, weights)
    lost = np.cumsum(positive, axis=1) - positive
    # A rounding error of the sum must not move the threshold by one question.
    passes = lost <= (1 - COVERAGE) * positive.sum(axis=1, keepdims=True) + 1e-9
    below = np.cumsum(negative, axis=1) - negative
    refused = np.where(passes, below, 0).max(axis=1, initial=0)
    return _ratio(refused, negative.sum(axis=1) * (positive.sum(axis=1) > 0))


def expected_calibration_error(sample: Sample, weights: Floats) -> Floats:
    """ECE of "the first hit is right", over all questions: Σ |bin| / n · |mean confidence − share right|.

    Ten bins of equal width; 1.0 belongs to the last (Naeini, Cooper & Hauskrecht 2015; Guo et al. 2017). The first hit
    of an unanswerable question is never right. Chance alone makes it positive, most of all with few questions: a
    calibrated confidence may show 0.05 on 200 questions. Lower is better.
    """
    member = np.eye(BINS)[bin_of(sample.confidence)]
    gap = weights @ (member * (first_hit_right(sample) - sample.confidence)[:, None])
    return _ratio(np.abs(gap).sum(axis=1), weights.sum(axis=1))


def brier(sample: Sample, weights: Floats) -> Floats:
    """Brier score of "the first hit is right", over all questions: mean of (confidence − right)² (Brier 1950).

    Lower is better.
    """
    return _ratio(weights @ np.square(first_hit_right(sample) - sample.confidence), weights.sum(axis=1))


success_at_1 = partial(success_at, 1)
success_at_3 = partial(success_at, 3)


def _auroc(confidence: Floats, is_positive: Bools, weights: Floats) -> Floats:
    positive, negative = _by_confidence(confidence, is_positive, weights)
    below = np.cumsum(negative, axis=1) - negative
    won = (positive * (below + negative / 2)).sum(axis=1)
    return _ratio(won, positive.sum(axis=1) * negative.sum(axis=1))


def _by_confidence(confidence: Floats, is_positive: Bools, weights: Floats) -> tuple[Floats, Floats]:
    """Weights of the positive and of the negative questions, summed for each distinct confidence, lowest first."""
    _, first = np.unique(np.sort(confidence), return_index=True)
    order = np.argsort(confidence, kind="stable")
    ordered, positive = weights[:, order], is_positive[order]
    if not len(confidence):
        return ordered, ordered
    return np.add.reduceat(ordered * positive, first, axis=1), np.add.reduceat(ordered * ~positive, first, axis=1)


def _share(weights: Floats, part: Bools, whole: Bools) -> Floats:
    return _ratio(weights @ (part & whole), weights @ whole)


def _ratio(above: Floats, below: Floats) -> Floats:
    ratio: Floats = np.divide(above, below, out=np.full(len(below), np.nan), where=below > 0)
    return ratio
