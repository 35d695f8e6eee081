"""Edits of the notes while the bot runs: followed in a thread, put to use in the event loop, reported to the owner."""

import asyncio
import threading
from contextlib import suppress

import discord

from bot.discord_ui.client import FaqBot
from bot.discord_ui.delivery import post
from bot.discord_ui.errors import log_failure
from bot.discord_ui.rendering import render
from bot.discord_ui.surface import Surface
from bot.live import LiveKnowledge, Loaded, follow
from bot.replies import edit_reply


class Edits:
    """Brings every edit to the bot that runs now."""

    def __init__(self, live: LiveKnowledge, report_to: int | None = None) -> None:
        """Take the id of the user to be told when edits begin, and cease, to be of no use; None for nobody."""
        self._live = live
        self._report_to = report_to
        self._bot: FaqBot | None = None
        self._broken = False
        self._reports: set[asyncio.Task[None]] = set()

    def serve(self, bot: FaqBot) -> None:
        """Give a bot the newest notes, now and after each edit, until another takes its place."""
        self._bot = bot
        bot.take(self._live.loaded)

    async def follow(self) -> None:
        """Look out for edits until cancelled.

        The thread is told to end then, and not waited for: it may be fitting a large file, and ends with the process.
        """
        loop = asyncio.get_running_loop()
        fresh = asyncio.Event()
        stop = threading.Event()

        def changed() -> None:
            with suppress(RuntimeError):  # the loop has closed meanwhile
                loop.call_soon_threadsafe(fresh.set)

        threading.Thread(target=follow, args=(self._live, stop, changed), name="live-edits", daemon=True).start()
        try:
            while True:
                await fresh.wait()
                fresh.clear()
                self._pass_on(self._live.loaded)
        finally:
            stop.set()

    def _pass_on(self, loaded: Loaded) -> None:
        if self._bot is None:
            return
        self._bot.take(loaded)
        # Not every further mistake: whoever is at work on a file would be told with each time that it is saved.
        news = bool(loaded.problems) != self._broken
        self._broken = bool(loaded.problems)
        if news and self._report_to is not None:
            task = asyncio.create_task(_report(self._bot, self._report_to, loaded))
            self._reports.add(task)
            task.add_done_callback(self._reports.discard)


async def _report(bot: FaqBot, user_id: int, loaded: Loaded) -> None:
    try:
        channel = await bot.create_dm(discord.Object(user_id))
        await post(channel, render(edit_reply(loaded.assistant, loaded.problems), Surface()))
    except Exception as error:  # noqa: BLE001 - nobody waits for this task, and the log has told already
        log_failure("the report of an edit", error)
