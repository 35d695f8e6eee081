"""Converts text files in other layouts to the plain-text format."""

from bot.knowledge.plain_text.shaped import Shaped
from bot.knowledge.plain_text.shapes import shaped
from bot.knowledge.plain_text.trigger import may_have_another_shape

__all__ = ["Shaped", "may_have_another_shape", "shaped"]
