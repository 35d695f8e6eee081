"""Groups questions that ask the same, by meaning and by words."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.meaning import Encoder
from bot.retrieval.ranker import Ranker
from bot.retrieval.retriever import Retriever
from bot.retrieval.words.analysis import truncate

WORD_SHARE = 0.1
"""The share of words in the likeness; the rest is the cosine of meaning. On members' questions of CLINC150 and
BANKING77, as often as their entries are asked for (Zipf), no larger share groups better."""
LEAST_ALIKE = 0.5
"""Groups with a lower mean likeness are not joined. On those questions, most pairs of a group then ask for the same
entry. A lower limit joins more that belongs together, and soon as much that does not."""
LEAST_ALIKE_BY_WORDS = 0.3
"""The same without an encoder, where fewer are found."""


def group_alike(texts: Sequence[str], retriever: Retriever) -> list[list[int]]:
    """Group texts that ask the same, with the language and the encoder of a retriever.

    Each group has the numbers of its texts in ascending order; the groups are ordered by their first number.
    Deterministic. Takes time and memory with the square of the number of texts.
    """
    if len(texts) < 2:  # noqa: PLR2004 - a single text has nothing to be like
        return [[number] for number in range(len(texts))]
    from scipy.cluster.hierarchy import average, fcluster
    from scipy.spatial.distance import squareform

    ranker = retriever._ranker  # noqa: SLF001 - what both need is a detail of this room
    least = LEAST_ALIKE if ranker.encoder else LEAST_ALIKE_BY_WORDS
    distances = np.clip(1 - _likeness(texts, ranker, ranker.encoder), 0, 2)
    np.fill_diagonal(distances, 0)
    labels = fcluster(average(squareform(distances, checks=False)), 1 - least, "distance")
    groups: dict[int, list[int]] = {}
    for number, label in enumerate(labels.tolist()):
        groups.setdefault(label, []).append(number)
    return list(groups.values())


def _likeness(texts: Sequence[str], ranker: Ranker, encoder: Encoder | None) -> NDArray[np.float64]:
    """The likeness of each text to each, at most 1; shape (texts, texts)."""
    by_words = _cosines_of_words(texts, ranker)
    if encoder is None:
        return by_words
    vectors = encoder.encode(texts).astype(np.float64)
    return WORD_SHARE * by_words + (1 - WORD_SHARE) * (vectors @ vectors.T)


def _cosines_of_words(texts: Sequence[str], ranker: Ranker) -> NDArray[np.float64]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    def stems(text: str) -> list[str]:
        words = ranker.analyze(truncate(text))
        return [word.stem for word in words if word.folded not in ranker.language.stop_words] or [""]

    # Words of the knowledge base would add nothing: questions without an answer are about other things.
    matrix = TfidfVectorizer(analyzer=stems).fit_transform(texts)
    cosines: NDArray[np.float64] = (matrix @ matrix.T).toarray()
    return cosines
