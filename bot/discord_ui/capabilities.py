"""What the bot can send to a channel or interaction, given its permissions there."""

from dataclasses import dataclass

import discord


@dataclass(frozen=True, slots=True)
class Capabilities:
    """The kinds of content that a channel or interaction accepts from the bot."""

    embeds: bool = True
    files: bool = True
    votes: bool = False
    """Whether the bot keeps votes, so that answers have buttons for them."""


def channel_capabilities(channel: discord.abc.Messageable) -> Capabilities | None:
    """What the bot can send to a channel; None if it cannot send anything."""
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return Capabilities()  # a direct message, or a thread that is not in the cache: Discord decides
    allowed = _permissions(channel)
    if allowed is None:
        return Capabilities()
    in_thread = isinstance(channel, discord.Thread)
    can_send = allowed.send_messages_in_threads if in_thread else allowed.send_messages
    if isinstance(channel, discord.Thread) and channel.locked and not allowed.manage_threads:
        return None
    if not (allowed.view_channel and can_send):
        return None
    return Capabilities(embeds=allowed.embed_links, files=allowed.attach_files)


def interaction_capabilities(interaction: discord.Interaction) -> Capabilities:
    """What the bot can send in response to an interaction."""
    if interaction.guild_id is None:
        return Capabilities()
    allowed = interaction.app_permissions
    return Capabilities(embeds=allowed.embed_links, files=allowed.attach_files)


def can_reply(channel: discord.abc.Messageable) -> bool:
    """Whether a message there can reference another message, which needs Read Message History."""
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return True
    allowed = _permissions(channel)
    return allowed is None or allowed.read_message_history


def _permissions(channel: discord.abc.GuildChannel | discord.Thread) -> discord.Permissions | None:
    """The bot's permissions; None if they are unknown because a thread's parent is not in the cache."""
    if isinstance(channel, discord.Thread) and channel.parent is None:
        return None
    return channel.permissions_for(channel.guild.me)
