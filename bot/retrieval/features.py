"""Features of a text: its words, weighted by scikit-learn's TF-IDF."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.retrieval.analysis import Word

Text = TypeVar("Text")
"""What is made into features: the words of a text, or the letters of a word."""


def stems(text: Sequence[Word]) -> list[str]:
    """One term a word."""
    return [word.stem for word in text]


def stems_and_pairs(text: Sequence[Word]) -> list[str]:
    """Stems, and pairs of neighbouring stems: order is what tells "why did A visit B" from "why did B visit A"."""
    single = stems(text)
    return single + [f"{left} {right}" for left, right in pairwise(single)]


_NO_WORD = (Word("", "", ""),)
"""A text that no other shares a term with."""


def learn(vectoriser: TfidfVectorizer, texts: Iterable[Text]) -> sparse.csr_array:
    """scikit-learn's `fit_transform`, which refuses texts without a single word (emoji, say): they get empty rows."""
    texts = list(texts)
    if any(texts):
        return sparse.csr_array(vectoriser.fit_transform(texts))
    return sparse.csr_array(vectoriser.fit([_NO_WORD]).transform(texts))


@dataclass(frozen=True, slots=True)
class Weighted:
    """The terms of a question that a feature space knows, with their weights."""

    columns: NDArray[np.int32]
    """Distinct columns of the space."""
    weights: NDArray[np.float32]
    """One a column: its share of a question vector of unit length, of which unknown terms are a part too."""


class FeatureSpace(Generic[Text]):
    """One kind of terms, with a scikit-learn vectoriser fitted on texts.

    For entries these are the whole entries: a term's idf counts entries, question and answer together, not rows, else a
    word in both the question and the answer of one entry would seem twice as common as it is.
    """

    def __init__(self, analyser: Callable[[Text], list[str]], texts: Iterable[Text]) -> None:
        """Fit."""
        self._analyser = analyser
        self._vectoriser = TfidfVectorizer(analyzer=analyser, sublinear_tf=True, dtype=np.float32)
        learn(self._vectoriser, texts)
        self.vocabulary: dict[str, int] = self._vectoriser.vocabulary_
        self.idf: list[float] = self._vectoriser.idf_.tolist()

    def rows(self, texts: Iterable[Text]) -> sparse.csr_array:
        """One row a text, of unit length: scikit-learn's own `transform`."""
        return sparse.csr_array(self._vectoriser.transform(texts))

    def weigh(self, text: Text, unknown_idf: float) -> Weighted:
        """Weigh a question as `rows` would, but let its unknown terms count.

        scikit-learn's `transform` drops what it has not seen, so that "who killed Kennedy" would look just like
        "who Kennedy"; here each unknown term lengthens the question by a term of `unknown_idf`.
        """
        columns, weights, square = [], [], 0.0
        for term, count in Counter(self._analyser(text)).items():
            column = self.vocabulary.get(term)
            weight = (1 + log(count)) * (unknown_idf if column is None else self.idf[column])
            square += weight * weight
            if column is not None:
                columns.append(column)
                weights.append(weight)
        length = sqrt(square) or 1.0
        return Weighted(np.array(columns, np.int32), np.array(weights, np.float32) / np.float32(length))


class Postings:
    """Rows of a feature space, stored by term: a question costs only the rows that share a term with it."""

    def __init__(self, rows: sparse.csr_array) -> None:
        by_term = sparse.csc_array(rows)
        self._count: int = by_term.shape[0]
        self._starts: list[int] = by_term.indptr.tolist()
        self._rows: NDArray[np.int32] = by_term.indices.astype(np.int32)
        self._weights: NDArray[np.float32] = by_term.data.astype(np.float32)

    def products(self, question: Weighted) -> NDArray[np.float32]:
        """The dot product of the question with each row: the cosine, where the question is of unit length."""
        scores = np.zeros(self._count, np.float32)
        for column, weight in zip(question.columns.tolist(), question.weights, strict=True):
            span = slice(self._starts[column], self._starts[column + 1])
            scores[self._rows[span]] += weight * self._weights[span]
        return scores
