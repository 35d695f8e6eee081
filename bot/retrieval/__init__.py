"""Ranking and confidence: the only room that knows scikit-learn."""

from bot.retrieval.hit import Hit
from bot.retrieval.retriever import Ranking, Retriever
from bot.retrieval.topics import OTHER, find_topics

__all__ = ["OTHER", "Hit", "Ranking", "Retriever", "find_topics"]
