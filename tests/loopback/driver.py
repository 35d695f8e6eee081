"""The bot as a process of its own against a fake Discord: `python -m tests.loopback.driver REST GATEWAY`."""

import sys
from pathlib import Path

import discord.gateway
import discord.http
import yarl

from bot.answering import Assistant
from bot.discord_ui import FaqBot
from bot.discord_ui.rates import Rates
from bot.discord_ui.running import run_discord
from bot.knowledge import load
from tests.loopback.fake_discord import TOKEN

DATA = Path(__file__).parents[2] / "data"


def main(rest: str, gateway: str) -> int:
    """Run until a signal ends it."""
    discord.http.Route.BASE = rest
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    assistant = Assistant.build(load([DATA]))

    def make_bot() -> FaqBot:
        bot = FaqBot(assistant)
        # One member asks everything here.
        bot.rates = Rates(None, None)
        return bot

    return run_discord(make_bot, TOKEN)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
