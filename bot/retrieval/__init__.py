"""Ranking and confidence: the only room that knows scikit-learn."""

from bot.retrieval.hit import Hit
from bot.retrieval.ingredients import ABLATIONS, DEFAULT, Ingredients
from bot.retrieval.labelled import Labelled
from bot.retrieval.meaning import Encoder
from bot.retrieval.ranking import Before, Ranking
from bot.retrieval.retriever import Retriever
from bot.retrieval.topics import OTHER, find_topics
from bot.storage import Arrays as State

__all__ = [
    "ABLATIONS",
    "DEFAULT",
    "OTHER",
    "Before",
    "Encoder",
    "Hit",
    "Ingredients",
    "Labelled",
    "Ranking",
    "Retriever",
    "State",
    "find_topics",
]
