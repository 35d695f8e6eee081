"""Random matrices and texts, small and large, and what an exhaustive search finds in them."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import sparse

from bot.retrieval.features.fitting import as_postings
from bot.retrieval.index import Lines, Postings, Terms, Top

COLUMNS = 6
VALUES = st.sampled_from([0.0, 0.0, 0.0, 0.25, 0.5, 1.0])
"""Few of them, and sums of them without rounding: so there are many ties."""
MATRICES = st.lists(st.lists(VALUES, min_size=COLUMNS, max_size=COLUMNS), min_size=1, max_size=30).map(
    lambda rows: np.array(rows, np.float32)
)
QUERIES = st.dictionaries(st.integers(0, COLUMNS - 1), st.sampled_from([0.5, 1.0, 2.0]), max_size=COLUMNS).map(
    lambda weights: list(weights.items())
)


def postings_of(matrix: NDArray[np.float32]) -> Postings:
    return as_postings(sparse.csr_array(matrix))


def lines_of(matrix: NDArray[np.float32]) -> Lines:
    rows = sparse.csr_array(matrix)
    return Lines(rows.indptr, rows.indices, rows.data, matrix.shape[1])


def large(seed: int, rows: int, columns: int = 40, filled: float = 0.5) -> NDArray[np.float32]:
    """A matrix of quarters up to 1, the first columns full of them and the last nearly empty."""
    random = np.random.default_rng(seed)
    present = random.random((rows, columns)) < np.geomspace(filled, 0.005, columns)
    return (present * random.integers(1, 5, (rows, columns)) / 4).astype(np.float32)


def of_unit_length(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return (matrix / np.where(lengths, lengths, 1)).astype(np.float32)


def scores_of(matrix: NDArray[np.float32], terms: Terms) -> NDArray[np.float64]:
    """The product of each row with the query."""
    query = np.zeros(matrix.shape[1])
    for column, weight in terms:
        query[column] = weight
    return np.asarray(matrix.astype(np.float64) @ query)


def best_of_all(scores: NDArray[np.float64], k: int) -> Top:
    """The k best above 0, best first, equal ones in ascending order."""
    order = sorted(range(len(scores)), key=lambda row: (-scores[row], row))
    return [(row, float(scores[row])) for row in order[:k] if scores[row] > 0]


def assert_best(found: Top, scores: NDArray[np.float64], k: int) -> None:
    """Whether k rows are the best ones. Sums are rounded, so that rows that are as good as equal may change places."""
    expected = best_of_all(scores, k)
    error = 1e-6 * max(1.0, scores.max())
    assert np.allclose([score for _, score in found], [score for _, score in expected], rtol=0, atol=error)
    assert np.allclose([score for _, score in found], [scores[row] for row, _ in found], rtol=0, atol=error)
    assert len({row for row, _ in found}) == len(found) == len(expected)
    assert found == sorted(found, key=lambda hit: (-hit[1], hit[0]))


def is_clean(postings: Postings, pieces: int | None = None) -> bool:
    """Whether all working memory was given back, and is zero again."""
    free: Sequence[NDArray[np.float32]] = postings._free  # noqa: SLF001 - nobody else can see it
    return (pieces is None or len(free) == pieces) and not any(sums.any() for sums in free)
