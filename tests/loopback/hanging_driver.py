"""A bot as a process, parts of which hang when a member says so.

`python -m tests.loopback.hanging_driver REST GATEWAY HEALTH_FILE TIMINGS`, with the timings as a JSON object.
"""

import json
import re
import sys
import time
from pathlib import Path

import discord.gateway
import discord.http
import yarl

from bot.answering import Assistant
from bot.connection.logs import set_up_logging
from bot.connection.timings import Timings
from bot.discord_ui import FaqBot
from bot.discord_ui.running import Process
from bot.knowledge import load
from tests.loopback.fake_discord import TOKEN

ROOT = Path(__file__).parents[2]
BLOCK_LOOP, HANG_RANKING, HOLD_LOCK = "block the loop", "hang the ranking", "hold the lock"


class HangingBot(FaqBot):
    """Hangs when it is told to."""

    async def on_message(self, message: discord.Message, /) -> None:
        """Hang in one of three ways."""
        if message.content.endswith(BLOCK_LOOP):
            time.sleep(3600)  # noqa: ASYNC251 - that is the point
        elif message.content.endswith(HANG_RANKING):
            await self.worker.run(lambda: time.sleep(3600))
        elif message.content.endswith(HOLD_LOCK):
            # Python's regular expressions let no other thread run.
            await self.worker.run(lambda: re.match(r"(a*)*b", "a" * 40))


def main(rest: str, gateway: str, health_file: str, timings: str) -> int:
    """Run until a signal, or until the watchdog ends it."""
    discord.http.Route.BASE = rest
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    set_up_logging(TOKEN)
    process = Process(Path(health_file), Timings(**json.loads(timings)))
    with process.watchdog.running():
        assistant = Assistant.build(load([ROOT / "data"]))
        return process.run(lambda: HangingBot(assistant), TOKEN)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
