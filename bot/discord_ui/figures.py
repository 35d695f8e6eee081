"""The figures of a running bot, for its metrics."""

from bot.connection.health import HealthStatus
from bot.discord_ui.client import FaqBot
from bot.discord_ui.store_health import PART
from bot.metrics import Figures
from bot.store import Outcome

OUTCOMES = (Outcome.ANSWERED.value, Outcome.SUGGESTED.value, Outcome.UNANSWERED.value)


def figures_of(bot: FaqBot, status: HealthStatus) -> Figures:
    """The current figures. Any thread may call this."""
    connection, limiter, degraded = status.read_connection(), bot.request_limiter, status.degraded_parts
    base = bot.assistant.base
    return Figures(
        bot.counts,
        OUTCOMES,
        connected=connection.ready,
        latency=connection.latency,
        shards=connection.shards,
        failed_identifies=connection.failed_identifies,
        identifies_left=connection.identifies_left,
        responses=limiter.responses.copy(),
        unrecorded=bot.store.worker.dropped if bot.store else 0,
        unsent=limiter.dropped,
        waiting={
            "ranking": bot.worker.pending,
            "channel": bot.queues.waiting,
            "request": limiter.waiting,
            "response": limiter.callbacks.count,
            "store": bot.store.worker.waiting if bot.store else 0,
        },
        degraded=degraded,
        database=PART not in degraded if bot.store else None,
        version=base.version,
        entries=len(base.entries),
        servers=len(bot.guilds),
    )
