"""A fake Discord, and the bot and its supervisor connected to it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import discord.gateway
import discord.http
import pytest
import yarl

from bot.answering import Assistant
from bot.connection.budget import StartBudget
from bot.connection.health import HealthStatus
from bot.connection.signals import Stop
from bot.connection.supervision import ExitCode, Supervisor
from bot.connection.watchdog import Watchdog
from bot.discord_ui import FaqBot
from bot.knowledge import KnowledgeBase
from bot.pacing import RequestLimiter
from bot.store.store import Store
from tests.loopback.busy_discord import BusyDiscord
from tests.loopback.fake_discord import BOT, PATIENCE, TOKEN, FakeDiscord
from tests.loopback.hostile_discord import HostileDiscord
from tests.loopback.supervised import FAST, NO_WAITS, Bot

Redirect = Callable[[FakeDiscord], None]
Supervise = Callable[..., AbstractAsyncContextManager[asyncio.Task[ExitCode]]]


async def eventually(true: Callable[[], bool]) -> None:
    """Poll until a condition is true that nothing announces."""
    async with asyncio.timeout(PATIENCE):
        while not true():  # noqa: ASYNC110  # see above
            await asyncio.sleep(0.01)


@pytest.fixture
def redirect(monkeypatch: pytest.MonkeyPatch) -> Redirect:
    """Point discord.py at a fake server. Both of its addresses are class attributes."""

    def point(fake: FakeDiscord) -> None:
        monkeypatch.setattr(discord.http.Route, "BASE", fake.rest)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(fake.gateway))

    return point


@pytest.fixture
async def fake(redirect: Redirect) -> AsyncIterator[FakeDiscord]:
    """A running fake server that discord.py connects to."""
    async with FakeDiscord().serve() as server:
        redirect(server)
        yield server


@pytest.fixture
async def busy(redirect: Redirect) -> AsyncIterator[BusyDiscord]:
    """A running fake server that enforces rate limits and knows interactions."""
    async with BusyDiscord().serve() as server:
        redirect(server)
        yield server


@pytest.fixture
def health_file(tmp_path: Path) -> Path:
    """The file for the heartbeat of the supervised bot."""
    return tmp_path / "health"


@pytest.fixture
def supervise(shipped_assistant: Assistant, health_file: Path) -> Supervise:
    """Run a bot until the block ends. The task's result is the exit code. `limiter` replaces the bot's own."""

    @asynccontextmanager
    async def running(
        limiter: RequestLimiter | None = None, store: Store | None = None
    ) -> AsyncIterator[asyncio.Task[ExitCode]]:
        stop = Stop()
        status = HealthStatus()
        watchdog = Watchdog(status, health_file, FAST, end=lambda _: None)
        supervisor = Supervisor(
            lambda: FaqBot(shipped_assistant, request_limiter=limiter, store=store),
            TOKEN,
            timings=FAST,
            status=status,
            budget=StartBudget(None, NO_WAITS),
        )
        with watchdog.running():
            task = asyncio.create_task(supervisor.run(stop))
            try:
                yield task
            finally:
                stop.request()
                await task

    return running


@pytest.fixture
async def hostile(redirect: Redirect) -> AsyncIterator[HostileDiscord]:
    """A running server."""
    async with HostileDiscord().serve() as server:
        redirect(server)
        yield server


@pytest.fixture
def bot(shipped_assistant: Assistant) -> Bot:
    """A bot that the test runs."""
    return Bot(shipped_assistant)


@pytest.fixture
def answers(hostile: HostileDiscord, shipped_base: KnowledgeBase) -> Callable[[], Awaitable[None]]:
    """Ask a question, and wait for its answer."""

    async def ask() -> None:
        before = len(hostile.posts)
        # Each question is from another member: nobody reaches a rate limit.
        await hostile.ask(f"<@{BOT}> {shipped_base.entries[0].question}", member=str(2000 + before))
        await hostile.until(lambda: len(hostile.posts) > before)
        assert hostile.posts[-1]["embeds"][0]["title"] == shipped_base.entries[0].question

    return ask
