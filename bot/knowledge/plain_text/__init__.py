"""Converts text files in other layouts to the plain-text format."""

from bot.knowledge.plain_text.shaped import Shaped
from bot.knowledge.plain_text.shapes import shaped
from bot.knowledge.plain_text.trigger import PLAIN, is_plain, may_have_another_shape

__all__ = ["PLAIN", "Shaped", "is_plain", "may_have_another_shape", "shaped"]
