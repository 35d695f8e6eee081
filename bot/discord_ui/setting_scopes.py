"""Managers choose the topics that apply in their server, or in one channel. Every function checks the permission."""

import re

import discord

from bot.discord_ui.context import BotContext
from bot.discord_ui.delivery import edit_message
from bot.discord_ui.scope_panel import keys_on, render_scope
from bot.discord_ui.server_settings import WHOLE_SERVER, topics_name
from bot.discord_ui.setup import panel_of, selected
from bot.discord_ui.setup_panel import Panel
from bot.replies import setup_words as words


async def pick_place(context: BotContext, interaction: discord.Interaction, _: re.Match[str]) -> None:
    """Show the topics of the channel that was picked, or of the whole server."""
    panel = await panel_of(context, interaction)
    if panel:
        channels = [int(value) for value in selected(interaction) if value.isascii() and value.isdecimal()]
        channel = channels[0] if channels else WHOLE_SERVER
        known = _exists(panel, channel)
        shown = channel if known else WHOLE_SERVER
        await edit_message(interaction, render_scope(interaction, panel, shown, 0, "" if known else words.NOT_HERE))


async def press_page(context: BotContext, interaction: discord.Interaction, match: re.Match[str]) -> None:
    """Turn the page."""
    panel = await panel_of(context, interaction)
    if panel:
        await edit_message(interaction, render_scope(interaction, panel, int(match["channel"]), int(match["page"])))


async def pick_topics(context: BotContext, interaction: discord.Interaction, match: re.Match[str]) -> None:
    """Save the topics of a page. Those of other pages stay as they are."""
    panel = await panel_of(context, interaction)
    if panel is None:
        return
    channel, page = int(match["channel"]), int(match["page"])
    notice = words.NOT_HERE
    if _exists(panel, channel):
        on_page, page, _ = keys_on(panel, page)
        before = panel.settings.topics.get(channel, frozenset())
        # Topics that are gone are dropped, so that they do not come back by surprise.
        keys = [key for key in panel.topics if key in (selected(interaction) if key in on_page else before)]
        value = " ".join(keys) or None
        await context.server_settings.set(panel.guild.id, topics_name(channel), value)
        notice, panel = words.SAVED, await panel_of(context, interaction) or panel
    await edit_message(interaction, render_scope(interaction, panel, channel, page, notice))


def _exists(panel: Panel, channel: int) -> bool:
    return channel == WHOLE_SERVER or panel.guild.get_channel(channel) is not None
