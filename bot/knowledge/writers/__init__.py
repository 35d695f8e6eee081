"""Writes topics as a file that reads back as the same entries. Each format has a small writer."""

from bot.knowledge.writers.writing import WRITERS, WritingError, write, write_synonyms

__all__ = ["WRITERS", "WritingError", "write", "write_synonyms"]
