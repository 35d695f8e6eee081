"""Points discord.py at a fake Discord, in each process that has this folder on its path. Python imports it at start."""

import os

if "FAKE_REST" in os.environ:
    import discord.gateway
    import discord.http
    import yarl

    discord.http.Route.BASE = os.environ["FAKE_REST"]
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["FAKE_GATEWAY"])
