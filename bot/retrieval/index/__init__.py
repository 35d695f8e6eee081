"""Finds the rows of a sparse matrix that are most similar to a sparse query, by their dot product."""

from bot.retrieval.index.postings import Postings, QueryVector
from bot.retrieval.index.topk import TopK, best_of, rows_from, top_of_all, top_of_shortlist

__all__ = ["Postings", "QueryVector", "TopK", "best_of", "rows_from", "top_of_all", "top_of_shortlist"]
