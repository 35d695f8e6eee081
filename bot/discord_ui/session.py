"""One client's life: from login, through answers in flight, to the farewell."""

import asyncio
import logging
from contextlib import suppress
from typing import Any

from bot.discord_ui.client import FaqBot
from bot.discord_ui.faults import GatewayLostError

logger = logging.getLogger(__name__)

_HANDLERS = ("discord.py: on_", "CommandTree-invoker", "discord-ui-view-dispatch", "discord-ui-dynamic-item")
"""How discord.py 2.7 begins the names of the tasks in which it runs our handlers."""


class Stop:
    """The wish to end. The first is polite; whoever repeats it does not want to wait for anything."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()
        self.insisted = asyncio.Event()

    def request(self) -> None:
        """Ask, or insist if that has been asked before."""
        (self.insisted if self.asked.is_set() else self.asked).set()


class Session:
    """One client, connected once. It is never reused: discord.py cannot start a client twice safely."""

    def __init__(self, bot: FaqBot) -> None:
        self.bot = bot
        self._there = asyncio.Event()
        self._away = asyncio.Event()
        self._away.set()
        for heard in (self.on_connect, self.on_resumed, self.on_disconnect, self.on_ready):
            bot.event(heard)

    @property
    def connected(self) -> bool:
        """Whether the gateway is there now. `Client.is_ready` stays true when it is gone."""
        return self._there.is_set()

    async def run(self, token: str, stop: Stop, *, drain: float, gateway_away: float) -> None:
        """Answer questions until told to stop, then finish the answers in flight.

        Both times are in seconds: how long to wait for answers in flight, and for a gateway that has gone away.
        Raises what parted the client from Discord.
        """
        client = asyncio.create_task(self.bot.start(token))
        asked = asyncio.create_task(stop.asked.wait())
        watch = asyncio.create_task(self._watch(gateway_away))
        ends = (client, asked, watch)
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            parted = [task for task in (client, watch) if task.done()]
        finally:
            await _end(*ends)
        # The cancelled client reads nothing new, while its handlers still can send.
        await _finish_handlers(drain, stop.insisted)
        for task in parted:
            task.result()
        if parted:
            raise GatewayLostError

    async def close(self, seconds: float) -> None:
        """Say goodbye to Discord, for no longer than some seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.bot.close()

    async def _watch(self, gateway_away: float) -> None:
        """Raise GatewayLostError once the gateway has been away for too long."""
        while True:
            await self._away.wait()
            try:
                async with asyncio.timeout(gateway_away):
                    await self._there.wait()
            except TimeoutError:
                raise GatewayLostError from None

    async def on_connect(self) -> None:
        """The gateway is there."""
        self._away.clear()
        self._there.set()

    async def on_resumed(self) -> None:
        """It is there again, and nothing was missed."""
        await self.on_connect()

    async def on_disconnect(self) -> None:
        """It has gone away."""
        self._there.clear()
        self._away.set()

    async def on_ready(self) -> None:
        """Discord has told what there is."""
        logger.info(
            "Connected as %s (%s), in %d servers.", self.bot.user, self.bot.application_id, len(self.bot.guilds)
        )


async def _end(*tasks: asyncio.Task[Any]) -> None:
    """Cancel tasks until they are done: discord.py uses `asyncio.wait_for`, which in Python 3.11 can miss a cancel."""
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=0.1)
    # Those that failed meanwhile are looked at, or asyncio would complain about them.
    await asyncio.gather(*tasks, return_exceptions=True)


async def _finish_handlers(seconds: float, insisted: asyncio.Event) -> None:
    """Wait for handlers that run now, but neither longer than some seconds nor for somebody who insists."""
    handlers = [task for task in asyncio.all_tasks() if task.get_name().startswith(_HANDLERS)]
    if not handlers:
        return
    logger.info("Finishing %d answers in flight.", len(handlers))
    finished = asyncio.create_task(asyncio.wait(handlers, timeout=seconds))
    hurry = asyncio.create_task(insisted.wait())
    await asyncio.wait((finished, hurry), return_when=asyncio.FIRST_COMPLETED)
    hurry.cancel()
    finished.cancel()
