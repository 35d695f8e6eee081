"""From topics to a file that reads back as the same entries: one small writer a format."""

from bot.knowledge.writers.writing import WRITERS, WritingError, write, write_synonyms

__all__ = ["WRITERS", "WritingError", "write", "write_synonyms"]
