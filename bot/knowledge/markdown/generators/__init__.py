"""Rewrites the markup of site generators (MkDocs, Docusaurus, VitePress, Hugo, Jekyll, GitBook, MDX) as Markdown.

Each line is rewritten in place, so line numbers stay valid. A block becomes a `Container`, because its title may be a
question.
"""

from bot.knowledge.markdown.generators.container import Container, Expansion
from bot.knowledge.markdown.generators.expanding import expand
from bot.knowledge.markdown.generators.terms import DEFINITION

__all__ = ["DEFINITION", "Container", "Expansion", "expand"]
