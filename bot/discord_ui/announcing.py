"""Tells the moderators of each server once a week that questions wait for them, in the channel that /setup names."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import discord

from bot.discord_ui.capabilities import channel_capabilities
from bot.discord_ui.client import FaqBot
from bot.discord_ui.delivery import post
from bot.discord_ui.errors import log_failure
from bot.discord_ui.permissions import is_trusted
from bot.discord_ui.rendering import render
from bot.discord_ui.server_settings import ANNOUNCED, REVIEW_CHANNEL
from bot.replies.setup import digest_reply
from bot.review import waiting

CHECK_SECONDS = 3600.0
"""Time between two checks whether a digest is due."""
BETWEEN = timedelta(days=7)
"""Time between two digests of a server."""


async def announce_weekly(current: Callable[[], FaqBot | None], seconds: float = CHECK_SECONDS) -> None:
    """Post the digests that are due, until cancelled. `current` gives the bot that runs now."""
    while True:
        await asyncio.sleep(seconds)
        bot = current()
        if bot and bot.is_ready():
            await announce_due(bot, datetime.now(UTC).date())


async def announce_due(bot: FaqBot, today: date) -> None:
    """Post a digest in each server that has not had one for a week and where questions wait. Only logs failures."""
    try:
        servers = await bot.store.settings_named(REVIEW_CHANNEL) if bot.store else {}
        for server in servers:
            await _announce(bot, server, today)
    except Exception as error:  # noqa: BLE001 - nobody awaits the answer, and the next check tries again
        log_failure("Announcing reviews", error)


async def _announce(bot: FaqBot, server: int, today: date) -> None:
    settings = await bot.server_settings.of(server)
    channel = bot.get_channel(settings.review_channel or 0)
    if bot.store is None or not isinstance(channel, discord.TextChannel) or channel.guild.id != server:
        return
    capabilities = channel_capabilities(channel)
    if capabilities is None or not await is_trusted(bot, server) or not _is_due(settings.announced, today):
        return
    questions = await bot.store.questions(server)
    groups = await asyncio.to_thread(waiting, bot.assistant, questions, today)
    if groups:
        # Noted first: a digest that is lost is better than one that comes again every hour.
        await bot.server_settings.set(server, ANNOUNCED, today.isoformat())
        asked = sum(len(group.questions) for group in groups)
        await post(channel, render(digest_reply(asked, len(groups)), capabilities))


def _is_due(announced: date | None, today: date) -> bool:
    return announced is None or today - announced >= BETWEEN
