"""What a retriever gives: a ranking of entries, and what the next version of its knowledge base need not do again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.confidence_features import ConfidenceFeatures
from bot.retrieval.hit import Hit
from bot.retrieval.words.tokens import Analysed


@dataclass(frozen=True, slots=True)
class Ranking:
    """What the retriever has to say about one question."""

    hits: tuple[Hit, ...]
    """Best first; empty where no word is known and there is no encoder."""
    confidence: float
    """In [0, 1]: the calibrated probability that the first hit answers the question. 0.0 without hits, and without an
    encoder where no word of substance is known, unless it is a stored question."""
    relevance: float
    """In [0, 1]: the probability that the question is about what the knowledge base covers."""
    exact: bool
    """Whether the question is a stored one, but for case, punctuation and courtesy."""
    matched: tuple[str, ...]
    """The words of substance that the first hit holds, as they were asked and in that order, each once."""
    unknown: tuple[str, ...]
    """Those that no entry holds, nor any word spelt like them."""
    by_meaning: bool = False
    """Whether meaning put the first hit there: by words alone another would be first, or none."""
    features: ConfidenceFeatures = field(default_factory=ConfidenceFeatures)
    """What the confidence rests on."""


NOTHING = Ranking((), 0.0, 0.0, exact=False, matched=(), unknown=())


@dataclass(frozen=True, slots=True, eq=False)
class Before:
    """What is kept of a version for the next one."""

    analysed: Analysed
    encoder: str = ""
    """The name of the encoder that made the vectors."""
    vectors: Mapping[str, NDArray[np.float16]] | None = None
    """By their texts."""
