"""The values that the retriever and the ranker take and return."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import Entry
from bot.retrieval.confidence import ConfidenceFeatures, MeaningOfHit
from bot.retrieval.index import TopK
from bot.retrieval.words.analysis import Word
from bot.retrieval.words.corpus import Analyzed

Labelled = tuple[str, frozenset[str]]
"""A question that members really asked, and the ids of the entries that answer it; no ids if none does."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry with the score that the retriever computed for it."""

    entry: Entry
    score: float
    """Above 0. Comparable only within one ranking, and not a probability. Hits are ordered by it, best first, equal
    scores in file order."""


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
    """Content words that are in the first hit, as the member wrote them, in the same order and without repeats."""
    unknown: tuple[str, ...]
    """Content words that are in no entry, not even in a similar spelling."""
    by_meaning: bool = False
    """Whether the first hit is first because of its meaning. By words alone, another entry or none would be first."""
    features: ConfidenceFeatures = field(default_factory=ConfidenceFeatures)
    """The features that the confidence is computed from."""


NO_RANKING = Ranking((), 0.0, 0.0, exact=False, matched=(), unknown=())


@dataclass(frozen=True, slots=True)
class Query:
    """An analysed and encoded question."""

    written: Sequence[Word]
    """Its words as the member wrote them."""
    words: Sequence[Word]
    """Its words with spelling corrected."""
    vector: NDArray[np.float32] | None = None
    """Its sentence vector; None without an encoder."""


@dataclass(frozen=True, slots=True)
class RankedEntries:
    """The best entries for a query."""

    top: TopK
    """Best first. If the top entries share one answer, the list is long enough to include the best other answer."""
    score: float = 0.0
    """The best entry's score by words alone."""
    context: float = 1.0
    """1 / rank of the best entry for the whole message."""
    meaning: MeaningOfHit | None = None
    """How close in meaning the best entry is; None without an encoder."""
    by_meaning: bool = False
    """Whether another entry, or none, would be first by words alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Reusable:
    """Analysed texts and vectors of one version of a knowledge base, which the next version can reuse."""

    analyzed: Analyzed
    encoder: str = ""
    """The name of the encoder that made the vectors."""
    vectors: Mapping[str, NDArray[np.float16]] | None = None
    """The vectors, keyed by their texts."""
