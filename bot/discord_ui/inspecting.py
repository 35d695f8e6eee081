"""/faq test and /faq export: what the bot would answer and why, and all that it knows."""

import asyncio
from functools import partial

import discord

from bot.discord_ui import limits
from bot.discord_ui.capabilities import interaction_capabilities
from bot.discord_ui.context import BotContext, assistant_in
from bot.discord_ui.delivery import defer, respond
from bot.discord_ui.gate import question_text
from bot.discord_ui.moderation import is_editor, store_of, tell
from bot.discord_ui.payload import Attachment, Payload
from bot.discord_ui.rendering import render
from bot.knowledge.writers import WritingError, write, write_synonyms
from bot.overlay import apply_edits
from bot.replies import nothing_asked_reply
from bot.replies.inspecting import (
    SYNONYMS_FILE,
    export_file,
    export_reply,
    format_reply,
    no_files_reply,
    outcome_test_reply,
    too_large_reply,
)
from bot.retrieval import find_topics

MEGABYTE = 1024 * 1024


async def test(context: BotContext, interaction: discord.Interaction, question: str) -> None:
    """Respond to /faq test with the ranked hits, their scores, the confidence and the reasons."""
    if not await is_editor(context, interaction):
        return
    text = question_text(question)
    if not text:
        await tell(interaction, nothing_asked_reply(context.assistant))
        return
    await defer(interaction, ephemeral=True)
    assistant = await assistant_in(context, interaction.guild_id, interaction.channel)
    strictness = (await context.server_settings.of(interaction.guild_id)).strictness or assistant.strictness
    ranked = await context.worker.run(partial(assistant.rank, text))
    await tell(interaction, outcome_test_reply(assistant.decide(ranked, strictness), strictness))


async def export(context: BotContext, interaction: discord.Interaction, extension: str) -> None:
    """Respond to /faq export: the whole knowledge as a file of this format, one of WRITERS."""
    if not await is_editor(context, interaction):
        return
    if not interaction_capabilities(interaction).files:
        await tell(interaction, no_files_reply())
        return
    await defer(interaction, ephemeral=True)
    history = await store_of(context).history()
    base = await asyncio.to_thread(apply_edits, context.files, history)
    try:
        text = await asyncio.to_thread(lambda: write(find_topics(base), extension))
    except WritingError:
        await tell(interaction, format_reply())
        return
    size = len(text.encode("utf-8", "replace"))
    if size > limits.FILE_BYTES:
        await tell(interaction, too_large_reply(size / MEGABYTE))
        return
    (payload,) = render(export_reply(len(base.entries)), interaction_capabilities(interaction))
    files = [Payload(payload.content, payload.embeds, attachment=Attachment(export_file(extension), text))]
    if synonyms := write_synonyms(base):
        files.append(Payload(attachment=Attachment(SYNONYMS_FILE, synonyms)))
    await respond(interaction, files, ephemeral=True)
