"""The one mouth for errors: a line in the log with a reference, and a friendly reply that holds only the reference.

The log names the kind of an error and the place in the code, never its text: that may repeat what somebody asked.
"""

import logging
import secrets
import traceback
from pathlib import Path
from typing import Any

import discord
from discord import app_commands

from bot.discord_ui.delivery import answer_interaction, answer_message
from bot.discord_ui.notices import failed_reply, outdated_reply
from bot.discord_ui.rendering import render
from bot.discord_ui.surface import surface_of_channel, surface_of_interaction
from bot.discord_ui.worker import BusyError
from bot.replies import Reply, busy_reply

logger = logging.getLogger(__name__)

_HOUSE = Path(__file__).parent.parent

FORBIDDEN = frozenset({50001, 50007, 50013, 50083})
"""No access, direct messages closed, no permission, thread archived: topics/opcodes-and-status-codes."""
LOST = frozenset({10008, 10015, 10062, 40060, 50027})
"""Message or token gone, interaction unknown (too late) or acknowledged already: there is nobody left to answer."""


class FaqTree(app_commands.CommandTree[Any]):
    """The bot's commands; their errors come here."""

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Log an error of a command and apologise."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await interaction_failed(interaction, cause)


def log_failure(where: str, error: BaseException) -> str:
    """Write one line; returns the reference that it bears, eight hex digits."""
    reference = secrets.token_hex(4)
    code = f" {error.status}/{error.code}" if isinstance(error, discord.HTTPException) else ""
    logger.error("%s failed [%s]: %s%s at %s", where, reference, type(error).__name__, code, _place(error))
    return reference


def _place(error: BaseException) -> str:
    """Where an error passed through our own code last, as file and line; else where it arose."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _HOUSE in Path(frame.filename).parents]
    return next((f"{Path(frame.filename).name}:{frame.lineno}" for frame in (ours or frames)[::-1]), "an unknown place")


async def interaction_failed(interaction: discord.Interaction, error: Exception) -> None:
    """Apologise for an error in answering an interaction; never raises."""
    if _lost(error):
        logger.info("an interaction was lost: %s", _code(error))
        return
    reply = apology("an interaction", error)
    if interaction.type is discord.InteractionType.autocomplete:
        return
    try:
        await answer_interaction(interaction, render(reply, surface_of_interaction(interaction)), private=True)
    except (discord.HTTPException, discord.ClientException) as failure:
        log_failure("the apology for an interaction", failure)


async def message_failed(message: discord.Message, error: Exception) -> None:
    """Apologise for an error in answering a message; never raises."""
    reply = apology("a message", error)
    surface = surface_of_channel(message.channel)
    if surface is None:
        return
    try:
        await answer_message(message, render(reply, surface))
    except (discord.HTTPException, discord.ClientException) as failure:
        log_failure("the apology for a message", failure)


def apology(where: str, error: Exception) -> Reply:
    """Log an error and put it into words for a member: what happened is said only as far as it helps to try again."""
    if isinstance(error, BusyError):
        logger.warning("%s was turned away: the queue is full", where)
        return busy_reply()
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        logger.warning("a command was used that is not registered any more, or has changed")
        return outdated_reply()
    return failed_reply(log_failure(where, error))


def _lost(error: Exception) -> bool:
    late = isinstance(error, discord.HTTPException) and error.code in LOST
    return late or isinstance(error, discord.InteractionResponded)


def _code(error: Exception) -> str:
    return str(error.code) if isinstance(error, discord.HTTPException) else type(error).__name__
