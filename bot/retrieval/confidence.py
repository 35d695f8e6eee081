"""The confidence in a hit: its features, and the logistic models that turn them into a probability.

The features are comparable between a file of 8 entries and one of 14,000. For every feature, a larger value is evidence
for the hit, so the models have no negative coefficients.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from math import exp, inf
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.checks import checked
from bot.storage import Arrays

MIN_ASKED_SHARE = 0.6
"""Minimum share of a stored question's content words to count as asking for all of it. See `complete`."""
CLOSE_COSINE, SAME_COSINE = 0.6, 0.8
"""Minimum cosines of sentence vectors for questions that are close in meaning, and for questions that mean the same."""
COSINE_SPREAD = 0.02
"""Added to the standard deviation of the cosines, which is almost 0 in a file with two or three entries."""
L2_PENALTY = 3e-4
"""L2 penalty on the coefficients of the standardised features. It keeps them finite if the examples are separable."""
MAX_LOGIT = 30.0


@dataclass(frozen=True, slots=True)
class ConfidenceFeatures:
    """The features of the best hit. Without a sentence encoder, the features of meaning are 0."""

    score: float = 0.0
    """The score by words."""
    lead: float = 0.0
    """The square root of the score's lead over the best hit with another answer. Having a lead matters more than its
    size."""
    held: float = 0.0
    """The share of the question's idf weight that the entry contains, in [0, 1]. A word spelt like one in the entry
    counts in proportion to their similarity. A word in no entry has the weight of the rarest word."""
    known: float = 0.0
    """The share of the idf weight of the question's content words that are in any entry."""
    not_partial: float = 0.0
    """(1 - a * b)², where a is the share of the stored question that the question contains, and b is the share of the
    question that the entry lacks. Low if a question uses a word of the stored one to ask something else: "can I be
    mod" against "Are mods allowed?"."""
    complete: float = 0.0
    """How far the share of the stored question's content words that the question contains exceeds `MIN_ASKED_SHARE`."""
    agreement: float = 0.0
    """Agreement with the stored question; see `agreement`. A different name in the same sentence lowers it."""
    same_kind: float = 0.0
    """0 if the question asks for another kind of thing than the stored question (who instead of when); else 1."""
    same_way: float = 0.0
    """0 if the question asks for the opposite, or swaps the roles (what A said about B, not B about A); else 1."""
    same_numbers: float = 0.0
    """0 if the question has a number that the entry lacks, and the stored question has another number; else 1."""
    explains: float = 0.0
    """0 if the question asks what something is, and the stored question asks something else about it; else 1."""
    close_same: float = 0.0
    """-`question_same` if one of `same_kind`, `same_way`, `same_numbers` and `explains` is 0, else 0. The more similar
    two sentences are, the more such a difference matters."""
    margin: float = 0.0
    """The classifier's margin for the entry, times its weight: about 1 if the question resembles what the entry's
    phrasings have in common, about -1 if not. 0 without a classifier."""
    resembles: float = 0.0
    """1 if at least one content word is known or spelt like a known word, else 0. Numbers do not count."""
    few_entries: float = 0.0
    """-log of the number of entries. In a larger file, more entries look close by chance."""
    context: float = 0.0
    """1 / rank of the hit for the whole message that holds the question; 1 if the question is the whole message."""
    standout: float = 0.0
    """How many standard deviations closer in meaning the entry is than the average entry."""
    question: float = 0.0
    """The cosine with the most similar stored question of the entry, in [-1, 1]."""
    question_close: float = 0.0
    """How far that cosine exceeds `CLOSE_COSINE`."""
    question_same: float = 0.0
    """How far that cosine exceeds `SAME_COSINE`."""
    nearest: float = 0.0
    """The larger of `question` and `answer`. An answer without content ("See the pinned message.") then does no
    harm."""
    answer: float = 0.0
    """The cosine with the question and the answer as one text, in [-1, 1]."""

    def vector(self) -> tuple[float, ...]:
        """All features, in the order above."""
        return _values(self)


NAMES = tuple(field.name for field in fields(ConfidenceFeatures))
_values: Callable[[ConfidenceFeatures], tuple[float, ...]] = attrgetter(*NAMES)


@dataclass(frozen=True, slots=True)
class MeaningOfHit:
    """How close a hit is in meaning; see `ConfidenceFeatures`."""

    standout: float
    question: float
    answer: float


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
    """Predicts whether the knowledge base covers the question's subject. If so, its best hits are worth offering."""
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
    return 1 / (1 + exp(-max(-MAX_LOGIT, min(MAX_LOGIT, logit))))


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
        cost = shares @ (np.logaddexp(0, logits) - labels * logits) + L2_PENALTY * slopes @ slopes
        errors = shares * (1 / (1 + np.exp(-logits)) - labels)
        return float(cost), np.concatenate([[errors.sum()], scaled.T @ errors + 2 * L2_PENALTY * slopes])

    bounds = [(None, None), *((0, None) for _ in names)]
    found = minimize(loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds).x
    slopes = found[1:] / spread
    return Logistic.of(float(found[0] - slopes @ centre), **dict(zip(names, slopes.tolist(), strict=True)))
