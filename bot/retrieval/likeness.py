"""Groups questions that ask the same, by meaning and by words."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.meaning import Encoder
from bot.retrieval.ranker import Ranker
from bot.retrieval.retriever import Retriever
from bot.retrieval.words.analysis import truncate

WORD_SHARE = 0.1
"""The weight of words in the likeness. The rest is the cosine of meaning. Measured on members' questions of CLINC150
and BANKING77, with entries as frequent as in Zipf's law: no larger weight groups better."""
LEAST_ALIKE = 0.5
"""Minimum mean likeness of two groups that are merged. On these questions, most pairs in a group then ask for the same
entry. A lower minimum adds right pairs, but soon as many wrong ones."""
LEAST_ALIKE_BY_WORDS = 0.3
"""The same without an encoder, which finds fewer pairs."""


def group_alike(texts: Sequence[str], retriever: Retriever) -> list[list[int]]:
    """Group texts that ask the same, with the language and the encoder of a retriever.

    Each group has the numbers of its texts in ascending order; the groups are ordered by their first number.
    Deterministic. Takes time and memory with the square of the number of texts.
    """
    if len(texts) < 2:  # noqa: PLR2004 - there is no pair
        return [[number] for number in range(len(texts))]
    from scipy.cluster.hierarchy import average, fcluster
    from scipy.spatial.distance import squareform

    ranker = retriever._ranker  # noqa: SLF001 - an internal detail of this package
    least = LEAST_ALIKE if ranker.encoder else LEAST_ALIKE_BY_WORDS
    distances = np.clip(1 - _likeness(texts, ranker, ranker.encoder), 0, 2)
    np.fill_diagonal(distances, 0)
    labels = fcluster(average(squareform(distances, checks=False)), 1 - least, "distance")
    groups: dict[int, list[int]] = {}
    for number, label in enumerate(labels.tolist()):
        groups.setdefault(label, []).append(number)
    return list(groups.values())


def _likeness(texts: Sequence[str], ranker: Ranker, encoder: Encoder | None) -> NDArray[np.float64]:
    """The likeness of each pair of texts, at most 1; shape (texts, texts)."""
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
