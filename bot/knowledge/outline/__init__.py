"""The outline of a document in any format: headings, blocks and marks. Finds the drafts in an outline.

`bot.knowledge.markdown` makes an `Outline`. Other formats are converted to Markdown first. `read_outline` finds the
questions in it, with their topics and answers.
"""

from bot.knowledge.outline.document import Outline
from bot.knowledge.outline.marks import BELOW_HEADINGS, Attribute, Kind, Mark, Place
from bot.knowledge.outline.walk import read_outline

__all__ = ["BELOW_HEADINGS", "Attribute", "Kind", "Mark", "Outline", "Place", "read_outline"]
