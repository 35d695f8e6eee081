"""What an owner can tell the confidence: questions that were really asked."""

Labelled = tuple[str, frozenset[str]]
"""A question of the owner's, and the ids of the entries that answer it: empty where none does."""
