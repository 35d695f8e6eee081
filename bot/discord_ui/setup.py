"""/setup: the managers of a server choose where and how the bot works there. Every function checks their permission."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import discord

from bot.answering import Strictness
from bot.discord_ui import limits, setup_panel
from bot.discord_ui.capabilities import channel_capabilities
from bot.discord_ui.channel_check import missing_permissions
from bot.discord_ui.context import BotContext, bot_name
from bot.discord_ui.delivery import edit_message, respond
from bot.discord_ui.menus import topics_by_key
from bot.discord_ui.moderation import store_of, tell
from bot.discord_ui.permissions import manager_refusal
from bot.discord_ui.scope_panel import render_scope
from bot.discord_ui.server_settings import (
    ANSWER_CHANNELS,
    EDITOR_ROLE,
    FORUM_CHANNELS,
    REVIEW_CHANNEL,
    STRICTNESS,
    WHOLE_SERVER,
    topics_name,
    written,
)
from bot.discord_ui.setup_panel import (
    Panel,
    answer_channels,
    forum_channels,
    render_panel,
    render_reminder,
    review_channel,
)
from bot.replies import count, outdated_reply
from bot.replies import setup_words as words
from bot.replies.setup import missing_reply


async def setup(context: BotContext, interaction: discord.Interaction) -> None:
    """Respond to /setup with the panel."""
    panel = await panel_of(context, interaction)
    if panel:
        await respond(interaction, (render_panel(context, interaction, panel),), ephemeral=True)


async def change(context: BotContext, interaction: discord.Interaction, match: re.Match[str]) -> None:
    """Save what was selected in the panel, and show it; or check the permissions."""
    panel = await panel_of(context, interaction)
    if panel is None:
        return
    what, values = match["what"], selected(interaction)
    if what == "check":
        await _check(context, interaction, panel)
        return
    if what == "topics":
        await respond(interaction, (render_scope(interaction, panel, WHOLE_SERVER, 0),), ephemeral=True)
        return
    if what == "reminder":
        await respond(interaction, (render_reminder(interaction, panel),), ephemeral=True)
        return
    notice = await _save(context, panel, what, values)
    changed = await panel_of(context, interaction)
    if notice is None or changed is None:
        await tell(interaction, outdated_reply())
        return
    if what == "reviews":
        await edit_message(interaction, render_reminder(interaction, changed, notice))
        return
    await edit_message(interaction, render_panel(context, interaction, changed, [notice]))
    if needs_reconnect(context, changed):
        context.reconnect()


def needs_reconnect(context: BotContext, panel: Panel) -> bool:
    """Whether the bot could read messages without a mention, needs to, and does not yet."""
    listens = bool(answer_channels(panel) or forum_channels(panel))
    return listens and context.may_read_messages and not context.reads_messages


async def panel_of(context: BotContext, interaction: discord.Interaction) -> Panel | None:
    """The settings of the server; None after telling a member that they may not change them. Raises StoreError."""
    refusal = await manager_refusal(context, interaction)
    if refusal or interaction.guild is None:
        await tell(interaction, refusal or outdated_reply())
        return None
    server = interaction.guild.id
    settings = await context.server_settings.of(server)
    days = await store_of(context).collecting(server)
    assistant = context.assistant
    names = {key: topic.name for key, topic in topics_by_key(assistant.topics).items()}
    return Panel(interaction.guild, settings, days, context.answer_channels, assistant.strictness, names)


async def _save(context: BotContext, panel: Panel, what: str, values: Sequence[str]) -> str | None:
    """Save a setting. Returns what to tell, or None if the values make no sense. Raises StoreError."""
    if what == "channels":
        return await _save_channels(context, panel.guild, values)
    if what == "role":
        return await _save_role(context, panel.guild, values)
    if what == "strictness":
        return await _save_strictness(context, panel.guild, values)
    if what == "reviews":
        return await _save_reviews(context, panel.guild, values)
    if what == "collecting":
        return await _save_collecting(context, panel.guild, values)
    return await _reset(context, panel.guild)


async def _save_channels(context: BotContext, guild: discord.Guild, values: Sequence[str]) -> str | None:
    channels = [guild.get_channel(number) for number in _ids(values)]
    texts = frozenset(channel.id for channel in channels if isinstance(channel, discord.TextChannel))
    forums = frozenset(channel.id for channel in channels if isinstance(channel, discord.ForumChannel))
    if len(texts) + len(forums) < len(values):
        return words.NOT_HERE
    await context.server_settings.set(guild.id, ANSWER_CHANNELS, written(texts))
    await context.server_settings.set(guild.id, FORUM_CHANNELS, written(forums))
    return words.SAVED


async def _save_role(context: BotContext, guild: discord.Guild, values: Sequence[str]) -> str | None:
    roles = [role for number in _ids(values) if (role := guild.get_role(number))]
    if len(roles) < len(values) or len(roles) > 1:
        return words.NOT_HERE
    if any(role.is_default() for role in roles):
        return words.EVERYONE
    await context.server_settings.set(guild.id, EDITOR_ROLE, str(roles[0].id) if roles else None)
    return words.SAVED


async def _save_reviews(context: BotContext, guild: discord.Guild, values: Sequence[str]) -> str | None:
    channels = [channel for number in _ids(values) if (channel := guild.get_channel(number))]
    if len(channels) < len(values) or len(channels) > 1:
        return words.NOT_HERE
    for channel in channels:
        if not isinstance(channel, discord.TextChannel) or channel_capabilities(channel) is None:
            return words.CANNOT_POST
    await context.server_settings.set(guild.id, REVIEW_CHANNEL, str(channels[0].id) if channels else None)
    return words.SAVED


async def _save_strictness(context: BotContext, guild: discord.Guild, values: Sequence[str]) -> str | None:
    if [*values] == [setup_panel.OWNERS]:
        await context.server_settings.set(guild.id, STRICTNESS, None)
    elif len(values) == 1 and values[0] in {level.value for level in Strictness}:
        await context.server_settings.set(guild.id, STRICTNESS, values[0])
    else:
        return None
    return words.SAVED


async def _save_collecting(context: BotContext, guild: discord.Guild, values: Sequence[str]) -> str | None:
    days = _ids(values)
    if len(days) != 1 or days[0] > limits.COLLECT_DAYS:
        return None
    deleted = await store_of(context).set_collecting(guild.id, days[0] or None)
    return count(deleted, words.DELETED) if deleted else words.SAVED


async def _reset(context: BotContext, guild: discord.Guild) -> str:
    topics = [topics_name(channel) for channel in (await context.server_settings.of(guild.id)).topics]
    for name in (ANSWER_CHANNELS, FORUM_CHANNELS, STRICTNESS, EDITOR_ROLE, REVIEW_CHANNEL, *topics):
        await context.server_settings.set(guild.id, name, None)
    await store_of(context).set_collecting(guild.id, None)
    return words.RESET


async def _check(context: BotContext, interaction: discord.Interaction, panel: Panel) -> None:
    chosen = {*answer_channels(panel), *forum_channels(panel)}
    notices = [words.INTENT_OFF] if chosen and not (context.reads_messages or context.may_read_messages) else []
    found = missing_permissions(panel.guild, {*chosen, *review_channel(panel)})
    missing = {f"<#{channel}>": lacking for channel, lacking in found.items()}
    await tell(interaction, missing_reply(missing, notices, bot_name(context)))


def selected(interaction: discord.Interaction) -> list[str]:
    """The values of a select. Untrusted."""
    data: Mapping[str, Any] = interaction.data or {}
    values = data.get("values")
    return [str(value) for value in values] if isinstance(values, list) else []


def _ids(values: Sequence[str]) -> list[int]:
    return [int(value) for value in values if value.isascii() and value.isdecimal()]
