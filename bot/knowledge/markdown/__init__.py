"""Reads Markdown, parsed by markdown-it-py: from blocks to marks, from marks to their roles, and from those to drafts.

A mark is whatever may be a question or a topic: a heading, a paragraph in bold, a summary. Everything else is text.
"""

from bot.knowledge.markdown.reader import read_markdown
from bot.knowledge.markdown.verbatim import verbatim_marks

__all__ = ["read_markdown", "verbatim_marks"]
