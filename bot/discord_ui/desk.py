"""What the parts of one bot share."""

from collections.abc import Sequence
from typing import Protocol

import discord

from bot.answering import Assistant
from bot.discord_ui.rates import QuietChannels, Rates
from bot.discord_ui.worker import Worker
from bot.knowledge import Problem


class Desk(Protocol):
    """The bot, as far as those who answer know it."""

    assistant: Assistant
    """Read anew for each question: another may take its place while the bot runs."""
    problems: Sequence[Problem]
    """Why newer notes are not in use; empty if there are none."""
    answer_channels: frozenset[int]
    """Ids of channels in which every member's message is taken as a question."""
    ignores_small_talk: bool
    """Whether a message there stays without an answer if none is stored and it does not look like a question."""
    worker: Worker
    rates: Rates
    quiet: QuietChannels

    @property
    def user(self) -> discord.ClientUser | None:
        """Ourselves; None before the login."""

    def is_owner(self, user: discord.abc.User) -> bool:
        """Whether the application belongs to a user, or to a team in which the user may develop it."""
