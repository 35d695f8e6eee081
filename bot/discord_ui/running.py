"""Runs the bot in the real Discord, as a process: signals in, exit code out."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot.discord_ui.client import FaqBot
from bot.discord_ui.following import Edits
from bot.discord_ui.logs import set_up_logging
from bot.discord_ui.session import Stop
from bot.discord_ui.signals import stopped_by_signals
from bot.discord_ui.supervision import Pace, Supervisor


def run_discord(
    make_bot: Callable[[], FaqBot],
    token: str,
    *,
    health_file: Path | None = None,
    edits: Edits | None = None,
    pace: Pace | None = None,
) -> int:
    """Keep a bot online until SIGTERM or Ctrl-C; return the exit code of the process.

    `make_bot` is called once for every attempt to connect: a client of discord.py cannot be started twice. The exit
    code is 0 after a clean end, 78 if a setting (the token, an intent) has to change first, 1 after a mistake in the
    program. The reason for either stands in the log. Must be called from the main thread, which is where Python
    handles signals. `health_file` is where to leave signs of life for `health.check_health`; None for nowhere.
    `edits` keep the bot's notes up to date; None leaves them as they are.
    """
    set_up_logging(token)
    supervisor = Supervisor(make_bot, token, pace=pace or Pace(), health_file=health_file, edits=edits)
    return int(asyncio.run(_until_signalled(supervisor)))


async def _until_signalled(supervisor: Supervisor) -> int:
    stop = Stop()
    with stopped_by_signals(stop.request):
        return await supervisor.run(stop)
