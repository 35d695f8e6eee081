"""Discord: the only room that knows discord.py. Importing it does nothing."""

from bot.discord_ui.client import FaqBot

__all__ = ["FaqBot"]
