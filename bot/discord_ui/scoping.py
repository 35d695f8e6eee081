"""Which topics of the knowledge apply where: assistants that know only those."""

from functools import partial

import discord

from bot.answering import Assistant
from bot.discord_ui.custom_ids import topic_key
from bot.discord_ui.server_settings import SettingsOfServers
from bot.discord_ui.worker import Worker

MAX_SCOPES = 64
"""Assistants of different scopes to keep. Each holds little more than a list of its entries."""


class Scopes:
    """The assistants for all scopes of the assistant that answers now."""

    def __init__(self) -> None:
        """Know none yet."""
        self._whole: Assistant | None = None
        self._made: dict[frozenset[str], Assistant] = {}

    async def assistant(self, whole: Assistant, topics: frozenset[str], worker: Worker) -> Assistant:
        """The assistant that knows only the topics with these keys; `whole` for no keys, and if no topic is left.

        Raises BusyError.
        """
        if not topics:
            return whole
        if whole is not self._whole:
            self._whole, self._made = whole, {}
        made = self._made
        if topics not in made:
            found = await worker.run(partial(_within, whole, topics))
            if len(made) >= MAX_SCOPES:
                made.clear()
            made[topics] = found
        return made[topics]


async def topics_of(
    settings: SettingsOfServers, server: int | None, channel: discord.abc.Snowflake | None
) -> frozenset[str]:
    """Keys of the topics that apply in a channel; empty if all apply."""
    parent = channel.parent_id if isinstance(channel, discord.Thread) else None
    return (await settings.of(server)).topics_in(channel.id if channel else None, parent)


def _within(whole: Assistant, topics: frozenset[str]) -> Assistant:
    chosen = [topic for topic in whole.topics if topic_key(topic) in topics]
    return whole.within(chosen) if chosen and len(chosen) < len(whole.topics) else whole
