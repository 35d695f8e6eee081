"""A supervised bot in the process of the tests, with its health and its budget."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.answering import Assistant
from bot.connection.budget import StartBudget
from bot.connection.budget_limits import Limits
from bot.connection.health import HealthStatus
from bot.connection.signals import Stop
from bot.connection.supervision import ExitCode, Supervisor
from bot.connection.timings import Timings
from bot.discord_ui import FaqBot
from tests.loopback.fake_discord import TOKEN

FAST = Timings(first_backoff=0.01, max_backoff=0.02, drain=5, close=1, heartbeat=0.02, gateway_timeout=30)
NO_WAITS = Limits(gap=0.0, first_wait=0.0, max_spread=0.0)


@dataclass
class Bot:
    """A supervised bot."""

    assistant: Assistant
    budget: StartBudget = field(default_factory=lambda: StartBudget(None, NO_WAITS))
    status: HealthStatus = field(default_factory=HealthStatus)

    @asynccontextmanager
    async def run(self) -> AsyncIterator[asyncio.Task[ExitCode]]:
        """Run it until the block ends."""
        stop = Stop()
        supervisor = Supervisor(
            lambda: FaqBot(self.assistant), TOKEN, timings=FAST, status=self.status, budget=self.budget
        )
        task = asyncio.create_task(supervisor.run(stop))
        try:
            yield task
        finally:
            stop.request()
            await task

    @property
    def ready(self) -> bool:
        """Whether it is connected."""
        return self.status.read_connection().ready

    @property
    def fault(self) -> str:
        """Why it is not connected."""
        return self.status.read_connection().fault
