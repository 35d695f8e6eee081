"""Two processes of the whole program that share PostgreSQL, and a Discord with four shards."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.connection.supervision import ExitCode
from bot.knowledge import KnowledgeBase
from bot.store import Content, Edit, EditKind, NewEdit, open_store
from tests.loopback.fleet import Askers, Fleet
from tests.loopback.sharded_discord import ShardedDiscord

SHARDS = 4
LIVE_SECONDS = 2.0
"""How soon an edit in one process is live in the others."""
FRESH = "Who feeds the parrot of the ministry?"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send")


@pytest.fixture
async def fleet(database: str, tmp_path: Path) -> AsyncIterator[Fleet]:
    """No process yet. Discord lets two shards identify every five seconds."""
    async with ShardedDiscord(SHARDS, max_concurrency=2).serve() as fake:
        fleet = Fleet(fake, database, Path(__file__).parents[2] / "data", tmp_path)
        yield fleet
        await fleet.kill_all()


async def test_two_processes_share_four_shards(fleet: Fleet, shipped_base: KnowledgeBase) -> None:
    fake, question = fleet.fake, shipped_base.entries[0].question
    first, second = await fleet.start("0-1"), await fleet.start("2-3")
    await asyncio.gather(first.connected(), second.connected())
    assert sorted(shard for shard, _ in fake.identified_at) == list(range(SHARDS))

    await check_that_an_edit_is_live_everywhere(fleet)
    await check_that_a_killed_process_costs_the_others_nothing(fleet, question)
    await check_that_a_new_version_takes_over_without_a_gap(fleet, question)

    assert fake.too_soon == fake.refused == fake.duplicates == fake.late == 0
    await fake.until(lambda: len(fake.responses) >= len(fake.interactions))
    assert fake.callback_attempts == len(fake.interactions) == len(fake.responses) > 0
    assert "Traceback" not in fleet.log


async def check_that_an_edit_is_live_everywhere(fleet: Fleet) -> None:
    """A moderator's edit in a third process reaches both within two seconds."""
    store = open_store(fleet.database)
    edit = NewEdit(EditKind.ADD, "parrot", Content((FRESH,), "The archivist."), None, "mod")

    def plan(_: tuple[Edit, ...]) -> NewEdit | None:
        return edit

    await store.edit(plan)
    began = time.monotonic()
    for shard in (0, 2):
        while True:
            place = str(2 * 10**9 + len(fleet.fake.asked_at))
            asked = await fleet.fake.mention_in(shard, FRESH, place, place)
            await fleet.fake.until(lambda asked=asked: asked in fleet.fake.answered_at)  # type: ignore[misc]
            if "The archivist." in str(fleet.fake.posts[-1]):
                break
    assert time.monotonic() - began < LIVE_SECONDS
    store.close()


async def check_that_a_killed_process_costs_the_others_nothing(fleet: Fleet, question: str) -> None:
    fake = fleet.fake
    first = fleet.members[0]
    others = Askers(fake, question, range(2, SHARDS))
    async with others.asking():
        await first.kill()
        again = await fleet.start("0-1")
        await again.connected()
        back = Askers(fake, question, range(2))
        async with back.asking():
            await asyncio.sleep(1)
    assert min(others.asked, back.asked) > 10
    await fake.until(lambda: not (others.unanswered or back.unanswered))


async def check_that_a_new_version_takes_over_without_a_gap(fleet: Fleet, question: str) -> None:
    fake, old = fleet.fake, fleet.members[-1]
    members = Askers(fake, question, range(SHARDS))
    async with members.asking():
        new = await fleet.start("0-1")
        await new.connected()
        await asyncio.sleep(0.5)
        assert await old.stop() == ExitCode.OK
        await asyncio.sleep(1)
    assert members.asked > 30
    await fake.until(lambda: not members.unanswered)
