"""Random matrices and texts, small and large, and what an exhaustive search finds in them."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import sparse

from bot.retrieval.features.fitting import as_postings
from bot.retrieval.index import Postings, QueryVector, TopK

COLUMNS = 6
VALUES = st.sampled_from([0.0, 0.0, 0.0, 0.25, 0.5, 1.0])
"""Few values, whose sums need no rounding, so there are many ties."""
MATRICES = st.lists(st.lists(VALUES, min_size=COLUMNS, max_size=COLUMNS), min_size=1, max_size=30).map(
    lambda rows: np.array(rows, np.float32)
)
QUERIES = st.dictionaries(st.integers(0, COLUMNS - 1), st.sampled_from([0.5, 1.0, 2.0]), max_size=COLUMNS).map(
    lambda weights: list(weights.items())
)


def postings_of(matrix: NDArray[np.float32]) -> Postings:
    return as_postings(sparse.csr_array(matrix))


def large(seed: int, rows: int, columns: int = 40, filled: float = 0.5) -> NDArray[np.float32]:
    """A matrix of quarters up to 1, the first columns full of them and the last nearly empty."""
    random = np.random.default_rng(seed)
    present = random.random((rows, columns)) < np.geomspace(filled, 0.005, columns)
    return (present * random.integers(1, 5, (rows, columns)) / 4).astype(np.float32)


def scores_of(matrix: NDArray[np.float32], terms: QueryVector) -> NDArray[np.float64]:
    """The product of each row with the query."""
    query = np.zeros(matrix.shape[1])
    for column, weight in terms:
        query[column] = weight
    return np.asarray(matrix.astype(np.float64) @ query)


def best_of_all(scores: NDArray[np.float64], k: int) -> TopK:
    """The k best above 0, best first, ties by ascending row."""
    order = sorted(range(len(scores)), key=lambda row: (-scores[row], row))
    return [(row, float(scores[row])) for row in order[:k] if scores[row] > 0]


def is_clean(postings: Postings, pieces: int | None = None) -> bool:
    """Whether all accumulators were released, and are zero again."""
    free: Sequence[NDArray[np.float32]] = postings._free  # noqa: SLF001 - nobody else can see it
    return (pieces is None or len(free) == pieces) and not any(sums.any() for sums in free)
