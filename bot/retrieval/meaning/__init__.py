"""Meaning beside words: sentence encoders, and the vectors of what is stored."""

from bot.retrieval.meaning.encoder import Encoder
from bot.retrieval.meaning.vectors import EntryVectors

__all__ = ["Encoder", "EntryVectors"]
