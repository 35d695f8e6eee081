"""The Discord interface: messages, interactions, components and commands. Importing it does nothing."""

from bot.discord_ui.client import FaqBot

__all__ = ["FaqBot"]
