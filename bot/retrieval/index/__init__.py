"""Finds the rows of a sparse matrix nearest to a sparse query, touching no more of it than it must. NumPy and SciPy."""

from bot.retrieval.index.adding import Terms
from bot.retrieval.index.lines import Lines
from bot.retrieval.index.postings import Postings
from bot.retrieval.index.pruned import top_rows
from bot.retrieval.index.shortlist import top_of_shortlist
from bot.retrieval.index.top import Top, best_of, rows_from, top_of_all

__all__ = ["Lines", "Postings", "Terms", "Top", "best_of", "rows_from", "top_of_all", "top_of_shortlist", "top_rows"]
