"""Who may do what. Every command and component asks here when it runs: Discord's own hints only hide commands."""

import discord

from bot.discord_ui.context import BotContext
from bot.discord_ui.server_settings import ANY_SERVER, HOME_SERVER, TRUSTED
from bot.replies import Reply, foreign_server_reply, managers_only_reply, moderators_only_reply, nothing_kept_reply


def may_manage(interaction: discord.Interaction) -> bool:
    """Whether the member has Manage Server here. False outside of servers."""
    if interaction.guild_id is None or not isinstance(interaction.user, discord.Member):
        return False
    allowed = interaction.permissions
    return allowed.manage_guild or allowed.administrator


async def editor_refusal(context: BotContext, interaction: discord.Interaction) -> Reply | None:
    """Why the member may not edit the knowledge or see what members asked; None if they may.

    They need the server's editor role or Manage Server, in a server that the bot's owner trusts.
    """
    settings = await context.server_settings.of(interaction.guild_id)
    role = settings.editor_role
    member = interaction.user
    has_role = isinstance(member, discord.Member) and role is not None and member.get_role(role) is not None
    if not has_role and not may_manage(interaction):
        return moderators_only_reply()
    if context.store is None:
        return nothing_kept_reply()
    server = interaction.guild_id or 0
    if await is_trusted(context, server) or await _becomes_home(context, server):
        return None
    if not context.is_owner(member):
        return foreign_server_reply()
    await context.server_settings.set(server, TRUSTED, "1")
    return None


async def manager_refusal(context: BotContext, interaction: discord.Interaction) -> Reply | None:
    """Why the member may not change the settings of this server; None if they may.

    By changing them, the bot's owner lets the server's moderators edit the knowledge.
    """
    if not may_manage(interaction):
        return managers_only_reply()
    if context.store is None:
        return nothing_kept_reply()
    if interaction.guild_id and context.is_owner(interaction.user):
        await context.server_settings.set(interaction.guild_id, TRUSTED, "1")
    return None


async def is_trusted(context: BotContext, server: int) -> bool:
    """Whether a server's moderators may edit the knowledge, which all servers share. Raises StoreError.

    They may in the bot's home, and in servers that its owner has opened. Anybody can add a public bot to a server of
    their own.
    """
    settings = await context.server_settings.of(server)
    return settings.trusted or await context.server_settings.home() == server


async def _becomes_home(context: BotContext, server: int) -> bool:
    """Make a server the bot's home if there is none. The first server where somebody edits becomes it."""
    if await context.server_settings.home() is not None:
        return False
    await context.server_settings.set(ANY_SERVER, HOME_SERVER, str(server))
    return True
