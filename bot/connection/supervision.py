"""Keeps a client connected: a new client for every attempt, with exponential backoff between attempts."""

import asyncio
import logging
import math
import random
import time
from collections.abc import Callable
from dataclasses import replace
from enum import IntEnum
from typing import Any

import discord

from bot.connection.budget import StartBudget, settings_key
from bot.connection.discord_internals import heartbeat_overdue
from bot.connection.faults import TOO_MANY_SESSIONS, WAITING_FOR_TURN, BudgetSpentError, Fault, fault_of
from bot.connection.health import Connection, HealthStatus
from bot.connection.incidents import Incidents
from bot.connection.session import Session
from bot.connection.sharding import ShardingNeededError, Shards
from bot.connection.signals import Stop
from bot.connection.timings import Timings

logger = logging.getLogger(__name__)


class ExitCode(IntEnum):
    """How the process ends."""

    OK = 0
    FAILED = 1
    """The process hung. The log says where."""
    CONFIG = 78
    """A setting has to change first, so a restart cannot help. EX_CONFIG of sysexits.h, which service managers know."""


class Supervisor:
    """Keeps one bot online until it is told to stop."""

    def __init__(  # noqa: PLR0913 - all but the first three have defaults
        self,
        make_client: Callable[[], discord.Client],
        token: str,
        *,
        timings: Timings,
        status: HealthStatus | None = None,
        budget: StartBudget | None = None,
        make_sharded: Callable[[Shards], discord.Client] | None = None,
        shards: Shards | None = None,
        incidents: Incidents | None = None,
    ) -> None:
        """Take a function that makes a new client for every attempt.

        `status` is where the supervisor and the parts of the bot report to, and `incidents` counts errors. Without a
        `budget`, restarts are not counted. With `make_sharded`, the process runs these `shards`; None for as many as
        Discord recommends. If it recommends one, `make_client` makes the client.
        """
        self._make_client = make_client
        self._make_sharded, self._shards = make_sharded, shards
        self._may_shard = make_sharded is not None and shards is None
        self._token = token
        self._timings = timings
        self._status = status or HealthStatus()
        self._budget = budget or StartBudget(None)
        self._incidents = incidents or Incidents(self._status)
        self._session: Session | None = None
        self._fault = ""
        self._status.read_connection = self.connection

    def connection(self) -> Connection:
        """The connection as it is now. Any thread may ask."""
        self._incidents.refresh()
        session = self._session
        known = Connection(
            failed_identifies=self._budget.failed_today,
            identifies_left=self._budget.left_today,
            shards=session.shards if session else {},
        )
        if session is None or not session.connected:
            waits = session is not None and session.waits_for_turn
            return replace(known, fault=WAITING_FOR_TURN if waits else self._fault)
        if session.missing:
            self._status.degrade("shards", session.missing)
        else:
            self._status.recover("shards")
        overdue = heartbeat_overdue(session.client, time.perf_counter())
        return replace(known, ready=True, latency=session.client.latency, overdue=overdue)

    async def run(self, stop: Stop) -> ExitCode:
        """Connect, and reconnect after every fault that a retry can help, until a stop is requested."""
        if self._shards:
            self._budget.use_shards(self._shards.ids, self._shards.count)
        await asyncio.to_thread(self._budget.started)
        asyncio.get_running_loop().set_exception_handler(self._count_lost_error)
        backoff = self._timings.first_backoff
        while not stop.requested.is_set():
            began = time.monotonic()
            try:
                await self._connect(self._make(), stop)
            except ShardingNeededError as error:
                self._shards = Shards.all(error.count)
                self._budget.use_shards(self._shards.ids, self._shards.count)
                logger.info("Connecting with %d shards, as Discord recommends.", error.count)
            except Exception as error:  # noqa: BLE001 - a new client may do better
                fault = fault_of(error) or self._unexpected(error)
                if not fault.retryable:
                    logger.error("%s", fault.message)  # noqa: TRY400 - a traceback would only distract from the fix
                    return ExitCode.CONFIG
                if time.monotonic() - began > self._timings.max_backoff:
                    backoff = self._timings.first_backoff
                # Random jitter keeps many bots from reconnecting at the same moment.
                jitter = random.uniform(0.5, 1.0)  # noqa: S311 - not used for security
                seconds = max(backoff * jitter, fault.retry_after)
                budgeted = await asyncio.to_thread(self._budget.wait)
                if budgeted > max(seconds, self._timings.max_hold):
                    fault, seconds = Fault(TOO_MANY_SESSIONS, retryable=True), budgeted
                await self._wait(fault.message, seconds, stop)
                backoff = min(2 * backoff, self._timings.max_backoff)
        await asyncio.to_thread(self._budget.stopped)
        return ExitCode.OK

    def _make(self) -> discord.Client:
        return self._make_sharded(self._shards) if self._make_sharded and self._shards else self._make_client()

    async def _connect(self, client: discord.Client, stop: Stop) -> None:
        """Run a client. Raises the error that disconnected it."""
        key = settings_key(self._token, client.intents.value, discord.__version__, self._shards)
        self._session = Session(client, self._budget, self._incidents, self._timings, may_shard=self._may_shard)
        try:
            await self._wait_for_budget(key, stop)
            if not stop.requested.is_set():
                await self._session.run(self._token, stop)
        except Exception as error:
            fault = fault_of(error)
            if fault and not fault.retryable:
                await asyncio.to_thread(self._budget.refused, key, fault.message)
            raise
        finally:
            await self._session.close()

    async def _wait_for_budget(self, key: str, stop: Stop) -> None:
        """Wait if Discord refused these settings before. Raises BudgetSpentError if too many sessions have failed."""
        refusal = await asyncio.to_thread(self._budget.last_refusal, key)
        if refusal and refusal[1]:
            await self._wait(
                f"The last start failed: {refusal[0]} Changed settings are tried at once.", refusal[1], stop
            )
        wait = await asyncio.to_thread(self._budget.wait)
        if wait > self._timings.max_hold:
            raise BudgetSpentError(wait)
        await stop.wait(wait)

    def _count_lost_error(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Count what no task awaited. asyncio would log the error's message, which may repeat what members write."""
        error = context.get("exception")
        if isinstance(error, BaseException):
            self._incidents.count("A background task", error)
        else:
            logger.error("%s", context["message"])

    def _unexpected(self, error: Exception) -> Fault:
        kind = self._incidents.count("The connection", error)
        return Fault(f"An unexpected error ended the connection ({kind}).", retryable=True)

    async def _wait(self, why: str, seconds: float, stop: Stop) -> None:
        """Wait before the next attempt, and report why."""
        self._fault = why
        logger.warning("%s Next attempt in %.0f s.", why, math.ceil(seconds))
        await stop.wait(seconds)
