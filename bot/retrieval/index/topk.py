"""Finds the best rows for a query: among all rows that share a term with it, or among a shortlist."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.index.postings import Postings, QueryVector

TopK = list[tuple[int, float]]
"""Rows and their scores, best first, equal scores by ascending row. No score is 0 or less."""

GROUP_ROWS = 64
"""Rows in a group, to rule out most rows by the groups' maxima. At 100,000 rows, the best 20 are found in 55 µs instead
of 510 µs, and at 10,000 in 16 µs instead of 70 µs. Groups of 16 or 128 rows are no faster."""
MIN_GROUPED_ROWS = 4_096
"""From this many rows on, groups save more time than they cost."""
_ABOVE_ZERO = np.finfo(np.float32).tiny
SHORTLIST_POSTINGS = 0.3
"""The rarest terms that choose the shortlist have at least this share of all postings of the query's terms."""
SHORTLIST_ROWS = 100
"""Minimum rows in a shortlist. With every phrasing of CLINC150 or BANKING77 as a separate entry, and every search done
through the shortlist, success@1 drops by at most 0.2 points."""


def top_of_all(postings: Postings, query: QueryVector, k: int) -> TopK:
    """The k best rows; fewer if fewer share a term with the query."""
    sums = postings.acquire_accumulator()
    postings.add(query, sums)
    found = best_of(sums, k)
    postings.release_accumulator(sums)
    return found


def top_of_shortlist(postings: Postings, query: QueryVector, k: int) -> TopK:
    """The k best rows of a shortlist that the query's rarest terms choose.

    It misses rows that contain only common terms of the query. These are hardly ever right. For queries with very many
    postings, it takes a fraction of the time of `top_of_all`.
    """
    query = sorted(query, key=lambda term: (postings.size(term[0]), term[0]))
    enough = SHORTLIST_POSTINGS * postings.touched(query)
    added = done = 0
    while added < len(query) and done < enough:
        done += postings.size(query[added][0])
        added += 1
    sums = postings.acquire_accumulator()
    postings.add(query[:added], sums)
    rows = _best_rows(sums, max(SHORTLIST_ROWS, 2 * k)).astype(np.int32)  # the type of the postings' rows
    scores = sums.take(rows)
    postings.release_accumulator(sums)
    for column, weight in query[added:]:
        scores += postings.weights_of(column, rows) * np.float32(weight)
    return _ordered(rows, scores, k)


def rows_from(postings: Postings, query: QueryVector, least: float) -> TopK:
    """All rows with a score of at least `least`, which is above 0."""
    sums = postings.acquire_accumulator()
    postings.add(query, sums)
    rows = (sums >= np.float32(least)).nonzero()[0]
    found = _ordered(rows, sums.take(rows), len(rows))
    postings.release_accumulator(sums)
    return found


def best_of(scores: NDArray[np.float32], k: int) -> TopK:
    """The k best rows, given the scores of all."""
    rows = _best_rows(scores, k)
    return _ordered(rows, scores.take(rows), k)


def _best_rows(scores: NDArray[np.float32], k: int) -> NDArray[np.int64]:
    """The rows of the k best scores and of all scores equal to the last of them, ascending; none with a score of 0."""
    if k < 1:
        return np.empty(0, np.int64)
    least = _lower_bound(scores, k) if len(scores) >= MIN_GROUPED_ROWS else _ABOVE_ZERO
    rows: NDArray[np.int64] = (scores >= least).nonzero()[0]
    if len(rows) > k:
        found = scores.take(rows)
        rows = rows[found >= _kth_best(found, k)]
    return rows


def _lower_bound(scores: NDArray[np.float32], k: int) -> np.float32:
    """A score that at least k rows reach, or the smallest positive one: the k-th best of the groups' maxima."""
    groups = scores[: len(scores) - len(scores) % GROUP_ROWS].reshape(GROUP_ROWS, -1)
    maxima = np.maximum.reduce(groups)
    maxima = maxima[maxima > 0]  # a partition is ten times slower with very many equal values
    return _kth_best(maxima, k) if len(maxima) > k else _ABOVE_ZERO


def _kth_best(scores: NDArray[np.float32], k: int) -> np.float32:
    best: np.float32 = np.partition(scores, len(scores) - k)[len(scores) - k]
    return best


def _ordered(rows: NDArray[np.integer[Any]], scores: NDArray[np.float32], k: int) -> TopK:
    """The k best of some rows, which are ascending."""
    best = np.argsort(-scores, kind="stable")[:k]
    return list(zip(rows[best].tolist(), scores[best].tolist(), strict=True))
