"""The linter: warnings about files that can be loaded but probably do not mean what their owner intends."""

from bot.knowledge.linting.linter import lint_file, lint_sequence, lint_together

__all__ = ["lint_file", "lint_sequence", "lint_together"]
