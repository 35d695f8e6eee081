"""The terms of a knowledge base, which are words and pairs of words, and their idf."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, log, sqrt

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.checks import ascending, checked
from bot.storage import Arrays


@dataclass(frozen=True, slots=True)
class TermWeights:
    """The weights of a question's terms."""

    weights: dict[int, float]
    """By column, for the terms in the vocabulary."""
    length: float
    """The Euclidean length of the question, unknown terms included; 1 without terms."""


class Vocabulary:
    """One column for each stem, followed by one column for each pair of neighbouring stems that occurs.

    Pairs capture word order: "why did A visit B" against "why did B visit A". A term's idf counts entries, not texts.
    Otherwise a word in both the question and the answer of an entry would seem twice as common as it is. The formula is
    scikit-learn's: ln((1 + entries) / (1 + entries with the term)) + 1. `fit_terms` may lower the idf of pairs of stop
    words.
    """

    def __init__(
        self, stems: Sequence[str], pairs: NDArray[np.int64], idf: NDArray[np.float32], entry_count: int
    ) -> None:
        """Take the stems in the order of their columns, the ascending keys of the pairs, and the idf of each column.

        A pair's key is the column of its first stem times the number of stems, plus the column of its second.
        """
        self.stems = stems
        self.columns = {stem: column for column, stem in enumerate(stems)}
        self.idf: list[float] = idf[: len(stems)].tolist()
        """Of the stems."""
        self.unknown_idf = log(1 + entry_count) + 1
        """The idf of a term in no entry."""
        self._pairs = pairs
        self._idf = idf

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self._idf)

    def state(self) -> Arrays:
        """The arrays that `restore` needs besides the stems and the number of entries."""
        return {"pairs": self._pairs, "idf": self._idf}

    @classmethod
    def restore(cls, stems: Sequence[str], state: Arrays, entry_count: int) -> "Vocabulary":
        """Restore from `state`. Raises KeyError or ValueError if the state is invalid."""
        pairs = ascending(checked(state["pairs"], np.int64, least=0, below=len(stems) ** 2))
        idf = checked(state["idf"], np.float32, len(stems) + len(pairs), least=0, below=inf)
        return cls(stems, pairs, idf, entry_count)

    def idf_of(self, stem: str) -> float:
        """The idf of a stem, known or not."""
        column = self.columns.get(stem)
        return self.unknown_idf if column is None else self.idf[column]

    def vectorize(self, stems: Sequence[str], unknown_idf: float) -> TermWeights:
        """Weight a question's terms like scikit-learn with sublinear term frequencies, but include unknown terms.

        scikit-learn's `transform` drops unknown terms, so "who killed Kennedy" would equal "who Kennedy". Here, each
        unknown term adds a term of `unknown_idf` to the question's length.
        """
        weights: dict[int, float] = {}
        square = 0.0
        for column, idf, count in (*self._single(stems, unknown_idf), *self._paired(stems, unknown_idf)):
            weight = idf if count == 1 else (1 + log(count)) * idf
            square += weight * weight
            if column is not None:
                weights[column] = weight
        return TermWeights(weights, sqrt(square) or 1.0)

    def _single(self, stems: Sequence[str], unknown_idf: float) -> list[tuple[int | None, float, int]]:
        """Column, idf and count of each distinct stem."""
        columns = self.columns
        found = []
        for stem, count in Counter(stems).items():
            column = columns.get(stem)
            found.append((column, unknown_idf if column is None else self.idf[column], count))
        return found

    def _paired(self, stems: Sequence[str], unknown_idf: float) -> list[tuple[int | None, float, int]]:
        """The same for each distinct pair; empty if the vocabulary has no pairs."""
        if not len(self._pairs) or len(stems) < 2:  # noqa: PLR2004 - a pair
            return []
        counts = Counter(pairwise(stems))
        size, columns = len(self.stems), self.columns
        keys = [
            columns[left] * size + columns[right] if left in columns and right in columns else -1
            for left, right in counts
        ]
        places = self._pairs.searchsorted(keys)
        found: list[tuple[int | None, float, int]] = []
        for key, place, count in zip(keys, places.tolist(), counts.values(), strict=True):
            if place < len(self._pairs) and self._pairs[place] == key:
                found.append((size + place, float(self._idf[size + place]), count))
            else:
                found.append((None, unknown_idf, count))
        return found
