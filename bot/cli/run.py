"""`run`: runs the bot on Discord."""

import argparse
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.cli.inputs import data_paths, read_settings
from bot.cli.live_knowledge import live_knowledge
from bot.cli.reading_summary import tell_reading
from bot.cli.state import state_to_keep
from bot.config import ConfigError, Settings
from bot.runtime import gc_paused

if TYPE_CHECKING:
    from bot.connection.sharding import Shards
    from bot.discord_ui import FaqBot
    from bot.discord_ui.running import Process
    from bot.live import LiveKnowledge
    from bot.pacing import RequestLimiter
    from bot.store.store import Store

_NOT_SHARED = (
    "SHARD_IDS selects some of the shards, but without DATABASE_URL the processes cannot coordinate. They may connect "
    "too fast, and you must divide REQUESTS_PER_SECOND between them."
)

MakeBot: TypeAlias = "Callable[..., FaqBot]"

logger = logging.getLogger(__name__)

DESCRIPTION = """\
Logs in to Discord with the token of the setting DISCORD_TOKEN, and answers until Ctrl-C or SIGTERM. Edits to the files
take effect while it runs. The exit code is 78 if a setting is missing or wrong. The next start then waits before it
connects.
"""
EXAMPLES = """\
examples:
  %(prog)s
  %(prog)s --data my-faq.txt
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add nothing: `run` has no arguments of its own."""


def execute(arguments: argparse.Namespace) -> int:
    """Check the settings, load the knowledge, then connect."""
    settings = read_settings(for_discord=True)
    from bot.connection.discord_internals import use_proxy
    from bot.connection.logs import set_up_logging
    from bot.discord_ui.running import Process

    set_up_logging(settings.token, debug=settings.log_level == "debug", as_json=settings.log_format == "json")
    if settings.rest_proxy:
        use_proxy(settings.rest_proxy)
    process = Process(settings.health_file)
    if settings.metrics_port:
        serve_metrics(process, settings.metrics_host, settings.metrics_port)
    # From here on, the health file shows that the bot is starting, however long it takes to load.
    with process.watchdog.running():
        loaded = prepare(arguments, settings)
        tell_reading(data_paths(arguments, settings), logger.info, settings.base_url)
        from bot.cli.sharing import budget_of, check_owner, shards_of, shared_of
        from bot.discord_ui.live_updates import LiveUpdates
        from bot.discord_ui.sharing import Sharing

        shared, shards = shared_of(settings), shards_of(settings)
        check_owner(loaded.store, shared)
        sharing = None
        if shared:
            shared.peers.start()
            part = len(shards.ids) / shards.count if shards else 1.0
            sharing = Sharing(shared.peers, shared.claims, loaded.limiter, settings.requests_per_second, part)
        elif settings.shard_ids:
            logger.warning("%s", _NOT_SHARED)
        return process.run(
            loaded.make_bot,
            settings.token,
            budget=budget_of(settings, loaded.store, shared),
            updates=LiveUpdates(loaded.live, settings.report_to),
            make_sharded=loaded.make_bot,
            shards=shards,
            sharing=sharing,
        )


def serve_metrics(process: "Process", host: str, port: int) -> None:
    """Serve metrics. Raises ConfigError if the extra is missing."""
    from bot.metrics import MetricsError

    try:
        process.serve_metrics(host, port)
    except MetricsError as error:
        raise ConfigError(f"METRICS_PORT: {error}") from None


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a process needs to connect."""

    live: "LiveKnowledge"
    make_bot: "MakeBot"
    limiter: "RequestLimiter"
    store: "Store | None"


def prepare(arguments: argparse.Namespace, settings: Settings) -> Prepared:
    """Load the knowledge, and prepare to make a bot for each attempt to connect. All slow work happens here."""
    with gc_paused(freeze=True):
        # Nothing closes the store: Python finishes the writes of its thread when the process ends.
        store = state_to_keep(data_paths(arguments, settings), settings)
        live = live_knowledge(arguments, settings, separate_process=True, store=store)
        from bot.discord_ui import FaqBot
        from bot.discord_ui.sharded import ShardedFaqBot
        from bot.pacing import RequestLimiter

    limiter = RequestLimiter(None if settings.rest_proxy else settings.requests_per_second)

    def make_bot(shards: "Shards | None" = None) -> FaqBot:
        """Make a bot for some shards; None for a bot that is not sharded."""
        kind = ShardedFaqBot if shards and len(shards.ids) > 1 else FaqBot
        return kind(
            live.loaded.assistant,
            answer_channels=settings.answer_channels,
            request_limiter=limiter,
            store=store,
            shards=shards,
        )

    return Prepared(live, make_bot, limiter, store)
