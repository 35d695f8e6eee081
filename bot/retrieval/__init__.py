"""Ranking and confidence: the only room that knows scikit-learn."""

from bot.retrieval.calibration import Labelled
from bot.retrieval.hit import Hit
from bot.retrieval.retriever import Ranking, Retriever, State
from bot.retrieval.scoring import ABLATIONS, DEFAULT, Ingredients
from bot.retrieval.topics import OTHER, find_topics

__all__ = [
    "ABLATIONS",
    "DEFAULT",
    "OTHER",
    "Hit",
    "Ingredients",
    "Labelled",
    "Ranking",
    "Retriever",
    "State",
    "find_topics",
]
