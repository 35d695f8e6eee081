"""Reads a burst of events in small portions."""

import asyncio
import time

import discord.client
import discord.shard
from discord.gateway import DiscordWebSocket

PORTION_SECONDS = 0.005
"""How long events are read before the rest of the bot gets its turn."""


class FairWebSocket(DiscordWebSocket):
    """A connection that lets the rest of the bot run between the events of a burst.

    discord.py reads all events that have arrived without a pause. A burst of 3,000 stops the event loop for 250 ms.
    """

    _resumed_at = 0.0

    async def received_message(self, msg: str | bytes, /) -> None:
        """Handle one event."""
        await super().received_message(msg)
        if time.perf_counter() - self._resumed_at > PORTION_SECONDS:
            await asyncio.sleep(0)
            self._resumed_at = time.perf_counter()


def read_fairly() -> None:
    """Make clients read events this way. discord.py has no setting for it."""
    for module in (discord.client, discord.shard):
        setattr(module, "DiscordWebSocket", FairWebSocket)  # noqa: B010 - mypy allows no other class there
