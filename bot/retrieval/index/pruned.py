"""The best rows for a query, exactly, without looking at all that share a term with it."""

from math import acos, atan2, cos, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.index.postings import Postings, Terms
from bot.retrieval.index.shortlist import completed, distinct, rarest_first
from bot.retrieval.index.top import Top, candidates, ordered, top_of_all

WHOLE = 200_000
"""Up to so many postings all are added: to leave any out would cost more."""
SHARE = 0.65
"""The rarest terms are added first, until what the others can add is so much of what all can ..."""
LESS = 0.4
"""... and if that does not do, so much less, again and again."""
MANY = 0.6
"""If more than this share of the postings would have to be added, all are."""
FEW = 0.05
"""If fewer postings have been added than this share of the rows, only the rows that they name are looked through."""
PROBES = 48
"""Rows that are looked up first, to learn what the last of the best scores at least."""
CANDIDATES = 0.01
"""If more rows may be among the best than this share of the postings, more terms are added before they are looked up
one by one."""
SLACK = 1e-5
"""Sums are rounded: a row is only left out where it falls short by more than this share of the best."""


def top_rows(postings: Postings, terms: Terms, k: int) -> Top:
    """The k best rows (one at least); fewer where fewer share a term with the query."""
    total = postings.touched(terms)
    if total <= WHOLE:
        return top_of_all(postings, terms, k)
    return _Pruned(postings, terms, k).run(total)


class _Pruned:
    """Adds the rare terms, and looks up only the rows that the common ones can still lift among the best.

    MaxScore (Turtle and Flood 1995), with the inequality of Cauchy and Schwarz for a bound: what the terms left out can
    add to a row is at most their length in the query times what is left of the row's length.
    """

    def __init__(self, postings: Postings, terms: Terms, k: int) -> None:
        self._postings = postings
        self._terms = rarest_first(postings, terms)
        scales = postings.scales
        lengths = [weight * (scales[column] if scales else 1.0) for column, weight in self._terms]
        squares = np.cumsum(np.square([0.0, *lengths])) * postings.longest**2
        self._squares: list[float] = squares.tolist()
        """Of the lengths of the first so many terms."""
        self._k = k
        self._sums = postings.take_sums()
        self._added = 0
        """So many of the terms have been added to the sums."""

    def run(self, total: int) -> Top:
        """Search, where the terms have so many postings in total."""
        postings, terms = self._postings, self._terms
        share, done = SHARE, 0
        while True:
            first = self._added
            most = share * self._rest(0)
            while self._added < len(terms) and (self._added == first or self._rest(self._added) > most):
                done += postings.size(terms[self._added][0])
                self._added += 1
            if done > MANY * total or self._added == len(terms):
                return top_of_all(postings, terms[first:], self._k, self._sums)
            postings.add(terms[first : self._added], self._sums)
            found = self._settled(done, CANDIDATES * total)
            if found is not None:
                postings.give_back(self._sums)
                return found
            share *= LESS

    def _rest(self, place: int) -> float:
        """What the terms from a place on can add to a row at most."""
        return sqrt(max(0.0, self._squares[-1] - self._squares[place]))

    def _settled(self, done: int, most: float) -> Top | None:
        """The best rows, and the sums zeros again, if the postings added tell; the rows to look up may be so many."""
        length, rest = sqrt(self._squares[self._added]), self._rest(self._added)
        if rest > length:
            return None
        slack = SLACK * length
        found = self._few_rows() if done < FEW * self._postings.count else None
        enough = self._reached(found) - slack
        if enough <= rest:
            return None
        least = _least(enough, length, rest) - slack
        if found is None:
            rows = np.flatnonzero(self._sums >= np.float32(least)).astype(np.int32)
        else:
            rows = found[self._sums.take(found) >= least]
        if len(rows) > most:
            return None
        rows, scores = self._completed(rows, self._sums.take(rows), enough)
        if found is None:
            self._sums.fill(0)
        else:
            self._sums[found] = 0
        return ordered(rows, scores, self._k)

    def _few_rows(self) -> NDArray[np.int32]:
        """All rows that something has been added to."""
        return distinct(self._postings.rows_of(self._terms[: self._added]))

    def _reached(self, found: NDArray[np.int32] | None) -> float:
        """What the k-th best row scores at least; 0 where fewer were touched."""
        probes = max(PROBES, 2 * self._k)
        if found is None:
            rows = candidates(self._sums, probes).astype(np.int32)
        elif len(found) > probes:
            rows = found[candidates(self._sums.take(found), probes)]
        else:
            rows = found
        if len(rows) < self._k:
            return 0.0
        scores = completed(self._postings, self._terms[self._added :], rows, self._sums.take(rows))
        return float(np.partition(scores, len(scores) - self._k)[len(scores) - self._k])

    def _completed(
        self, rows: NDArray[np.int32], scores: NDArray[np.float32], enough: float
    ) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """Add the rest of the terms for some rows, in ascending order, leaving out those that cannot reach enough."""
        for place in range(self._added, len(self._terms)):
            scores = completed(self._postings, self._terms[place : place + 1], rows, scores)
            keep = scores >= enough - self._rest(place + 1)
            rows, scores = rows[keep], scores[keep]
        return rows, scores


def _least(enough: float, length: float, rest: float) -> float:
    """The least sum over the terms added with which a row can still reach enough.

    A row at the angle a from the part of the query that was added (of that length) has a sum of length * cos(a), and at
    most rest * sin(a) to come. Together that is hypot(length, rest) * cos(a - atan2(rest, length)).
    """
    whole = sqrt(length * length + rest * rest)
    return length * cos(min(pi, atan2(rest, length) + acos(min(1.0, enough / whole))))
