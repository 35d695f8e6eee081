"""The best rows for a query, exactly, without looking at all that share a term with it."""

from math import acos, atan2, cos, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.index.adding import Terms
from bot.retrieval.index.lines import Lines
from bot.retrieval.index.partial import Named, Swept
from bot.retrieval.index.postings import Postings
from bot.retrieval.index.shortlist import completed, rarest_first
from bot.retrieval.index.top import TINY, Top, added_one_by_one, added_together, ordered

WHOLE = 200_000
"""Up to so many postings all are added: to leave any out would cost more ..."""
LONG = 2.0
"""... and from so many a row on: then most terms are common, and few rows can be ruled out."""
SHARE = 0.65
"""The rarest terms are added first, until what the others can add is so much of what all can ..."""
LESS = 0.4
"""... and if that does not do, so much less, again and again."""
MANY = 0.6
"""If more than this share of the postings would have to be added, all are."""
FEW = 0.05
"""If fewer postings have been added than this share of the rows, only the rows that they name are looked through."""
PROBES = 48
"""Rows that are scored first, to learn what the last of the best scores at least."""
CANDIDATES = 0.01
"""If more rows may be among the best than this share of the postings, more terms are added before they are scored."""
LOOKED_UP = 100
"""Up to so many rows are scored in full; of more, those that cannot be among the best are left out term by term."""
SLACK = 1e-5
"""Sums are rounded: a row is only left out where it falls short by more than this share of the best."""


def top_rows(postings: Postings, lines: Lines, terms: Terms, k: int) -> Top:
    """The k best rows (one at least) of a matrix, given twice; fewer where fewer share a term with the query."""
    total = postings.touched(terms)
    if total <= TINY:
        return added_one_by_one(postings, terms, k)
    if total <= WHOLE or total > LONG * postings.count:
        return added_together(postings, terms, k, postings.take_sums())
    return _Pruned(postings, lines, terms, k).run(total)


class _Pruned:
    """Adds the rare terms, and scores in full only the rows that the common ones can still lift among the best.

    MaxScore (Turtle and Flood 1995), with the inequality of Cauchy and Schwarz for a bound: what the terms left out can
    add to a row is at most their length in the query times what is left of the row's length.
    """

    def __init__(self, postings: Postings, lines: Lines, terms: Terms, k: int) -> None:
        self._postings = postings
        self._lines = lines
        self._terms = rarest_first(postings, terms)
        scales = postings.scales
        squares = [0.0]
        for column, weight in self._terms:
            length = weight * (scales[column] if scales else 1.0) * postings.longest
            squares.append(squares[-1] + length * length)
        self._squares = squares
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
                return added_together(postings, terms[first:], self._k, self._sums)
            postings.add(terms[first : self._added], self._sums)
            if self._rest(self._added) <= sqrt(self._squares[self._added]):
                found = self._settled(self._seen(done), CANDIDATES * total)
                if found is not None:
                    postings.give_back(self._sums)
                    return found
            share *= LESS

    def _seen(self, done: int) -> Named | Swept:
        """The sums, to which so many postings have been added."""
        if done < FEW * self._postings.count:
            return Named(self._sums, self._postings.rows_of(self._terms[: self._added]))
        return Swept(self._sums)

    def _rest(self, place: int) -> float:
        """What the terms from a place on can add to a row at most."""
        return sqrt(max(0.0, self._squares[-1] - self._squares[place]))

    def _settled(self, seen: Named | Swept, most: float) -> Top | None:
        """The best rows, and the sums zeros again, if the postings added tell; the rows to score may be so many."""
        length, rest = sqrt(self._squares[self._added]), self._rest(self._added)
        slack = SLACK * length
        probes = max(PROBES, 2 * self._k)
        enough = self._reached(seen.best(probes)[: 2 * probes]) - slack  # of many equal ones some will do
        if enough <= rest:
            return None
        rows = seen.above(_least(enough, length, rest) - slack)
        if len(rows) > most:
            return None
        rows = self._filtered(rows, enough)
        scores = self._lines.scores(rows, self._terms)
        seen.clear()
        return ordered(rows, scores, self._k)

    def _reached(self, rows: NDArray[np.int32]) -> float:
        """What the k-th best row scores at least, as some good ones tell; 0 where these are fewer."""
        if len(rows) < self._k:
            return 0.0
        return float(np.partition(self._lines.scores(rows, self._terms), -self._k)[-self._k])

    def _filtered(self, rows: NDArray[np.int32], enough: float) -> NDArray[np.int32]:
        """Some rows, in ascending order, without those of many that cannot reach enough."""
        sums, place = self._sums.take(rows), self._added
        while len(rows) > LOOKED_UP and place < len(self._terms):
            sums = completed(self._postings, self._terms[place : place + 1], rows, sums)
            place += 1
            keep = sums >= enough - self._rest(place)
            rows, sums = rows[keep], sums[keep]
        return rows


def _least(enough: float, length: float, rest: float) -> float:
    """The least sum over the terms added with which a row can still reach enough.

    A row at the angle a from the part of the query that was added (of that length) has a sum of length * cos(a), and at
    most rest * sin(a) to come. Together that is hypot(length, rest) * cos(a - atan2(rest, length)).
    """
    whole = sqrt(length * length + rest * rest)
    return length * cos(min(pi, atan2(rest, length) + acos(min(1.0, enough / whole))))
