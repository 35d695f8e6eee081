"""When a shard may identify: the start budget allows it, and so does Discord."""

import asyncio
import logging
import math

import discord

from bot.connection.budget import StartBudget
from bot.connection.faults import TOO_MANY_SESSIONS, TURN_SECONDS, BudgetSpentError
from bot.connection.incidents import Incidents
from bot.connection.sharding import ShardingNeededError
from bot.connection.timings import Timings

MAX_SHARDS = 10_000
"""More are a mistake: that would be 25 million servers."""

logger = logging.getLogger(__name__)


class Turns:
    """The turns of the shards of one client."""

    def __init__(self, client: discord.Client, budget: StartBudget, incidents: Incidents, timings: Timings) -> None:
        """Take where failures to ask Discord are counted."""
        self._client, self._budget = client, budget
        self._incidents, self._timings = incidents, timings
        self.enough_shards: int | None = None
        """If Discord recommends more shards than this, `take` raises ShardingNeededError; None for no limit."""

    async def take(self, shard: int, max_wait: float) -> None:
        """Wait until a shard may identify, `max_wait` s at most. Raises BudgetSpentError, ShardingNeededError."""
        loop = asyncio.get_running_loop()
        began, logged = loop.time(), False
        give_up = began + max_wait
        while True:
            wait, at_once = await self._ask_discord()
            wait = wait or await asyncio.to_thread(self._budget.take_turn, shard, at_once)
            if not wait:
                return
            if loop.time() + wait > give_up:
                raise BudgetSpentError(wait)
            if wait > TURN_SECONDS:
                logger.warning("Shard %d waits %.0f s. %s", shard, wait, TOO_MANY_SESSIONS)
            elif not logged and loop.time() + wait - began > self._timings.max_hold:
                logged = True
                logger.info("Shard %d waits for its turn to identify. Other shards or processes go first.", shard)
            await asyncio.sleep(wait)

    async def _ask_discord(self) -> tuple[float, int]:
        """Seconds until Discord allows another session, and how many may start at once; 0.0 and 1 if not known."""
        try:
            async with asyncio.timeout(self._timings.ask_limits):
                shards, _, limit = await self._client.http.get_bot_gateway()
            total, remaining, reset_ms, at_once = (
                _count(limit[name]) for name in ("total", "remaining", "reset_after", "max_concurrency")
            )
            recommended = _count(shards)
            wait = self._budget.limits.wait_of(total, remaining, reset_ms / 1000)
            self._budget.left_today = remaining
        except Exception as error:  # noqa: BLE001 - our own count must do
            self._incidents.count("Asking how many sessions Discord allows", error)
            return 0.0, 1
        if self.enough_shards is not None and self.enough_shards < recommended <= MAX_SHARDS:
            raise ShardingNeededError(recommended)
        return wait, max(1, at_once)


def _count(raw: object) -> int:
    """A number of Discord. Raises ValueError for anything else, such as NaN, text or a boolean."""
    if not isinstance(raw, int | float) or isinstance(raw, bool) or not math.isfinite(raw):
        raise ValueError("not a number")
    return max(0, int(raw))
