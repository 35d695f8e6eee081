"""/faq history and /faq undo: who changed what, and taking it back step by step."""

import re
from dataclasses import replace

import discord

from bot.discord_ui import limits
from bot.discord_ui.capabilities import interaction_capabilities
from bot.discord_ui.context import BotContext
from bot.discord_ui.delivery import defer, edit_message, respond
from bot.discord_ui.moderation import author_of, editor_of, entry_named, is_editor, store_of, tell
from bot.discord_ui.payload import Button, Payload, Row
from bot.discord_ui.rendering import render
from bot.overlay import Conflict, Refusal, Refused, in_effect
from bot.replies import moderator_words as words
from bot.replies import shorten
from bot.replies.edit_history import entry_history_reply, history_reply, undo_reply, undone_reply
from bot.replies.editing import built_on_reply, conflict_reply, entry_gone_reply, question_of, refused_reply
from bot.replies.words import PAGE
from bot.store import Edit

UNDO_PATTERN = re.compile(r"faq:mod:undo:(?P<number>\d{1,9})", re.ASCII)
HISTORY_PATTERN = re.compile(r"faq:mod:history:(?P<page>\d{1,6})", re.ASCII)

EDITS_ON_PAGE = 4
"""As many as fit into one message: an edit takes up to 1,000 characters with who, when, before and after."""


async def history(context: BotContext, interaction: discord.Interaction, named: str) -> None:
    """Respond to /faq history: all edits of an entry, or the newest edits of all entries if none is named."""
    if not await is_editor(context, interaction):
        return
    if not named:
        await respond(interaction, (await _page(context, interaction, 0),), ephemeral=True)
        return
    entry = await entry_named(context, named)
    # Removed entries have a history too. Only their id finds it.
    edits = await store_of(context).history(entry.id if entry else named)
    if entry is None and not edits:
        await tell(interaction, entry_gone_reply())
    else:
        await tell(interaction, entry_history_reply(entry.question if entry else question_of(edits[-1]), edits[::-1]))


async def press_history(context: BotContext, interaction: discord.Interaction, match: re.Match[str]) -> None:
    """Turn the page."""
    if await is_editor(context, interaction):
        await edit_message(interaction, await _page(context, interaction, int(match["page"])))


async def undo(context: BotContext, interaction: discord.Interaction) -> None:
    """Respond to /faq undo: show the latest edit in effect, and ask."""
    if not await is_editor(context, interaction):
        return
    latest = await _latest(context)
    if latest:
        await tell(interaction, undo_reply(latest), _undo_row(latest))
    else:
        await tell(interaction, refused_reply(Refused(Refusal.NOTHING_TO_UNDO)))


async def press_undo(context: BotContext, interaction: discord.Interaction, match: re.Match[str]) -> None:
    """Undo the edit that was shown, and offer the one before it."""
    await defer(interaction, ephemeral=True)
    if not await is_editor(context, interaction):
        return
    written = await editor_of(context).undo(author_of(interaction), int(match["number"]))
    if isinstance(written, Refused):
        await tell(interaction, refused_reply(written))
    elif isinstance(written, Conflict):
        later = written.by
        reply = built_on_reply(later) if later else conflict_reply(written)
        await tell(interaction, reply, *([_undo_row(later)] if later else []))
    else:
        latest = await _latest(context)
        await tell(interaction, undone_reply(written, latest), *([_undo_row(latest)] if latest else []))


async def _latest(context: BotContext) -> Edit | None:
    edits = in_effect(await store_of(context).history())
    return edits[-1] if edits else None


def _undo_row(edit: Edit) -> Row:
    return (Button(f"faq:mod:undo:{edit.number}", words.UNDO_BUTTON),)


async def _page(context: BotContext, interaction: discord.Interaction, page: int) -> Payload:
    """A page of the history, newest first. A page beyond the last shows the last."""
    edits = (await store_of(context).history())[::-1]
    last = max(0, (len(edits) - 1) // EDITS_ON_PAGE)
    page = min(page, last)
    shown = edits[page * EDITS_ON_PAGE : (page + 1) * EDITS_ON_PAGE]
    reply = history_reply(shown, PAGE.format(page=page + 1, pages=last + 1) if last else "")
    capabilities = interaction_capabilities(interaction)
    room = limits.EMBED_DESCRIPTION if capabilities.embeds else limits.MENU_TEXT
    (payload,) = render(replace(reply, body=shorten(reply.body, room)), capabilities)
    return replace(payload, rows=_page_rows(page, last))


def _page_rows(page: int, last: int) -> tuple[Row, ...]:
    buttons = []
    if page > 0:
        buttons.append(Button(f"faq:mod:history:{page - 1}", words.NEWER))
    if page < last:
        buttons.append(Button(f"faq:mod:history:{page + 1}", words.OLDER))
    return (tuple(buttons),) if buttons else ()
