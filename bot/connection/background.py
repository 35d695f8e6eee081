"""Runs work in the background that must not end."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.connection.incidents import Incidents

RESTART_SECONDS = 5.0
"""Time from the end of background work, usually with an error, to its next start."""


async def keep_running(
    what: str, work: Callable[[], Awaitable[None]], incidents: Incidents, pause: float = RESTART_SECONDS
) -> None:
    """Do work until cancelled. After an error, which is counted, it starts again: none may switch a part off unseen."""
    while True:
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - see above
            incidents.count(what, error)
        await asyncio.sleep(pause)
