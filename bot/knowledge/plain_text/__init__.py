"""Text files of other shapes than the plain-text format, put into it."""

from bot.knowledge.plain_text.shapes import Shaped, may_have_another_shape, shaped

__all__ = ["Shaped", "may_have_another_shape", "shaped"]
