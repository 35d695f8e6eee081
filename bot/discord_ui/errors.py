"""Reports every error: one line in the log with a reference, and a friendly reply with the same reference.

The log shows the type of an error and where it happened, never its message, which may repeat what a member asked.
"""

import logging
import secrets
import traceback
from pathlib import Path
from typing import Any, cast

import aiohttp
import discord
from discord import app_commands

from bot.discord_ui.capabilities import channel_capabilities, interaction_capabilities
from bot.discord_ui.context import BotContext
from bot.discord_ui.delivery import is_acknowledged, reply_to_message, respond, sender_of
from bot.discord_ui.interactions import is_allowed
from bot.discord_ui.rendering import render
from bot.discord_ui.worker import BusyError
from bot.metrics import Drop
from bot.pacing import Priority, is_transient, sending
from bot.replies import Reply, busy_reply, failure_reply, not_saved_reply, outdated_reply
from bot.store import StoreError

logger = logging.getLogger(__name__)

_PACKAGE = Path(__file__).parent.parent

FORBIDDEN = frozenset({10003, 10004, 50001, 50007, 50013, 50083})
"""Error codes: channel or server deleted, no access, direct messages closed, no permission, thread archived
(topics/opcodes-and-status-codes)."""
FORBIDDEN_STATUSES = frozenset({401, 403})
"""Discord bans bots that keep sending requests with these answers, so an apology would be wrong as well."""
INTERACTION_GONE = frozenset({10008, 10015, 10062, 40060, 50027})
"""Error codes: message or token gone, interaction expired or already acknowledged. No response is possible any more."""

_EXPIRED = 10062
"""The error code of an interaction whose response came too late."""


class FaqCommandTree(app_commands.CommandTree[Any]):
    """The bot's commands. It reports their errors here."""

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Whether a member may use one more command now. discord.py asks before every command and autocomplete."""
        try:
            return await is_allowed(cast("BotContext", interaction.client), interaction)
        except Exception as error:  # noqa: BLE001 - discord.py handles no other errors than its own here
            await interaction_failed(interaction, error)
            return False

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Log the error of a command, and apologise."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await interaction_failed(interaction, cause)


def log_failure(what: str, error: BaseException) -> str:
    """Log one line that says what failed. Returns the reference in that line, eight hex digits."""
    reference = secrets.token_hex(4)
    code = f" {error.status}/{error.code}" if isinstance(error, discord.HTTPException) else ""
    logger.error("%s failed [%s]: %s%s at %s", what, reference, type(error).__name__, code, _location(error))
    return reference


def _location(error: BaseException) -> str:
    """File and line of the innermost frame in the bot's own code; without one, of the innermost frame."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if _PACKAGE in Path(frame.filename).parents]
    last = (own or frames)[-1:]
    return next((f"{Path(frame.filename).name}:{frame.lineno}" for frame in last), "an unknown location")


async def interaction_failed(interaction: discord.Interaction, error: Exception) -> None:
    """Apologise for an error in responding to an interaction. Never raises."""
    counts = cast("BotContext", interaction.client).counts
    if _is_gone(error):
        counts.expired += isinstance(error, discord.HTTPException) and error.code == _EXPIRED
        logger.info("An interaction expired or was already acknowledged: %s.", _code(error))
        return
    if is_transient(error) and not is_acknowledged(interaction):
        counts.expired += 1
        logger.warning("An interaction could not be acknowledged in time: %s.", _code(error))
        return
    if isinstance(error, BusyError):
        counts.drops[Drop.BUSY] += 1
    reply = error_reply("Responding to an interaction", error)
    if interaction.type is discord.InteractionType.autocomplete:
        return
    try:
        await respond(interaction, render(reply, interaction_capabilities(interaction)), ephemeral=True)
    except (discord.DiscordException, OSError, aiohttp.ClientError) as failure:
        log_failure("Apologising in an interaction", failure)


async def message_failed(message: discord.Message, error: Exception) -> None:
    """Apologise for an error in answering a message. Never raises."""
    reply = error_reply("Answering a message", error)
    capabilities = channel_capabilities(message.channel)
    if capabilities is None:
        return
    try:
        with sending(Priority.NOTICE, sender_of(message)):
            await reply_to_message(message, render(reply, capabilities))
    except (discord.DiscordException, OSError, aiohttp.ClientError) as failure:
        log_failure("Apologising for a message", failure)


def error_reply(what: str, error: Exception) -> Reply:
    """Log an error, and return what to tell the member: only what helps to try again."""
    if isinstance(error, BusyError):
        logger.warning("%s was rejected: the queue is full.", what)
        return busy_reply()
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        logger.warning("A member used a command that has changed or no longer exists.")
        return outdated_reply()
    if isinstance(error, StoreError):
        logger.warning("%s failed: %s.", what, error.reason.value)
        return not_saved_reply()
    return failure_reply(log_failure(what, error))


def _is_gone(error: Exception) -> bool:
    expired = isinstance(error, discord.HTTPException) and error.code in INTERACTION_GONE
    return expired or isinstance(error, discord.InteractionResponded)


def _code(error: Exception) -> str:
    return str(error.code) if isinstance(error, discord.HTTPException) else type(error).__name__
