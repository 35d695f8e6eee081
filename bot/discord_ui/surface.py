"""What may be shown in one place: there the bot may lack a permission, or the app may not be a member."""

from dataclasses import dataclass

import discord


@dataclass(frozen=True, slots=True)
class Surface:
    """One channel or interaction, as far as rendering must know it."""

    embeds: bool = True
    files: bool = True


def surface_of_channel(channel: discord.abc.Messageable) -> Surface | None:
    """What may be sent to a channel; None if nothing may."""
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return Surface()  # direct messages, and threads that are not in the cache: Discord will tell
    allowed = _permissions(channel)
    if allowed is None:
        return Surface()
    in_thread = isinstance(channel, discord.Thread)
    may_send = allowed.send_messages_in_threads if in_thread else allowed.send_messages
    if isinstance(channel, discord.Thread) and channel.locked and not allowed.manage_threads:
        return None
    if not (allowed.view_channel and may_send):
        return None
    return Surface(embeds=allowed.embed_links, files=allowed.attach_files)


def may_reply(channel: discord.abc.Messageable) -> bool:
    """Whether a message there may reference another: that takes the permission to read the history."""
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return True
    allowed = _permissions(channel)
    return allowed is None or allowed.read_message_history


def surface_of_interaction(interaction: discord.Interaction) -> Surface:
    """What may be sent in answer to an interaction."""
    if interaction.guild_id is None:
        return Surface()
    allowed = interaction.app_permissions
    return Surface(embeds=allowed.embed_links, files=allowed.attach_files)


def _permissions(channel: discord.abc.GuildChannel | discord.Thread) -> discord.Permissions | None:
    """None where they cannot be known: a thread whose parent is not in the cache."""
    if isinstance(channel, discord.Thread) and channel.parent is None:
        return None
    return channel.permissions_for(channel.guild.me)
