"""What the connection needs of discord.py that has no public name. Written for discord.py 2.7."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import discord
import discord.http
import yarl
from discord.gateway import KeepAliveHandler

from bot.connection.incidents import Incidents
from bot.connection.sharding import ShardedClient

ESSENTIAL = frozenset({"READY"})
"""Events without which a client is useless: an error in one of these still ends the connection."""
MAX_NOTED_LATE_SECONDS = 1.0
"""How much later than it was sent discord.py may note a heartbeat. The one before was sent 41 s earlier."""


def use_proxy(address: str) -> None:
    """Send all REST requests of this process to a proxy in place of Discord, such as http://host:8080."""
    route = discord.http.Route
    path = route.BASE.removeprefix("https://discord.com")
    # Written as aiohttp writes it, so that `pacing.trace` recognises the requests.
    route.BASE = str(yarl.URL(address if urlsplit(address).path else address + path))


def contain_parse_errors(client: discord.Client, incidents: Incidents) -> None:
    """Count and drop events that a client's parsers cannot read. discord.py would lose the connection."""
    # There is no public hook between receiving an event and parsing it.
    parsers: dict[str, Callable[[Any], None]] = client._connection.parsers  # noqa: SLF001
    for event, parse in parsers.items():
        if event not in ESSENTIAL:
            parsers[event] = _contained(event, parse, incidents)


def _contained(event: str, parse: Callable[[Any], None], incidents: Incidents) -> Callable[[Any], None]:
    def parse_or_drop(data: Any) -> None:  # noqa: ANN401 - any event's data
        try:
            parse(data)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one event, the next may be right
            incidents.count(f"Reading the event {event}", error)

    return parse_or_drop


async def close_leftovers(client: discord.Client) -> None:
    """End what discord.py leaves behind in a client that failed: a task that waits for servers, and connections."""
    connection = client._connection  # noqa: SLF001 - see above
    ready: asyncio.Task[None] | None = getattr(connection, "_ready_task", None)
    of_shards: dict[int, asyncio.Task[None]] = getattr(connection, "_ready_tasks", {})
    for task in (ready, *of_shards.values()):
        if task:
            task.cancel()
    # A connection that fails before its session begins stays open, with its thread for heartbeats.
    handlers = [thread for thread in threading.enumerate() if isinstance(thread, KeepAliveHandler)]
    ours = [handler for handler in handlers if handler.ws._connection is connection]  # noqa: SLF001 - see above
    for handler in ours:
        handler.stop()  # all of them before the first wait, which may take too long
    await asyncio.gather(*(handler.ws.socket.close() for handler in ours), return_exceptions=True)
    while any(handler.is_alive() for handler in ours):  # noqa: ASYNC110 - threads set no event of asyncio
        # Its last heartbeat may just have begun. The event loop must not end before that.
        await asyncio.sleep(0.01)


def heartbeat_overdue(client: discord.Client, now: float) -> float:
    """Seconds that Discord has owed an answer to a heartbeat; 0.0 if it owes none. `now` is `time.perf_counter()`."""
    if isinstance(client, ShardedClient):
        return max((_overdue(shard.ws, now) for shard in list(client.connections.values())), default=0.0)
    return _overdue(client.ws, now)


def _overdue(socket: object, now: float) -> float:
    # Only `latency` is public, and it keeps its last value when the answers stop.
    keep_alive = getattr(socket, "_keep_alive", None)
    sent, received, answered = (getattr(keep_alive, f"_last_{what}", 0.0) for what in ("send", "recv", "ack"))
    # discord.py notes the sending late: the answer may have come a little earlier.
    return max(0.0, now - sent) if received < sent and answered < sent - MAX_NOTED_LATE_SECONDS else 0.0
