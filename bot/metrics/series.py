"""The series that Prometheus reads. Needs the extra `metrics`."""

import math
from collections.abc import Iterator, Mapping
from itertools import accumulate

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric

from bot.metrics.counts import Drop, Durations
from bot.metrics.figures import Figures

PREFIX = "faq_bot_"

Values = Mapping[str, float]
"""A value for each value of a label."""


def series_of(figures: Figures) -> Iterator[Metric]:
    """All series. No label contains a member's text or id."""
    yield from _questions(figures)
    yield from _connection(figures)
    yield from _parts(figures)


def _questions(figures: Figures) -> Iterator[Metric]:
    counts = figures.counts
    answers, drops = counts.answers.copy(), counts.drops.copy()
    by_outcome = {outcome: answers[outcome] for outcome in figures.outcomes}
    yield _counter("answers", "Answers sent, by outcome.", by_outcome, "outcome")
    by_reason = {drop.value: drops[drop] for drop in Drop}
    yield _counter("questions_dropped", "Questions without an answer, by reason.", by_reason, "reason")
    yield _histogram("answer_seconds", "Time until a question is answered.", counts.answering)
    yield _histogram("acknowledge_seconds", "Time until an interaction gets its first response.", counts.acknowledging)
    yield _counter("interactions_expired", "Interactions without a response in time.", {"": counts.expired})
    yield _gauge("waiting", "Waiting questions and requests, by what they wait for.", figures.waiting, "for")


def _connection(figures: Figures) -> Iterator[Metric]:
    yield _gauge("connected", "Whether the bot is connected to Discord.", {"": figures.connected})
    shards = {str(shard): connected for shard, connected in sorted(figures.shards.items())}
    yield _gauge("shard_connected", "Whether a shard is connected.", shards, "shard")
    latency = {"": figures.latency} if math.isfinite(figures.latency) else {}
    yield _gauge("gateway_latency_seconds", "Time until Discord acknowledges a heartbeat.", latency)
    yield _gauge("servers", "Servers that the bot is in.", {"": figures.servers})
    yield _gauge("identifies_failed", "Failed identifies in the last 24 hours.", {"": figures.failed_identifies})
    left = {} if figures.identifies_left is None else {"": figures.identifies_left}
    yield _gauge("identifies_left", "Identifies left today, as Discord last reported.", left)
    statuses = {str(status): count for status, count in sorted(figures.responses.items())}
    yield _counter("responses", "Discord's responses, by HTTP status.", statuses, "status")
    yield _counter("requests_unsent", "Requests dropped before they were sent.", {"": figures.unsent})


def _parts(figures: Figures) -> Iterator[Metric]:
    yield _histogram("loop_lag_seconds", "How late the event loop runs.", figures.counts.lag)
    yield _gauge("degraded", "Parts that work only partly.", dict.fromkeys(figures.degraded, 1), "part")
    database = {} if figures.database is None else {"": figures.database}
    yield _gauge("database_up", "Whether the database works.", database)
    yield _counter("records_dropped", "Records that the database was too slow for.", {"": figures.unrecorded})
    version = {figures.version: 1} if figures.version else {}
    yield _gauge("knowledge_info", "The version of the knowledge base.", version, "version")
    yield _gauge("knowledge_entries", "Entries of the knowledge base.", {"": figures.entries})


def _gauge(name: str, text: str, values: Values, label: str = "") -> Metric:
    """A gauge. Without a label, the only key is ""."""
    family = GaugeMetricFamily(PREFIX + name, text, labels=[label] if label else [])
    for key, value in values.items():
        family.add_metric([key] if label else [], value)
    return family


def _counter(name: str, text: str, values: Values, label: str = "") -> Metric:
    """Like `_gauge`, for a value that only grows. Its name gets the suffix "_total"."""
    family = CounterMetricFamily(PREFIX + name, text, labels=[label] if label else [])
    for key, value in values.items():
        family.add_metric([key] if label else [], value)
    return family


def _histogram(name: str, text: str, durations: Durations) -> Metric:
    bounds = [*map(str, durations.bounds), "+Inf"]
    buckets = list(zip(bounds, accumulate(durations.counts), strict=True))
    return HistogramMetricFamily(PREFIX + name, text, buckets=buckets, sum_value=durations.seconds)
