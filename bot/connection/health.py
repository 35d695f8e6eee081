"""The health file: a heartbeat that a container's health check reads from outside the process."""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

STALE_AFTER_SECONDS = 30.0
"""Maximum age of the last heartbeat. After that the bot counts as hung. Six times the default interval."""


@dataclass(frozen=True, slots=True)
class Health:
    """One heartbeat."""

    ts: float
    """When it was written, in seconds since 1970."""
    ready: bool
    """Whether the gateway is connected."""
    latency: float | None
    """Seconds from a gateway heartbeat to its acknowledgement; None if there is none yet."""
    degraded: Sequence[str] = ()
    """Why the bot works only in part; empty if it works in full."""


class HealthStatus:
    """What the parts of the bot report about themselves. Every thread may use it."""

    def __init__(self) -> None:
        self._reasons: dict[str, str] = {}

    @property
    def degraded(self) -> tuple[str, ...]:
        """Why the bot works only in part, one reason for each part, in the order of the parts' names."""
        return tuple(reason for _, reason in sorted(self._reasons.items()))

    def degrade(self, part: str, reason: str) -> None:
        """Report that a part works only partly. The reason is one line for the owner, and replaces the last one."""
        self._reasons = self._reasons | {part: reason}

    def recover(self, part: str) -> None:
        """Report that a part works again."""
        self._reasons = {name: reason for name, reason in self._reasons.items() if name != part}


def write_health(path: Path, *, ts: float, ready: bool, latency: float, degraded: Sequence[str] = ()) -> None:
    """Replace the file atomically, so that no reader sees a partial file. Raises OSError."""
    health = Health(ts, ready, round(latency, 3) if ready and math.isfinite(latency) else None, degraded)
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(json.dumps(asdict(health)), encoding="utf-8")
    fresh.replace(path)


def check_health(path: Path, now: float) -> str | None:
    """What is wrong with the bot that writes this health file, in one line; None if the bot is healthy.

    `now` is in seconds since 1970.
    """
    try:
        health = Health(**json.loads(path.read_text(encoding="utf-8")))
        age = now - float(health.ts)
    except FileNotFoundError:
        return f"{path} does not exist: the bot is not running, or HEALTH_FILE is set to another path"
    except (OSError, ValueError, TypeError):
        return f"{path} is not a health file"
    if age > STALE_AFTER_SECONDS:
        return f"no heartbeat for {age:.0f} seconds"
    if not health.ready:
        return "not connected to Discord"
    return None
