"""Settings, rates and claims of several processes that share PostgreSQL."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from bot.answering import Assistant
from bot.answering.strictness import Strictness
from bot.discord_ui import FaqBot
from bot.discord_ui.claiming import Claiming
from bot.discord_ui.server_settings import STRICTNESS
from bot.discord_ui.sharing import Sharing
from bot.pacing import RequestLimiter
from bot.store import open_store
from bot.store.claims import Claims
from bot.store.peers import Peers

SERVER = 300


class Limiter(RequestLimiter):
    """Remembers its rates."""

    rates: tuple[float, ...] = ()

    def set_rate(self, per_second: float) -> None:
        """Note it."""
        self.rates = (*self.rates, per_second)
        super().set_rate(per_second)


async def eventually(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110  # nothing announces it
            await asyncio.sleep(0.01)


@asynccontextmanager
async def process(database: str, assistant: Assistant) -> AsyncIterator[tuple[FaqBot, Limiter]]:
    """A bot that is in step with others, without a connection to Discord."""
    limiter, peers = Limiter(), Peers(database)
    await asyncio.to_thread(peers.start)
    store, claims = open_store(database), Claims(database)
    bot = FaqBot(assistant, request_limiter=limiter, store=store)
    sharing = Sharing(peers, claims, limiter, 40.0)
    sharing.attach(bot)
    task = asyncio.create_task(sharing.run(None))
    try:
        yield bot, limiter
    finally:
        task.cancel()
        peers.close()
        await asyncio.to_thread(claims.close)
        await asyncio.to_thread(store.close)
        await bot.close()


async def test_what_a_manager_sets_in_one_process_applies_in_the_others(
    database: str, shipped_assistant: Assistant
) -> None:
    async with process(database, shipped_assistant) as (one, _), process(database, shipped_assistant) as (other, _):
        assert (await other.server_settings.of(SERVER)).strictness is None
        await one.server_settings.set(SERVER, STRICTNESS, Strictness.EAGER.value)
        began = time.monotonic()
        while (await other.server_settings.of(SERVER)).strictness is not Strictness.EAGER:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        assert time.monotonic() - began < 2


async def test_a_malformed_notice_changes_nothing(database: str, shipped_assistant: Assistant) -> None:
    import psycopg  # noqa: PLC0415 - may not be installed

    async with process(database, shipped_assistant) as (one, _), process(database, shipped_assistant) as (other, _):
        with psycopg.connect(database, autocommit=True) as connection:
            for notice in ("settings x", "settings", "settings " + "9" * 5000, "", "\u2028", "a new topic 7"):
                connection.execute("SELECT pg_notify('faq_bot', %s)", (notice,))
        await other.server_settings.of(SERVER)
        await one.server_settings.set(SERVER, STRICTNESS, Strictness.EAGER.value)
        async with asyncio.timeout(20):
            while (await other.server_settings.of(SERVER)).strictness is not Strictness.EAGER:  # noqa: ASYNC110
                await asyncio.sleep(0.01)


async def test_the_processes_that_run_divide_the_rate(database: str, shipped_assistant: Assistant) -> None:
    async with process(database, shipped_assistant) as (_, limiter):
        await eventually(lambda: limiter.rates[-1:] == (40.0,))
        async with process(database, shipped_assistant) as (_, other):
            await eventually(lambda: limiter.rates[-1:] == other.rates[-1:] == (20.0,))
        await eventually(lambda: limiter.rates[-1:] == (40.0,))


async def test_a_process_that_does_not_know_the_others_takes_the_part_of_its_shards(
    tmp_path: object, shipped_assistant: Assistant
) -> None:
    pytest.importorskip("psycopg")
    address, limiter = f"postgresql://faq@/faq?host={tmp_path}", Limiter()
    peers = Peers(address)
    await asyncio.to_thread(peers.start)
    sharing = Sharing(peers, Claims(address), limiter, 40.0, part=2 / 8)
    sharing.attach(FaqBot(shipped_assistant, request_limiter=limiter))
    task = asyncio.create_task(sharing.run(None))
    await eventually(lambda: limiter.rates == (10.0,))
    task.cancel()
    peers.close()


async def test_one_process_takes_a_question(database: str, shipped_assistant: Assistant) -> None:
    async with process(database, shipped_assistant) as (one, _), process(database, shipped_assistant) as (other, _):
        await one.server_settings.of(SERVER)  # the tables are there
        taken = await asyncio.gather(*(bot.claiming.take(number) for number in range(50) for bot in (one, other)))
    assert sum(taken) == 50


async def test_without_the_database_questions_are_still_answered(
    tmp_path: object, caplog: pytest.LogCaptureFixture
) -> None:
    pytest.importorskip("psycopg")
    claiming = Claiming(Claims(f"postgresql://faq@/faq?host={tmp_path}"))
    assert all([await claiming.take(1), await claiming.take(1), await claiming.take(2)])
    assert caplog.text.count("without claiming them") == 1
