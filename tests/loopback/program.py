"""The whole program, connected to a fake Discord: `python -m tests.loopback.program REST GATEWAY ARGUMENT...`.

The arguments are those of `python -m bot`.
"""

import sys

import discord.gateway
import discord.http
import yarl

from bot.cli import main

if __name__ == "__main__":
    discord.http.Route.BASE = sys.argv[1]
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sys.argv[2])
    sys.exit(main(sys.argv[3:]))
