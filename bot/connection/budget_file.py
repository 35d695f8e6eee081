"""The file of the start budget. Reading is defensive: the file may be damaged, or the clock wrong."""

import json
import logging
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.connection.files import read_small_file, replace_file

logger = logging.getLogger(__name__)

MAX_IDENTIFIES = 1000
"""Discord allows no more identifies in a day, so a file with more is invalid."""


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
class BudgetState:
    """All times in seconds since 1970."""

    identifies: tuple[float, ...] = ()
    """When identifies were sent whose sessions have not lasted, oldest first."""
    last: float = 0.0
    """When the last identify was sent; 0.0 for never."""
    ready: bool = False
    """Whether the last one got READY."""
    unready: int = 0
    """How many in a row got no READY."""
    crashes: int = 0
    """How many processes in a row ended unexpectedly before a session lasted."""
    running: bool = False
    """Whether a process runs, or has crashed."""
    refusal: Refusal | None = None


def load_state(file: Path, now: float) -> BudgetState:
    """The state in a file. A missing or damaged file, or one that cannot be read, counts as empty."""
    try:
        return _parse(json.loads(read_small_file(file)), now)
    except FileNotFoundError:
        return BudgetState()
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        logger.warning("The start budget in %s is unusable (%s). A new one begins.", file, type(error).__name__)
        return BudgetState()


def save_state(file: Path, state: BudgetState) -> None:
    """Replace the file. Raises OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    replace_file(file, json.dumps(asdict(state)))


def _parse(raw: dict[str, Any], now: float) -> BudgetState:
    return BudgetState(
        identifies=tuple(sorted(_moment(moment, now) for moment in raw["identifies"]))[-MAX_IDENTIFIES:],
        last=_moment(raw["last"], now),
        ready=bool(raw["ready"]),
        unready=int(raw["unready"]),
        crashes=int(raw["crashes"]),
        running=bool(raw["running"]),
        refusal=_refusal(raw["refusal"], now) if raw["refusal"] else None,
    )


def _refusal(raw: dict[str, Any], now: float) -> Refusal:
    return Refusal(str(raw["settings"]), str(raw["message"]), int(raw["times"]), _moment(raw["at"], now))


def _moment(raw: object, now: float) -> float:
    """A time that has passed: the clock may have been ahead when it was written. Raises ValueError and TypeError."""
    if not isinstance(raw, int | float):
        raise TypeError
    if not math.isfinite(raw):
        raise ValueError
    return min(float(raw), now)
