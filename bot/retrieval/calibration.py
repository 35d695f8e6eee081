"""Calibrates the confidence on the questions that the owner of a knowledge base has labelled.

Without labelled questions, the prior is used unchanged. Calibration on the file's own phrasings, held out with and
without their entries, was tried and rejected. It improved some development sets and worsened as many, because a file's
phrasings differ from what members ask.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import KnowledgeBase
from bot.retrieval.confidence import NAMES, Confidence
from bot.retrieval.feature_extraction import extract_features
from bot.retrieval.priors import BY_WORDS, WITH_MEANING
from bot.retrieval.ranker import Ranker
from bot.retrieval.ranking import Labelled

SHIFT_SPREAD, SLOPE_SPREAD = 1.0, 0.3
"""Assumed standard deviations of shift and slope between knowledge bases."""
MIN_SLOPE = 0.1
"""Minimum slope: whatever the labels, more evidence raises the confidence."""


def calibrate(base: KnowledgeBase, ranker: Ranker, labelled: Sequence[Labelled] = ()) -> Confidence:
    """The prior with its shift and slope fitted to the labelled questions. Deterministic.

    `ranker` must be of the same knowledge base. A label for an entry that no longer exists counts as unanswerable.
    """
    prior = prior_of(ranker)
    blind = frozenset(NAMES) - ranker.params.features
    if blind:
        prior = replace(prior, prior=prior.prior.without(blind))
    if not labelled:
        return prior
    numbers = {entry.id: number for number, entry in enumerate(base.entries)}
    judged = [
        _judge(ranker, text, frozenset(numbers[each] for each in expected if each in numbers), prior)
        for text, expected in labelled
    ]
    logits, right = np.array([logit for logit, _ in judged]), np.array([found for _, found in judged], float)
    shift, slope = _fit(logits, right)
    return replace(prior, shift=shift, slope=slope)


def prior_of(ranker: Ranker) -> Confidence:
    """The prior for ranking by meaning and words, or by words alone."""
    return BY_WORDS if ranker.vectors is None else WITH_MEANING


def _judge(ranker: Ranker, text: str, expected: frozenset[int], prior: Confidence) -> tuple[float, bool]:
    """The prior's logit for the best hit, and whether that hit is right."""
    (query,), (ranked,) = ranker.rank([text], text)
    best = ranked.top[0][0] if ranked.top else None
    right = best is not None and any(ranker.terms.same_answer(best, entry) for entry in expected)
    return prior.prior.logit(extract_features(ranker, query, ranked)), right


def _fit(logits: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[float, float]:
    """The most probable shift and slope, given the labels and the spreads (Platt scaling with a prior, Platt 1999)."""
    from scipy.optimize import minimize

    spreads = np.array([SHIFT_SPREAD, SLOPE_SPREAD])

    def loss(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        adapted = parameters[0] + parameters[1] * logits
        errors = 1 / (1 + np.exp(-adapted)) - right
        off = (parameters - (0, 1)) / spreads
        cost = (np.logaddexp(0, adapted) - right * adapted).sum() + off @ off / 2
        return float(cost), np.array([errors.sum(), errors @ logits]) + off / spreads

    bounds = [(None, None), (MIN_SLOPE, None)]
    found = minimize(loss, np.array([0.0, 1.0]), jac=True, method="L-BFGS-B", bounds=bounds).x
    return float(found[0]), float(found[1])
