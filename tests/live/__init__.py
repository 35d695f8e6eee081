"""Edits of the files while the bot runs."""
