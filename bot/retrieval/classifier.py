"""A linear classifier over the stored phrasings, for knowledge bases whose entries have several."""

from collections import Counter
from collections.abc import Callable, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from bot.retrieval.analysis import Word
from bot.retrieval.features import learn

PHRASINGS = 2
"""Phrasings an entry, on average, from which the classifier joins the ranking: it learns what the phrasings of one
entry have in common, and of one phrasing there is nothing to learn."""
MOST_ENTRIES = 1_000
"""It learns one border an entry, each from all phrasings: beyond this, learning would take minutes."""
MANY_TEXTS = 2_000
"""Of more phrasings than these, terms that stand in one alone are left out: they are three in five of all, and teach
nothing that the others do not."""
TRUSTED = 5
"""Phrasings an entry, on average, with which the classifier counts half as much as it would with very many."""
WINDOW = 6
"""Words that stand further apart than this are no pair."""
IDF_POWER = 0.5
"""The classifier learns by itself which terms tell entries apart; the whole idf would drown the common ones."""


def trust(phrasings: float) -> float:
    """How much the classifier counts beside the nearest question, in [0, 1], given the phrasings an entry on average.

    Of 2, 3, 5, 10, 20 and 100 an intent, in CLINC150 and BANKING77, the weight that finds most is 0.2, 0.4, 0.5, 0.7,
    0.9 and 1.
    """
    return phrasings / (phrasings + TRUSTED)


def ordered_terms(text: Sequence[Word]) -> list[str]:
    """Runs of one to three stems, the ends of the text marked, and pairs with one word left out between them."""
    stems = ["<", *(word.stem for word in text), ">"]
    runs = [" ".join(stems[start : start + length]) for length in (2, 3) for start in range(len(stems) - length + 1)]
    return stems[1:-1] + runs + [f"{left} _ {right}" for left, right in zip(stems, stems[2:], strict=False)]


def pair_terms(text: Sequence[Word]) -> list[str]:
    """Pairs of stems near each other, in either order: what a linear classifier cannot see in single words."""
    stems = [word.stem for word in text]
    pairs = {
        " & ".join(sorted((stem, other)))
        for place, stem in enumerate(stems)
        for other in stems[place + 1 : place + WINDOW]
    }
    return stems + sorted(pairs)


def letter_terms(text: Sequence[Word]) -> list[str]:
    """Runs of one to four letters inside words."""
    padded = [f" {word.folded} " for word in text]
    return [
        word[start : start + length]
        for word in padded
        for length in range(1, 5)
        for start in range(len(word) - length + 1)
    ]


class _Block:
    """One kind of terms, weighted by TF-IDF with a damped idf, each text of length `weight`."""

    def __init__(self, analyser: Callable[[Sequence[Word]], list[str]], weight: float) -> None:
        self._analyser = analyser
        self._weight = weight
        self._vectoriser = TfidfVectorizer(analyzer=analyser, sublinear_tf=True, norm=None, dtype=np.float32)

    def fit(self, texts: Sequence[Sequence[Word]]) -> sparse.csr_array:
        if len(texts) > MANY_TEXTS:
            self._vectoriser.set_params(min_df=2)
        rows = learn(self._vectoriser, texts)
        self._damped = self._vectoriser.idf_**IDF_POWER
        damping = sparse.diags_array(self._damped / self._vectoriser.idf_)
        return sparse.csr_array(normalize(rows @ damping)) * self._weight

    def weigh(self, text: Sequence[Word]) -> tuple[list[int], NDArray[np.float32]]:
        """What a row of `fit` would hold for one more text: its columns and weights."""
        vocabulary = self._vectoriser.vocabulary_
        counts = {term: count for term, count in Counter(self._analyser(text)).items() if term in vocabulary}
        columns = [vocabulary[term] for term in counts]
        weights = np.array([1 + log(count) for count in counts.values()], np.float32) * self._damped[columns]
        length = float(np.linalg.norm(weights)) or 1.0
        return columns, (weights * (self._weight / length)).astype(np.float32)


class Classifier:
    """One linear support vector machine an entry, against all others (LIBLINEAR; Fan et al. 2008)."""

    def __init__(self, texts: Sequence[Sequence[Word]], owners: NDArray[np.int32]) -> None:
        """Learn from the phrasings and, as many, the number of the entry that each belongs to; two entries at least."""
        self._blocks = (_Block(ordered_terms, 0.7), _Block(pair_terms, 0.7), _Block(letter_terms, 1.0))
        parts = [block.fit(texts) for block in self._blocks]
        machine = LinearSVC(C=1.0, dual=True, random_state=0).fit(sparse.hstack(parts, format="csr"), owners)
        borders = machine.coef_.astype(np.float32)
        offsets = machine.intercept_.astype(np.float32)
        if len(borders) == 1:  # of two entries scikit-learn keeps one border, with the second on its positive side
            borders, offsets = np.vstack([-borders, borders]), np.concatenate([-offsets, offsets])
        ends = np.cumsum([part.shape[1] for part in parts])[:-1]
        self._borders = [np.ascontiguousarray(part.T) for part in np.split(borders, ends, axis=1)]
        self._offsets = offsets

    def margins(self, text: Sequence[Word]) -> NDArray[np.float32]:
        """For each entry the signed distance of a text from its border: about 1 inside, about -1 outside."""
        total: NDArray[np.float32] = self._offsets.copy()
        for block, borders in zip(self._blocks, self._borders, strict=True):
            columns, weights = block.weigh(text)
            total += weights @ borders[columns]
        return total
