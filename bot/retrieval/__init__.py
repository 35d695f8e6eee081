"""Ranking and confidence: the only room that knows scikit-learn."""

from bot.retrieval.meaning import Encoder
from bot.retrieval.ranking import Hit, Labelled, Ranking, Reusable
from bot.retrieval.ranking_params import ABLATIONS, DEFAULT, RankingParams
from bot.retrieval.retriever import Retriever
from bot.retrieval.topics import OTHER, find_topics
from bot.storage import Arrays as State

__all__ = [
    "ABLATIONS",
    "DEFAULT",
    "OTHER",
    "Encoder",
    "Hit",
    "Labelled",
    "Ranking",
    "RankingParams",
    "Retriever",
    "Reusable",
    "State",
    "find_topics",
]
