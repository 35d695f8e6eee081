"""Posts a weekly digest of what waits for /faq review, in the channel that a server chose in /setup."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import discord

from bot.discord_ui.capabilities import Capabilities, channel_capabilities
from bot.discord_ui.client import FaqBot
from bot.discord_ui.delivery import post
from bot.discord_ui.errors import log_failure
from bot.discord_ui.payload import Button, Payload
from bot.discord_ui.permissions import is_trusted
from bot.discord_ui.rendering import render
from bot.discord_ui.review_pages import today
from bot.discord_ui.reviewing import OPEN
from bot.discord_ui.server_settings import ANNOUNCED, REVIEW_CHANNEL, read_settings
from bot.pacing import NotSentError
from bot.replies import setup_words as words
from bot.replies.setup import digest_reply
from bot.review import Group, Week, last_days, waiting
from bot.store import StoreError

if TYPE_CHECKING:
    from bot.store.store import Store

logger = logging.getLogger(__name__)

FIRST_SECONDS = 60.0
"""Time from the start to the first check, and between two while the bot is not online."""
CHECK_SECONDS = 3600.0
"""Time between two checks whether a digest is due."""
BETWEEN_DAYS = 7
"""Days between two digests of a server. The digest counts the outcomes of as many days."""


class WeeklyDigest:
    """Posts the digests. A failure is logged once, until the server gets a digest."""

    def __init__(self, clock: Callable[[], date] = today) -> None:
        """Take what tells the day, in UTC."""
        self._clock = clock
        self._failing: set[int] = set()

    async def run(
        self, current: Callable[[], FaqBot | None], first: float = FIRST_SECONDS, between: float = CHECK_SECONDS
    ) -> None:
        """Post the digests that are due, until cancelled. `current` gives the bot that runs now."""
        seconds = first
        while True:
            await asyncio.sleep(seconds)
            bot = current()
            seconds = between if bot and bot.is_ready() else first
            if bot and bot.is_ready():
                await self.post_due(bot)

    async def post_due(self, bot: FaqBot) -> None:
        """Post in each server in which questions wait and that has had no digest for a week. Raises nothing."""
        if bot.store is None:
            return
        try:
            servers = await bot.store.settings_named(REVIEW_CHANNEL)
        except StoreError:  # the store has logged it
            return
        for server in servers:
            try:
                await self._post_in(bot, bot.store, server)
            except StoreError:
                return
            except Exception as error:  # noqa: BLE001 - answers go on, and so do the other servers' digests
                if server not in self._failing:
                    log_failure("Posting the weekly reminder", error)
                self._failing.add(server)

    async def _post_in(self, bot: FaqBot, store: "Store", server: int) -> None:
        stored = await store.settings(server)  # not those that the bot has read before: other processes write them too
        settings, day = read_settings(stored), self._clock()
        if settings.announced and day - settings.announced < timedelta(BETWEEN_DAYS):
            return
        channel = bot.get_channel(settings.review_channel or 0)
        if not isinstance(channel, discord.TextChannel) or channel.guild.id != server:
            return
        if not await is_trusted(bot, server):
            return
        capabilities = self._capabilities(channel)
        if capabilities is None:
            return
        groups = await asyncio.to_thread(waiting, bot.assistant, await store.questions(server), day)
        if not groups:
            return
        week = last_days(await store.counters(server, day - timedelta(BETWEEN_DAYS - 1)), day, BETWEEN_DAYS)
        payload = render_digest(groups, week, capabilities)
        # Recorded first: losing a digest is better than repeating it every hour, or from each process.
        before = stored.get(ANNOUNCED)
        if not await store.replace(server, ANNOUNCED, before, day.isoformat()):
            return
        try:
            await post(channel, (payload,))
        except NotSentError:  # the bot is busy, and Discord has not seen it
            await store.replace(server, ANNOUNCED, day.isoformat(), before)
            raise
        self._failing.discard(server)

    def _capabilities(self, channel: discord.TextChannel) -> Capabilities | None:
        """What the bot can send to the channel; None if it cannot send anything, which is logged once."""
        capabilities, server = channel_capabilities(channel), channel.guild.id
        if capabilities:
            return capabilities
        if server not in self._failing:
            logger.warning(
                "The weekly reminder cannot be posted in channel %d. A manager has to allow the bot View Channel and "
                "Send Messages there, or pick another channel in /setup.",
                channel.id,
            )
        self._failing.add(server)
        return None


def render_digest(groups: tuple[Group, ...], week: Week, capabilities: Capabilities) -> Payload:
    """The digest as one message, with a button that opens the review.

    It names the largest groups by the entry that comes closest, never in members' words: those are deleted after some
    days, or when a member asks for it, and a message would keep them.
    """
    subjects = [(len(group.questions), group.candidates[0].question if group.candidates else "") for group in groups]
    asked = sum(len(group.questions) for group in groups)
    reply = digest_reply(asked, len(groups), subjects, (week.answered, week.suggested, week.unanswered))
    (payload,) = render(reply, capabilities)
    return replace(payload, rows=((Button(OPEN, words.DIGEST_BUTTON),),))
