"""Reports in the health file whether the store works."""

import asyncio
from typing import TYPE_CHECKING

from bot.connection.health import HealthStatus
from bot.store import Reason, Status, StoreError

if TYPE_CHECKING:
    from bot.store.store import Store

PART = "store"
"""The part of the bot, in the health file."""
CHECK_SECONDS = 30.0
"""Time between two checks. Each writes a page of 4 kB and takes it back."""
ANSWER_SECONDS = 12.0
"""A database that takes longer does not answer. Normally it takes milliseconds, and 5 s if another program locks it."""


async def watch_store(store: "Store", status: HealthStatus, seconds: float = CHECK_SECONDS) -> None:
    """Check the store at each interval until cancelled."""
    while True:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                found = await store.status()
        except TimeoutError:
            found = Status(Reason.UNREACHABLE)
        except StoreError as error:
            found = Status(error.reason)
        if found.problem:
            status.degrade(PART, f"votes and edits are refused: {found.problem.value}")
        else:
            status.recover(PART)
        await asyncio.sleep(seconds)
