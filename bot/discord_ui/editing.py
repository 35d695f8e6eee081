"""Moderators add, change and remove entries. Every function checks the permission when it runs."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from functools import partial

import discord

from bot.discord_ui import edit_forms, limits
from bot.discord_ui.context import BotContext
from bot.discord_ui.delivery import defer, show_form
from bot.discord_ui.errors import error_reply
from bot.discord_ui.forms import entered
from bot.discord_ui.gate import text_of
from bot.discord_ui.moderation import author_of, editor_of, entry_named, is_editor, tell
from bot.discord_ui.payload import Button, Row
from bot.discord_ui.worker import BusyError
from bot.knowledge import Entry
from bot.overlay import Conflict, Refusal, Refused, Written, content_of, revision_of
from bot.replies import moderator_words as words
from bot.replies.editing import (
    bad_link_reply,
    conflict_reply,
    entry_gone_reply,
    no_text_to_save_reply,
    not_saved_text,
    refused_reply,
    removal_reply,
    saved_reply,
)
from bot.store import Content, Edit, StoreError

OPEN_PATTERN = re.compile(r"faq:mod:open:(?P<entry>[\w.-]{1,64})", re.ASCII)
REMOVE_PATTERN = re.compile(r"faq:mod:remove:(?P<entry>[\w.-]{1,64}):(?P<revision>[0-9a-f]{8})", re.ASCII)
ADD_PATTERN = re.compile(edit_forms.ADD_FORM)
EDIT_PATTERN = edit_forms.EDIT_PATTERN
PHRASING_PATTERN = re.compile(edit_forms.PHRASING_FORM)


async def add(context: BotContext, interaction: discord.Interaction) -> None:
    """Respond to /faq add with a form."""
    if await is_editor(context, interaction):
        await show_form(interaction, edit_forms.add_form())


async def edit(context: BotContext, interaction: discord.Interaction, named: str) -> None:
    """Respond to /faq edit, or to the button that opens an entry, with a form that holds what the entry says."""
    if await is_editor(context, interaction):
        entry = await entry_named(context, named)
        await (show_form(interaction, edit_forms.edit_form(entry)) if entry else tell(interaction, entry_gone_reply()))


async def remove(context: BotContext, interaction: discord.Interaction, named: str) -> None:
    """Respond to /faq remove: show the entry, and ask."""
    if not await is_editor(context, interaction):
        return
    entry = await entry_named(context, named)
    if entry is None:
        await tell(interaction, entry_gone_reply())
        return
    button = Button(f"faq:mod:remove:{entry.id}:{revision_of(entry)}", words.REMOVE_BUTTON)
    await tell(interaction, removal_reply(entry), (button,))


async def save_as_answer(context: BotContext, interaction: discord.Interaction, message: discord.Message) -> None:
    """Respond to the message command on a helper's message: a form with it, and with the question it replies to."""
    if not await is_editor(context, interaction):
        return
    answer = text_of(message).strip()
    if not answer:
        await tell(interaction, no_text_to_save_reply())
        return
    await show_form(interaction, edit_forms.add_form(await _question_before(context, message), answer))


async def add_as_phrasing(context: BotContext, interaction: discord.Interaction, message: discord.Message) -> None:
    """Respond to the message command on a member's question: a form to choose the entry, the closest first."""
    if not await is_editor(context, interaction):
        return
    text = _one_line(text_of(message), context)
    if not text:
        await tell(interaction, no_text_to_save_reply())
        return
    entries = await context.worker.run(partial(_closest, context, text))
    await show_form(interaction, edit_forms.phrasing_form(text, entries))


async def submit_add(context: BotContext, interaction: discord.Interaction, _: re.Match[str]) -> None:
    """Save the new entry of a form."""
    content = edit_forms.content_in(entered(interaction))

    async def save() -> Written:
        return await editor_of(context).add(content, author_of(interaction))

    await _submit(context, interaction, content, save)


async def submit_edit(context: BotContext, interaction: discord.Interaction, match: re.Match[str]) -> None:
    """Save the changed entry of a form, unless somebody else has changed it in the meantime."""
    entry_id, seen, values = match["entry"], match["revision"], entered(interaction)

    async def save() -> Written:
        entry = await entry_named(context, entry_id)
        content = edit_forms.content_in(values, content_of(entry) if entry else None)
        return await editor_of(context).change(entry_id, content, seen, author_of(interaction))

    await _submit(context, interaction, edit_forms.content_in(values), save)


async def submit_phrasing(context: BotContext, interaction: discord.Interaction, _: re.Match[str]) -> None:
    """Add the phrasing of a form to the entry that was chosen."""
    values = entered(interaction)
    text, entry = edit_forms.value_of(values, edit_forms.QUESTION), edit_forms.value_of(values, edit_forms.ENTRY)

    async def save() -> Written:
        return await editor_of(context).add_phrasings(entry, [text], author_of(interaction))

    await _submit(context, interaction, Content((text,)), save)


async def press_open(context: BotContext, interaction: discord.Interaction, match: re.Match[str]) -> None:
    """Open an entry from a button."""
    await edit(context, interaction, match["entry"])


async def press_remove(context: BotContext, interaction: discord.Interaction, match: re.Match[str]) -> None:
    """Remove the entry that was shown, unless it has changed since."""
    await defer(interaction, ephemeral=True)
    if await is_editor(context, interaction):
        written = await editor_of(context).remove(match["entry"], match["revision"], author_of(interaction))
        await _tell_written(interaction, written, None)


async def _submit(
    context: BotContext, interaction: discord.Interaction, wrote: Content, save: Callable[[], Awaitable[Written]]
) -> None:
    """Save what a moderator wrote. What cannot be saved comes back in the reply."""
    await defer(interaction, ephemeral=True)  # saving can take longer than Discord waits
    try:
        if not await is_editor(context, interaction):
            return
        if wrote.url and not edit_forms.is_link(wrote.url):
            await tell(interaction, bad_link_reply(wrote))
            return
        written = await save()
    except (StoreError, BusyError) as error:
        await tell(interaction, not_saved_text(error_reply("Saving an edit", error), wrote))
        return
    await _tell_written(interaction, written, wrote)


async def _tell_written(interaction: discord.Interaction, written: Written, wrote: Content | None) -> None:
    if isinstance(written, Edit):
        buttons = [Button(f"faq:mod:undo:{written.number}", words.UNDO_BUTTON)]
        if written.after:
            buttons.insert(0, Button(f"faq:mod:open:{written.entry}", words.EDIT_BUTTON))
        await tell(interaction, saved_reply(written), tuple(buttons))
    elif isinstance(written, Conflict):
        await tell(interaction, conflict_reply(written, wrote), *_open_row(written.entry, words.EDIT_NEW_VERSION))
    else:
        await tell(interaction, refused_reply(written, wrote), *_open_row(_taken(written), words.EDIT_BUTTON))


def _taken(refused: Refused) -> Entry | None:
    return refused.entry if refused.why is Refusal.TAKEN else None


def _open_row(entry: Entry | None, label: str) -> tuple[Row, ...]:
    return ((Button(f"faq:mod:open:{entry.id}", label),),) if entry else ()


async def _question_before(context: BotContext, message: discord.Message) -> str:
    """The text of the message that a message replies to; "" if there is none, or it cannot be read quickly."""
    reference = message.reference
    if reference is None or reference.message_id is None:
        return ""
    found = reference.resolved
    if not isinstance(found, discord.Message):
        try:
            async with asyncio.timeout(limits.REFERENCE_SECONDS):
                found = await message.channel.fetch_message(reference.message_id)
        except (discord.HTTPException, TimeoutError):
            return ""
    return _one_line(text_of(found), context)


def _one_line(text: str, context: BotContext) -> str:
    """A question on one line, without a mention of the bot."""
    mention = f"<@{context.user.id}>" if context.user else ""
    return " ".join(text.replace(mention, " ").split()) if mention else " ".join(text.split())


def _closest(context: BotContext, text: str) -> list[Entry]:
    """Up to 25 entries, those closest to a text first, then the first ones of the files."""
    assistant = context.assistant
    found = dict.fromkeys(hit.entry for hit in assistant.retriever.search(text, limits.SELECT_OPTIONS))
    found |= dict.fromkeys(assistant.base.entries[: limits.SELECT_OPTIONS])
    return [*found][: limits.SELECT_OPTIONS]
