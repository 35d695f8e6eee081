"""The best among the rows that the rarest terms of a query find."""

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.index.adding import Terms
from bot.retrieval.index.postings import Postings
from bot.retrieval.index.top import Top, candidates, ordered

SHARE = 0.3
"""The rarest terms find the rows: so many of them that they have this share of all postings of the query's terms."""
FOUND = 100
"""The best of these rows are looked at in full."""


def top_of_shortlist(postings: Postings, terms: Terms, k: int) -> Top:
    """The k best rows (one at least), by all terms, of those that are best by the rarest terms alone.

    A row may be left out that only has common terms of the query. It would hardly be what is looked for.
    """
    terms = rarest_first(postings, terms)
    total = postings.touched(terms)
    if not total:
        return []
    added = done = 0
    while added < len(terms) and done < SHARE * total:
        done += postings.size(terms[added][0])
        added += 1
    sums = postings.take_sums()
    postings.add(terms[:added], sums)
    rows = candidates(sums, max(FOUND, 2 * k)).astype(np.int32)
    partial = sums[rows]
    sums.fill(0)
    postings.give_back(sums)
    return ordered(rows, completed(postings, terms[added:], rows, partial), k)


def rarest_first(postings: Postings, terms: Terms) -> Terms:
    """The terms by how many postings they have."""
    return sorted(terms, key=lambda term: (postings.size(term[0]), term[0]))


def completed(
    postings: Postings, terms: Terms, rows: NDArray[np.int32], scores: NDArray[np.float32]
) -> NDArray[np.float32]:
    """The scores of some rows, in ascending order, with what the terms add to them."""
    for column, weight in terms:
        scores = scores + postings.weights_of(column, rows) * np.float32(weight)
    return scores
