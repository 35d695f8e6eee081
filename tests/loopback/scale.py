"""Measures what many servers cost a process, and prints it: `python -m tests.loopback.scale`. For Linux.

Each run starts the whole program, connected to a fake Discord with many servers. A server has 30 channels,
20 roles and 25 emojis. With MEANING=auto in the environment, the bot also compares meanings.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.knowledge import load
from tests.loopback.fake_discord import Json
from tests.loopback.fleet import Fleet, Member
from tests.loopback.sharded_discord import ShardedDiscord

ROOT = Path(__file__).parents[2]
CHANNELS, ROLES, EMOJIS = 30, 20, 25
SETTLE_SECONDS = 3.0
ANSWERS = 300
ANSWERS_PER_SECOND = 30


class LargeDiscord(ShardedDiscord):
    """A Discord whose bot is in many servers."""

    def __init__(self, shards: int, servers: int) -> None:
        """Take the number of all servers."""
        super().__init__(shards, max_concurrency=shards)
        self.limit = 10_000
        self._servers = servers

    def servers_of(self, shard: int) -> list[Json]:
        """The servers of a shard: its first one, and large ones."""
        count = self._servers // self.shards
        return [*super().servers_of(shard), *(self._large(shard, number) for number in range(1, count))]

    def _large(self, shard: int, number: int) -> Json:
        first = (((number + 2000) * self.shards + shard) << 22) + 1
        identity = str(first - 1)
        guild = self._guild(shard) | {"id": identity, "name": f"Server {number}"}
        role = guild["roles"][0]
        roles = [role | {"id": identity}, *(role | {"id": str(first + n), "name": f"role {n}"} for n in range(ROLES))]
        overwrites = [{"id": identity, "type": 0, "allow": "0", "deny": "1024"}]
        channels = [
            {
                "id": str(first + 100 + n),
                "type": 0,
                "name": f"channel-{n}",
                "position": n,
                "topic": f"What this channel {n} of server {number} is about, in one line.",
                "permission_overwrites": overwrites,
            }
            for n in range(CHANNELS)
        ]
        emojis = [
            {"id": str(first + 200 + n), "name": f"emoji_{n}", "roles": [], "animated": False} for n in range(EMOJIS)
        ]
        return guild | {"roles": roles, "channels": channels, "emojis": emojis, "member_count": 500}


def memory_of(member: Member) -> float:
    """Megabytes of memory that a process holds."""
    status = Path(f"/proc/{member.process.pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def processor_time_of(member: Member) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{member.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def running(servers: int, shards: int) -> AsyncIterator[tuple[LargeDiscord, Member]]:
    """A process that has read all its servers."""
    async with LargeDiscord(shards, servers).serve() as fake:
        with tempfile.TemporaryDirectory() as folder:
            fleet = Fleet(fake, "", ROOT / "data", Path(folder))
            try:
                member = await fleet.start("")
                await member.connected()
                await settle(member)
                yield fake, member
            finally:
                await fleet.kill_all()


async def settle(member: Member) -> None:
    """Wait until the process rests."""
    before = -1.0
    while (now := processor_time_of(member)) > before + 0.02 * SETTLE_SECONDS:
        before = now
        await asyncio.sleep(SETTLE_SECONDS)


async def measure_memory(servers: int, shards: int) -> tuple[float, float]:
    """Megabytes with these servers, and seconds of processor time to connect."""
    async with running(servers, shards) as (_, member):
        return memory_of(member), processor_time_of(member)


async def measure_events(messages: int, answers: int) -> tuple[float, float, float]:
    """Milliseconds of processor time for a message that is not for the bot, and for an answer. The megabytes after."""
    question = load([ROOT / "data"]).entries[0].question
    async with running(1, 1) as (fake, member):
        began = processor_time_of(member)
        for _ in range(messages):
            await fake.say("So who is in for the match on Friday?")
        await settle(member)
        read = processor_time_of(member)
        for number in range(answers):
            place = str(10**9 + number)
            await fake.mention_in(0, question, place, place)
            await asyncio.sleep(1 / ANSWERS_PER_SECOND)
        await fake.until(lambda: len(fake.answered_at) == answers)
        await settle(member)
        answered, memory = processor_time_of(member), memory_of(member)
    return 1000 * (read - began) / messages, 1000 * (answered - read) / answers, memory


async def report(servers: int, messages: int) -> str:
    """What was measured."""
    alone, _ = await measure_memory(1, 1)
    one, seconds = await measure_memory(servers, 1)
    many, _ = await measure_memory(servers, 8)
    message, answer, after = await measure_events(messages, ANSWERS)
    return "\n".join(
        (
            f"{time.strftime('%Y-%m-%d')}, Python {sys.version.split()[0]}",
            f"memory with 1 server: {alone:.0f} MB",
            f"memory with {servers} servers: {one:.0f} MB, {1024 * (one - alone) / servers:.0f} kB for each server",
            f"memory with {servers} servers in 8 shards: {many:.0f} MB",
            f"memory with 1 server after {ANSWERS} answers: {after:.0f} MB",
            f"processor time to start and to read {servers} servers: {seconds:.1f} s",
            f"processor time for a message that is not for the bot: {message:.3f} ms",
            f"processor time for an answer: {answer:.1f} ms",
        )
    )


if __name__ == "__main__":
    reader = argparse.ArgumentParser()
    reader.add_argument("--servers", type=int, default=2500)
    reader.add_argument("--messages", type=int, default=20_000)
    given = reader.parse_args()
    sys.stdout.write(f"{asyncio.run(report(given.servers, given.messages))}\n")
