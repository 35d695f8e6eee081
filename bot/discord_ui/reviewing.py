"""/faq review: moderators decide about questions that went unanswered. Every function checks the permission."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

import discord

from bot.discord_ui import edit_forms, limits
from bot.discord_ui.context import BotContext
from bot.discord_ui.delivery import defer, defer_edit, finish_edit, respond, show_form
from bot.discord_ui.errors import error_reply
from bot.discord_ui.forms import Form, TextField, entered
from bot.discord_ui.moderation import author_of, editor_of, is_editor, store_of, tell
from bot.discord_ui.review_pages import (
    GROUP,
    SEARCH,
    SeenGroup,
    find_group,
    group_page,
    review_page,
    shown_texts,
    today,
)
from bot.knowledge import Entry
from bot.overlay import Conflict
from bot.replies import count
from bot.replies import moderator_words as words
from bot.replies.editing import conflict_reply, not_saved_text, refused_reply
from bot.replies.quoting import quoted
from bot.replies.reviewing import decided_reply, phrased_notice, refused_notice
from bot.replies.words import DAYS
from bot.review import LATER_DAYS, Group, Reviewer
from bot.store import Content, Edit, StoreError

OPEN = "faq:review:open"
"""The custom id of a button that does what /faq review does."""
OPEN_PATTERN = re.compile(OPEN)
PAGE_PATTERN = re.compile(r"faq:review:page:(?P<page>\d{1,6})", re.ASCII)
ADD_PATTERN = re.compile(f"faq:review:add:{GROUP}", re.ASCII)
WRITE_PATTERN = re.compile(f"faq:review:write:{GROUP}", re.ASCII)
IGNORE_PATTERN = re.compile(f"faq:review:ignore:{GROUP}", re.ASCII)
LATER_PATTERN = re.compile(f"faq:review:later:{GROUP}", re.ASCII)
SEARCH_PATTERN = re.compile(f"faq:review:search:{GROUP}", re.ASCII)
ANSWER_PATTERN = re.compile(f"faq:review:answer:{GROUP}", re.ASCII)

_SEARCH_FIELD = "text"
_MAX_SEARCH = 100
"""Characters of a search."""


async def review(context: BotContext, interaction: discord.Interaction) -> None:
    """Respond to /faq review."""
    await defer(interaction, ephemeral=True)
    if await is_editor(context, interaction):
        await respond(interaction, (await review_page(context, interaction, 0),), ephemeral=True)


async def press_open(context: BotContext, interaction: discord.Interaction, _match: re.Match[str]) -> None:
    """Respond to the button of the weekly reminder as to /faq review: privately, and the reminder stays."""
    await review(context, interaction)


async def press_page(context: BotContext, interaction: discord.Interaction, match: re.Match[str]) -> None:
    """Turn the page."""
    await defer_edit(interaction)
    if await is_editor(context, interaction):
        await finish_edit(interaction, await review_page(context, interaction, int(match["page"])))


async def press_add(context: BotContext, interaction: discord.Interaction, match: re.Match[str]) -> None:
    """Add the group as phrasings of the entry that was selected, or ask for what to search for."""
    data: Mapping[str, Any] = interaction.data or {}
    selected = str(next(iter(data.get("values", ())), ""))
    seen = SeenGroup.matched(match)
    if selected == SEARCH:
        if await is_editor(context, interaction):
            field = TextField(_SEARCH_FIELD, words.SEARCH_FIELD, limit=_MAX_SEARCH)
            await show_form(interaction, Form(f"faq:review:search:{seen.written()}", words.SEARCH_FORM, (field,)))
        return
    await _decide(context, interaction, seen, partial(_add, context, interaction, selected))


async def press_ignore(context: BotContext, interaction: discord.Interaction, match: re.Match[str]) -> None:
    """Hide the group for as long as its questions are kept."""

    async def ignore(group: Group) -> str:
        await _reviewer(context).ignore(group)
        return words.REVIEW_IGNORED

    await _decide(context, interaction, SeenGroup.matched(match), ignore)


async def press_later(context: BotContext, interaction: discord.Interaction, match: re.Match[str]) -> None:
    """Hide the group for some days."""

    async def postpone(group: Group) -> str:
        await _reviewer(context).later(group, today())
        return words.REVIEW_POSTPONED.format(days=count(LATER_DAYS, DAYS))

    await _decide(context, interaction, SeenGroup.matched(match), postpone)


async def press_write(context: BotContext, interaction: discord.Interaction, match: re.Match[str]) -> None:
    """Show a form for an answer, with the group's questions. It must come quickly, so grouping has a time limit."""
    if not await is_editor(context, interaction):
        return
    seen = SeenGroup.matched(match)
    texts: tuple[str, ...] = ()
    try:
        async with asyncio.timeout(limits.REFERENCE_SECONDS):
            group = await find_group(context, interaction.guild_id or 0, seen)
            texts = shown_texts(group) if group else ()
    except TimeoutError:
        pass
    await show_form(interaction, edit_forms.review_form(f"faq:review:answer:{seen.written()}", texts))


async def submit_search(context: BotContext, interaction: discord.Interaction, match: re.Match[str]) -> None:
    """Show the group again, with the entries that match the search."""
    await defer_edit(interaction)
    if not await is_editor(context, interaction):
        return
    seen = SeenGroup.matched(match)
    text = edit_forms.value_of(entered(interaction), _SEARCH_FIELD)[:_MAX_SEARCH]
    group = await find_group(context, interaction.guild_id or 0, seen)
    if group is None:
        await finish_edit(interaction, await review_page(context, interaction, seen.page, words.REVIEW_CHANGED))
        return
    found = await context.worker.run(partial(_search, context, text))
    notice = (words.REVIEW_FOUND if found else words.REVIEW_NOT_FOUND).format(text=quoted(text))
    await finish_edit(interaction, group_page(interaction, group, seen.page, seen.page + 1, notice, found))


async def submit_answer(context: BotContext, interaction: discord.Interaction, match: re.Match[str]) -> None:
    """Save the answer of a form. Whatever happens, the moderator gets the text back."""
    content = edit_forms.content_in(entered(interaction))
    try:
        await _decide(
            context,
            interaction,
            SeenGroup.matched(match),
            partial(_write, context, interaction, content),
            lambda: tell(interaction, decided_reply(content)),
        )
    except StoreError as error:
        await tell(interaction, not_saved_text(error_reply("Saving an answer", error), content))


async def _decide(
    context: BotContext,
    interaction: discord.Interaction,
    seen: SeenGroup,
    decide: Callable[[Group], Awaitable[str]],
    gone: Callable[[], Awaitable[None]] | None = None,
) -> None:
    """Decide about a group if it waits as it was shown, and show the next one with what `decide` returns.

    One decision at a time: the second of two moderators learns that the first was faster, and `gone` is called.
    """
    await defer_edit(interaction)
    if not await is_editor(context, interaction):
        return
    async with context.deciding:
        group = await find_group(context, interaction.guild_id or 0, seen)
        notice = await decide(group) if group else words.REVIEW_CHANGED
    await finish_edit(interaction, await review_page(context, interaction, seen.page, notice))
    if group is None and gone:
        await gone()


async def _add(context: BotContext, interaction: discord.Interaction, entry_id: str, group: Group) -> str:
    texts = shown_texts(group)
    written = await _reviewer(context).add_phrasings(group, entry_id, author_of(interaction), texts)
    if isinstance(written, Edit):
        return phrased_notice(written.before.questions[0] if written.before else entry_id)
    return words.REVIEW_CHANGED if isinstance(written, Conflict) else refused_notice(written)


async def _write(context: BotContext, interaction: discord.Interaction, content: Content, group: Group) -> str:
    written = await _reviewer(context).write_answer(group, content, author_of(interaction))
    if isinstance(written, Edit):
        return words.REVIEW_WRITTEN
    if isinstance(written, Conflict):
        await tell(interaction, conflict_reply(written, content))
    else:
        await tell(interaction, refused_reply(written, content))
    return ""


def _reviewer(context: BotContext) -> Reviewer:
    return Reviewer(store_of(context), editor_of(context))


def _search(context: BotContext, text: str) -> tuple[Entry, ...]:
    """The entries that match a search, best first, leaving room for an option to search again."""
    hits = context.assistant.retriever.search(text, limits.SELECT_OPTIONS - 1)
    return tuple(hit.entry for hit in hits)
