"""The bot as a process that connects to a fake Discord: `python -m tests.loopback.driver REST GATEWAY NOTES`."""

import asyncio
import os
import sys
import time
from pathlib import Path

import discord.gateway
import discord.http
import yarl

from bot.answering import Assistant
from bot.config import NONE
from bot.connection.logs import set_up_logging
from bot.discord_ui import FaqBot
from bot.discord_ui.live_updates import LiveUpdates
from bot.discord_ui.rate_limits import RateLimiter
from bot.discord_ui.running import Process
from bot.knowledge import KnowledgeBase
from bot.live import LiveKnowledge
from bot.retrieval import encoder_for
from bot.runtime import gc_paused
from tests.loopback.fake_discord import CHANNEL, TOKEN

ENDLESS = "Does fitting this take an hour?"
"""Notes with this question take an hour to fit."""
BEGUN = "An endless fit begins."
LAG = "Lag of the event loop:"
BEAT_SECONDS = 0.001


def build(base: KnowledgeBase) -> Assistant:
    """Fit the notes. If that takes an hour, say so first."""
    if any(entry.question == ENDLESS for entry in base.entries):
        sys.stderr.write(f"{BEGUN}\n")
        sys.stderr.flush()
        time.sleep(3600)
    return Assistant.build(base, encoder=encoder_for(base, os.environ.get("MEANING", NONE)))


class MeasuredBot(FaqBot):
    """A bot that writes to standard error how late its event loop ran."""

    late: list[float]

    async def setup_hook(self) -> None:
        """Start the clock."""
        self.clock = asyncio.create_task(self._tick())
        await super().setup_hook()

    async def close(self) -> None:
        """Report."""
        if self.late:
            late = sorted(self.late)
            p99, longest = late[len(late) * 99 // 100], late[-1]
            sys.stderr.write(f"{LAG} p99 {1000 * p99:.1f} ms, max {1000 * longest:.1f} ms\n")
            sys.stderr.flush()
        await super().close()

    async def _tick(self) -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(BEAT_SECONDS)
            self.late.append(time.perf_counter() - began - BEAT_SECONDS)


def main(rest: str, gateway: str, notes: str) -> int:
    """Run until a signal."""
    discord.http.Route.BASE = rest
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    with gc_paused(freeze=True):
        live = LiveKnowledge.load([Path(notes)], build)

    def make_bot() -> MeasuredBot:
        bot = MeasuredBot(live.loaded.assistant, answer_channels=frozenset({int(CHANNEL)}))
        bot.late = []
        # One member asks all the questions.
        bot.rate_limiter = RateLimiter(None, None)
        return bot

    set_up_logging(TOKEN)
    process = Process()
    with process.watchdog.running():
        return process.run(make_bot, TOKEN, updates=LiveUpdates(live))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
