"""One outline of headings, blocks and marks for every document format, and the one walk from it to drafts.

`bot.knowledge.markdown` makes an `Outline`, and so does every other format by way of Markdown; `read_outline` finds the
questions in it, their topics and their answers.
"""

from bot.knowledge.outline.document import Outline
from bot.knowledge.outline.marks import BELOW_HEADINGS, Attribute, Kind, Mark, Place
from bot.knowledge.outline.walk import read_outline

__all__ = ["BELOW_HEADINGS", "Attribute", "Kind", "Mark", "Outline", "Place", "read_outline"]
