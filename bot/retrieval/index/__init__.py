"""Finds the rows of a sparse matrix nearest to a sparse query, touching no more of it than it must. NumPy alone."""

from bot.retrieval.index.postings import Postings, Terms
from bot.retrieval.index.top import Top, best_of, rows_from, top_rows

__all__ = ["Postings", "Terms", "Top", "best_of", "rows_from", "top_rows"]
