"""/privacy: shows stored data, "Forget me", and opting out. All replies are visible only to the member."""

from dataclasses import replace

import discord

from bot.discord_ui import custom_ids
from bot.discord_ui.actions import Privacy
from bot.discord_ui.capabilities import interaction_capabilities
from bot.discord_ui.context import BotContext
from bot.discord_ui.delivery import defer, respond
from bot.discord_ui.payload import Button, Row
from bot.discord_ui.permissions import manager_refusal
from bot.discord_ui.rendering import render
from bot.replies import Reply, words
from bot.replies.privacy import (
    collecting_reply,
    forgotten_reply,
    nothing_is_kept_reply,
    opted_in_reply,
    privacy_reply,
)


async def show_privacy(context: BotContext, interaction: discord.Interaction) -> None:
    """Respond to /privacy. Raises StoreError."""
    await defer(interaction, ephemeral=True)
    if context.store is None:
        await _send(interaction, nothing_is_kept_reply())
        return
    user = interaction.user.id
    days = await context.store.collecting(interaction.guild_id or 0)
    kept, opted_out = await context.store.kept(user), await context.store.has_opted_out(user)
    buttons = (
        Button(custom_ids.privacy(custom_ids.FORGET), words.FORGET_ME),
        Button(custom_ids.privacy(custom_ids.OPT_IN), words.OPT_IN)
        if opted_out
        else Button(custom_ids.privacy(custom_ids.OPT_OUT), words.OPT_OUT),
    )
    await _send(interaction, privacy_reply(kept, days, opted_out=opted_out), buttons)


async def change_privacy(context: BotContext, interaction: discord.Interaction, action: Privacy) -> None:
    """Forget the member, or opt them out or in. Raises StoreError."""
    await defer(interaction, ephemeral=True)
    user = interaction.user.id
    if context.store is None:
        reply = nothing_is_kept_reply()
    elif action.choice == custom_ids.OPT_IN:
        await context.store.opt_in(user)
        reply = opted_in_reply()
    elif action.choice == custom_ids.OPT_OUT:
        reply = forgotten_reply(await context.store.opt_out(user), opted_out=True)
    else:
        removed = await context.store.forget(user)
        reply = forgotten_reply(removed, opted_out=await context.store.has_opted_out(user))
    await _send(interaction, reply)


async def set_collecting(context: BotContext, interaction: discord.Interaction, days: int) -> None:
    """Respond to /faq collect. 0 days turn collecting off. Raises StoreError."""
    await defer(interaction, ephemeral=True)
    refusal = await manager_refusal(context, interaction)
    if refusal or context.store is None:
        await _send(interaction, refusal or nothing_is_kept_reply())
        return
    deleted = await context.store.set_collecting(interaction.guild_id or 0, days or None)
    await _send(interaction, collecting_reply(days or None, deleted))


async def _send(interaction: discord.Interaction, reply: Reply, *rows: Row) -> None:
    (payload,) = render(reply, interaction_capabilities(interaction), max_messages=1)
    await respond(interaction, (replace(payload, rows=rows),), ephemeral=True)
