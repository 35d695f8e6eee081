"""From signals to a probability."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from math import exp, inf

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.checks import checked
from bot.retrieval.signals import Signals
from bot.storage import Arrays

PENALTY = 0.0003
"""Weight of the squared coefficients (of standardised signals): enough to keep them finite where trials separate."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """A logistic model of whether the best hit answers the question (Platt 1999), no coefficient below 0.

    So it is monotone: no signal that grows ever lowers the probability.
    """

    coefficients: tuple[float, ...]
    """One a signal, in the order of `Signals.vector`; 0 or more."""
    intercept: float

    def state(self) -> Arrays:
        """The coefficients, and the intercept."""
        return {"coefficients": np.array(self.coefficients), "intercept": np.array([self.intercept])}

    @classmethod
    def restore(cls, state: Arrays) -> "Confidence":
        """From what `state` gave. Raises KeyError or ValueError for what it cannot have given."""
        coefficients = checked(state["coefficients"], np.float64, len(fields(Signals)), least=0, below=inf)
        intercept = checked(state["intercept"], np.float64, 1, least=-inf, below=inf)
        return cls(tuple(coefficients.tolist()), float(intercept[0]))

    def of(self, signals: Signals) -> float:
        """The probability that the best hit answers the question, in (0, 1)."""
        total = self.intercept
        for coefficient, value in zip(self.coefficients, signals.vector(), strict=True):
            total += coefficient * value
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def fit(
    signals: Sequence[Signals], right: Sequence[bool], weights: Sequence[float], most: Mapping[str, float]
) -> Confidence:
    """Fit by penalised likelihood; `right` says of each trial whether its best hit was, `weights` how much it counts.

    All three of the same length, one trial at least. `most` tells how large the coefficient of each signal may be, and
    may tell inf; that of a signal which it does not name is 0.
    """
    from scipy.optimize import minimize

    values = np.array([signal.vector() for signal in signals])
    labels = np.array(right, dtype=float)
    shares = np.array(weights) / np.sum(weights)
    centre, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    scaled = (values - centre) / spread

    def loss(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        intercept, slopes = parameters[0], parameters[1:]
        logits = scaled @ slopes + intercept
        cost = shares @ (np.logaddexp(0, logits) - labels * logits) + PENALTY * slopes @ slopes
        errors = shares * (1 / (1 + np.exp(-logits)) - labels)
        return float(cost), np.concatenate([[errors.sum()], scaled.T @ errors + 2 * PENALTY * slopes])

    bounds = [
        (None, None),
        *((0, most.get(field.name, 0) * scale) for field, scale in zip(fields(Signals), spread, strict=True)),
    ]
    found = minimize(loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds).x
    slopes = found[1:] / spread
    return Confidence(tuple(slopes.tolist()), float(found[0] - slopes @ centre))
