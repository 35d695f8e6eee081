"""Words that are spelt alike: typos, endings and compounds, found by the letters that words share."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.features import FeatureSpace, Postings

LENGTHS = (2, 4)
"""Letters in a run."""
ALIKE = 0.4
"""The least cosine from which two words are neighbours: "kruschev" and "khrushchev" have 0.5, "missile" and "miss" 0.5,
and words that merely share an ending less than 0.3."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The known words that are spelt like a given one."""

    columns: NDArray[np.int32]
    """Best first; the word itself, where it is known, leads."""
    alikeness: NDArray[np.float32]
    """One a column, in [ALIKE, 1], 1 only for the word itself."""


def letter_runs(word: str) -> list[str]:
    """Runs of two to four letters, with a space where the word begins and ends: scikit-learn's "char_wb"."""
    padded = f" {word} "
    shortest, longest = LENGTHS
    return [
        padded[start : start + length]
        for length in range(shortest, longest + 1)
        for start in range(len(padded) - length + 1)
    ]


class WordNeighbours:
    """A scikit-learn vectoriser over the letters of the known words, instead of over the letters of all texts.

    Letters are compared word by word and a text's words keep their own weights. Were whole texts compared by their
    letters, a long word would weigh as much as all its letter runs together, whatever it says.
    """

    def __init__(self, words: Sequence[str], columns: Sequence[int]) -> None:
        """Take the known words and the column of each in the feature space that is to be searched."""
        self._letters = FeatureSpace(letter_runs, words)
        self._words = Postings(self._letters.rows(words))
        self._columns = np.array(columns, np.int32)
        self._digits = np.array([any(char.isdigit() for char in word) for word in words], bool)
        self._places = {word: place for place, word in enumerate(words)}
        self.of = lru_cache(maxsize=20_000)(self._of)

    def _of(self, word: str) -> Neighbours:
        """The neighbours of a word, known or not; empty columns where there are none. Remembers what it found.

        A word with a digit has none but itself: 1963 is no misspelling of 1962.
        """
        itself = self._places.get(word)
        if any(char.isdigit() for char in word):
            known = [] if itself is None else [itself]
            return Neighbours(self._columns[known], np.ones(len(known), np.float32))
        alikeness = self._words.products(self._letters.weigh(word, unknown_idf=0.0))
        np.minimum(alikeness, 0.99, out=alikeness)
        if itself is not None:
            alikeness[itself] = 1.0
        alikeness[self._digits] = 0.0
        near = np.flatnonzero(alikeness >= ALIKE)
        near = near[np.argsort(-alikeness[near], kind="stable")]
        return Neighbours(self._columns[near], alikeness[near])
