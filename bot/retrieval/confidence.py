"""From features to a probability."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.checks import checked
from bot.retrieval.confidence_features import NAMES, ConfidenceFeatures
from bot.storage import Arrays

PENALTY = 3e-4
"""Weight of the squared coefficients (of standardised features): enough to keep them finite where examples separate."""
LARGEST_LOGIT = 30.0


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model (Platt 1999) with no coefficient below 0, so that no evidence for a hit ever lowers it."""

    coefficients: tuple[float, ...]
    """One a feature, in the order of `NAMES`; 0 or more."""
    intercept: float

    @classmethod
    def of(cls, intercept: float, **coefficients: float) -> "Logistic":
        """By the names of the features; one that is not named has no say."""
        return cls(tuple(coefficients.get(name, 0.0) for name in NAMES), intercept)

    def logit(self, features: ConfidenceFeatures) -> float:
        """The logarithm of the odds."""
        total = self.intercept
        for coefficient, value in zip(self.coefficients, features.vector(), strict=True):
            total += coefficient * value
        return total

    def probability(self, features: ConfidenceFeatures) -> float:
        """In (0, 1)."""
        return sigmoid(self.logit(features))

    def without(self, names: frozenset[str]) -> "Logistic":
        """The same, blind to some features."""
        pairs = zip(NAMES, self.coefficients, strict=True)
        return Logistic(tuple(0.0 if name in names else value for name, value in pairs), self.intercept)


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure of the best hit: the prior of `priors`, adapted to one knowledge base."""

    prior: Logistic
    """Whether the best hit answers the question."""
    relevance: Logistic
    """Whether the question is about what the knowledge base covers, so that it is worth offering its best hits."""
    shift: float = 0.0
    slope: float = 1.0
    """The logit is `shift + slope * prior`; 0 and 1 where the knowledge base tells nothing of itself. Slope above 0."""

    def of(self, features: ConfidenceFeatures) -> float:
        """The probability that the best hit answers the question, in (0, 1)."""
        return sigmoid(self.shift + self.slope * self.prior.logit(features))

    def state(self) -> Arrays:
        """What was adapted; the priors are the program's own."""
        return {"shift": np.array([self.shift]), "slope": np.array([self.slope])}

    def restored(self, state: Arrays) -> "Confidence":
        """The same priors with what `state` gave. Raises KeyError or ValueError for what it cannot have given."""
        shift = checked(state["shift"], np.float64, 1, least=-inf, below=inf)
        slope = checked(state["slope"], np.float64, 1, least=0, below=inf)
        return Confidence(self.prior, self.relevance, float(shift[0]), float(slope[0]))


def sigmoid(logit: float) -> float:
    """The probability of a logit."""
    return 1 / (1 + exp(-max(-LARGEST_LOGIT, min(LARGEST_LOGIT, logit))))


def fit(
    features: Sequence[ConfidenceFeatures], right: Sequence[bool], weights: Sequence[float], names: Sequence[str]
) -> Logistic:
    """Fit by penalised likelihood on the named features.

    `right` says of each example whether its best hit was, `weights` how much it counts; one example at least.
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
