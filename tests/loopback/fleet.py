"""Processes of `python -m bot run` that share a database, connected to a fake Discord on loopback."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.loopback.fake_discord import PATIENCE, TOKEN
from tests.loopback.sharded_discord import ShardedDiscord

ROOT = Path(__file__).parents[2]


@dataclass
class Member:
    """One process."""

    process: Process
    health: Path
    log: Path

    async def connected(self) -> None:
        """Wait until its health file says that all its shards are connected."""
        async with asyncio.timeout(PATIENCE):
            while not self._is_connected():  # noqa: ASYNC110  # nothing announces it
                await asyncio.sleep(0.05)

    async def kill(self) -> None:
        """End it as a crash does."""
        self.process.kill()
        await self.process.wait()

    async def stop(self) -> int:
        """End it as a service manager does. Returns the exit code."""
        self.process.terminate()
        return await asyncio.wait_for(self.process.wait(), PATIENCE)

    def _is_connected(self) -> bool:
        try:
            return bool(json.loads(self.health.read_text(encoding="utf-8"))["ready"])
        except (OSError, ValueError):
            return False


@dataclass
class Fleet:
    """The processes."""

    fake: ShardedDiscord
    database: str
    notes: Path
    folder: Path
    members: list[Member] = field(default_factory=list)

    async def start(self, shards: str) -> Member:
        """Start a process for some shards, as SHARD_IDS names them."""
        name = f"{len(self.members)}"
        health, log = self.folder / f"health-{name}", self.folder / f"log-{name}"
        environment = os.environ | {
            "PYTHONPATH": f"{Path(__file__).parent / 'redirect'}{os.pathsep}{ROOT}",
            "FAKE_REST": self.fake.rest,
            "FAKE_GATEWAY": self.fake.gateway,
            "DISCORD_TOKEN": TOKEN,
            "DATABASE_URL": self.database,
            "SHARD_IDS": shards,
            "SHARD_COUNT": str(self.fake.shards),
            "FAQ_DATA": str(self.notes),
            "HEALTH_FILE": str(health),
            "MEANING": "none",
        }
        with log.open("wb") as file:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=self.folder, env=environment, stdin=DEVNULL, stderr=file
            )
        self.members.append(Member(process, health, log))
        return self.members[-1]

    @property
    def log(self) -> str:
        """What all processes have logged."""
        return "".join(member.log.read_text(encoding="utf-8") for member in self.members)

    async def kill_all(self) -> None:
        """End what still runs."""
        for member in self.members:
            with suppress(ProcessLookupError):
                if member.process.returncode is None:
                    member.process.kill()
            await member.process.wait()


class Askers:
    """Members who ask in the servers of some shards, at a steady pace."""

    def __init__(self, fake: ShardedDiscord, question: str, shards: range, per_second: float = 15.0) -> None:
        self.asked: dict[str, int] = {}
        """The shard of each question, by its id."""
        self._fake, self._question, self._shards = fake, question, shards
        self._pause = 1.0 / per_second

    @asynccontextmanager
    async def asking(self) -> AsyncIterator[None]:
        """Ask until the block ends."""
        task = asyncio.create_task(self._ask())
        try:
            yield
        finally:
            task.cancel()

    async def _ask(self) -> None:
        number = 0
        while True:
            number += 1
            shard = self._shards[number % len(self._shards)]
            # Each question is from another member and in another channel: nobody reaches a rate limit.
            place = str(10**9 + len(self._fake.asked_at))
            asked = await self._fake.mention_in(shard, self._question, place, place)
            self.asked[asked] = shard
            await asyncio.sleep(self._pause)
