"""Runs the bot in the real Discord, as a process: signals in, exit code out."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.discord_ui.client import FaqBot
from bot.discord_ui.logs import set_up_logging
from bot.discord_ui.session import Stop
from bot.discord_ui.supervision import Pace, Supervisor


def run_discord(
    make_bot: Callable[[], FaqBot],
    token: str,
    *,
    health_file: Path | None = None,
    pace: Pace | None = None,
) -> int:
    """Keep a bot online until SIGTERM or Ctrl-C; return the exit code of the process.

    `make_bot` is called once for every attempt to connect: a client of discord.py cannot be started twice. The exit
    code is 0 after a clean end, 78 if a setting (the token, an intent) has to change first, 1 after a mistake in the
    program. The reason for either stands in the log. Must be called from the main thread, which is where Python
    handles signals. `health_file` is where to leave signs of life for `health.check_health`; None for nowhere.
    """
    set_up_logging(token)
    supervisor = Supervisor(make_bot, token, pace=pace or Pace(), health_file=health_file)
    return int(asyncio.run(_until_signalled(supervisor)))


async def _until_signalled(supervisor: Supervisor) -> int:
    stop = Stop()
    with stopped_by_signals(stop.request):
        return await supervisor.run(stop)


@contextmanager
def stopped_by_signals(request: Callable[[], None]) -> Iterator[None]:
    """Turn SIGTERM and Ctrl-C into calls in the running event loop.

    As process 1 of a container a program gets no signal that it has not asked for, so the default would not do.
    """
    loop = asyncio.get_running_loop()
    before = {
        number: signal.signal(number, lambda *_: loop.call_soon_threadsafe(request))
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
