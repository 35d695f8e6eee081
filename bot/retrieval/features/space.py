"""The terms of a knowledge base, words and pairs of words, and what each weighs."""

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
class Weighed:
    """The terms of a question."""

    weights: dict[int, float]
    """By column, for the terms that the space knows."""
    length: float
    """The Euclidean length of the question, unknown terms included; 1 where there is no term."""


class TermSpace:
    """One column a stem, and after these one column a pair of neighbouring stems that stands somewhere.

    The order of words is what tells "why did A visit B" from "why did B visit A". A term's idf counts entries, question
    and answer together, not texts, else a word in both the question and the answer of one entry would seem twice as
    common as it is. It is that of scikit-learn: ln((1 + entries) / (1 + entries with it)) + 1. Pairs of stop words may
    have been fitted with a part of it.
    """

    def __init__(self, stems: Sequence[str], pairs: NDArray[np.int64], idf: NDArray[np.float32]) -> None:
        """Take the stems in the order of their columns; the pairs' keys, ascending; and the idf, one a column.

        A pair's key is the column of its first stem times the number of stems, plus the column of its second.
        """
        self.stems = stems
        self.columns = {stem: column for column, stem in enumerate(stems)}
        self.idf: list[float] = idf[: len(stems)].tolist()
        """Of the stems."""
        self._pairs = pairs
        self._idf = idf

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self._idf)

    def state(self) -> Arrays:
        """What `restore` takes beside the stems."""
        return {"pairs": self._pairs, "idf": self._idf}

    @classmethod
    def restore(cls, stems: Sequence[str], state: Arrays) -> "TermSpace":
        """From what `state` gave. Raises KeyError or ValueError for what it cannot have given."""
        pairs = ascending(checked(state["pairs"], np.int64, least=0, below=len(stems) ** 2))
        return cls(stems, pairs, checked(state["idf"], np.float32, len(stems) + len(pairs), least=0, below=inf))

    def weigh(self, stems: Sequence[str], unknown_idf: float) -> Weighed:
        """Weigh a question as scikit-learn would with sublinear frequencies, but let its unknown terms count.

        Its `transform` drops what it has not seen, so that "who killed Kennedy" would look just like "who Kennedy";
        here each unknown term lengthens the question by a term of `unknown_idf`.
        """
        weights: dict[int, float] = {}
        square = 0.0
        for column, idf, count in (*self._single(stems, unknown_idf), *self._paired(stems, unknown_idf)):
            weight = idf if count == 1 else (1 + log(count)) * idf
            square += weight * weight
            if column is not None:
                weights[column] = weight
        return Weighed(weights, sqrt(square) or 1.0)

    def _single(self, stems: Sequence[str], unknown_idf: float) -> list[tuple[int | None, float, int]]:
        """Column, idf and count of each distinct stem."""
        columns = self.columns
        found = []
        for stem, count in Counter(stems).items():
            column = columns.get(stem)
            found.append((column, unknown_idf if column is None else self.idf[column], count))
        return found

    def _paired(self, stems: Sequence[str], unknown_idf: float) -> list[tuple[int | None, float, int]]:
        """The same of each distinct pair; none where the space has no pairs."""
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
