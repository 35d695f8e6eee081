"""A snapshot of all figures."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bot.metrics.counts import Counts


@dataclass(frozen=True, slots=True)
class Figures:
    """The state of the bot at one moment."""

    counts: Counts = field(default_factory=Counts)
    outcomes: Collection[str] = ()
    """The outcomes that answers may have, so that a series begins with 0."""
    connected: bool = False
    latency: float = math.nan
    """Seconds until Discord acknowledges a heartbeat of the gateway; not finite if that is not known."""
    shards: Mapping[int, bool] = field(default_factory=dict)
    """Whether each shard is connected, by id."""
    failed_identifies: int = 0
    """In the last 24 hours."""
    identifies_left: int | None = None
    """How many more Discord allowed when it was last asked; None if it was not asked yet."""
    responses: Mapping[int, int] = field(default_factory=dict)
    """Discord's responses, by HTTP status."""
    unrecorded: int = 0
    """Counters and questions that the store dropped, because the database was too slow."""
    unsent: int = 0
    """Requests that the bot dropped before it sent them."""
    waiting: Mapping[str, int] = field(default_factory=dict)
    """How many questions or requests wait, by what they wait for."""
    degraded: Collection[str] = ()
    """The parts of the bot that work only partly."""
    database: bool | None = None
    """Whether the database works; None if there is none."""
    version: str = ""
    """The version of the knowledge base; "" before it is loaded."""
    entries: int = 0
    servers: int = 0
