"""A connection to the gateway that reads a burst of events in small portions, and measures its latency well."""

import asyncio
import time
from typing import Any, ClassVar

import discord.client
import discord.shard
from discord.gateway import DiscordWebSocket

PORTION_SECONDS = 0.005
"""How long events are read before the rest of the bot gets its turn."""
_PAUSE_SECONDS = 0.02
"""If no event comes for this long, all that have arrived are read."""


class FairWebSocket(DiscordWebSocket):
    """A connection that lets the rest of the bot run between the events of a burst.

    discord.py reads all events that have arrived without a pause. A burst of 3,000 stops the event loop for 250 ms.
    """

    read_at: ClassVar = 0.0
    """When an event was last read from any connection, as `time.perf_counter()`."""
    _resumed_at = 0.0

    async def received_message(self, msg: str | bytes, /) -> None:
        """Handle one event."""
        await super().received_message(msg)
        FairWebSocket.read_at = time.perf_counter()
        if time.perf_counter() - self._resumed_at > PORTION_SECONDS:
            await asyncio.sleep(0)
            self._resumed_at = time.perf_counter()

    async def send_heartbeat(self, data: Any) -> None:  # noqa: ANN401 - discord.py's
        """Send a heartbeat. discord.py notes the time when its thread wakes up, and the answer may come before that.

        It would then log that the connection is 41 s behind.
        """
        if self._keep_alive:
            self._keep_alive._last_send = time.perf_counter()  # noqa: SLF001 - as above
        await super().send_heartbeat(data)


def read_fairly() -> None:
    """Make clients read events this way. discord.py has no setting for it."""
    for module in (discord.client, discord.shard):
        setattr(module, "DiscordWebSocket", FairWebSocket)  # noqa: B010 - mypy allows no other class there


async def read_rest(timeout_seconds: float) -> None:
    """Wait until all events that have arrived are read, and others stop coming, or the timeout passes."""
    began = time.perf_counter()
    while time.perf_counter() - began < timeout_seconds:
        await asyncio.sleep(_PAUSE_SECONDS)
        if time.perf_counter() - FairWebSocket.read_at > _PAUSE_SECONDS:
            return
