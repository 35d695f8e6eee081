"""One client from login to logout."""

import asyncio
import logging
import math
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import discord

from bot.connection.backoff import shorten_backoff
from bot.connection.budget import StartBudget
from bot.connection.discord_internals import close_leftovers, contain_parse_errors
from bot.connection.faults import GatewayLostError
from bot.connection.gateway import read_fairly, read_rest
from bot.connection.handler_tasks import cancel, finish_handlers
from bot.connection.incidents import Incidents
from bot.connection.sharding import ShardedClient
from bot.connection.signals import Stop
from bot.connection.timings import Timings
from bot.connection.turns import Turns

logger = logging.getLogger(__name__)

_AFTER_CLOSE_SECONDS = 0.1
_MAX_FAILED_CONNECTIONS = 20
"""Connections in a row that end before a session begins or resumes. After some errors, discord.py does not pause."""


@dataclass(slots=True)
class _Link:
    """The connection of one shard."""

    connected: bool = False
    failures: int = 0
    """Connections in a row that ended before a session began or resumed."""
    identified: bool = False
    """Whether it has sent an identify, and waits for READY."""
    has_turn: bool = False
    """Whether it may send an identify at once."""
    proof: asyncio.TimerHandle | None = None


class Session:
    """One client, connected once. Never reused: discord.py cannot safely start a client twice."""

    def __init__(
        self,
        client: discord.Client,
        budget: StartBudget,
        incidents: Incidents,
        timings: Timings,
        *,
        may_shard: bool = False,
    ) -> None:
        """Take the budget that the client's identifies count against, and where its errors are counted.

        `may_shard`: `run` raises ShardingNeededError if Discord recommends more shards than the client has.
        """
        self.client = client
        self._budget, self._timings = budget, timings
        self._turns = Turns(client, budget, incidents, timings)
        self._lost = asyncio.Event()
        self._complete = False
        """Whether all shards have been connected at the same time."""
        if isinstance(client, ShardedClient):
            self._links = {shard: _Link() for shard in client.shard_ids or ()}
            client.take_turn = self._take_turn
            client.count_error = partial(incidents.count, "A shard")
            for of_shard in (self.on_shard_connect, self.on_shard_resumed, self.on_shard_disconnect):
                client.event(of_shard)
        else:
            self._links = {client.shard_id or 0: _Link()}
            for listener in (self.on_connect, self.on_resumed, self.on_disconnect):
                client.event(listener)
        client.event(self.before_identify_hook)
        client.event(self.on_ready)
        if may_shard:
            self._turns.enough_shards = len(self._links)
        contain_parse_errors(client, incidents)
        shorten_backoff()
        read_fairly()

    @property
    def connected(self) -> bool:
        """Whether the gateway is connected now: at first all shards, later at least one.

        `Client.is_ready` stays true after a disconnect.
        """
        connected = [link.connected for link in self._links.values()]
        return any(connected) if self._complete else all(connected)

    @property
    def shards(self) -> Mapping[int, bool]:
        """Whether each shard is connected, by id."""
        return {shard: link.connected for shard, link in self._links.items()}

    @property
    def waits_for_turn(self) -> bool:
        """Whether every shard that is not connected waits for its turn to identify."""
        waiting = self.client.waiting if isinstance(self.client, ShardedClient) else set[int]()
        missing = {shard for shard, link in self._links.items() if not link.connected}
        return bool(missing) and missing <= waiting

    @property
    def missing(self) -> str:
        """Which shards are not connected, in words; "" for none, and if there is only one shard."""
        missing = sum(not link.connected for link in self._links.values())
        return f"{missing} of {len(self._links)} shards are not connected" if missing and len(self._links) > 1 else ""

    async def run(self, token: str, stop: Stop) -> None:
        """Run the client until a stop is requested, then let its handlers finish.

        Raises the error that disconnected the client.
        """
        client = asyncio.create_task(self.client.start(token))
        stopped = asyncio.create_task(stop.requested.wait())
        watch = asyncio.create_task(self._watch_gateway())
        tasks = (client, stopped, watch)
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            failed = [task for task in (client, watch) if task.done()]
            if not failed:
                await read_rest(self._timings.read_rest)
        finally:
            for link in self._links.values():
                _cancel_timer(link.proof)
            if isinstance(self.client, ShardedClient):
                self.client.stop_receiving()
            await cancel(*tasks)
        # The cancelled client receives nothing new, but its handlers can still send.
        await finish_handlers(self._timings.drain, stop.forced)
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

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool) -> None:  # noqa: ARG002 - discord.py's
        """Take an identify from the budget. Raises BudgetSpentError if the wait is too long for an open connection."""
        shard = shard_id or 0
        link = self._links[shard]
        if not link.has_turn:
            await self._turns.take(shard, self._timings.max_hold)
        link.has_turn = False
        _cancel_timer(link.proof)
        await asyncio.to_thread(self._budget.spend, shard)
        link.identified = True

    async def on_connect(self) -> None:
        """The gateway is connected: the session is ready, or resumed."""
        await self.on_shard_connect(next(iter(self._links)))

    async def on_resumed(self) -> None:
        """The gateway is connected again, and no event was missed."""
        await self.on_connect()

    async def on_disconnect(self) -> None:
        """The gateway is disconnected."""
        (link,) = self._links.values()
        link.failures += 1
        if link.failures > _MAX_FAILED_CONNECTIONS:
            self._lost.set()
        await self.on_shard_disconnect(next(iter(self._links)))

    async def on_shard_connect(self, shard: int) -> None:
        """A shard is connected: its session is ready, or resumed."""
        link = self._links[shard]
        link.connected, link.failures = True, 0
        if all(each.connected for each in self._links.values()):
            self._complete, self._turns.enough_shards = True, None
        if link.identified:
            link.identified = False
            link.proof = asyncio.get_running_loop().call_later(self._timings.proven, self._prove, shard)
            await asyncio.to_thread(self._budget.ready, shard)

    async def on_shard_resumed(self, shard: int) -> None:
        """A shard is connected again, and no event was missed."""
        await self.on_shard_connect(shard)

    async def on_shard_disconnect(self, shard: int) -> None:
        """A shard is disconnected."""
        self._links[shard].connected = False

    async def on_ready(self) -> None:
        """Discord has sent the list of servers."""
        client = self.client
        logger.info("Connected as %s (%s), in %d servers.", client.user, client.application_id, len(client.guilds))

    async def _watch_gateway(self) -> None:
        """Return when it is time to give up this client: it takes too long to connect, or fails too often.

        Time in which its shards wait for their turns to identify does not count.
        """
        interval, without = self._timings.gateway_timeout / 60, 0.0
        while without < self._timings.gateway_timeout:
            with suppress(TimeoutError):
                async with asyncio.timeout(interval):
                    await self._lost.wait()
                    return
            if any(link.connected for link in self._links.values()):
                without = 0.0
            elif not self.waits_for_turn:
                without += interval

    def _prove(self, shard: int) -> None:
        asyncio.get_running_loop().run_in_executor(None, self._budget.proven, shard)

    async def _take_turn(self, shard: int) -> None:
        """Wait until a shard of several may identify, before it connects: the others go on meanwhile."""
        await self._turns.take(shard, math.inf)
        self._links[shard].has_turn = True


def _cancel_timer(timer: asyncio.TimerHandle | None) -> None:
    if timer:
        timer.cancel()
