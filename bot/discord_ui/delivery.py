"""Sends. Everything that the bot says in Discord leaves through here: checked, and pinging nobody."""

import io
from collections.abc import Sequence
from typing import Any

import discord

from bot.discord_ui.payload import Embed, Payload
from bot.discord_ui.presses import view_of
from bot.discord_ui.surface import may_reply
from bot.discord_ui.validation import check_choices, check_payload

NOBODY = discord.AllowedMentions.none()
"""Whom a message may ping."""

REFERENCE_REFUSED = frozenset({50035, 10008, 160002})
"""Codes for a question that is gone or may not be referenced: topics/opcodes-and-status-codes."""


async def answer_message(message: discord.Message, payloads: Sequence[Payload]) -> None:
    """Send the messages of a reply into the channel of a question, the first of them with a reference to it.

    Their nonces are made from the question's id, so that Discord drops the answer of a second process.
    """
    for payload in payloads:
        check_payload(payload)
    for number, payload in enumerate(payloads):
        nonce = f"{message.id}-{number}"
        reference = None
        if number == 0 and may_reply(message.channel):
            reference = message.to_reference(fail_if_not_exists=False)
        try:
            await _send(message.channel, payload, nonce, reference)
        except discord.HTTPException as error:
            if reference is None or error.code not in REFERENCE_REFUSED:
                raise
            await _send(message.channel, payload, nonce, None)


async def post(channel: discord.abc.Messageable, payloads: Sequence[Payload]) -> None:
    """Send the messages of a reply into a channel in which nobody has asked for them."""
    for payload in payloads:
        check_payload(payload)
    for payload in payloads:
        await channel.send(**_parts(payload), allowed_mentions=NOBODY)


async def _send(
    channel: discord.abc.Messageable, payload: Payload, nonce: str, reference: discord.MessageReference | None
) -> None:
    extra: dict[str, Any] = {} if reference is None else {"reference": reference, "mention_author": False}
    await channel.send(**_parts(payload), **extra, nonce=nonce, allowed_mentions=NOBODY)


async def acknowledge(interaction: discord.Interaction, *, private: bool) -> None:
    """Tell Discord that an answer is on its way: it waits 3 seconds for that, and 15 minutes for the answer."""
    await interaction.response.defer(ephemeral=private, thinking=True)


async def answer_interaction(interaction: discord.Interaction, payloads: Sequence[Payload], *, private: bool) -> None:
    """Send the messages of a reply to whoever used a command or a component.

    If the interaction was acknowledged, the first message is as private as that was.
    """
    for payload in payloads:
        check_payload(payload)
    for payload in payloads:
        if interaction.response.is_done():
            await interaction.followup.send(**_parts(payload), ephemeral=private, allowed_mentions=NOBODY)
        else:
            await interaction.response.send_message(**_parts(payload), ephemeral=private, allowed_mentions=NOBODY)


async def replace_message(interaction: discord.Interaction, payload: Payload) -> None:
    """Put another message in the place of the one whose component was used; it has no attachment."""
    check_payload(payload)
    await interaction.response.edit_message(
        content=payload.content or None,
        embeds=_embeds(payload),
        view=view_of(payload.rows),
        allowed_mentions=NOBODY,
    )


async def offer_choices(interaction: discord.Interaction, choices: Sequence[tuple[str, str]]) -> None:
    """Answer an autocomplete with names and values."""
    checked = [discord.app_commands.Choice(name=name, value=value) for name, value in check_choices(choices)]
    await interaction.response.autocomplete(checked)


def _parts(payload: Payload) -> dict[str, Any]:
    """The keyword arguments of discord.py's ways to send; a part that is missing is left out."""
    parts: dict[str, Any] = {}
    if payload.content:
        parts["content"] = payload.content
    if payload.embeds:
        parts["embeds"] = _embeds(payload)
    if payload.rows:
        parts["view"] = view_of(payload.rows)
    if payload.attachment:
        text = payload.attachment.text.encode("utf-8", "replace")
        parts["file"] = discord.File(io.BytesIO(text), payload.attachment.name)
    return parts


def _embeds(payload: Payload) -> list[discord.Embed]:
    return [_embed(embed) for embed in payload.embeds]


def _embed(embed: Embed) -> discord.Embed:
    drawn = discord.Embed(title=embed.title or None, description=embed.description or None, colour=embed.colour)
    if embed.footer:
        drawn.set_footer(text=embed.footer)
    return drawn
