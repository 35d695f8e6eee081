"""Where members can use commands, and who can install the app with them."""

from discord import app_commands

EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
"""Servers, direct messages with the bot, and other private conversations."""
BY_ANYBODY = app_commands.AppInstallationType(guild=True, user=True)
"""Servers, and single users."""
IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
"""Only servers have moderators."""
BY_SERVERS = app_commands.AppInstallationType(guild=True, user=False)
