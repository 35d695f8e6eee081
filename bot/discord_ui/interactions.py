"""Answers interactions: commands, buttons and selects.

Answers to /ask are public, for the channel asked along. Everything else is private to whoever pressed or looked, so
that channels stay clean; in direct messages, where nobody else reads, pressed answers stay in the conversation.
"""

from collections.abc import Sequence
from functools import partial

import discord

from bot.answering import Assistant
from bot.discord_ui import limits
from bot.discord_ui.answers import answers_to, name_of
from bot.discord_ui.delivery import acknowledge, answer_interaction, offer_choices, replace_message
from bot.discord_ui.desk import Desk
from bot.discord_ui.gate import question_text, text_of
from bot.discord_ui.menus import menu
from bot.discord_ui.notices import no_text_reply, too_fast_reply
from bot.discord_ui.payload import Payload
from bot.discord_ui.presses import AnswerPress, MenuPress, Press
from bot.discord_ui.rates import Verdict
from bot.discord_ui.rendering import render_all
from bot.discord_ui.surface import surface_of_interaction
from bot.discord_ui.worker import BusyError
from bot.knowledge import Entry
from bot.replies import (
    Reply,
    about_reply,
    busy_reply,
    entry_reply,
    gone_reply,
    help_reply,
    length,
    nothing_asked_reply,
    shorten,
    words,
)


async def ask(desk: Desk, interaction: discord.Interaction, question: str) -> None:
    """Answer /ask: a picked question, or one in the member's own words."""
    text = question_text(question)
    refusal = _refusal(desk, interaction, text)
    if refusal:
        await say(interaction, refusal, private=True)
        return
    await acknowledge(interaction, private=False)
    await say(interaction, *await _replies_to(desk, text), private=False)


async def complete(desk: Desk, interaction: discord.Interaction, typed: str) -> None:
    """Offer stored questions for what was typed so far; none while too many questions wait."""
    try:
        job = partial(desk.assistant.complete, typed[: limits.TYPED], limits.AUTOCOMPLETE_CHOICES)
        entries = await desk.worker.run(job)
    except BusyError:
        entries = ()
    await offer_choices(interaction, completions(entries))


def completions(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """What is shown for each entry, and what comes back if it is picked: the question if it fits, else the id."""
    return [
        (
            shorten(entry.question, limits.AUTOCOMPLETE_NAME),
            entry.question if length(entry.question) <= limits.AUTOCOMPLETE_VALUE else entry.id,
        )
        for entry in entries
    ]


async def answer_this(desk: Desk, interaction: discord.Interaction, message: discord.Message) -> None:
    """Answer a message that a member points at, for that member alone: its author has not asked us."""
    text = question_text(text_of(message))
    if not text:
        await say(interaction, no_text_reply(), private=True)
        return
    await acknowledge(interaction, private=True)
    await say(interaction, *await _replies_to(desk, text), private=True)


async def press(desk: Desk, interaction: discord.Interaction, pressed: Press) -> None:
    """Do what a button or a select stands for."""
    if isinstance(pressed, AnswerPress):
        private = not interaction.context.dm_channel
        await acknowledge(interaction, private=private)
        await say(interaction, await _answer_of(desk, pressed.entry_id), private=private)
    else:
        await replace_message(interaction, _menu(desk, interaction, pressed))


async def show_help(interaction: discord.Interaction) -> None:
    """Answer /help."""
    await say(interaction, help_reply(words.DISCORD_WAYS), private=True)


async def show_about(desk: Desk, interaction: discord.Interaction) -> None:
    """Answer /about; what is wrong with an edit of the notes is for the owner alone."""
    problems = desk.problems
    shown = problems if desk.is_owner(interaction.user) else ()
    reply = about_reply(desk.assistant, name_of(desk), waiting=bool(problems), problems=shown)
    await say(interaction, reply, private=True)


async def show_menu(desk: Desk, interaction: discord.Interaction, place: MenuPress) -> None:
    """Answer /topics."""
    await answer_interaction(interaction, (_menu(desk, interaction, place),), private=True)


async def say(interaction: discord.Interaction, *replies: Reply, private: bool) -> None:
    """Send replies to whoever used a command or a component."""
    await answer_interaction(interaction, render_all(replies, surface_of_interaction(interaction)), private=private)


def _refusal(desk: Desk, interaction: discord.Interaction, text: str) -> Reply | None:
    """Why a question cannot be taken now; None if it can."""
    if not text:
        return nothing_asked_reply(desk.assistant)
    at = interaction.created_at.timestamp()
    if desk.rates.judge(interaction.user.id, interaction.channel_id or 0, at) is not Verdict.ANSWER:
        return too_fast_reply()
    return busy_reply() if desk.worker.full else None


async def _replies_to(desk: Desk, text: str) -> tuple[Reply, ...]:
    """The replies to a text, which may be the id of an entry that autocomplete offered."""
    picked = await desk.worker.run(partial(_picked, desk.assistant, text))
    return (picked,) if picked else await answers_to(desk, text)


async def _answer_of(desk: Desk, entry_id: str) -> Reply:
    return await desk.worker.run(partial(_picked, desk.assistant, entry_id)) or gone_reply()


def _picked(assistant: Assistant, entry_id: str) -> Reply | None:
    """What to say to whoever has picked an entry; None if there is none with that id.

    Not for the event loop: to find the first by its id takes half a second among a million.
    """
    entry = assistant.base.get(entry_id)
    return entry_reply(assistant, entry) if entry else None


def _menu(desk: Desk, interaction: discord.Interaction, place: MenuPress) -> Payload:
    return menu(desk.assistant, place.place, place.page, surface_of_interaction(interaction))
