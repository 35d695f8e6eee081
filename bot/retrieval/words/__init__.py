"""Splits texts into words: which spellings count as the same, and which words are names."""
