"""Ranking and confidence. Only this package imports scikit-learn. README.md shows how to use it as a library."""

from bot.retrieval.likeness import group_alike
from bot.retrieval.meaning import Encoder
from bot.retrieval.meaning.choice import encoder_for
from bot.retrieval.ranking import Hit, Labelled, Ranking, Reusable
from bot.retrieval.ranking_params import ABLATIONS, DEFAULT_PARAMS, RankingParams
from bot.retrieval.retriever import Retriever
from bot.retrieval.saving import LoadError
from bot.retrieval.scoped import ScopedRetriever
from bot.retrieval.topics import OTHER, find_topics
from bot.storage import Arrays as State

__all__ = [
    "ABLATIONS",
    "DEFAULT_PARAMS",
    "OTHER",
    "Encoder",
    "Hit",
    "Labelled",
    "LoadError",
    "Ranking",
    "RankingParams",
    "Retriever",
    "Reusable",
    "ScopedRetriever",
    "State",
    "encoder_for",
    "find_topics",
    "group_alike",
]
