"""The best rows for a query, exactly, without looking at all of them."""

from math import acos, atan2, cos, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.index.postings import LANES, Postings, Terms

Top = list[tuple[int, float]]
"""Rows and their scores, best first, equal scores in ascending order of the rows; none with a score of 0."""

TINY = 150
"""Up to so many postings, plain Python is faster than calling NumPy."""
WHOLE = 50_000
"""Up to so many postings all are added: to leave any out would cost more."""
SHARE = 0.6
"""The rarest terms are added first, until what the others can add is so much of what all can ..."""
LESS = 0.6
"""... and if that does not do, so much less, again and again."""
MANY = 0.1
"""If more than this share of the postings would have to be added, all are."""
PROBES = 48
"""Rows that are looked up first, to learn what the last of the best scores at least."""
CANDIDATES = 0.01
"""If more rows may be among the best than this share of the postings, more terms are added before they are looked up
one by one."""
SLACK = 1e-5
"""Sums are rounded: a row is only left out where it falls short by more than this share of the best."""
NEAR = 0.6
"""The best rows are looked for first among those with this share of the best score."""

def top_rows(postings: Postings, terms: Terms, k: int) -> Top:
    """The k best rows; fewer where fewer share a term with the query."""
    starts = postings.starts
    total = 0
    for column, _ in terms:
        total += starts[column + 1] - starts[column]
    if total <= TINY:
        return _added_one_by_one(postings, terms, k)
    sums = postings.take_sums()
    if total > WHOLE:
        search = _Pruned(postings, terms, k, sums)
        found = search.run(total)
    else:
        found = None
        postings.add(terms, sums)
    if found is None:
        found = _best_of_all(sums, k)
        sums.fill(0)
    postings.give_back(sums)
    return found


def rows_from(postings: Postings, terms: Terms, least: float) -> Top:
    """All rows that score so much or more."""
    sums = postings.take_sums()
    postings.add(terms, sums)
    rows = np.flatnonzero(sums >= np.float32(least))
    found = sorted(zip(rows.tolist(), sums[rows].tolist(), strict=True), key=_by_score)
    sums.fill(0)
    postings.give_back(sums)
    return found


def _added_one_by_one(postings: Postings, terms: Terms, k: int) -> Top:
    sums: dict[int, float] = {}
    for column, weight in terms:
        for row, value in postings.listed(column):
            sums[row] = sums.get(row, 0.0) + weight * value
    return sorted(sums.items(), key=_by_score)[:k]


def _by_score(found: tuple[int, float]) -> tuple[float, int]:
    return -found[1], found[0]


def best_of(scores: NDArray[np.float32], k: int) -> Top:
    """The k best of the scores of all rows."""
    rows = _candidates(scores, k)
    return _ordered(rows, scores[rows], k)


def _best_of_all(sums: NDArray[np.float32], k: int) -> Top:
    """The same, where the rows stand in lanes.

    Only k places of them need a look: those where the best of all lanes is among the k best.
    """
    if len(sums) <= LANES * LANES:
        return best_of(sums, k)
    grid = sums.reshape(LANES, -1)
    places = _candidates(grid.max(axis=0), k)
    lanes = grid.take(places, axis=1).ravel()
    found = _candidates(lanes, k)
    lane, place = np.divmod(found, len(places))
    return _ordered(lane * grid.shape[1] + places[place], lanes[found], k)


def _candidates(scores: NDArray[np.float32], k: int) -> NDArray[np.int64]:
    """The places, in ascending order, of the k best scores and perhaps some more; none with a score of 0."""
    least = np.float32(NEAR) * scores.max()
    if least > 0:
        found = np.flatnonzero(scores >= least)
        if len(found) >= k:
            return found
    if k < len(scores):
        least = np.partition(scores, len(scores) - k)[len(scores) - k]
        if least > 0:
            return np.flatnonzero(scores >= least)
    return np.flatnonzero(scores)


def _ordered(rows: NDArray[np.int64], scores: NDArray[np.float32], k: int) -> Top:
    if len(rows) > 4 * k:
        keep = scores >= np.partition(scores, len(scores) - k)[len(scores) - k]
        rows, scores = rows[keep], scores[keep]
        order = np.lexsort((rows, -scores))[:k]
        rows, scores = rows[order], scores[order]
    return sorted(zip(rows.tolist(), scores.tolist(), strict=True), key=_by_score)[:k]


class _Pruned:
    """Adds the rare terms, and looks up only the rows that the common ones can still lift among the best.

    MaxScore (Turtle and Flood 1995), with the inequality of Cauchy and Schwarz for a bound: what the terms left out can
    add to a row is at most their length in the query times what is left of the row's length.
    """

    def __init__(self, postings: Postings, terms: Terms, k: int, sums: NDArray[np.float32]) -> None:
        self._postings = postings
        starts, scales = postings.starts, postings.scales
        self._terms = sorted(terms, key=lambda term: (starts[term[0] + 1] - starts[term[0]], term[0]))
        lengths = [weight * (scales[column] if scales else 1.0) for column, weight in self._terms]
        squares = np.cumsum(np.square([0.0, *lengths])) * postings.longest**2
        self._squares: list[float] = squares.tolist()
        """Of the lengths of the first so many terms."""
        self._k = k
        self._sums = sums
        self._added = 0
        """So many of the query's columns have been added to the sums."""

    def run(self, total: int) -> Top | None:
        """Search; the sums are zeros again. None if the terms had better all be added, which has been done then."""
        postings, terms = self._postings, self._terms
        share, done = SHARE, 0
        while True:
            first = self._added
            most = share * self._rest(0)
            while self._added < len(terms) and (self._added == first or self._rest(self._added) > most):
                span = postings.span(terms[self._added][0])
                done += span.stop - span.start
                self._added += 1
            if done > MANY * total or self._added == len(terms):
                postings.add(terms[first:], self._sums)
                return None
            postings.add(terms[first : self._added], self._sums)
            found = self._settled(CANDIDATES * total)
            if found is not None:
                return found
            share *= LESS

    def _rest(self, place: int) -> float:
        """What the terms from a place on can add to a row at most."""
        return sqrt(max(0.0, self._squares[-1] - self._squares[place]))

    def _settled(self, most: float) -> Top | None:
        length, rest = sqrt(self._squares[self._added]), self._rest(self._added)
        if rest > length:
            return None
        slack = SLACK * length
        spans = (self._postings.span(column) for column, _ in self._terms[: self._added])
        rows = np.concatenate([self._postings.rows[span] for span in spans])
        partial = self._sums.take(rows)
        enough = self._reached(rows, partial) - slack
        if enough <= rest:
            return None
        candidates = rows[partial >= _least(enough, length, rest) - slack]
        if len(candidates) > most:
            return None
        candidates = _distinct(candidates)
        candidates, scores = self._completed(candidates, self._sums.take(candidates), enough)
        self._sums[rows] = 0
        return _ordered(candidates, scores, self._k)

    def _reached(self, rows: NDArray[np.int32], partial: NDArray[np.float32]) -> float:
        """What the k-th best row scores at least; 0 where fewer were touched."""
        probes = max(PROBES, 2 * self._k)
        if len(rows) > probes:
            rows = rows[partial >= np.partition(partial, len(partial) - probes)[len(partial) - probes]][: 4 * probes]
        rows = _distinct(rows)
        if len(rows) < self._k:
            return 0.0
        _, scores = self._completed(rows, self._sums.take(rows), 0.0)
        return float(np.partition(scores, len(scores) - self._k)[len(scores) - self._k])

    def _completed(
        self, rows: NDArray[np.int32], scores: NDArray[np.float32], enough: float
    ) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Add the rest of the terms for some rows, in ascending order, leaving out those that cannot reach enough."""
        for place in range(self._added, len(self._terms)):
            column, weight = self._terms[place]
            scores = scores + self._postings.weights_of(column, rows) * np.float32(weight)
            if enough and place + 1 < len(self._terms):
                keep = scores >= enough - self._rest(place + 1)
                rows, scores = rows[keep], scores[keep]
        return rows, scores


def _distinct(rows: NDArray[np.int32]) -> NDArray[np.int32]:
    """In ascending order, each once; `np.unique` is many times slower."""
    rows = np.sort(rows)
    return rows[np.concatenate(([True], rows[1:] != rows[:-1]))] if len(rows) else rows


def _least(enough: float, length: float, rest: float) -> float:
    """The least sum over the terms added with which a row can still reach enough.

    A row at the angle a from the part of the query that was added (of that length) has a sum of length * cos(a), and at
    most rest * sin(a) to come. Together that is hypot(length, rest) * cos(a - atan2(rest, length)).
    """
    whole = sqrt(length * length + rest * rest)
    return length * cos(min(pi, atan2(rest, length) + acos(min(1.0, enough / whole))))
