"""A linear classifier that learns from the phrasings, for knowledge bases whose entries have several."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.checks import checked
from bot.retrieval.words.analysis import Word
from bot.storage import Arrays, Strings, add_prefix, pack, strip_prefix

MIN_PHRASINGS = 2
"""Minimum mean number of phrasings per entry. The classifier learns what an entry's phrasings have in common."""
MIN_ENTRY_PHRASINGS = 3
"""Minimum phrasings of an entry for the classifier to learn from it."""
MAX_ENTRIES = 1_000
"""Maximum entries. The classifier learns one boundary per entry from all phrasings. More entries would take minutes."""
MAX_TEXTS_WITH_RARE_TERMS = 2_000
"""With more phrasings than this, terms of a single phrasing are left out. They are three fifths of all terms, and do
not improve the classifier."""
HALF_WEIGHT_PHRASINGS = 5
"""Mean number of phrasings per entry at which the classifier has half of its full weight."""
WINDOW_WORDS = 6
"""Words in a window. Two words form a pair if they are in one window."""
IDF_EXPONENT = 0.5
"""Exponent of the idf. The classifier learns which terms tell entries apart. A full idf would suppress common terms."""


def trust(sizes: Sequence[int]) -> float:
    """The weight of the classifier relative to the most similar question, in [0, 1], from each entry's phrasing count.

    With 2, 3, 5, 10, 20 and 100 phrasings per intent of CLINC150 and BANKING77, the best weights are 0.2, 0.4, 0.5,
    0.7, 0.9 and 1. If only some entries have several phrasings, the weight is multiplied by the square of their share:
    the classifier would otherwise assign the questions of other entries to them.
    """
    phrasings = sum(sizes) / len(sizes)
    share = sum(size >= MIN_ENTRY_PHRASINGS for size in sizes) / len(sizes)
    return phrasings / (phrasings + HALF_WEIGHT_PHRASINGS) * share**2


def ordered_terms(text: Sequence[Word]) -> list[str]:
    """Runs of one to three stems, with marks at both ends of the text, and pairs with one word skipped between them."""
    stems = ["<", *(word.stem for word in text), ">"]
    runs = [" ".join(stems[start : start + length]) for length in (2, 3) for start in range(len(stems) - length + 1)]
    return stems[1:-1] + runs + [f"{left} _ {right}" for left, right in zip(stems, stems[2:], strict=False)]


def pair_terms(text: Sequence[Word]) -> list[str]:
    """Stems, and pairs of nearby stems in either order. A linear classifier cannot infer pairs from single words."""
    stems = [word.stem for word in text]
    pairs = {
        " & ".join(sorted((stem, other)))
        for place, stem in enumerate(stems)
        for other in stems[place + 1 : place + WINDOW_WORDS]
    }
    return stems + sorted(pairs)


def letter_terms(text: Sequence[Word]) -> list[str]:
    """Runs of one to four letters within words."""
    padded = [f" {word.folded} " for word in text]
    return [
        word[start : start + length]
        for word in padded
        for length in range(1, 5)
        for start in range(len(word) - length + 1)
    ]


ANALYZERS = ((ordered_terms, 0.7), (pair_terms, 0.7), (letter_terms, 1.0))
"""The kinds of terms, and the weight of each kind."""


@dataclass(frozen=True, slots=True)
class _Block:
    """One kind of terms, weighted by TF-IDF with a damped idf. Each text has the length `weight`."""

    analyzer: Callable[[Sequence[Word]], list[str]]
    weight: float
    vocabulary: Mapping[str, int]
    idf: NDArray[np.float32]
    """Damped, one for each term."""
    coefficients: NDArray[np.float32]
    """The coefficients: one row for each term, one column for each entry."""

    def margins(self, text: Sequence[Word]) -> NDArray[np.float32]:
        """The contribution of a text's terms to the margin of each entry."""
        columns, weights = self._terms(text)
        found: NDArray[np.float32] = weights @ self.coefficients[columns]
        return found

    def margin(self, text: Sequence[Word], entry: int) -> float:
        """The contribution of a text's terms to the margin of one entry."""
        columns, weights = self._terms(text)
        return float(weights @ self.coefficients[columns, entry])

    def _terms(self, text: Sequence[Word]) -> tuple[list[int], NDArray[np.float32]]:
        """The columns and the weights of a text's known terms."""
        counts = {term: count for term, count in Counter(self.analyzer(text)).items() if term in self.vocabulary}
        columns = [self.vocabulary[term] for term in counts]
        weights = np.array([1 + log(count) for count in counts.values()], np.float32) * self.idf[columns]
        weights *= self.weight / (float(np.linalg.norm(weights)) or 1.0)
        return columns, weights.astype(np.float32)


@dataclass(frozen=True, slots=True)
class Classifier:
    """One linear support vector machine for each entry, against all others (LIBLINEAR; Fan et al. 2008)."""

    blocks: tuple[_Block, ...]
    offsets: NDArray[np.float32]
    """The intercepts, one for each entry."""

    @classmethod
    def fit(cls, texts: Sequence[Sequence[Word]], owners: NDArray[np.int32]) -> "Classifier":
        """Fit to the phrasings and the number of the entry of each. Needs at least two entries."""
        from scipy import sparse
        from sklearn.svm import LinearSVC

        fitted = [_fit_block(analyzer, texts, weight) for analyzer, weight in ANALYZERS]
        rows = sparse.hstack([rows for _, _, rows in fitted], format="csr")
        machine = LinearSVC(C=1.0, dual=True, random_state=0).fit(rows, owners)
        coefficients = machine.coef_.astype(np.float32)
        offsets = machine.intercept_.astype(np.float32)
        if len(coefficients) == 1:  # for two entries, scikit-learn has one boundary; the second entry is positive
            coefficients, offsets = np.vstack([-coefficients, coefficients]), np.concatenate([-offsets, offsets])
        ends = np.cumsum([rows.shape[1] for _, _, rows in fitted])[:-1]
        parts = [np.ascontiguousarray(part.T) for part in np.split(coefficients, ends, axis=1)]
        blocks = (
            _Block(analyzer, weight, vocabulary, idf, part)
            for (analyzer, weight), (vocabulary, idf, _), part in zip(ANALYZERS, fitted, parts, strict=True)
        )
        return cls(tuple(blocks), offsets)

    def state(self) -> Arrays:
        """Everything that was fitted, as arrays."""
        found = {"offsets": self.offsets}
        for place, block in enumerate(self.blocks):
            own = {**add_prefix("terms", pack(block.vocabulary)), "idf": block.idf, "coefficients": block.coefficients}
            found |= add_prefix(str(place), own)
        return found

    @classmethod
    def restore(cls, state: Arrays, entries: int) -> "Classifier":
        """Restore from `state`, given the number of entries. Raises KeyError or ValueError if it is invalid."""
        blocks = []
        for place, (analyzer, weight) in enumerate(ANALYZERS):
            own = strip_prefix(str(place), state)
            vocabulary = {term: column for column, term in enumerate(Strings(strip_prefix("terms", own)))}
            idf = checked(own["idf"], np.float32, len(vocabulary), least=1, below=inf)
            checked(own["coefficients"].reshape(-1), np.float32, least=-inf, below=inf)
            if own["coefficients"].shape != (len(vocabulary), entries):
                raise ValueError("these are the coefficients of other entries")
            blocks.append(_Block(analyzer, weight, vocabulary, idf, own["coefficients"]))
        return cls(tuple(blocks), checked(state["offsets"], np.float32, entries, least=-inf, below=inf))

    def margins(self, text: Sequence[Word]) -> NDArray[np.float32]:
        """A text's signed distance from each entry's boundary: about 1 inside, about -1 outside."""
        total: NDArray[np.float32] = self.offsets.copy()
        for block in self.blocks:
            total += block.margins(text)
        return total

    def margin(self, text: Sequence[Word], entry: int) -> float:
        """A text's signed distance from the boundary of one entry."""
        return float(self.offsets[entry]) + sum(block.margin(text, entry) for block in self.blocks)


def _fit_block(
    analyzer: Callable[[Sequence[Word]], list[str]], texts: Sequence[Sequence[Word]], weight: float
) -> tuple[dict[str, int], NDArray[np.float32], Any]:
    """The vocabulary in the order of its columns, the damped idf, and one sparse row for each text."""
    from scipy import sparse
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    least = 2 if len(texts) > MAX_TEXTS_WITH_RARE_TERMS else 1
    vectoriser = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True, norm=None, dtype=np.float32, min_df=least)
    rows = vectoriser.fit_transform(texts if any(texts) else [_NO_WORD])
    if not any(texts):
        rows = vectoriser.transform(texts)
    damped = vectoriser.idf_**IDF_EXPONENT
    damping = sparse.diags_array(damped / vectoriser.idf_)
    vocabulary = sorted(vectoriser.vocabulary_, key=vectoriser.vocabulary_.__getitem__)
    return (
        {term: column for column, term in enumerate(vocabulary)},
        damped.astype(np.float32),
        sparse.csr_array(normalize(rows @ damping)) * weight,
    )


_NO_WORD = (Word("", "", ""),)
"""A text that shares no term with any other."""
