"""Freezes PostgreSQL under running processes, and prints the effect: `python -m tests.loopback.outage DATABASE`.

DATABASE is the address of an empty database, whose server runs on this machine and may be sent signals. Three processes
run four shards: an old and a new version share two of them, and the third process has the others. Members ask before,
while the server is frozen, and afterwards. For Linux.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from bot.knowledge import load
from tests.freezing import frozen, parent_of
from tests.loopback.fleet import Askers, Fleet
from tests.loopback.sharded_discord import ShardedDiscord

ROOT = Path(__file__).parents[2]
SHARDS = 4
BEFORE_SECONDS = 10.0
FROZEN_SECONDS = 60.0
RECOVERY_SECONDS = 40.0
"""After a failed claim, a process claims nothing for 30 s."""
SETTLE_SECONDS = 3.0


async def ask(fake: ShardedDiscord, question: str, seconds: float) -> str:
    """Have members ask in all shards. Returns a row of the table."""
    members, before = Askers(fake, question, range(SHARDS)), fake.duplicates
    async with members.asking():
        await asyncio.sleep(seconds)
    await asyncio.sleep(SETTLE_SECONDS)
    waits = [fake.answered_at[each] - fake.asked_at[each] for each in members.mentions & fake.answered_at.keys()]
    cells = (members.asked, len(members.unanswered), f"{max(waits):.1f} s", fake.duplicates - before)
    return " | ".join(map(str, cells))


async def report(database: str) -> str:
    """What was measured."""
    question = load([ROOT / "data"]).entries[0].question
    with psycopg.connect(database) as connection:
        server = parent_of(connection.info.backend_pid)
    async with ShardedDiscord(SHARDS, max_concurrency=SHARDS).serve() as fake:
        with tempfile.TemporaryDirectory() as folder:
            fleet = Fleet(fake, database, ROOT / "data", Path(folder))
            try:
                for shards in ("0-1", "2-3", "0-1"):
                    await (await fleet.start(shards)).connected()
                rows = [f"before: {await ask(fake, question, BEFORE_SECONDS)}"]
                with frozen(server):
                    rows.append(f"frozen for {FROZEN_SECONDS:.0f} s: {await ask(fake, question, FROZEN_SECONDS)}")
                await asyncio.sleep(RECOVERY_SECONDS)
                rows.append(f"afterwards: {await ask(fake, question, BEFORE_SECONDS)}")
            finally:
                await fleet.kill_all()
    head = f"{time.strftime('%Y-%m-%d')}, Python {sys.version.split()[0]}"
    return "\n".join((head, "questions | lost | longest wait | answers with a nonce that was used", *rows))


if __name__ == "__main__":
    reader = argparse.ArgumentParser()
    reader.add_argument("database")
    sys.stdout.write(f"{asyncio.run(report(reader.parse_args().database))}\n")
