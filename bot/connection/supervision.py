"""Keeps a client connected: a new client for every attempt, with exponential backoff between attempts."""

import asyncio
import logging
import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import discord

from bot.connection.faults import Fault, fault_of
from bot.connection.health import HealthStatus, write_health
from bot.connection.session import Session
from bot.connection.signals import Stop

logger = logging.getLogger(__name__)


class ExitCode(IntEnum):
    """How the process ends."""

    OK = 0
    BUG = 1
    """A bug in the program. Its traceback is in the log."""
    CONFIG = 78
    """A setting has to change first, so a restart cannot help. EX_CONFIG of sysexits.h, which service managers know."""


@dataclass(frozen=True, slots=True)
class Timings:
    """The supervisor's intervals and timeouts, in seconds."""

    first_backoff: float = 1.0
    max_backoff: float = 60.0
    """The wait between attempts doubles from the first to this maximum."""
    drain: float = 8.0
    """Maximum wait for answers in progress on a stop. A container is killed 10 s after SIGTERM."""
    close: float = 1.5
    """Maximum time for the logout that follows."""
    heartbeat: float = 5.0
    """Interval between writes of the health file."""
    gateway_timeout: float = 120.0
    """Maximum time for the client to reconnect by itself. Its own backoff grows to 17 minutes in a long outage."""


class Supervisor:
    """Keeps one bot online until it is told to stop."""

    def __init__(
        self,
        make_client: Callable[[], discord.Client],
        token: str,
        *,
        timings: Timings,
        health_file: Path | None = None,
        status: HealthStatus | None = None,
    ) -> None:
        """Take a function that makes a new client for every attempt.

        `health_file` None writes no heartbeat. `status` is where the parts of the bot report to.
        """
        self._make_client = make_client
        self._token = token
        self._timings = timings
        self._health_file = health_file
        self._status = status or HealthStatus()
        self._session: Session | None = None

    async def run(self, stop: Stop) -> ExitCode:
        """Connect, and reconnect after every retryable fault, until a stop is requested."""
        heartbeat = asyncio.create_task(self._heartbeat(self._health_file)) if self._health_file else None
        try:
            return await self._connect_until(stop)
        finally:
            if heartbeat:
                heartbeat.cancel()

    async def _connect_until(self, stop: Stop) -> ExitCode:
        backoff = self._timings.first_backoff
        while not stop.requested.is_set():
            began = time.monotonic()
            try:
                await self._connect(stop)
            except Exception as error:
                fault = fault_of(error)
                if fault is None:
                    logger.exception("A bug ended the bot.")
                    return ExitCode.BUG
                if not fault.retryable:
                    logger.error("%s", fault.message)  # noqa: TRY400 - a traceback would only distract from the fix
                    return ExitCode.CONFIG
                if time.monotonic() - began > self._timings.max_backoff:
                    backoff = self._timings.first_backoff
                await _back_off(fault, backoff, stop)
                backoff = min(2 * backoff, self._timings.max_backoff)
        return ExitCode.OK

    async def _connect(self, stop: Stop) -> None:
        timings = self._timings
        self._session = Session(self._make_client())
        try:
            await self._session.run(self._token, stop, drain=timings.drain, gateway_timeout=timings.gateway_timeout)
        finally:
            await self._session.close(timings.close)

    async def _heartbeat(self, path: Path) -> None:
        """Write the health file at each interval until cancelled."""
        while True:
            session = self._session
            ready = session is not None and session.connected
            latency = session.client.latency if session is not None else math.nan
            try:
                degraded = self._status.degraded
                await asyncio.to_thread(
                    write_health, path, ts=time.time(), ready=ready, latency=latency, degraded=degraded
                )
            except OSError as error:
                logger.warning("Could not write the health file %s: %s.", path, error.strerror)
            await asyncio.sleep(self._timings.heartbeat)


async def _back_off(fault: Fault, backoff: float, stop: Stop) -> None:
    """Wait before the next attempt. Random jitter keeps many bots from reconnecting at the same moment."""
    jitter = random.uniform(0.5, 1.0)  # noqa: S311 - not used for security
    seconds = max(backoff * jitter, fault.retry_after)
    logger.warning("%s Next attempt in %.0f s.", fault.message, math.ceil(seconds))
    await asyncio.wait({asyncio.ensure_future(stop.requested.wait())}, timeout=seconds)
