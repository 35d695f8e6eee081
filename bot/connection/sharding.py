"""Runs several shards in one process.

After an outage, the sharded client of discord.py 2.7 starts new sessions, and misses the events in between. It connects
one shard after another, so a shard that waits delays the others. `ShardedClient` fixes both.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket, ReconnectWebSocket
from discord.shard import EventItem, EventType, Shard

from bot.connection.backoff import ShortBackoff
from bot.connection.gateway import FairWebSocket

MAX_WAIT_SECONDS = 60.0
"""Maximum wait before a shard reconnects if its connections keep ending soon."""
CONNECT_SECONDS = 60.0
"""Maximum time for one attempt."""
_SHORT_SECONDS = 5.0
"""A connection that ends sooner has failed."""
_FREE_FAILURES = 2
"""How many connections in a row may fail before a shard waits. After some failures, discord.py does not wait."""
_FAILURES_TO_RESUME = 5
"""How many connections in a row may fail before a shard gives up its session, and identifies."""
_SHARDS, _EVENTS = "_AutoShardedClient__shards", "_AutoShardedClient__queue"
"""Names of private attributes in discord.py 2.7."""
_RETRYABLE = (
    OSError,
    discord.HTTPException,
    discord.GatewayNotFound,
    discord.ConnectionClosed,
    aiohttp.ClientError,
    TimeoutError,
)


class ShardingNeededError(Exception):
    """Discord recommends more shards than the client has."""

    def __init__(self, count: int) -> None:
        """Take the recommended number."""
        super().__init__()
        self.count = count


@dataclass(frozen=True, slots=True)
class Shards:
    """The shards that a process runs."""

    ids: tuple[int, ...]
    """Never empty."""
    count: int
    """The number of all shards of the bot, in this process and others."""

    @classmethod
    def all(cls, count: int) -> "Shards":
        """Every shard."""
        return cls(tuple(range(count)), count)

    @property
    def options(self) -> dict[str, Any]:
        """Options of discord.py's client, sharded or not."""
        one = {"shard_id": self.ids[0]} if len(self.ids) == 1 else {"shard_ids": list(self.ids)}
        return one | {"shard_count": self.count}


_OF_ALL_SHARDS = (discord.PrivilegedIntentsRequired, ShardingNeededError)
"""Errors that a reconnect of one shard cannot fix."""


async def _no_wait(_: int) -> None: ...


def _ignore(_: Exception) -> None: ...


class ShardedClient(discord.AutoShardedClient):
    """A client for several shards. Each connects in its own task, and resumes after an outage."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - discord.py's
        """Take `shard_ids`, `shard_count` and the options of `discord.Client`."""
        super().__init__(**options)
        self.take_turn: Callable[[int], Awaitable[None]] = _no_wait
        """Waits until the shard with this id may identify."""
        self.count_error: Callable[[Exception], object] = _ignore
        """Called with each unexpected error of a shard, which then reconnects."""
        self.connections: dict[int, ConnectedShard] = {}
        """By the shard's id, once it has connected for the first time."""
        self.waiting: set[int] = set()
        """The shards that wait for their turns to identify."""
        self._turns = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    async def launch_shard(self, gateway: yarl.URL, shard_id: int, *, initial: bool = False) -> None:  # noqa: ARG002
        """Connect a shard for the first time, without waiting for it."""
        self.start_task(self._launch(gateway, shard_id))

    async def wait_for_turn(self, shard: int) -> None:
        """Wait until a shard may identify. The shards take turns in the order in which they ask."""
        self.waiting.add(shard)
        try:
            async with self._turns:
                await self.take_turn(shard)
        finally:
            self.waiting.discard(shard)

    def start_task(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something for a shard until the client closes. An error closes the client, and `connect` raises it."""
        task = asyncio.create_task(self._guard(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def stop_receiving(self) -> None:
        """Receive no more events. The connections stay open."""
        self._cancel_tasks()
        for shard in self.connections.values():
            shard.stop()

    async def close(self) -> None:
        """Disconnect."""
        self._cancel_tasks()
        await super().close()

    def _cancel_tasks(self) -> None:
        for task in self._tasks:
            task.cancel()

    async def _guard(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - the supervisor knows what to do
            self._put(EventItem(EventType.terminate, None, error))

    async def _launch(self, gateway: yarl.URL, shard_id: int) -> None:
        backoff = ShortBackoff()
        while True:
            await self.wait_for_turn(shard_id)
            try:
                async with asyncio.timeout(CONNECT_SECONDS):
                    socket = await FairWebSocket.from_client(self, gateway=gateway, shard_id=shard_id)
            except _RETRYABLE:
                await asyncio.sleep(backoff.delay())
                continue
            shard = self.connections[shard_id] = ConnectedShard(socket, self, self._put)
            getattr(self, _SHARDS)[shard_id] = shard
            shard.launch()
            return

    def _put(self, event: EventItem) -> None:
        """Tell `connect` what happened to a shard. After an unexpected error, only that shard reconnects."""
        error = event.error
        if event.type == EventType.terminate and event.shard and error and not isinstance(error, _OF_ALL_SHARDS):
            self.count_error(error)
            event = EventItem(EventType.reconnect, event.shard, error)
        getattr(self, _EVENTS).put_nowait(event)


class ConnectedShard(Shard):
    """A shard that reconnects in its own task."""

    def __init__(self, socket: DiscordWebSocket, client: ShardedClient, put: Callable[[EventItem], None]) -> None:
        super().__init__(socket, client, put)
        self._owner = client
        self._backoff = ShortBackoff()
        self._began = asyncio.get_running_loop().time()
        self._connected = True
        """Whether the last attempt reached the gateway."""
        self._failures = 0

    def stop(self) -> None:
        """Receive no more events."""
        self._cancel_task()

    async def reidentify(self, exc: ReconnectWebSocket) -> None:
        """Connect again, with a resume or an identify, without waiting for it."""
        self._owner.start_task(self._connect(exc))

    async def reconnect(self) -> None:
        """Connect again after an outage."""
        await self.reidentify(ReconnectWebSocket(self.id, resume=self.ws.session_id is not None))

    async def _connect(self, how: ReconnectWebSocket) -> None:
        loop = asyncio.get_running_loop()
        if self._connected:
            lasted = loop.time() - self._began
            self._failures = self._failures + 1 if lasted < _SHORT_SECONDS else 0
        if self._failures > _FREE_FAILURES:
            await asyncio.sleep(min(2.0 ** (self._failures - _FREE_FAILURES - 1), MAX_WAIT_SECONDS))
        if self._failures > _FAILURES_TO_RESUME:
            how = ReconnectWebSocket(self.id, resume=False)
        if not how.resume:
            await self._owner.wait_for_turn(self.id)
        before = self.ws
        await super().reidentify(how)
        self._connected = self.ws is not before
        self._began = loop.time()
