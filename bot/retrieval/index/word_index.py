"""The plain index of words: scikit-learn's TF-IDF with its default settings, without the matrix product."""

from collections.abc import Callable, Mapping, Sequence
from math import sqrt

import numpy as np

from bot.retrieval.index.postings import Postings
from bot.retrieval.index.pruned import top_rows
from bot.retrieval.index.top import Top


class WordIndex:
    """Texts that can be searched by the cosine of their TF-IDF vectors. Threads may share it."""

    def __init__(
        self,
        analyse: Callable[[str], Sequence[str]],
        vocabulary: Mapping[str, int],
        idf: Sequence[float],
        postings: Postings,
    ) -> None:
        """Take the terms of a text, the column of each known term, and one idf a column.

        The rows are of unit length, but for the idf that they have been multiplied by.
        """
        self._analyse = analyse
        self._vocabulary = vocabulary
        self._idf = idf
        self._postings = postings

    @classmethod
    def build(cls, texts: Sequence[str]) -> "WordIndex":
        """Fit scikit-learn's `TfidfVectorizer` on the texts; ValueError if not one of them holds a word."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        vectoriser = TfidfVectorizer(dtype=np.float32)
        rows = vectoriser.fit_transform(texts).tocsc()
        idf = vectoriser.idf_
        # The query's own idf is multiplied in beforehand, so that most queries need no products at all.
        weights = (rows.data * np.repeat(idf, np.diff(rows.indptr))).astype(np.float32)
        postings = Postings(rows.indptr.astype(np.int64), rows.indices, weights, len(texts), scales=idf.tolist())
        return cls(vectoriser.build_analyzer(), vectoriser.vocabulary_, idf.tolist(), postings)

    def search(self, query: str, k: int = 10) -> Top:
        """The k nearest texts by number, with their cosine, best first, equal ones in the order of the texts."""
        counts: dict[int, float] = {}
        for term in self._analyse(query):
            column = self._vocabulary.get(term)
            if column is not None:
                counts[column] = counts.get(column, 0.0) + 1.0
        square = 0.0
        for column, count in counts.items():
            weight = count * self._idf[column]
            square += weight * weight
        if not square or k < 1:
            return []
        length = sqrt(square)
        return [(row, score / length) for row, score in top_rows(self._postings, list(counts.items()), k)]
