"""Handles votes on answers, and members' picks of other entries."""

import logging
from dataclasses import replace
from functools import partial

import discord

from bot.answering import Assistant
from bot.discord_ui import custom_ids
from bot.discord_ui.actions import Helped, NotMeant, PickInstead
from bot.discord_ui.capabilities import interaction_capabilities
from bot.discord_ui.context import BotContext, find_entry
from bot.discord_ui.delivery import defer, respond
from bot.discord_ui.payload import Select
from bot.discord_ui.recording import answer_key, send_recorded
from bot.discord_ui.rendering import option, render
from bot.knowledge import Entry
from bot.replies import (
    entry_reply,
    gone_reply,
    no_vote_kept_reply,
    nothing_kept_reply,
    sorry_reply,
    vote_thanks_reply,
    words,
)
from bot.replies.compose import MAX_NEXT_BEST
from bot.store import StoreError, Vote

logger = logging.getLogger(__name__)


async def helped(context: BotContext, interaction: discord.Interaction, action: Helped) -> None:
    """Keep a vote for an answer. Raises StoreError if it cannot be kept."""
    await defer(interaction, ephemeral=True)
    if context.store is None:
        reply = nothing_kept_reply()
    elif await find_entry(context, action.entry_id) is None:
        reply = gone_reply()
    else:
        kept = await context.store.vote(_vote(interaction, action, helped=True))
        reply = vote_thanks_reply() if kept else no_vote_kept_reply()
    await respond(interaction, render(reply, interaction_capabilities(interaction)), ephemeral=True)


async def not_meant(context: BotContext, interaction: discord.Interaction, action: NotMeant) -> None:
    """Keep a vote against an answer, and offer other entries. They are offered even if the vote cannot be kept."""
    await defer(interaction, ephemeral=True)
    others = await context.worker.run(partial(_others, context.assistant, action))
    if context.store is not None and await find_entry(context, action.entry_id) is not None:
        try:
            await context.store.vote(_vote(interaction, action, helped=False))
        except StoreError as error:
            logger.warning("A vote was not kept: %s.", error.reason.value)
    (payload,) = render(sorry_reply(others=bool(others)), interaction_capabilities(interaction))
    if others and interaction.message:
        custom_id = custom_ids.instead(interaction.message.id, action.entry_id)
        options = tuple(option(entry.id, entry.question) for entry in others)
        payload = replace(payload, rows=(Select(custom_id, words.PICK_MEANT, options),))
    await respond(interaction, (payload,), ephemeral=True)


async def pick_instead(context: BotContext, interaction: discord.Interaction, action: PickInstead) -> None:
    """Show the entry that was meant, and note it with the question."""
    await defer(interaction, ephemeral=True)
    entry = await find_entry(context, action.picked)
    if entry is None:
        await respond(interaction, render(gone_reply(), interaction_capabilities(interaction)), ephemeral=True)
        return
    if context.store is not None:
        context.store.pick(answer_key(action.message_id, action.entry_id), interaction.guild_id or 0, entry.id)
    reply = await context.worker.run(partial(entry_reply, context.assistant, entry))
    await send_recorded(context, interaction, (reply,), ephemeral=True)


def _vote(interaction: discord.Interaction, action: Helped | NotMeant, *, helped: bool) -> Vote:
    message_id = interaction.message.id if interaction.message else 0
    return Vote(
        answer_key(message_id, action.entry_id),
        interaction.user.id,
        helped,
        action.entry_id,
        action.version,
        interaction.guild_id or 0,
    )


def _others(assistant: Assistant, action: NotMeant) -> tuple[Entry, ...]:
    """The entries to offer: those of the button that still exist, then related ones."""
    entry = assistant.base.get(action.entry_id)
    named = [found for each in action.others if (found := assistant.base.get(each))]
    related = assistant.related(entry) if entry else ()
    others = {other.id: other for other in (*named, *related) if other.id != action.entry_id}
    return tuple(others.values())[:MAX_NEXT_BEST]
