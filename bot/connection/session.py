"""One client from login to logout."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

import discord

from bot.connection.budget import StartBudget
from bot.connection.discord_internals import close_leftovers, contain_parse_errors
from bot.connection.faults import BudgetSpentError, GatewayLostError
from bot.connection.incidents import Incidents
from bot.connection.signals import Stop
from bot.connection.timings import Timings

logger = logging.getLogger(__name__)

_HANDLER_TASKS = ("discord.py: on_", "CommandTree-invoker", "discord-ui-view-dispatch", "discord-ui-dynamic-item")
"""Prefixes of the names that discord.py 2.7 gives to the tasks of event handlers, commands and components."""
_AFTER_CLOSE_SECONDS = 0.1
_MAX_FAILED_CONNECTIONS = 20
"""Connections in a row that end before a session begins or resumes. After some errors, discord.py does not pause."""


class Session:
    """One client, connected once. Never reused: discord.py cannot safely start a client twice."""

    def __init__(self, client: discord.Client, budget: StartBudget, incidents: Incidents, timings: Timings) -> None:
        """Take the budget that the client's identifies count against, and where its errors are counted."""
        self.client = client
        self._budget, self._timings = budget, timings
        self._incidents = incidents
        self._connected = False
        self._lost = asyncio.Event()
        self._timeout: asyncio.TimerHandle | None = None
        self._failed_connections = 0
        self._identified = False
        self._proof: asyncio.TimerHandle | None = None
        for listener in (
            self.before_identify_hook,
            self.on_connect,
            self.on_resumed,
            self.on_disconnect,
            self.on_ready,
        ):
            client.event(listener)
        contain_parse_errors(client, incidents)

    @property
    def connected(self) -> bool:
        """Whether the gateway is connected now. `Client.is_ready` stays true after a disconnect."""
        return self._connected

    async def run(self, token: str, stop: Stop) -> None:
        """Run the client until a stop is requested, then let its handlers finish.

        Raises the error that disconnected the client.
        """
        client = asyncio.create_task(self.client.start(token))
        stopped = asyncio.create_task(stop.requested.wait())
        watch = asyncio.create_task(self._lost.wait())
        self._set_timeout()
        tasks = (client, stopped, watch)
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            failed = [task for task in (client, watch) if task.done()]
        finally:
            _cancel_timer(self._proof)
            _cancel_timer(self._timeout)
            await _cancel(*tasks)
        # The cancelled client receives nothing new, but its handlers can still send.
        await _finish_handlers(self._timings.drain, stop.forced)
        for task in failed:
            task.result()
        if failed:
            raise GatewayLostError

    async def close(self) -> None:
        """Log out. Gives up after a while, and never raises an error."""
        await self._try(self.client.close, self._timings.close)
        # If that failed, something is still open. This waits for no answer of Discord.
        await self._try(self.client.http.close, _AFTER_CLOSE_SECONDS)
        await self._try(partial(close_leftovers, self.client), _AFTER_CLOSE_SECONDS)

    async def _try(self, end: Callable[[], Coroutine[Any, Any, None]], seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await end()
        except Exception as error:  # noqa: BLE001 - the client is not used again
            logger.debug("Logging out failed (%s).", type(error).__name__)

    async def before_identify_hook(self, _shard_id: int | None, *, initial: bool) -> None:  # noqa: ARG002 - discord.py's
        """Take an identify from the budget. Raises BudgetSpentError if the wait is too long for an open connection."""
        wait = max(self._budget.wait(), await self._wait_of_discord())
        if wait > self._timings.max_hold:
            raise BudgetSpentError(wait)
        await asyncio.sleep(wait)
        _cancel_timer(self._proof)
        self._budget.spend()
        self._identified = True

    async def on_connect(self) -> None:
        """The gateway is connected: the session is ready, or resumed."""
        self._connected = True
        self._failed_connections = 0
        _cancel_timer(self._timeout)
        if self._identified:
            self._identified = False
            self._budget.ready()
            self._proof = asyncio.get_running_loop().call_later(self._timings.proven, self._budget.proven)

    async def on_resumed(self) -> None:
        """The gateway is connected again, and no event was missed."""
        await self.on_connect()

    async def on_disconnect(self) -> None:
        """The gateway is disconnected."""
        if self._connected:
            self._connected = False
            self._set_timeout()
        self._failed_connections += 1
        if self._failed_connections > _MAX_FAILED_CONNECTIONS:
            self._lost.set()

    async def on_ready(self) -> None:
        """Discord has sent the list of servers."""
        client = self.client
        logger.info("Connected as %s (%s), in %d servers.", client.user, client.application_id, len(client.guilds))

    def _set_timeout(self) -> None:
        """Give up this client if it takes too long to connect."""
        self._timeout = asyncio.get_running_loop().call_later(self._timings.gateway_timeout, self._lost.set)

    async def _wait_of_discord(self) -> float:
        """Seconds until Discord allows another session, as far as it says."""
        try:
            async with asyncio.timeout(self._timings.ask_limits):
                *_, limit = await self.client.http.get_bot_gateway()
            return self._budget.limits.wait_of(limit["total"], limit["remaining"], limit["reset_after"] / 1000)
        except Exception as error:  # noqa: BLE001 - our own count must do
            self._incidents.count("Asking how many sessions Discord allows", error)
            return 0.0


def _cancel_timer(timer: asyncio.TimerHandle | None) -> None:
    if timer:
        timer.cancel()


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
