"""The best rows for a query."""

from heapq import heapify, heapreplace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.index.adding import Terms
from bot.retrieval.index.postings import LANES, Postings

Top = list[tuple[int, float]]
"""Rows and their scores, best first, equal scores in ascending order of the rows; none with a score of 0."""

TINY = 150
"""Up to so many postings, plain Python is faster than calling NumPy."""
FEW = 8
"""Up to so many best rows are looked for one after the other; of very many rows, up to twice as many ..."""
AT_ONCE = 16_384
"""... among so many at once."""
MANY = 65_536
"""Of up to so many rows, the best are looked for first ..."""
NEAR = 0.4
"""... among those with this share of the best score."""


def top_of_all(postings: Postings, terms: Terms, k: int) -> Top:
    """The k best rows (one at least), all postings of the terms added; fewer where fewer share one with the query."""
    if postings.touched(terms) <= TINY:
        return added_one_by_one(postings, terms, k)
    return added_together(postings, terms, k, postings.take_sums())


def added_together(postings: Postings, terms: Terms, k: int, sums: NDArray[np.float32]) -> Top:
    """Likewise, in working memory to which some terms may have been added already; it is given back."""
    postings.add(terms, sums)
    found = best_of(sums, k)
    sums.fill(0)
    postings.give_back(sums)
    return found


def added_one_by_one(postings: Postings, terms: Terms, k: int) -> Top:
    """Likewise, in plain Python: for few postings."""
    sums: dict[int, float] = {}
    for column, weight in terms:
        for row, value in postings.listed(column):
            sums[row] = sums.get(row, 0.0) + weight * value
    return sorted(sums.items(), key=_by_score)[:k]


def rows_from(postings: Postings, terms: Terms, least: float) -> Top:
    """All rows that score so much or more."""
    sums = postings.take_sums()
    postings.add(terms, sums)
    rows = np.flatnonzero(sums >= np.float32(least))
    found = sorted(zip(rows.tolist(), sums[rows].tolist(), strict=True), key=_by_score)
    sums.fill(0)
    postings.give_back(sums)
    return found


def _by_score(found: tuple[int, float]) -> tuple[float, int]:
    return -found[1], found[0]


def best_of(scores: NDArray[np.float32], k: int) -> Top:
    """The k best of the scores of all rows, which may be overwritten."""
    if len(scores) <= AT_ONCE and k <= FEW:
        return _one_by_one(scores, k)
    if len(scores) > AT_ONCE and k <= 2 * FEW:
        return _part_by_part(scores, k)
    if len(scores) <= MANY:
        least = np.maximum.reduce(scores) * NEAR
        rows = (scores >= least if least > 0 else scores).nonzero()[0]
        if len(rows) >= k:
            return ordered(rows, scores.take(rows), k)
    rows = candidates(scores, k)
    return ordered(rows, scores.take(rows), k)


def _one_by_one(scores: NDArray[np.float32], k: int) -> Top:
    found: Top = []
    for _ in range(k):
        row = int(scores.argmax())
        score = scores.item(row)
        if score <= 0:
            break
        found.append((row, score))
        scores[row] = 0
    return found


def _part_by_part(scores: NDArray[np.float32], k: int) -> Top:
    """Likewise, with the best row of each part at hand."""
    bests = [_best_from(scores, start) for start in range(0, len(scores), AT_ONCE)]
    heapify(bests)
    found: Top = []
    while len(found) < k and bests[0][0] < 0:
        score, row = bests[0]
        found.append((row, -score))
        scores[row] = 0
        heapreplace(bests, _best_from(scores, row - row % AT_ONCE))
    return found


def _best_from(scores: NDArray[np.float32], start: int) -> tuple[float, int]:
    part = scores[start : start + AT_ONCE]
    place = int(part.argmax())
    return -part.item(place), start + place


def candidates(scores: NDArray[np.float32], k: int) -> NDArray[np.int64]:
    """The rows, in ascending order, of the k best scores and perhaps some more; none with a score of 0.

    Of many only k columns of the grid that they make need a look: the k with the best rows hold the k best.
    """
    if len(scores) <= MANY or len(scores) % LANES:
        return _above(scores, k)
    grid = scores.reshape(LANES, -1)
    places = _above(grid.max(axis=0), k)
    lanes = grid.take(places, axis=1).ravel()
    found = _above(lanes, k)
    lane, place = np.divmod(found, len(places))
    return np.sort(lane * grid.shape[1] + places[place])


def _above(scores: NDArray[np.float32], k: int) -> NDArray[np.int64]:
    """The places of all scores that are no less than the k-th best."""
    places: NDArray[np.int64] = (scores > 0).nonzero()[0]
    if len(places) <= k:
        return places
    found = scores.take(places)  # the zeros left out: among so many equal values a partition takes ten times as long
    best: NDArray[np.int64] = places[found >= np.partition(found, len(found) - k)[len(found) - k]]
    return best


def ordered(rows: NDArray[np.signedinteger[Any]], scores: NDArray[np.float32], k: int) -> Top:
    """The k best of some rows, which stand in any order."""
    if len(rows) > 4 * k:
        keep = scores >= np.partition(scores, len(scores) - k)[len(scores) - k]
        rows, scores = rows[keep], scores[keep]
        order = np.lexsort((rows, -scores))[:k]
        rows, scores = rows[order], scores[order]
    best = sorted(zip((-scores).tolist(), rows.tolist(), strict=True))
    return [(row, -score) for score, row in best[:k]]
