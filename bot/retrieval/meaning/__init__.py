"""Ranking by meaning: sentence encoders, and the vectors of the stored texts."""

from bot.retrieval.meaning.encoder import Encoder
from bot.retrieval.meaning.vectors import EntryVectors

__all__ = ["Encoder", "EntryVectors"]
