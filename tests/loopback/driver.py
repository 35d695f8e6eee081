"""The bot as a process that connects to a fake Discord: `python -m tests.loopback.driver REST GATEWAY NOTES`."""

import sys
import time
from pathlib import Path

import discord.gateway
import discord.http
import yarl

from bot.answering import Assistant
from bot.discord_ui import FaqBot
from bot.discord_ui.live_updates import LiveUpdates
from bot.discord_ui.rate_limits import RateLimiter
from bot.discord_ui.running import run_discord
from bot.knowledge import KnowledgeBase
from bot.live import LiveKnowledge
from tests.loopback.fake_discord import TOKEN

ENDLESS = "Does fitting this take an hour?"
"""Notes with this question take an hour to fit."""
BEGUN = "An endless fit begins."


def build(base: KnowledgeBase) -> Assistant:
    """Fit the notes. If that takes an hour, say so first."""
    if any(entry.question == ENDLESS for entry in base.entries):
        sys.stderr.write(f"{BEGUN}\n")
        sys.stderr.flush()
        time.sleep(3600)
    return Assistant.build(base)


def main(rest: str, gateway: str, notes: str) -> int:
    """Run until a signal."""
    discord.http.Route.BASE = rest
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    live = LiveKnowledge.load([Path(notes)], build)

    def make_bot() -> FaqBot:
        bot = FaqBot(live.loaded.assistant)
        # One member asks all the questions.
        bot.rate_limiter = RateLimiter(None, None)
        return bot

    return run_discord(make_bot, TOKEN, updates=LiveUpdates(live))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
