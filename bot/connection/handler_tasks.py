"""Ends asyncio tasks: those of a client, and those of its event handlers."""

import asyncio
import logging
from typing import Any

logger = logging.getLogger(__name__)

_HANDLER_TASKS = ("discord.py: on_", "CommandTree-invoker", "discord-ui-view-dispatch", "discord-ui-dynamic-item")
"""Prefixes of the names that discord.py 2.7 gives to the tasks of event handlers, commands and components."""


async def cancel(*tasks: asyncio.Task[Any]) -> None:
    """Cancel tasks until they end: discord.py uses `asyncio.wait_for`, which can miss a cancel in Python 3.11."""
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=0.1)
    # Retrieve the exceptions of tasks that failed meanwhile, or asyncio logs them as never retrieved.
    await asyncio.gather(*tasks, return_exceptions=True)


async def finish_handlers(timeout_seconds: float, forced: asyncio.Event) -> None:
    """Wait until the handlers in progress end, the timeout passes or the stop is forced."""
    handlers = [task for task in asyncio.all_tasks() if task.get_name().startswith(_HANDLER_TASKS)]
    if not handlers:
        return
    logger.info("Finishing answers in progress: %d.", len(handlers))
    finished = asyncio.create_task(asyncio.wait(handlers, timeout=timeout_seconds))
    hurry = asyncio.create_task(forced.wait())
    await asyncio.wait((finished, hurry), return_when=asyncio.FIRST_COMPLETED)
    hurry.cancel()
    finished.cancel()
