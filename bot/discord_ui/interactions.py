"""Responds to interactions: commands, buttons and selects.

Responses to /ask are public, because the channel may want to know too. Everything else is ephemeral, to keep channels
clean. The exception is components in direct messages: nobody else reads those, so the answer stays there.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

import discord

from bot.answering import Assistant
from bot.discord_ui import feedback, limits
from bot.discord_ui.actions import Action, Helped, NotMeant, PickInstead, Privacy, ShowAnswer, ShowMenu
from bot.discord_ui.arrivals import mark_arrival
from bot.discord_ui.capabilities import interaction_capabilities
from bot.discord_ui.context import BotContext, answers_to, assistant_in, bot_name
from bot.discord_ui.delivery import defer, edit_message, respond, send_choices
from bot.discord_ui.gate import question_text, text_of
from bot.discord_ui.menus import menu
from bot.discord_ui.payload import Payload
from bot.discord_ui.privacy import change_privacy
from bot.discord_ui.rate_limits import Verdict
from bot.discord_ui.recording import answer_key, send_recorded
from bot.discord_ui.rendering import render_all
from bot.discord_ui.worker import BusyError
from bot.knowledge import Entry
from bot.metrics import Drop
from bot.replies import (
    Reply,
    about_reply,
    busy_reply,
    entry_reply,
    gone_reply,
    help_reply,
    length,
    no_text_reply,
    nothing_asked_reply,
    rate_limited_reply,
    shorten,
    words,
)


async def is_allowed(context: BotContext, interaction: discord.Interaction) -> bool:
    """Whether a member may use one more command or component now. If not, tells the member when there is time for it.

    Questions have a limit of their own, which `ask` and `answer_this` check. If another process of the bot responds,
    the answer is no, too.
    """
    mark_arrival()
    user_id, at = interaction.user.id, interaction.created_at.timestamp()
    if interaction.type is discord.InteractionType.autocomplete:
        if context.autocomplete_limiter.check(user_id, 0, at) is Verdict.ANSWER:
            return True
        if await context.request_limiter.callbacks.spare_turn():
            await send_choices(interaction, ())  # without a response, Discord would show an error
        return False
    if context.press_limiter.check(user_id, 0, at) is Verdict.ANSWER:
        return await context.claiming.take(interaction.id)
    if await context.request_limiter.callbacks.spare_turn() and await context.claiming.take(interaction.id):
        await send(interaction, rate_limited_reply(), ephemeral=True)
    return False


async def ask(context: BotContext, interaction: discord.Interaction, question: str) -> None:
    """Respond to /ask. The question is in the member's own words, or was picked from the autocomplete choices."""
    text = question_text(question)
    if not text:
        await send(interaction, nothing_asked_reply(await _assistant(context, interaction)), ephemeral=True)
        return
    if refusal := _refusal(context, interaction):
        await send(interaction, refusal, ephemeral=True)
        return
    await defer(interaction, ephemeral=False)
    await send_recorded(context, interaction, await _replies_to(context, interaction, text), ephemeral=False)


async def autocomplete(
    context: BotContext, interaction: discord.Interaction, typed: str, *, by_id: bool = False
) -> None:
    """Offer stored questions that match the text typed so far; none if the bot is busy. `by_id` is as below."""
    entries: Sequence[Entry] = ()
    if not context.request_limiter.callbacks.crowded:
        with suppress(BusyError, TimeoutError):
            async with asyncio.timeout(limits.AUTOCOMPLETE_SECONDS):
                assistant = context.assistant if by_id else await _assistant(context, interaction)
                job = partial(assistant.complete, typed[: limits.AUTOCOMPLETE_INPUT], limits.AUTOCOMPLETE_CHOICES)
                entries = await context.worker.look_up(job)
    await send_choices(interaction, autocomplete_choices(entries, by_id=by_id))


def autocomplete_choices(entries: Sequence[Entry], *, by_id: bool = False) -> list[tuple[str, str]]:
    """The name and value of each entry's choice. The value is the entry id `by_id`, and if the question is too long."""
    return [
        (
            shorten(entry.question, limits.AUTOCOMPLETE_NAME),
            entry.id if by_id or length(entry.question) > limits.AUTOCOMPLETE_VALUE else entry.question,
        )
        for entry in entries
    ]


async def answer_this(context: BotContext, interaction: discord.Interaction, message: discord.Message) -> None:
    """Answer somebody's message for the member who used the message command. Its author has not asked the bot."""
    text = question_text(text_of(message))
    refusal = _refusal(context, interaction) if text else no_text_reply()
    if refusal:
        await send(interaction, refusal, ephemeral=True)
        return
    await defer(interaction, ephemeral=True)
    replies = await _replies_to(context, interaction, text)
    await send_recorded(context, interaction, replies, ephemeral=True, collect=False)


async def run_action(context: BotContext, interaction: discord.Interaction, action: Action) -> None:
    """Do what a button or select stands for."""
    match action:
        case ShowAnswer():
            await _show_answer(context, interaction, action)
        case ShowMenu():
            await edit_message(interaction, await _menu(context, interaction, action))
        case Helped():
            await feedback.helped(context, interaction, action)
        case NotMeant():
            await feedback.not_meant(context, interaction, action)
        case PickInstead():
            await feedback.pick_instead(context, interaction, action)
        case Privacy():
            await change_privacy(context, interaction, action)


async def _show_answer(context: BotContext, interaction: discord.Interaction, action: ShowAnswer) -> None:
    """Show the answer of an entry that was suggested, related or listed."""
    ephemeral = not interaction.context.dm_channel
    await defer(interaction, ephemeral=ephemeral)
    assistant = await _assistant(context, interaction)
    reply = await context.worker.run(partial(_picked, assistant, action.entry_id))
    if reply and context.store:
        key = answer_key(interaction.message.id) if interaction.message else ""
        context.store.opened(key, interaction.guild_id or 0, reply.entry_id)
    await send_recorded(context, interaction, (reply or gone_reply(),), ephemeral=ephemeral)


async def show_help(interaction: discord.Interaction) -> None:
    """Respond to /help."""
    await send(interaction, help_reply(words.DISCORD_WAYS), ephemeral=True)


async def show_about(context: BotContext, interaction: discord.Interaction) -> None:
    """Respond to /about. Only the owner sees the errors in an edit of the notes."""
    problems = context.problems
    shown = problems if context.is_owner(interaction.user) else ()
    remembers = context.store is not None
    reply = about_reply(
        context.assistant, bot_name(context), remembers=remembers, waiting=bool(problems), problems=shown
    )
    await send(interaction, reply, ephemeral=True)


async def show_menu(context: BotContext, interaction: discord.Interaction, action: ShowMenu) -> None:
    """Respond to /topics."""
    await respond(interaction, (await _menu(context, interaction, action),), ephemeral=True)


async def send(interaction: discord.Interaction, *replies: Reply, ephemeral: bool) -> None:
    """Send replies in response to an interaction."""
    await respond(interaction, render_all(replies, interaction_capabilities(interaction)), ephemeral=ephemeral)


async def _assistant(context: BotContext, interaction: discord.Interaction) -> Assistant:
    """The assistant for the channel of an interaction."""
    return await assistant_in(context, interaction.guild_id, interaction.channel)


def _refusal(context: BotContext, interaction: discord.Interaction) -> Reply | None:
    """Why the bot cannot answer a question now; None if it can."""
    at = interaction.created_at.timestamp()
    asked_by, channel_id = interaction.user.id, interaction.channel_id or 0
    if context.rate_limiter.check(asked_by, channel_id, at, interaction.guild_id) is not Verdict.ANSWER:
        context.counts.drops[Drop.RATE_LIMITED] += 1
        return rate_limited_reply()
    if context.worker.full:
        context.counts.drops[Drop.BUSY] += 1
        return busy_reply()
    return None


async def _replies_to(context: BotContext, interaction: discord.Interaction, text: str) -> tuple[Reply, ...]:
    """The replies to a text, which may be the entry id of an autocomplete choice."""
    await context.request_limiter.callbacks.before_ranking()
    picked = await context.worker.run(partial(_picked, await _assistant(context, interaction), text))
    if picked and context.store:
        context.store.opened("", interaction.guild_id or 0, picked.entry_id)
    return (picked,) if picked else await answers_to(context, text, interaction.guild_id, interaction.channel)


def _picked(assistant: Assistant, entry_id: str) -> Reply | None:
    """The reply to a member who picked an entry; None if no entry has that id.

    Too slow for the event loop: among a million entries, the first lookup by id takes half a second.
    """
    entry = assistant.base.get(entry_id)
    return entry_reply(assistant, entry) if entry else None


async def _menu(context: BotContext, interaction: discord.Interaction, action: ShowMenu) -> Payload:
    assistant = await _assistant(context, interaction)
    return menu(assistant, action.place, action.page, interaction_capabilities(interaction))
