"""Keeps the bot connected: a fresh client for every attempt, and patience between them."""

import asyncio
import logging
import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from bot.discord_ui.client import FaqBot
from bot.discord_ui.faults import PORTAL, Fault, fault_of
from bot.discord_ui.following import Edits
from bot.discord_ui.health import write_health
from bot.discord_ui.session import Session, Stop

logger = logging.getLogger(__name__)


class Exit(IntEnum):
    """How the process ends."""

    CLEAN = 0
    MISTAKE = 1
    """A mistake in the program; its traceback is in the log."""
    CONFIGURATION = 78
    """EX_CONFIG of sysexits.h: starting again cannot help, and service managers can be told not to try."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Every interval of the supervisor, in seconds."""

    first_wait: float = 1.0
    longest_wait: float = 60.0
    """Waits between attempts double from the first to the longest."""
    drain: float = 8.0
    """For answers in flight at the end. A container is killed 10 s after SIGTERM."""
    close: float = 1.5
    """For the farewell to Discord after that."""
    heartbeat: float = 5.0
    """Between two signs of life in the health file."""
    gateway_away: float = 120.0
    """For the client to find the gateway again by itself. Its own waits grow to 17 minutes in a long outage."""


class Supervisor:
    """Runs one bot until it is told to stop."""

    def __init__(
        self,
        make_bot: Callable[[], FaqBot],
        token: str,
        *,
        pace: Pace,
        health_file: Path | None = None,
        edits: Edits | None = None,
    ) -> None:
        self._make_bot = make_bot
        self._token = token
        self._pace = pace
        self._health_file = health_file
        self._edits = edits
        self._session: Session | None = None

    async def run(self, stop: Stop) -> Exit:
        """Connect, and connect again after every fault that waiting can cure, until told to stop."""
        beside = [self._beat(self._health_file)] if self._health_file else []
        if self._edits:
            beside.append(self._edits.follow())
        tasks = [asyncio.create_task(each) for each in beside]
        try:
            return await self._attempts(stop)
        finally:
            for task in tasks:
                task.cancel()

    async def _attempts(self, stop: Stop) -> Exit:
        wait = self._pace.first_wait
        while not stop.asked.is_set():
            began = time.monotonic()
            try:
                await self._attempt(stop)
            except Exception as error:
                fault = fault_of(error)
                if fault is None:
                    logger.exception("The bot ended because of a mistake in the program.")
                    return Exit.MISTAKE
                if not fault.curable:
                    logger.error("%s", fault.message)  # noqa: TRY400  # a fault of the settings: a traceback would hide it
                    return Exit.CONFIGURATION
                if time.monotonic() - began > self._pace.longest_wait:
                    wait = self._pace.first_wait
                await self._wait_out(fault, wait, stop)
                wait = min(2 * wait, self._pace.longest_wait)
        return Exit.CLEAN

    async def _attempt(self, stop: Stop) -> None:
        first = self._session is None
        self._session = Session(self._make_bot())
        if self._edits:
            self._edits.serve(self._session.bot)
        if first:
            _introduce(self._session.bot)
        try:
            await self._session.run(
                self._token,
                stop,
                drain=self._pace.drain,
                gateway_away=self._pace.gateway_away,
            )
        finally:
            await self._session.close(self._pace.close)

    async def _wait_out(self, fault: Fault, wait: float, stop: Stop) -> None:
        """Wait before the next attempt, with jitter so that many bots do not return to Discord in step."""
        jitter = random.uniform(0.5, 1.0)  # noqa: S311  # no secret
        seconds = max(wait * jitter, fault.retry_after)
        logger.warning("%s Next attempt in %.0f s.", fault.message, math.ceil(seconds))
        await asyncio.wait({asyncio.ensure_future(stop.asked.wait())}, timeout=seconds)

    async def _beat(self, path: Path) -> None:
        """Write the health file until cancelled."""
        while True:
            session = self._session
            ready = session is not None and session.connected
            latency = session.bot.latency if session is not None else math.nan
            try:
                await asyncio.to_thread(write_health, path, ts=time.time(), ready=ready, latency=latency)
            except OSError as error:
                logger.warning("The health file %s cannot be written: %s.", path, error.strerror)
            await asyncio.sleep(self._pace.heartbeat)


def _introduce(bot: FaqBot) -> None:
    """Say in the log what is about to go online, and what it needs from its owner."""
    intents = ", ".join(name for name, wanted in bot.intents if wanted)
    base = bot.assistant.base
    logger.info("Starting with %d entries, version %s. Intents: %s.", len(base.entries), base.version, intents)
    if bot.answer_channels:
        logger.info(
            "Questions are answered without a mention in %d channels (ANSWER_CHANNELS). This needs the Message Content "
            "intent: switch it on at %s (your application, Bot, Message Content Intent).",
            len(bot.answer_channels),
            PORTAL,
        )
