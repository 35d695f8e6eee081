"""The health of a running bot: what its parts report, and the file that tells other processes."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bot.connection.files import read_small_file, replace_file

STALE_AFTER_SECONDS = 30.0
"""Maximum age of the last heartbeat. After that the bot counts as hung. Six times the default interval."""
FUTURE_SECONDS = 5.0
"""A heartbeat may be this far ahead of the reader's clock. Beyond that it says nothing about now."""
OVERDUE_SECONDS = 15.0
"""After this long without an answer to a heartbeat, the connection is dead. Discord answers in milliseconds."""


@dataclass(frozen=True, slots=True)
class Connection:
    """The connection to Discord."""

    ready: bool = False
    """Whether the gateway is connected."""
    latency: float = math.nan
    """Seconds from a gateway heartbeat to its acknowledgement; not finite if there is none yet."""
    overdue: float = 0.0
    """Seconds that Discord has owed an answer to a heartbeat; 0.0 if it owes none."""
    fault: str = ""
    """Why the gateway is not connected; "" if that is not known yet."""
    failed_identifies: int = 0
    """See `StartBudget.failed_today`."""
    identifies_left: int | None = None
    """See `StartBudget.left_today`."""
    shards: Mapping[int, bool] = field(default_factory=dict)
    """Whether each shard is connected, by id; empty before the first attempt."""


class HealthStatus:
    """What the parts of the bot report about themselves. Every thread may use it."""

    def __init__(self) -> None:
        self._reasons: dict[str, str] = {}
        self.read_connection: Callable[[], Connection] = Connection
        """Returns the connection as it is now. The supervisor sets it."""

    @property
    def degraded(self) -> tuple[str, ...]:
        """Why the bot works only in part, one reason for each part, in the order of the parts' names."""
        return tuple(reason for _, reason in sorted(self._reasons.copy().items()))

    @property
    def degraded_parts(self) -> tuple[str, ...]:
        """The names of the parts that work only partly."""
        return tuple(sorted(self._reasons.copy()))

    def degrade(self, part: str, reason: str) -> None:
        """Report that a part works only partly. The reason is one line for the owner, and replaces the last one."""
        self._reasons[part] = reason

    def recover(self, part: str) -> None:
        """Report that a part works again."""
        self._reasons.pop(part, None)


@dataclass(frozen=True, slots=True)
class Health:
    """One heartbeat, as the health file holds it."""

    ts: float
    """When it was written, in seconds since 1970."""
    ready: bool
    latency: float | None
    """Seconds; None if there is none yet."""
    overdue: float = 0.0
    fault: str = ""
    failed_identifies: int = 0
    hung: Sequence[str] = ()
    """The parts of the process that make no progress."""
    degraded: Sequence[str] = ()
    """Why the bot works only in part; empty if it works in full."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a bot is healthy."""

    wrong: Sequence[str]
    """What is wrong, the worst first; empty for a healthy bot."""
    health: Health | None
    """The heartbeat behind it; None without a valid health file."""

    @property
    def line(self) -> str:
        """The verdict for people."""
        degraded = "; ".join(self.health.degraded) if self.health else ""
        return self.wrong[0] if self.wrong else f"connected to Discord{degraded and f', but degraded: {degraded}'}"

    def as_json(self, now: float) -> Mapping[str, Any]:
        """The verdict for programs. `now` is in seconds since 1970."""
        health = self.health
        status = "unhealthy" if self.wrong else "degraded" if health and health.degraded else "healthy"
        age = {"age": round(now - health.ts, 1)} | asdict(health) if health else {}
        return {"status": status, "wrong": list(self.wrong)} | age


def write_health(path: Path, ts: float, connection: Connection, hung: Sequence[str], degraded: Sequence[str]) -> None:
    """Replace the file atomically, so that no reader sees a partial file. Raises OSError."""
    latency = round(connection.latency, 3) if connection.ready and math.isfinite(connection.latency) else None
    health = Health(
        ts,
        connection.ready,
        latency,
        round(connection.overdue, 1),
        connection.fault,
        connection.failed_identifies,
        hung,
        degraded,
    )
    replace_file(path, json.dumps(asdict(health)))


def check_health(path: Path, now: float) -> Verdict:
    """Judge the bot that writes this health file. `now` is in seconds since 1970."""
    try:
        health = Health(**json.loads(read_small_file(path)))
        return Verdict(_wrong(health, now - float(health.ts)), health)
    except FileNotFoundError:
        wrong = f"{path} does not exist: the bot is not running, or HEALTH_FILE is set to another path"
    except (OSError, ValueError, TypeError, RecursionError):
        wrong = f"{path} is not a health file"
    return Verdict([wrong], None)


def _wrong(health: Health, age: float) -> Sequence[str]:
    wrong = [f"{part} has made no progress for a while" for part in health.hung]
    if age > STALE_AFTER_SECONDS:
        wrong.insert(0, f"no heartbeat for {age:.0f} seconds")
    if age < -FUTURE_SECONDS:
        wrong.insert(0, f"the last heartbeat is {-age:.0f} seconds in the future: a clock was changed")
    if not health.ready:
        wrong.append("not connected to Discord" + (health.fault and f": {health.fault}"))
    elif health.overdue > OVERDUE_SECONDS:
        wrong.append(f"Discord has not answered a heartbeat for {health.overdue:.0f} seconds")
    return wrong
