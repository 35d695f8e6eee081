"""Finds words with a similar spelling, such as typos, other endings and compounds, by the letters that they share."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import inf, log, sqrt

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.checks import checked
from bot.retrieval.index import Postings, rows_from
from bot.retrieval.weak_cache import weak_cache
from bot.storage import Arrays, Strings, add_prefix, pack, strip_prefix

RUN_LETTERS = (2, 4)
"""Minimum and maximum letters in a run."""
MIN_SIMILARITY = 0.4
"""Minimum cosine of two neighbours. "kruschev" and "khrushchev" have 0.5, "missile" and "miss" 0.5, and words that
share only an ending less than 0.3."""
MAX_SIMILARITY = 0.99
"""Maximum cosine of two different words. Only a word itself has 1."""
CACHED_WORDS = 20_000
"""Cache size for neighbours. Members use the same words again and again."""

Neighbours = Sequence[tuple[int, float]]
"""The columns of known words with a spelling similar to a word, and their cosines, in [MIN_SIMILARITY, 1], best first.
If the word itself is known, it comes first, with 1."""


def letter_runs(word: str) -> list[str]:
    """Runs of two to four letters, with a space at both ends of the word, as in scikit-learn's "char_wb"."""
    padded = f" {word} "
    shortest, longest = RUN_LETTERS
    return [
        padded[start : start + length]
        for length in range(shortest, longest + 1)
        for start in range(len(padded) - length + 1)
    ]


class WordNeighbours:
    """An index of known words by their letters.

    It compares word by word, so each word of a text keeps its own weight. If it compared whole texts by letters, a long
    word would have the weight of all its letter runs, even if it says little.
    """

    def __init__(self, words: Sequence[str], runs: Sequence[str], idf: NDArray[np.float32], rows: Postings) -> None:
        """Take the words in the order of their columns, the letter runs and their idf, and one row of runs per word."""
        self._columns = {word: column for column, word in enumerate(words)}
        self._digits = np.array([any(map(str.isdigit, word)) for word in words], bool)
        self._runs: Mapping[str, int] = {run: place for place, run in enumerate(runs)}
        self._idf: list[float] = idf.tolist()
        self._rows = rows
        self.of = weak_cache(self._of, CACHED_WORDS)

    @property
    def nbytes(self) -> int:
        """The bytes of the index of letters."""
        return self._rows.nbytes

    def state(self) -> Arrays:
        """What `restore` takes besides the words."""
        return {
            **add_prefix("runs", pack(self._runs)),
            "idf": np.array(self._idf, np.float32),
            **add_prefix("rows", self._rows.state()),
        }

    @classmethod
    def restore(cls, words: Sequence[str], state: Arrays) -> "WordNeighbours":
        """Restore from `state`. Raises KeyError or ValueError if the state is invalid."""
        runs, rows = list(Strings(strip_prefix("runs", state))), Postings.restore(strip_prefix("rows", state))
        idf = checked(state["idf"], np.float32, len(runs), least=1, below=inf)
        if (rows.count, rows.width) != (len(words), len(runs)):
            raise ValueError("these are the letters of other words")
        return cls(words, runs, idf, rows)

    def _of(self, word: str) -> Neighbours:
        """The neighbours of a word, known or not. Cached.

        A word with a digit has no other neighbours: 1963 is not a misspelling of 1962.
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
            (column, min(similarity, MAX_SIMILARITY))
            for column, similarity in rows_from(self._rows, terms, MIN_SIMILARITY)
            if column != itself and not self._digits[column]
        ]
        return known + near
