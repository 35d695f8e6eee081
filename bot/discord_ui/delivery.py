"""Sends messages. Everything that the bot sends to Discord goes through here: it is checked, and it pings nobody."""

import io
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

import discord

from bot.discord_ui.arrivals import seconds_since_arrival
from bot.discord_ui.capabilities import can_reply
from bot.discord_ui.components import view_of
from bot.discord_ui.forms import Form, modal_of
from bot.discord_ui.payload import Embed, Payload, check_choices, check_payload
from bot.pacing import Priority, acknowledge, has_no_response, sending, with_retries

logger = logging.getLogger(__name__)

if TYPE_CHECKING:
    from bot.discord_ui.context import BotContext

NO_MENTIONS = discord.AllowedMentions.none()

REFERENCE_REJECTED = frozenset({50035, 10008, 160002})
"""Error codes if the question is gone or must not be referenced: topics/opcodes-and-status-codes."""

_FOLLOW_UP_SECONDS = 60.0
"""How long a response may wait after `defer`. Discord accepts it for 15 minutes, but members do not wait so long."""
_DEFERRED = "deferred"
"""Marks interactions with a placeholder that the response has to replace."""


def sender_of(message: discord.Message) -> int:
    """Whose turn an answer takes: the server's, or the channel's outside of servers."""
    return message.guild.id if message.guild else message.channel.id


async def reply_to_message(message: discord.Message, payloads: Sequence[Payload]) -> tuple[int, ...]:
    """Send payloads to the channel of a question. The first one references the question. Returns the messages' ids.

    Call it inside `sending`. The nonces come from the question's id, so Discord drops the same answer from a second
    process or a second attempt.
    """
    for payload in payloads:
        check_payload(payload)
    sent: list[int] = []
    for number, payload in enumerate(payloads):
        nonce = f"{message.id}-{number}"
        reference = None
        if number == 0 and can_reply(message.channel):
            reference = message.to_reference(fail_if_not_exists=False)
        try:
            sent.append(await _send(message.channel, payload, nonce, reference))
        except discord.HTTPException as error:
            if reference is None or error.code not in REFERENCE_REJECTED:
                raise
            sent.append(await _send(message.channel, payload, nonce, None))
    return tuple(sent)


async def post(channel: discord.abc.Messageable, payloads: Sequence[Payload]) -> None:
    """Send payloads to a channel, without a question to reply to, when nothing more urgent is waiting."""
    for payload in payloads:
        check_payload(payload)
    with sending(Priority.NOTICE, None):
        for payload in payloads:
            await _send(channel, payload, secrets.token_hex(8), None)


async def _send(
    channel: discord.abc.Messageable, payload: Payload, nonce: str, reference: discord.MessageReference | None
) -> int:
    extra: dict[str, Any] = {} if reference is None else {"reference": reference, "mention_author": False}
    sent = await with_retries(
        lambda: channel.send(**_arguments(payload), **extra, nonce=nonce, allowed_mentions=NO_MENTIONS)
    )
    return sent.id


async def defer(interaction: discord.Interaction, *, ephemeral: bool) -> None:
    """Acknowledge an interaction. Discord waits 3 seconds for this, and then 15 minutes for the response.

    If Discord is too slow to confirm it, the bot goes on: the acknowledgement has usually arrived.
    """
    try:
        await _acknowledge(interaction, lambda: interaction.response.defer(ephemeral=ephemeral, thinking=True))
    except Exception as error:
        if not has_no_response(error):
            raise
        logger.warning("Discord has not confirmed an acknowledgement: %s.", type(error).__name__)
    interaction.extras[_DEFERRED] = True


async def _acknowledge(interaction: discord.Interaction, send: Callable[[], Awaitable[object]]) -> None:
    await acknowledge(send)
    cast("BotContext", interaction.client).counts.acknowledging.add(seconds_since_arrival())


def is_acknowledged(interaction: discord.Interaction) -> bool:
    """Whether Discord has the first response. discord.py does not know if only a failed attempt arrived."""
    return interaction.response.is_done() or _DEFERRED in interaction.extras


async def respond(interaction: discord.Interaction, payloads: Sequence[Payload], *, ephemeral: bool) -> tuple[int, ...]:
    """Send payloads in response to an interaction. Returns the messages' ids.

    After `defer`, the first message is ephemeral if `defer` was; the argument does not change that. Without `defer`,
    Discord does not tell the id of the first message: it is 0.
    """
    for payload in payloads:
        check_payload(payload)
    sender = interaction.guild_id or interaction.channel_id
    with sending(Priority.ANSWER, sender, seconds=_FOLLOW_UP_SECONDS):
        return tuple([await _respond(interaction, payload, ephemeral=ephemeral) for payload in payloads])


async def _respond(interaction: discord.Interaction, payload: Payload, *, ephemeral: bool) -> int:
    if interaction.extras.get(_DEFERRED):
        # It replaces the placeholder, so a second attempt changes nothing. A follow-up could arrive twice.
        interaction.extras[_DEFERRED] = False
        return await with_retries(lambda: _fill_placeholder(interaction, payload))
    if is_acknowledged(interaction):
        sent = await with_retries(
            lambda: interaction.followup.send(
                **_arguments(payload), ephemeral=ephemeral, allowed_mentions=NO_MENTIONS, wait=True
            ),
            duplicates_are_dropped=False,
        )
        return sent.id
    await _acknowledge(
        interaction,
        lambda: interaction.response.send_message(
            **_arguments(payload), ephemeral=ephemeral, allowed_mentions=NO_MENTIONS
        ),
    )
    return 0


async def _fill_placeholder(interaction: discord.Interaction, payload: Payload) -> int:
    arguments = _arguments(payload)
    file = arguments.pop("file", None)
    if file:
        arguments["attachments"] = [file]
    return (await interaction.edit_original_response(**arguments, allowed_mentions=NO_MENTIONS)).id


async def edit_message(interaction: discord.Interaction, payload: Payload) -> None:
    """Replace the message whose component was used. The payload must not have an attachment."""
    check_payload(payload)
    await _acknowledge(
        interaction,
        lambda: interaction.response.edit_message(
            content=payload.content or None,
            embeds=_embeds(payload),
            view=view_of(payload.rows),
            allowed_mentions=NO_MENTIONS,
        ),
    )


async def defer_edit(interaction: discord.Interaction) -> None:
    """Acknowledge the use of a component or form, whose message `finish_edit` then replaces."""
    await _acknowledge(interaction, interaction.response.defer)
    interaction.extras[_DEFERRED] = False  # `respond` sends further messages


async def finish_edit(interaction: discord.Interaction, payload: Payload) -> None:
    """Replace the message after `defer_edit`. The payload must not have an attachment."""
    check_payload(payload)
    sender = interaction.guild_id or interaction.channel_id
    with sending(Priority.ANSWER, sender, seconds=_FOLLOW_UP_SECONDS):
        await with_retries(
            lambda: interaction.edit_original_response(
                content=payload.content or None,
                embeds=_embeds(payload),
                view=view_of(payload.rows),
                allowed_mentions=NO_MENTIONS,
            )
        )


async def show_form(interaction: discord.Interaction, form: Form) -> None:
    """Respond to an interaction with a form. Discord waits 3 seconds for this, and it must be the first response."""
    modal = modal_of(form)
    await _acknowledge(interaction, lambda: interaction.response.send_modal(modal))
    modal.stop()  # `routes` handles what is entered, also after a restart


async def send_choices(interaction: discord.Interaction, choices: Sequence[tuple[str, str]]) -> None:
    """Respond to an autocomplete interaction with pairs of name and value."""
    checked = [discord.app_commands.Choice(name=name, value=value) for name, value in check_choices(choices)]
    await _acknowledge(interaction, lambda: interaction.response.autocomplete(checked))


def _arguments(payload: Payload) -> dict[str, Any]:
    """Keyword arguments for discord.py's send methods, without the parts that are empty."""
    arguments: dict[str, Any] = {}
    if payload.content:
        arguments["content"] = payload.content
    if payload.embeds:
        arguments["embeds"] = _embeds(payload)
    if payload.rows:
        arguments["view"] = view_of(payload.rows)
    if payload.attachment:
        data = payload.attachment.data or payload.attachment.text.encode("utf-8", "replace")
        arguments["file"] = discord.File(io.BytesIO(data), payload.attachment.name)
    return arguments


def _embeds(payload: Payload) -> list[discord.Embed]:
    return [_embed(embed) for embed in payload.embeds]


def _embed(embed: Embed) -> discord.Embed:
    made = discord.Embed(title=embed.title or None, description=embed.description or None, colour=embed.colour)
    if embed.footer:
        made.set_footer(text=embed.footer)
    return made
