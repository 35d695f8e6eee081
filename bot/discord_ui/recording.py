"""Records what the bot replied: counters always, question texts only where a server collects them.

Nothing here waits for the store, so a slow or broken disk never delays an answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import discord

from bot.discord_ui import custom_ids
from bot.discord_ui.arrivals import seconds_since_arrival
from bot.discord_ui.capabilities import interaction_capabilities
from bot.discord_ui.context import BotContext
from bot.discord_ui.delivery import respond
from bot.discord_ui.payload import Button, Payload
from bot.discord_ui.rendering import render_all
from bot.replies import Reply
from bot.store import Asked, Outcome


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asked, and where."""

    user: int
    server: int
    """0 outside of servers."""
    collect: bool = True
    """Whether the text may be collected: not if its author has not asked the bot."""


def record(
    context: BotContext, asker: Asker, replies: Sequence[Reply], payloads: Sequence[Payload], sent: Sequence[int]
) -> None:
    """Record replies that were sent: `sent` has the ids of the messages that show the payloads."""
    # The others are small talk, or entries that a member opened or picked.
    to_questions = [reply for reply in replies if reply.question]
    for reply in to_questions:
        context.counts.answers[_outcome_of(reply).value] += 1
        context.counts.answering.add(seconds_since_arrival())
    store = context.store
    if store is None or store.refused_lately:
        return
    for reply in to_questions:
        outcome = _outcome_of(reply)
        store.count(asker.server, outcome, reply.entry_id)
        if asker.collect:
            message = _message_of(reply, payloads, sent)
            answer = answer_key(message, reply.entry_id) if message else ""
            store.collect(
                Asked(asker.user, asker.server, reply.question, outcome, answer, reply.entry_id, reply.version)
            )


async def send_recorded(
    context: BotContext,
    interaction: discord.Interaction,
    replies: Sequence[Reply],
    *,
    ephemeral: bool,
    collect: bool = True,
) -> None:
    """Send replies to a question in response to an interaction, and record them."""
    capabilities = replace(interaction_capabilities(interaction), votes=context.store is not None)
    payloads = render_all(replies, capabilities)
    sent = await respond(interaction, payloads, ephemeral=ephemeral)
    record(context, Asker(interaction.user.id, interaction.guild_id or 0, collect), replies, payloads, sent)


def answer_key(message_id: int, entry_id: str = "") -> str:
    """What identifies an answer, or without an entry the suggestions, of a message."""
    return f"{message_id}:{entry_id}" if entry_id else str(message_id)


def _outcome_of(reply: Reply) -> Outcome:
    if reply.entry_id:
        return Outcome.ANSWERED
    return Outcome.SUGGESTED if reply.choices else Outcome.UNANSWERED


def _message_of(reply: Reply, payloads: Sequence[Payload], sent: Sequence[int]) -> int:
    """The id of the message with the buttons of a reply; that of the last message if there are none."""
    wanted = {custom_ids.helped(reply.entry_id, reply.version)} if reply.entry_id else set[str]()
    if not reply.entry_id:
        wanted = {custom_ids.answer(choice.entry_id) for choice in reply.choices}
    for payload, message_id in zip(payloads, sent, strict=True):
        if not wanted.isdisjoint(_custom_ids(payload)):
            return message_id
    return sent[-1] if sent else 0


def _custom_ids(payload: Payload) -> list[str]:
    buttons = [button for row in payload.rows if isinstance(row, tuple) for button in row]
    return [button.custom_id for button in buttons if isinstance(button, Button)]
