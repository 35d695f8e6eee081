"""Runs the bot on Discord as a process: signals in, exit code out. Joins the bot with the connection."""

import asyncio
import logging
import sys
from collections.abc import Callable
from pathlib import Path

from bot.connection.faults import PORTAL
from bot.connection.health import HealthStatus
from bot.connection.logs import set_up_logging
from bot.connection.signals import Stop, stop_on_signals
from bot.connection.supervision import Supervisor, Timings
from bot.discord_ui.client import FaqBot
from bot.discord_ui.live_updates import LiveUpdates

logger = logging.getLogger(__name__)

_SWITCH_SECONDS = 0.0005
"""How long the ranking thread may keep the interpreter while the event loop waits for it. With Python's default of
5 ms, the loop would lose that time at every system call while questions are ranked."""


def run_discord(
    make_bot: Callable[[], FaqBot],
    token: str,
    *,
    health_file: Path | None = None,
    updates: LiveUpdates | None = None,
    timings: Timings | None = None,
) -> int:
    """Keep a bot online until SIGTERM or Ctrl-C. Returns the exit code of the process.

    `make_bot` is called for every attempt to connect, because discord.py cannot start a client twice. The exit code is
    0 after a stop, 78 if a setting (the token, an intent) has to change first, 1 after a bug. The log has the reason.
    `health_file` gets a heartbeat for `health.check_health`; None for none. `updates` keep the notes up to date; None
    leaves them as they are. Must be called from the main thread, where Python handles signals.
    """
    set_up_logging(token)
    sys.setswitchinterval(_SWITCH_SECONDS)
    return int(asyncio.run(_run(make_bot, token, health_file, updates, timings or Timings())))


async def _run(
    make_bot: Callable[[], FaqBot], token: str, health_file: Path | None, updates: LiveUpdates | None, timings: Timings
) -> int:
    attempts = 0
    status = HealthStatus()

    def make_client() -> FaqBot:
        nonlocal attempts
        attempts += 1
        bot = make_bot()
        bot.health_status = status
        if updates:
            updates.attach(bot)
        if attempts == 1:
            _log_start(bot)
        return bot

    stop = Stop()
    supervisor = Supervisor(make_client, token, timings=timings, health_file=health_file, status=status)
    with stop_on_signals(stop.request):
        watching = asyncio.create_task(updates.run()) if updates else None
        try:
            return await supervisor.run(stop)
        finally:
            if watching:
                watching.cancel()


def _log_start(bot: FaqBot) -> None:
    """Log which notes the bot starts with, and which intents its owner has to switch on."""
    intents = ", ".join(name for name, wanted in bot.intents if wanted)
    base = bot.assistant.base
    logger.info("Starting with %d entries, version %s. Intents: %s.", len(base.entries), base.version, intents)
    if bot.answer_channels:
        logger.info(
            "Answering without a mention in %d channels (ANSWER_CHANNELS). This needs the Message Content intent: "
            "switch it on at %s (your application, Bot, Message Content Intent).",
            len(bot.answer_channels),
            PORTAL,
        )
