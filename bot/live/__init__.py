"""Follows edits to the knowledge files: keeps the newest version without errors, and the errors of a later one.

Nothing here knows Discord or asyncio; the interface provides the thread.
"""

from bot.live.builder import Builder
from bot.live.knowledge import LiveKnowledge, Loaded
from bot.live.watching import follow

__all__ = ["Builder", "LiveKnowledge", "Loaded", "follow"]
