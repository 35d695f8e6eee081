"""Several shards in one process."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from itertools import pairwise

import pytest

from bot.answering import Assistant
from bot.connection.budget import StartBudget
from bot.connection.budget_limits import Limits
from bot.connection.health import HealthStatus
from bot.connection.sharding import Shards
from bot.connection.signals import Stop
from bot.connection.supervision import ExitCode, Supervisor
from bot.connection.timings import Timings
from bot.discord_ui import FaqBot
from bot.discord_ui.sharded import ShardedFaqBot
from tests.loopback.conftest import Redirect, eventually
from tests.loopback.fake_discord import TOKEN
from tests.loopback.sharded_discord import ShardedDiscord
from tests.loopback.supervised import FAST

SHARDS = 4
GAP = 0.3
"""Seconds between two identifies, here."""
Run = Callable[..., AbstractAsyncContextManager[HealthStatus]]


@pytest.fixture
async def sharded(redirect: Redirect) -> AsyncIterator[ShardedDiscord]:
    """A running server that recommends four shards."""
    async with ShardedDiscord(SHARDS, gap=GAP - 0.05).serve() as server:
        redirect(server)
        yield server


@pytest.fixture
def run(shipped_assistant: Assistant) -> Run:
    """Run a bot until the block ends, and yield its status. `shards` are those of the settings."""

    def make(shards: Shards) -> FaqBot:
        return (FaqBot if len(shards.ids) == 1 else ShardedFaqBot)(shipped_assistant, shards=shards)

    @asynccontextmanager
    async def running(
        shards: Shards | None = None,
        limits: Limits | None = None,
        code: ExitCode = ExitCode.OK,
        *,
        timings: Timings = FAST,
        budget: StartBudget | None = None,
    ) -> AsyncIterator[HealthStatus]:
        stop, status = Stop(), HealthStatus()
        budget = budget or StartBudget(None, limits or Limits(gap=GAP, first_wait=0, max_spread=0))
        supervisor = Supervisor(
            lambda: FaqBot(shipped_assistant),
            TOKEN,
            timings=timings,
            status=status,
            budget=budget,
            make_sharded=make,
            shards=shards,
        )
        task = asyncio.create_task(supervisor.run(stop))
        try:
            yield status
        finally:
            stop.request()
            assert await task is code

    return running


async def ask_everywhere(fake: ShardedDiscord, question: str, shards: range = range(SHARDS)) -> set[str]:
    """A member of each shard's server asks. Returns the ids of the questions."""
    member = str(5000 + len(fake.asked_at))
    return {await fake.mention_in(shard, question, member) for shard in shards}


async def test_the_shards_that_discord_recommends_all_answer(
    sharded: ShardedDiscord, run: Run, shipped_assistant: Assistant
) -> None:
    async with run() as status:
        await eventually(lambda: status.read_connection().ready)
        asked = await ask_everywhere(sharded, shipped_assistant.base.entries[0].question)
        await sharded.until(lambda: set(sharded.answered_at) == asked)
    assert [shard for shard, _ in sharded.identified_at] == list(range(SHARDS))
    assert sharded.too_soon == sharded.duplicates == 0
    assert sharded.logins == 2  # the first client had one shard


async def test_identifies_keep_their_distance_but_those_that_may_go_at_once_do(
    sharded: ShardedDiscord, run: Run
) -> None:
    sharded.max_concurrency = 2
    async with run(Shards.all(SHARDS)) as status:
        await eventually(lambda: status.read_connection().ready)
    times = [at for _, at in sharded.identified_at]
    assert [later - earlier > GAP / 2 for earlier, later in pairwise(times)] == [False, True, False]


@pytest.mark.parametrize("abort", [False, True])
async def test_a_shard_that_loses_its_connection_resumes_and_the_others_go_on(
    sharded: ShardedDiscord, run: Run, shipped_assistant: Assistant, *, abort: bool
) -> None:
    question = shipped_assistant.base.entries[0].question
    missing = ("1 of 4 shards are not connected",)
    async with run() as status:
        await eventually(lambda: status.read_connection().ready)
        sharded.down.add(2)
        await sharded.drop(2, abort=abort)
        asked = await ask_everywhere(sharded, question)
        await sharded.until(lambda: len(sharded.answered_at) == SHARDS - 1)
        await eventually(lambda: status.read_connection().ready and status.degraded == missing)
        sharded.down.clear()
        await sharded.until(lambda: set(sharded.answered_at) == asked)
        await eventually(lambda: not status.read_connection().fault and not status.degraded)
    assert len(sharded.identified_at) == SHARDS
    assert sharded.duplicates == 0


async def test_a_frame_that_nobody_can_read_costs_the_other_shards_nothing(
    sharded: ShardedDiscord, run: Run, shipped_assistant: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    async with run() as status:
        await eventually(lambda: status.read_connection().ready)
        (session,) = sharded.live(1)
        assert session.socket is not None
        await session.socket.send_str("<html>")
        await sharded.until(lambda: sharded.resumes == 1)
        asked = await ask_everywhere(sharded, shipped_assistant.base.entries[0].question)
        await sharded.until(lambda: set(sharded.answered_at) == asked)
    assert len(sharded.identified_at) == SHARDS
    assert "A shard: unexpected JSONDecodeError" in caplog.text


async def test_a_gateway_that_fails_after_each_identify_does_not_get_more_than_the_budget(
    sharded: ShardedDiscord, run: Run
) -> None:
    sharded.down.update(range(SHARDS))
    async with run(limits=Limits(per_day=12, least=3, gap=0, first_wait=0)):
        await eventually(lambda: len(sharded.identified_at) >= 12)
        await asyncio.sleep(0.5)
    counts = [[shard for shard, _ in sharded.identified_at].count(shard) for shard in range(SHARDS)]
    assert counts == [3] * SHARDS


async def test_a_long_wait_for_a_turn_is_not_an_unreachable_gateway(
    sharded: ShardedDiscord, run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    budget = StartBudget(None, Limits(gap=2, first_wait=0, max_spread=0))
    assert budget.take_turn(3) == 0, "another process goes first"
    timings = replace(FAST, gateway_timeout=0.6)
    async with run(Shards((0, 1), SHARDS), timings=timings, budget=budget) as status:
        await eventually(lambda: "waits for its turn to identify" in status.read_connection().fault)
        await eventually(lambda: status.read_connection().ready)
    assert sharded.logins == 1
    assert "unreachable" not in caplog.text


async def test_a_process_with_one_of_several_shards_answers_its_servers(
    sharded: ShardedDiscord, run: Run, shipped_assistant: Assistant
) -> None:
    async with run(Shards((2,), SHARDS)) as status:
        await eventually(lambda: status.read_connection().ready)
        asked = await sharded.mention_in(2, shipped_assistant.base.entries[0].question)
        await sharded.until(lambda: set(sharded.answered_at) == {asked})
    assert [shard for shard, _ in sharded.identified_at] == [2]


async def test_shards_that_do_not_exist_end_the_process(
    sharded: ShardedDiscord, run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    async with run(Shards((1, 2), 3), code=ExitCode.CONFIG):
        await eventually(lambda: "Correct SHARD_IDS and SHARD_COUNT" in caplog.text)
    assert len(sharded.identified_at) <= 2
