"""Runs the bot on Discord as a process: signals in, exit code out. Joins the bot with the connection."""

import asyncio
import gc
import logging
import sys
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

from bot.connection.background import keep_running
from bot.connection.budget import StartBudget
from bot.connection.faults import PORTAL
from bot.connection.health import HealthStatus
from bot.connection.incidents import Incidents
from bot.connection.sharding import Shards
from bot.connection.signals import Stop, stop_on_signals
from bot.connection.supervision import ExitCode, Supervisor
from bot.connection.timings import Timings
from bot.connection.watchdog import Watchdog, end_process_in
from bot.discord_ui.announcing import WeeklyDigest
from bot.discord_ui.client import FaqBot
from bot.discord_ui.figures import figures_of
from bot.discord_ui.live_updates import LiveUpdates
from bot.discord_ui.sharing import Sharing
from bot.discord_ui.store_health import watch_store
from bot.metrics import Counts, Figures, measure_lag, serve

logger = logging.getLogger(__name__)

SWITCH_SECONDS = 0.0005
"""How long the ranking thread may keep the interpreter while the event loop waits for it. With Python's default of
5 ms, the loop would lose that time at every system call while questions are ranked."""
GC_THRESHOLDS = (20_000, 5, 5)
"""New objects after which Python looks for garbage among them, and how often it then looks among older ones. With its
default of 700, a third of the time in a burst of events went into this: 0.70 s became 0.42 s."""
CLEAN_UP_SECONDS = 5.0
"""Maximum time from the end of the connection to the end of the process."""


class Process:
    """The process of the bot, from before the notes are loaded until it ends."""

    def __init__(self, health_file: Path | None = None, timings: Timings | None = None) -> None:
        """Take the file for the heartbeat, which `health.check_health` reads; None for none."""
        self.timings = timings or Timings()
        self.status = HealthStatus()
        self._incidents = Incidents(self.status)
        self.watchdog = Watchdog(self.status, health_file, self.timings)
        self.counts = Counts()
        self._code = ExitCode.FAILED
        self._ending = False
        self._bot: FaqBot | None = None
        self._background: list[asyncio.Task[None]] = []
        self._has_metrics = False

    def serve_metrics(self, host: str, port: int) -> None:
        """Serve metrics for Prometheus until the process ends. Raises MetricsError.

        If the port is in use, perhaps by another process that hands over to this one, the bot works without metrics.
        """
        try:
            serve(host, port, lambda: figures_of(self._bot, self.status) if self._bot else Figures(self.counts))
            self._has_metrics = True
        except OSError as error:
            reason = f"cannot listen on {host}, port {port} ({error.strerror})"
            self.status.degrade("metrics", f"metrics are not served: {reason}")
            logger.warning("Metrics are not served: %s.", reason)

    def run(  # noqa: PLR0913 - all but the first two have defaults
        self,
        make_bot: Callable[[], FaqBot],
        token: str,
        *,
        budget: StartBudget | None = None,
        updates: LiveUpdates | None = None,
        make_sharded: Callable[[Shards], FaqBot] | None = None,
        shards: Shards | None = None,
        sharing: Sharing | None = None,
    ) -> int:
        """Keep a bot online until SIGTERM, SIGHUP or Ctrl-C. Returns the exit code of the process.

        `make_bot` is called for every attempt to connect, because discord.py cannot start a client twice. The exit code
        is 0 after a stop, 78 if a setting (the token, an intent) has to change first. The log has the reason. A process
        that hangs ends with 1. `budget` counts starts; None forgets them. `updates` keep the notes up to date; None
        leaves them as they are. `make_sharded` and `shards` are as in `Supervisor`. `sharing` keeps the bot in step
        with other processes. Must be called from the main thread, where Python handles signals.
        """
        sys.setswitchinterval(SWITCH_SECONDS)
        gc.set_threshold(*GC_THRESHOLDS)
        prepare = partial(self._prepare, updates, sharing)
        supervisor = Supervisor(
            lambda: prepare(make_bot()),
            token,
            timings=self.timings,
            status=self.status,
            budget=budget,
            make_sharded=make_sharded and (lambda shards: prepare(make_sharded(shards))),
            shards=shards,
            incidents=self._incidents,
        )
        return int(asyncio.run(self._run(supervisor, updates, sharing)))

    async def _run(self, supervisor: Supervisor, updates: LiveUpdates | None, sharing: Sharing | None) -> ExitCode:
        stop = Stop()
        self.watchdog.watch_loop(asyncio.get_running_loop())
        with stop_on_signals(stop.request, self._end_soon):
            if updates:
                self._keep_running("Live updates", updates.run)
            if self._has_metrics:
                self._keep_running("Measuring the event loop", partial(measure_lag, self.counts.lag))
            if sharing:
                sharing.count_error = self._incidents.count
                self._keep_running("Following other processes", partial(sharing.run, updates))
            try:
                self._code = await supervisor.run(stop)
            finally:
                for task in self._background:
                    task.cancel()
                # asyncio and Python wait for threads when they end, and one of them may hang.
                end_process_in(CLEAN_UP_SECONDS, lambda: self._code)
        return self._code

    def _prepare(self, updates: LiveUpdates | None, sharing: Sharing | None, bot: FaqBot) -> FaqBot:
        """Give a new bot what all bots of the process share. With the first one, the background work begins."""
        is_first, self._bot = self._bot is None, bot
        bot.health_status, bot.counts = self.status, self.counts
        bot.request_limiter.report = partial(_report, self.status)
        self.watchdog.watch("ranking", lambda: bot.worker.job)
        if updates:
            updates.attach(bot)
        if sharing:
            sharing.attach(bot)
        if is_first:
            _log_start(bot)
            if bot.store:
                self._keep_running("Checking the store", partial(watch_store, bot.store, self.status))
                self._keep_running("The weekly digest", partial(WeeklyDigest().run, lambda: self._bot))
        return bot

    def _keep_running(self, what: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do work in the background until the process ends. After an error, it starts again."""
        self._background.append(asyncio.create_task(keep_running(what, work, self._incidents)))

    def _end_soon(self) -> None:
        """End the process in time even if something hangs. Called in a thread when a signal arrives."""
        if not self._ending:
            self._ending = True
            self.watchdog.end_soon()
            end_process_in(self.timings.end, lambda: self._code)


def _report(status: HealthStatus, problem: str | None) -> None:
    if problem:
        status.degrade("requests", problem)
    else:
        status.recover("requests")


def _log_start(bot: FaqBot) -> None:
    """Log which notes the bot starts with, and which intents its owner has to switch on."""
    intents = ", ".join(name for name, wanted in bot.intents if wanted)
    base = bot.assistant.base
    logger.info("Starting with %d entries, version %s. Intents: %s.", len(base.entries), base.version, intents)
    if bot.answer_channels:
        logger.info(
            "Answering without a mention in %d channels (ANSWER_CHANNELS). This needs the Message Content intent: "
            "switch it on at %s (your application, Bot, Message Content Intent).",
            len(bot.answer_channels),
            PORTAL,
        )
