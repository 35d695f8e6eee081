"""Words that are spelt alike: typos, endings and compounds, found by the letters that words share."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import inf, log, sqrt

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.checks import checked
from bot.retrieval.index import Postings, rows_from
from bot.retrieval.weak_cache import weak_cache
from bot.storage import Arrays, Strings, add_prefix, pack, strip_prefix

LENGTHS = (2, 4)
"""Letters in a run."""
ALIKE = 0.4
"""The least cosine from which two words are neighbours: "kruschev" and "khrushchev" have 0.5, "missile" and "miss" 0.5,
and words that merely share an ending less than 0.3."""
NEARLY = 0.99
"""Only a word itself is more alike to it."""

Neighbours = Sequence[tuple[int, float]]
"""The columns of the known words that are spelt like a given one and how alike, in [ALIKE, 1], best first; the word
itself, where it is known, leads with 1."""


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
    """The known words, found by their letters.

    Letters are compared word by word and a text's words keep their own weights. Were whole texts compared by their
    letters, a long word would weigh as much as all its letter runs together, whatever it says.
    """

    def __init__(self, words: Sequence[str], runs: Sequence[str], idf: NDArray[np.float32], rows: Postings) -> None:
        """Take the words in the order of their columns, letter runs and their idf, and a row of runs for each word."""
        self._columns = {word: column for column, word in enumerate(words)}
        self._digits = np.array([any(map(str.isdigit, word)) for word in words], bool)
        self._runs: Mapping[str, int] = {run: place for place, run in enumerate(runs)}
        self._idf: list[float] = idf.tolist()
        self._rows = rows
        self.of = weak_cache(self._of, 20_000)

    @property
    def nbytes(self) -> int:
        """The bytes of the index of letters."""
        return self._rows.nbytes

    def state(self) -> Arrays:
        """What `restore` takes beside the words."""
        return {
            **add_prefix("runs", pack(self._runs)),
            "idf": np.array(self._idf, np.float32),
            **add_prefix("rows", self._rows.state()),
        }

    @classmethod
    def restore(cls, words: Sequence[str], state: Arrays) -> "WordNeighbours":
        """From what `state` gave. Raises KeyError or ValueError for what it cannot have given."""
        runs, rows = list(Strings(strip_prefix("runs", state))), Postings.restore(strip_prefix("rows", state))
        idf = checked(state["idf"], np.float32, len(runs), least=1, below=inf)
        if (rows.count, rows.width) != (len(words), len(runs)):
            raise ValueError("these are the letters of other words")
        return cls(words, runs, idf, rows)

    def _of(self, word: str) -> Neighbours:
        """The neighbours of a word, known or not; none where there are none. Remembers what it found.

        A word with a digit has none but itself: 1963 is no misspelling of 1962.
        """
        itself = self._columns.get(word)
        known = [] if itself is None else [(itself, 1.0)]
        if any(map(str.isdigit, word)):
            return known
        weights: dict[int, float] = {}
        square = 0.0
        for run, count in Counter(letter_runs(word)).items():
            place = self._runs.get(run)
            if place is not None:
                weights[place] = (1 + log(count)) * self._idf[place]
                square += weights[place] ** 2
        if not weights:
            return known
        length = sqrt(square)
        terms = [(place, weight / length) for place, weight in weights.items()]
        near = [
            (column, min(alikeness, NEARLY))
            for column, alikeness in rows_from(self._rows, terms, ALIKE)
            if column != itself and not self._digits[column]
        ]
        return known + near
