"""The linter: warns about files that can be loaded but are probably not what their owner intends."""

from bot.knowledge.linting.linter import lint_file, lint_sequence, lint_together

__all__ = ["lint_file", "lint_sequence", "lint_together"]
