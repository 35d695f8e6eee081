"""One client from login to logout."""

import asyncio
import logging
from contextlib import suppress
from typing import Any

import discord

from bot.connection.faults import GatewayLostError
from bot.connection.signals import Stop

logger = logging.getLogger(__name__)

_HANDLER_TASKS = ("discord.py: on_", "CommandTree-invoker", "discord-ui-view-dispatch", "discord-ui-dynamic-item")
"""Prefixes of the names that discord.py 2.7 gives to the tasks of event handlers, commands and components."""


class Session:
    """One client, connected once. Never reused: discord.py cannot safely start a client twice."""

    def __init__(self, client: discord.Client) -> None:
        self.client = client
        self._connected = asyncio.Event()
        self._disconnected = asyncio.Event()
        self._disconnected.set()
        for listener in (self.on_connect, self.on_resumed, self.on_disconnect, self.on_ready):
            client.event(listener)

    @property
    def connected(self) -> bool:
        """Whether the gateway is connected now. `Client.is_ready` stays true after a disconnect."""
        return self._connected.is_set()

    async def run(self, token: str, stop: Stop, *, drain: float, gateway_timeout: float) -> None:
        """Run the client until a stop is requested, then let its handlers finish.

        `drain` is the maximum wait in seconds for handlers in progress. `gateway_timeout` is the maximum time in
        seconds without a gateway connection. Raises the error that disconnected the client.
        """
        client = asyncio.create_task(self.client.start(token))
        stopped = asyncio.create_task(stop.requested.wait())
        watch = asyncio.create_task(self._watch_gateway(gateway_timeout))
        tasks = (client, stopped, watch)
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            failed = [task for task in (client, watch) if task.done()]
        finally:
            await _cancel(*tasks)
        # The cancelled client receives nothing new, but its handlers can still send.
        await _finish_handlers(drain, stop.forced)
        for task in failed:
            task.result()
        if failed:
            raise GatewayLostError

    async def close(self, timeout_seconds: float) -> None:
        """Log out. Gives up after the timeout."""
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout_seconds):
                await self.client.close()

    async def _watch_gateway(self, gateway_timeout: float) -> None:
        """Raise GatewayLostError when the gateway was disconnected for `gateway_timeout` seconds."""
        while True:
            await self._disconnected.wait()
            try:
                async with asyncio.timeout(gateway_timeout):
                    await self._connected.wait()
            except TimeoutError:
                raise GatewayLostError from None

    async def on_connect(self) -> None:
        """The gateway is connected."""
        self._disconnected.clear()
        self._connected.set()

    async def on_resumed(self) -> None:
        """The gateway is connected again, and no event was missed."""
        await self.on_connect()

    async def on_disconnect(self) -> None:
        """The gateway is disconnected."""
        self._connected.clear()
        self._disconnected.set()

    async def on_ready(self) -> None:
        """Discord has sent the list of servers."""
        client = self.client
        logger.info("Connected as %s (%s), in %d servers.", client.user, client.application_id, len(client.guilds))


async def _cancel(*tasks: asyncio.Task[Any]) -> None:
    """Cancel tasks until they end: discord.py uses `asyncio.wait_for`, which can miss a cancel in Python 3.11."""
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=0.1)
    # Retrieve the exceptions of tasks that failed meanwhile, or asyncio logs them as never retrieved.
    await asyncio.gather(*tasks, return_exceptions=True)


async def _finish_handlers(timeout_seconds: float, forced: asyncio.Event) -> None:
    """Wait until the handlers in progress end, the timeout passes or the stop is forced."""
    handlers = [task for task in asyncio.all_tasks() if task.get_name().startswith(_HANDLER_TASKS)]
    if not handlers:
        return
    logger.info("Finishing answers in progress: %d.", len(handlers))
    finished = asyncio.create_task(asyncio.wait(handlers, timeout=timeout_seconds))
    hurry = asyncio.create_task(forced.wait())
    await asyncio.wait((finished, hurry), return_when=asyncio.FIRST_COMPLETED)
    hurry.cancel()
    finished.cancel()
