"""Live updates: watches the notes in a thread, gives every usable edit to the bot, and reports errors to the owner."""

import asyncio
import threading
from contextlib import suppress

import discord

from bot.discord_ui.capabilities import Capabilities
from bot.discord_ui.client import FaqBot
from bot.discord_ui.delivery import post
from bot.discord_ui.errors import log_failure
from bot.discord_ui.rendering import render
from bot.live import LiveKnowledge, Loaded, follow
from bot.replies import edit_reply


class LiveUpdates:
    """Gives every edit of the notes to the current bot."""

    def __init__(self, live: LiveKnowledge, report_to: int | None = None) -> None:
        """Take the id of the user to tell when the notes have errors and when they are fixed; None for nobody."""
        self._live = live
        self._report_to = report_to
        self._look_now = threading.Event()
        self._bot: FaqBot | None = None
        self._has_errors = False
        self._reports: set[asyncio.Task[None]] = set()

    def attach(self, bot: FaqBot) -> None:
        """Give a bot the newest notes, now and after each edit, until another bot is attached."""
        self._bot = bot
        bot.use(self._live.loaded)

    def look_now(self) -> None:
        """Look for moderators' edits at once. Otherwise, that takes up to a second."""
        self._look_now.set()

    async def run(self) -> None:
        """Watch for edits until cancelled.

        Cancelling tells the thread to end but does not wait for it: it may be fitting a large file. It is a daemon
        thread, so it ends with the process.
        """
        loop = asyncio.get_running_loop()
        changed = asyncio.Event()
        stop = threading.Event()

        def notify() -> None:
            with suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(changed.set)

        arguments = (self._live, stop, notify, self._look_now)
        threading.Thread(target=follow, args=arguments, name="live-updates", daemon=True).start()
        try:
            while True:
                await changed.wait()
                changed.clear()
                self._apply(self._live.loaded)
        finally:
            stop.set()

    def _apply(self, loaded: Loaded) -> None:
        if self._bot is None:
            return
        self._bot.use(loaded)
        # Report only the first error and the fix. Otherwise an owner who edits the file gets a message at every save.
        is_news = bool(loaded.problems) != self._has_errors
        self._has_errors = bool(loaded.problems)
        if is_news and self._report_to is not None:
            task = asyncio.create_task(_report(self._bot, self._report_to, loaded))
            self._reports.add(task)
            task.add_done_callback(self._reports.discard)


async def _report(bot: FaqBot, user_id: int, loaded: Loaded) -> None:
    try:
        channel = await bot.create_dm(discord.Object(user_id))
        await post(channel, render(edit_reply(loaded.assistant, loaded.problems), Capabilities()))
    except Exception as error:  # noqa: BLE001 - nobody awaits this task, and the log already has the problems
        log_failure("Reporting an edit to its owner", error)
