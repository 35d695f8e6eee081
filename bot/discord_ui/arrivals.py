"""When the message or interaction arrived that the current task handles."""

import asyncio
from contextvars import ContextVar

_arrived: ContextVar[float | None] = ContextVar("arrived", default=None)


def mark_arrival() -> None:
    """Note that the current task begins to handle a message or interaction."""
    _arrived.set(asyncio.get_running_loop().time())


def seconds_since_arrival() -> float:
    """Seconds since then; 0.0 in other tasks."""
    arrived, now = _arrived.get(), asyncio.get_running_loop().time()
    return 0.0 if arrived is None else now - arrived
