"""Search with scikit-learn: as tutorials do it, and without needless work."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity, linear_kernel

from bot.benchmark.contender import TOP, Built


def build_tutorial(texts: Sequence[str], _folder: Path) -> Built:
    """As every tutorial does it."""
    vectorizer = TfidfVectorizer()
    matrix = vectorizer.fit_transform(texts)

    def search(query: str) -> object:
        scores = cosine_similarity(vectorizer.transform([query]), matrix).ravel()
        return scores.argsort()[::-1][:TOP]

    return Built(search)


def build_lean(texts: Sequence[str], _folder: Path) -> Built:
    """Without normalising vectors that have length 1 already, and without sorting all scores."""
    vectorizer = TfidfVectorizer()
    matrix = vectorizer.fit_transform(texts)
    top = min(TOP, len(texts))

    def search(query: str) -> object:
        opposite = -linear_kernel(vectorizer.transform([query]), matrix).ravel()
        best = np.argpartition(opposite, top - 1)[:top]
        return best[np.argsort(opposite[best])]

    return Built(search)
