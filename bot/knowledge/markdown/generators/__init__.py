"""Site generators' own markup (MkDocs, Docusaurus, VitePress, Hugo, Jekyll, GitBook, MDX and others) as Markdown.

Lines stay lines: each is rewritten in its place, so that places in the source hold. What opens and closes becomes a
`Container`, for its title may be a question.
"""

from bot.knowledge.markdown.generators.container import Container, Expansion
from bot.knowledge.markdown.generators.expanding import expand
from bot.knowledge.markdown.generators.terms import DEFINITION

__all__ = ["DEFINITION", "Container", "Expansion", "expand"]
