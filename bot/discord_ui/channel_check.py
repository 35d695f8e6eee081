"""Which permissions the bot lacks in which channels."""

from collections.abc import Collection, Mapping

import discord

NEEDED = ("view_channel", "send_messages", "embed_links", "attach_files", "read_message_history")
"""Without the last three, the bot still answers: in plain text, without files, and without a reference to the question.
Names as in discord.Permissions."""
NEEDED_IN_FORUMS = ("view_channel", "send_messages_in_threads", "embed_links", "attach_files", "read_message_history")


def missing_permissions(guild: discord.Guild, chosen: Collection[int]) -> Mapping[int, tuple[str, ...]]:
    """The missing permissions by the id of the channel: the chosen channels first, then in the order of Discord.

    Other channels that the bot cannot see are left out: that is how servers keep a bot away from them.
    """
    found: dict[int, tuple[str, ...]] = {}
    for channel in sorted(guild.channels, key=lambda each: (each.id not in chosen, each.position, each.id)):
        if not isinstance(channel, discord.TextChannel | discord.ForumChannel):
            continue
        allowed = channel.permissions_for(guild.me)
        if channel.id not in chosen and not allowed.view_channel:
            continue
        needed = NEEDED_IN_FORUMS if isinstance(channel, discord.ForumChannel) else NEEDED
        if lacking := tuple(name for name in needed if not getattr(allowed, name)):
            found[channel.id] = lacking
    return found
