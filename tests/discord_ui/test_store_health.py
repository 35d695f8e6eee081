"""The health file says whether the store works."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bot.connection.health import HealthStatus
from bot.discord_ui.store_health import watch_store
from bot.store import open_store

PATIENCE = 30.0
"""Timeout in seconds. A passing test never reaches it."""


async def until(test: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not test():  # noqa: ASYNC110 - nothing tells when the status changes
            await asyncio.sleep(0.01)


async def test_a_store_that_is_garbage_makes_the_bot_degraded_until_it_is_repaired(tmp_path: Path) -> None:
    file = tmp_path / "faq-bot.sqlite3"
    file.write_bytes(b"garbage " * 1000)
    store, status = open_store(file), HealthStatus()
    watching = asyncio.create_task(watch_store(store, status, seconds=0.01))
    await until(lambda: bool(status.degraded))
    assert status.degraded == ("votes and edits are refused: the file is no database, or it is damaged",)
    file.unlink()
    await until(lambda: not status.degraded)
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
    store.close()
