"""Logistic models that turn confidence features into a probability."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.checks import checked
from bot.retrieval.confidence_features import NAMES, ConfidenceFeatures
from bot.storage import Arrays

PENALTY = 3e-4
"""L2 penalty on the coefficients of the standardised features. It keeps them finite if the examples are separable."""
LARGEST_LOGIT = 30.0


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model (Platt 1999) without negative coefficients: evidence for a hit never lowers the probability."""

    coefficients: tuple[float, ...]
    """One per feature, in the order of `NAMES`; 0 or more."""
    intercept: float

    @classmethod
    def of(cls, intercept: float, **coefficients: float) -> "Logistic":
        """Take the coefficients by feature name. A feature that is not named gets 0."""
        return cls(tuple(coefficients.get(name, 0.0) for name in NAMES), intercept)

    def logit(self, features: ConfidenceFeatures) -> float:
        """The log-odds."""
        total = self.intercept
        for coefficient, value in zip(self.coefficients, features.vector(), strict=True):
            total += coefficient * value
        return total

    def probability(self, features: ConfidenceFeatures) -> float:
        """The probability, in (0, 1)."""
        return sigmoid(self.logit(features))

    def without(self, names: frozenset[str]) -> "Logistic":
        """A copy that ignores some features."""
        pairs = zip(NAMES, self.coefficients, strict=True)
        return Logistic(tuple(0.0 if name in names else value for name, value in pairs), self.intercept)


@dataclass(frozen=True, slots=True)
class Confidence:
    """The confidence in the best hit: the prior of `priors`, calibrated on one knowledge base."""

    prior: Logistic
    """Predicts whether the best hit answers the question."""
    relevance: Logistic
    """Predicts whether the question is about what the knowledge base covers, so its best hits are worth offering."""
    shift: float = 0.0
    slope: float = 1.0
    """The logit is `shift + slope * prior`. Without labelled questions, shift is 0 and slope 1. Slope is above 0."""

    def of(self, features: ConfidenceFeatures) -> float:
        """The probability that the best hit answers the question, in (0, 1)."""
        return sigmoid(self.shift + self.slope * self.prior.logit(features))

    def state(self) -> Arrays:
        """The calibrated values. The priors are part of the program."""
        return {"shift": np.array([self.shift]), "slope": np.array([self.slope])}

    def restored(self, state: Arrays) -> "Confidence":
        """The same priors with the values of `state`. Raises KeyError or ValueError if the state is invalid."""
        shift = checked(state["shift"], np.float64, 1, least=-inf, below=inf)
        slope = checked(state["slope"], np.float64, 1, least=0, below=inf)
        return Confidence(self.prior, self.relevance, float(shift[0]), float(slope[0]))


def sigmoid(logit: float) -> float:
    """The probability of a logit."""
    return 1 / (1 + exp(-max(-LARGEST_LOGIT, min(LARGEST_LOGIT, logit))))


def fit(
    features: Sequence[ConfidenceFeatures], right: Sequence[bool], weights: Sequence[float], names: Sequence[str]
) -> Logistic:
    """Fit the named features by penalised maximum likelihood.

    `right` tells whether the best hit of each example is right. `weights` holds the weight of each example. Needs at
    least one example.
    """
    from scipy.optimize import minimize

    columns = [NAMES.index(name) for name in names]
    values = np.array([feature.vector() for feature in features])[:, columns]
    labels, shares = np.array(right, dtype=float), np.array(weights) / np.sum(weights)
    centre = shares @ values
    spread = np.sqrt(shares @ (values - centre) ** 2) + 1e-9
    scaled = (values - centre) / spread

    def loss(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        intercept, slopes = parameters[0], parameters[1:]
        logits = scaled @ slopes + intercept
        cost = shares @ (np.logaddexp(0, logits) - labels * logits) + PENALTY * slopes @ slopes
        errors = shares * (1 / (1 + np.exp(-logits)) - labels)
        return float(cost), np.concatenate([[errors.sum()], scaled.T @ errors + 2 * PENALTY * slopes])

    bounds = [(None, None), *((0, None) for _ in names)]
    found = minimize(loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds).x
    slopes = found[1:] / spread
    return Logistic.of(float(found[0] - slopes @ centre), **dict(zip(names, slopes.tolist(), strict=True)))
