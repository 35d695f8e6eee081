"""A retriever's results: the ranking for a question, and work that the next version of the index can reuse."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.confidence_features import ConfidenceFeatures
from bot.retrieval.hit import Hit
from bot.retrieval.words.corpus import Analyzed


@dataclass(frozen=True, slots=True)
class Ranking:
    """The retriever's result for one question."""

    hits: tuple[Hit, ...]
    """Best first. Empty if no word is known and there is no encoder."""
    confidence: float
    """In [0, 1]: the calibrated probability that the first hit answers the question. 0.0 without hits. Also 0.0 if
    there is no encoder and no content word is known, unless the question is a stored one."""
    relevance: float
    """In [0, 1]: the probability that the question is about what the knowledge base covers."""
    exact: bool
    """Whether the question is a stored one, ignoring case, punctuation and courtesies."""
    matched: tuple[str, ...]
    """Content words that the first hit holds, as the member wrote them, in the same order and without repeats."""
    unknown: tuple[str, ...]
    """Content words that no entry holds, not even in a similar spelling."""
    by_meaning: bool = False
    """Whether the first hit is first because of its meaning. By words alone, another entry or none would be first."""
    features: ConfidenceFeatures = field(default_factory=ConfidenceFeatures)
    """The features that the confidence is computed from."""


NOTHING = Ranking((), 0.0, 0.0, exact=False, matched=(), unknown=())


@dataclass(frozen=True, slots=True, eq=False)
class Before:
    """Analysed texts and vectors of one version, for the next version to reuse."""

    analyzed: Analyzed
    encoder: str = ""
    """The name of the encoder that made the vectors."""
    vectors: Mapping[str, NDArray[np.float16]] | None = None
    """The vectors, keyed by their texts."""
