"""Follows the knowledge files while they are edited: the newest version that can be used, and why a newer one cannot.

Nothing here knows Discord or asyncio; a face brings the thread.
"""

from bot.live.builder import Builder
from bot.live.knowledge import LiveKnowledge, Loaded
from bot.live.watching import follow

__all__ = ["Builder", "LiveKnowledge", "Loaded", "follow"]
