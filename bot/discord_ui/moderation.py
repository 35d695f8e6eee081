"""What all handlers for moderators share: private replies, the editor of the knowledge, and entries by name."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import discord

from bot.answering import Assistant
from bot.discord_ui.capabilities import interaction_capabilities
from bot.discord_ui.context import BotContext
from bot.discord_ui.delivery import respond
from bot.discord_ui.payload import Row
from bot.discord_ui.permissions import editor_refusal
from bot.discord_ui.rendering import render
from bot.knowledge import Entry
from bot.overlay import Author, Editor, edited_entry, in_effect
from bot.replies import Reply
from bot.store import Reason, StoreError

if TYPE_CHECKING:
    from bot.store.store import Store


async def tell(interaction: discord.Interaction, reply: Reply, *rows: Row) -> None:
    """Send a private reply, with these rows below it."""
    *others, last = render(reply, interaction_capabilities(interaction))
    await respond(interaction, (*others, replace(last, rows=(*last.rows, *rows))), ephemeral=True)


async def is_editor(context: BotContext, interaction: discord.Interaction) -> bool:
    """Whether the member may edit the knowledge. If not, tells them why."""
    refusal = await editor_refusal(context, interaction)
    if refusal:
        await tell(interaction, refusal)
    return refusal is None


def store_of(context: BotContext) -> "Store":
    """The store. Raises StoreError if there is none."""
    if context.store is None:
        raise StoreError(Reason.OFF)
    return context.store


def editor_of(context: BotContext) -> Editor:
    """The editor of the knowledge. Raises StoreError if there is no store."""
    return Editor(store_of(context), lambda: context.files)


def author_of(interaction: discord.Interaction) -> Author:
    """Who edits, for the history."""
    return Author(interaction.user.display_name, interaction.user.id, interaction.guild_id or 0)


async def entry_named(context: BotContext, text: str) -> Entry | None:
    """The entry with this id or question, with the newest edits; None if there is none.

    Raises StoreError. While a new assistant is built, the current one lacks the newest edits.
    """
    found = await context.worker.run(partial(_entry_by_question, context.assistant, text))
    entry_id = found.id if found else text
    history = await store_of(context).history(entry_id)
    entry = await context.worker.run(partial(context.files.get, entry_id))
    for edit in in_effect(history):
        entry = edited_entry(entry, edit)
    return entry


def _entry_by_question(assistant: Assistant, text: str) -> Entry | None:
    """The entry that a moderator typed in full instead of picking it."""
    if assistant.base.get(text):
        return None
    asked = " ".join(text.casefold().split())
    found: Sequence[Entry] = assistant.complete(text, 1)
    return next((each for each in found if asked in {" ".join(q.casefold().split()) for q in each.questions}), None)
