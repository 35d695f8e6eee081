"""The health file: a heartbeat that a container's health check reads from outside the process."""

import json
import math
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


def write_health(path: Path, *, ts: float, ready: bool, latency: float) -> None:
    """Replace the file atomically, so that no reader sees a partial file. Raises OSError."""
    health = Health(ts, ready, round(latency, 3) if ready and math.isfinite(latency) else None)
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
