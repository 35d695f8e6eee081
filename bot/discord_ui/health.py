"""The health file: a sign of life that a container's health check reads from outside the process."""

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path

STALE_AFTER = 30.0
"""Seconds without a new sign of life after which the bot counts as hung: six times the usual interval."""


@dataclass(frozen=True, slots=True)
class Health:
    """One sign of life."""

    ts: float
    """When it was written, in seconds since 1970."""
    ready: bool
    """Whether the gateway is connected."""
    latency: float | None
    """Seconds from a heartbeat to Discord's answer; None while there is none."""


def write_health(path: Path, *, ts: float, ready: bool, latency: float) -> None:
    """Replace the file in one step, so that no reader sees half of it. Raises OSError."""
    health = Health(ts, ready, round(latency, 3) if ready and math.isfinite(latency) else None)
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(json.dumps(asdict(health)), encoding="utf-8")
    fresh.replace(path)


def check_health(path: Path, now: float) -> str | None:
    """What is wrong with the bot whose health file this is, in one line; None if all is well.

    `now` is in seconds since 1970.
    """
    try:
        health = Health(**json.loads(path.read_text(encoding="utf-8")))
        age = now - float(health.ts)
    except FileNotFoundError:
        return f"{path} does not exist: the bot is not running, or HEALTH_FILE is set to another path"
    except (OSError, ValueError, TypeError):
        return f"{path} is not a health file"
    if age > STALE_AFTER:
        return f"no sign of life for {age:.0f} seconds"
    if not health.ready:
        return "not connected to Discord"
    return None
