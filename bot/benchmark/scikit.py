"""scikit-learn: the tutorial's way, a lean way, and the truth that an index is held against."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity, linear_kernel

from bot.benchmark.contender import TOP, Built

TOLERANCE = 1e-6
"""How far two scores may be apart that count as equal."""

Hits = Sequence[tuple[int, float]]


def build_tutorial(texts: Sequence[str], _folder: Path) -> Built:
    """As every tutorial has it."""
    vectorizer = TfidfVectorizer()
    matrix = vectorizer.fit_transform(texts)

    def search(query: str) -> object:
        scores = cosine_similarity(vectorizer.transform([query]), matrix).ravel()
        return scores.argsort()[::-1][:TOP]

    return Built(search)


def build_lean(texts: Sequence[str], _folder: Path) -> Built:
    """Without what the vectors' length of 1 makes needless, and without sorting all."""
    vectorizer = TfidfVectorizer()
    matrix = vectorizer.fit_transform(texts)
    top = min(TOP, len(texts))

    def search(query: str) -> object:
        opposite = -linear_kernel(vectorizer.transform([query]), matrix).ravel()
        best = np.argpartition(opposite, top - 1)[:top]
        return best[np.argsort(opposite[best])]

    return Built(search)


def agreement(search: Callable[[str], Hits], texts: Sequence[str], queries: Sequence[str]) -> float:
    """The share of the queries for which a search returns what scikit-learn's exhaustive one does.

    The TOP best scores are equal, and every row that is returned has the score that is returned with it.
    """
    vectorizer = TfidfVectorizer()
    matrix = vectorizer.fit_transform(texts)
    agreed = [_same(search(query), linear_kernel(vectorizer.transform([query]), matrix).ravel()) for query in queries]
    return sum(agreed) / len(agreed)


def _same(hits: Hits, scores: NDArray[np.float64]) -> bool:
    best = np.sort(scores)[::-1][:TOP]
    best = best[best > 0]
    found = np.array([score for _, score in hits])
    truth = scores[[row for row, _ in hits]]
    return len(found) == len(best) and bool(
        np.allclose(found, best, rtol=0, atol=TOLERANCE) and np.allclose(found, truth, rtol=0, atol=TOLERANCE)
    )
