"""Follows the knowledge files while they are edited: keeps the newest version without errors, and the errors after it.

Nothing here knows Discord or asyncio; the interface provides the thread.
"""

from bot.live.builder import Builder
from bot.live.knowledge import LiveKnowledge, Loaded
from bot.live.watching import follow

__all__ = ["Builder", "LiveKnowledge", "Loaded", "follow"]
