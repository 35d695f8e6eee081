"""What the start budget remembers, as text. Reading is defensive: the text may be damaged, or a clock wrong."""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Protocol

DAY = 86_400.0
"""Seconds."""
MAX_IDENTIFIES = 1000
"""Discord allows no more identifies in a day, so a text with more is invalid."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Discord refused a setting."""

    settings: str
    """A digest of the settings. The refusal does not apply to other settings."""
    message: str
    """What has to change, in one line."""
    times: int
    """The number of refusals in a row."""
    at: float
    """The last time, in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class ShardState:
    """What is known about one shard. All times in seconds since 1970."""

    identifies: tuple[float, ...] = ()
    """When the identifies without a lasting session were sent, oldest first."""
    last: float = 0.0
    """When the last identify was sent; 0.0 for never."""
    turn: float = 0.0
    """When the shard last took its turn to identify; 0.0 for never."""
    ready: bool = False
    """Whether the last one got READY."""
    unready: int = 0
    """How many in a row got no READY."""
    crashes: int = 0
    """How many processes in a row ended unexpectedly before a session lasted. Only for a process's first shard."""
    process: int = 0
    """The number of the process that runs the shard, or has crashed; 0 for none."""

    def recent(self, now: float) -> tuple[float, ...]:
        """The identifies of the last 24 hours."""
        return tuple(moment for moment in self.identifies if moment > now - DAY)

    def merged(self, other: "ShardState") -> "ShardState":
        """The newer one of two states, with the identifies of both."""
        identifies = tuple(sorted({*self.identifies, *other.identifies}))[-MAX_IDENTIFIES:]
        newer = other if other.last > self.last else self
        return replace(newer, identifies=identifies, turn=max(self.turn, other.turn))

    def without_last(self) -> "ShardState":
        """The state without the last identify: its session has not failed."""
        return replace(self, identifies=tuple(moment for moment in self.identifies if moment != self.last))


@dataclass(frozen=True, slots=True)
class BudgetState:
    """The state of one application."""

    shards: Mapping[int, ShardState] = field(default_factory=dict)
    """By the shard's id."""
    refusal: Refusal | None = None

    def of(self, shard: int) -> ShardState:
        """The state of a shard."""
        return self.shards.get(shard, ShardState())

    def until(self, now: float) -> "BudgetState":
        """The state without times in the future: the clock was ahead. They count as now."""
        moments = [shard.last for shard in self.shards.values()] + [shard.turn for shard in self.shards.values()]
        moments += [self.refusal.at] if self.refusal else []
        return of_text(to_text(self), now) if max(moments, default=0.0) > now else self

    def having(self, shard: int, found: ShardState) -> "BudgetState":
        """A copy of this state in which the shard's state is `found`."""
        return replace(self, shards={**self.shards, shard: found})


Change = Callable[[BudgetState, float], BudgetState]
"""Takes the state and the time in seconds since 1970. Returns the new state, or the same object to change nothing."""


class BudgetStorage(Protocol):
    """Where the state is kept."""

    def update(self, change: Change) -> BudgetState:
        """Change the state, and return it. No other process changes it in the meantime. Raises OSError."""


def to_text(state: BudgetState) -> str:
    """The state as JSON."""
    return json.dumps(asdict(state))


def of_text(text: str, now: float) -> BudgetState:
    """The state in a text of `to_text`. Raises ValueError for any other text."""
    try:
        raw = json.loads(text)
        if "shards" not in raw:  # an older version wrote it, which knew one shard
            shard = {**raw, "turn": raw["last"], "process": raw["running"]}
            raw = {"shards": {"0": shard}, "refusal": raw["refusal"]}
        shards = {int(shard): _shard(state, now) for shard, state in raw["shards"].items()}
        return BudgetState(shards, _refusal(raw["refusal"], now) if raw["refusal"] else None)
    except (TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(type(error).__name__) from error


def _shard(raw: dict[str, Any], now: float) -> ShardState:
    return ShardState(
        identifies=tuple(sorted(_moment(moment, now) for moment in raw["identifies"]))[-MAX_IDENTIFIES:],
        last=_moment(raw["last"], now),
        turn=_moment(raw["turn"], now),
        ready=bool(raw["ready"]),
        unready=int(raw["unready"]),
        crashes=int(raw["crashes"]),
        process=int(raw["process"]),
    )


def _refusal(raw: dict[str, Any], now: float) -> Refusal:
    return Refusal(str(raw["settings"]), str(raw["message"]), int(raw["times"]), _moment(raw["at"], now))


def _moment(raw: object, now: float) -> float:
    """The time, but `now` at most: the clock may have been ahead. Raises ValueError and TypeError."""
    if not isinstance(raw, int | float):
        raise TypeError
    if not math.isfinite(raw):
        raise ValueError("not a time")
    return min(float(raw), now)
