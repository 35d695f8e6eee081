"""Replaces running processes again and again, and prints what got lost: `python -m tests.loopback.handover DATABASE`.

DATABASE is the address of an empty PostgreSQL database. Two processes share four shards. In turns, a new process starts
beside one of them and the old one gets SIGTERM, or one is killed and started again. Members ask all the time.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from bot.knowledge import load
from tests.loopback.fleet import Askers, Fleet, Member
from tests.loopback.sharded_discord import ShardedDiscord

ROOT = Path(__file__).parents[2]
PARTS = ("0-1", "2-3")
SHARDS = 4
OVERLAP_SECONDS = 0.5
SETTLE_SECONDS = 3.0
KILLS = 4
"""After more crashes in a row, the start budget makes a process wait."""


async def replace(fleet: Fleet, running: list[Member], times: int, question: str) -> Askers:
    """Replace processes in turn by new ones, without a gap. Returns the members who asked meanwhile."""
    members = Askers(fleet.fake, question, range(SHARDS))
    async with members.asking():
        for number in range(times):
            part = number % len(PARTS)
            new = await fleet.start(PARTS[part])
            await new.connected()
            await asyncio.sleep(OVERLAP_SECONDS)
            await running[part].stop()
            running[part] = new
    await asyncio.sleep(SETTLE_SECONDS)
    return members


async def kill(fleet: Fleet, running: list[Member], question: str) -> tuple[Askers, Askers]:
    """Kill the second process and start it again. Returns the members who asked the first one, and those after that."""
    others, back = Askers(fleet.fake, question, range(2)), Askers(fleet.fake, question, range(2, SHARDS))
    async with others.asking():
        for _ in range(KILLS):
            await running[1].kill()
            running[1] = await fleet.start(PARTS[1])
            await running[1].connected()
            async with back.asking():
                await asyncio.sleep(1)
            await asyncio.sleep(1)  # a killed process loses what it is answering
    await asyncio.sleep(SETTLE_SECONDS)
    return others, back


async def report(database: str, times: int) -> str:
    """What was measured."""
    question = load([ROOT / "data"]).entries[0].question
    async with ShardedDiscord(SHARDS, max_concurrency=2).serve() as fake:
        with tempfile.TemporaryDirectory() as folder:
            fleet = Fleet(fake, database, ROOT / "data", Path(folder))
            try:
                running = [await fleet.start(part) for part in PARTS]
                for member in running:
                    await member.connected()
                replaced = await replace(fleet, running, times, question)
                others, back = await kill(fleet, running, question)
            finally:
                await fleet.kill_all()
    again = fake.duplicates + fake.callback_attempts - len(fake.acknowledged_at)
    return "\n".join(
        (
            f"{time.strftime('%Y-%m-%d')}, Python {sys.version.split()[0]}",
            f"processes replaced: {times}; questions meanwhile: {replaced.asked}, lost: {len(replaced.unanswered)}",
            f"processes killed: {KILLS}; questions to the others: {others.asked}, lost: {len(others.unanswered)}",
            f"questions after the restarts: {back.asked}, lost: {len(back.unanswered)}",
            f"answers and responses sent twice: {again}; identifies too soon: {fake.too_soon}",
        )
    )


if __name__ == "__main__":
    reader = argparse.ArgumentParser()
    reader.add_argument("database")
    reader.add_argument("--times", type=int, default=10)
    given = reader.parse_args()
    sys.stdout.write(f"{asyncio.run(report(given.database, given.times))}\n")
