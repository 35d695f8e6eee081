"""The plain index of words: scikit-learn's TF-IDF with its default settings, without the matrix product."""

from collections.abc import Callable, Mapping, Sequence
from math import sqrt

import numpy as np

from bot.retrieval.index.lines import Lines
from bot.retrieval.index.postings import Postings
from bot.retrieval.index.pruned import top_rows
from bot.retrieval.index.top import Top


class WordIndex:
    """Texts that can be searched by the cosine of their TF-IDF vectors. Threads may share it."""

    def __init__(
        self,
        words: Callable[[str], Sequence[str]],
        vocabulary: Mapping[str, int],
        idf: Sequence[float],
        postings: Postings,
        lines: Lines,
    ) -> None:
        """Take the terms of a text, the column of each known term, and one idf a column.

        The rows are of unit length, but for the idf that they have been multiplied by.
        """
        self._words = words
        self._vocabulary = vocabulary
        self._idf = idf
        self._postings = postings
        self._lines = lines

    @classmethod
    def build(cls, texts: Sequence[str]) -> "WordIndex":
        """Fit scikit-learn's `TfidfVectorizer` on the texts; ValueError if not one of them holds a word."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        vectoriser = TfidfVectorizer(dtype=np.float32)
        rows = vectoriser.fit_transform(texts)
        idf = vectoriser.idf_
        # The query's own idf is multiplied in beforehand, so that most queries need no products at all.
        rows.data *= idf.astype(np.float32).take(rows.indices)
        lines = Lines(rows.indptr, rows.indices, rows.data, rows.shape[1])
        columns = rows.tocsc()
        postings = Postings(
            columns.indptr.astype(np.int64), columns.indices, columns.data, len(texts), scales=idf.tolist()
        )
        return cls(vectoriser.build_tokenizer(), vectoriser.vocabulary_, idf.tolist(), postings, lines)

    def search(self, query: str, k: int = 10) -> Top:
        """The k nearest texts by number, with their cosine, best first, equal ones in the order of the texts."""
        columns = self._vocabulary
        counts: dict[int, float] = {}
        for word in self._words(query.lower()):
            if word in columns:
                column = columns[word]
                counts[column] = counts.get(column, 0.0) + 1.0
        terms = list(counts.items())
        square = 0.0
        for column, count in terms:
            weight = count * self._idf[column]
            square += weight * weight
        if not square or k < 1:
            return []
        length = sqrt(square)
        return [(row, score / length) for row, score in top_rows(self._postings, self._lines, terms, k)]
