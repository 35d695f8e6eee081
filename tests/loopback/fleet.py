"""Processes of the whole program that share a database, connected to a fake Discord on loopback."""

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
START_SECONDS = 120.0
"""Maximum time to start and connect. On a machine that is busy with other work, it takes many times longer."""


@dataclass
class Member:
    """One process."""

    process: Process
    health: Path
    log: Path

    async def connected(self) -> None:
        """Wait until its health file says that all its shards are connected."""
        async with asyncio.timeout(START_SECONDS):
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
    """The address of the database that they share; "" for none."""
    notes: Path
    folder: Path
    members: list[Member] = field(default_factory=list)

    async def start(self, shards: str) -> Member:
        """Start a process for some shards, as SHARD_IDS names them; "" for all that Discord recommends."""
        name = f"{len(self.members)}"
        health, log = self.folder / f"health-{name}", self.folder / f"log-{name}"
        environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "DISCORD_TOKEN": TOKEN,
            "DATABASE_URL": self.database,
            "SHARD_IDS": shards,
            "SHARD_COUNT": str(self.fake.shards) if shards else "",
            "FAQ_DATA": str(self.notes),
            "HEALTH_FILE": str(health),
            "STATE_DIR": str(self.folder / "state"),
            "CACHE_DIR": str(self.folder / "cache"),
            "MEANING": os.environ.get("MEANING", "none"),
        }
        command = [sys.executable, "-m", "tests.loopback.program", self.fake.rest, self.fake.gateway, "run"]
        with log.open("wb") as file:
            process = await asyncio.create_subprocess_exec(
                *command, cwd=self.folder, env=environment, stdin=DEVNULL, stderr=file
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
    """Members who ask in the servers of some shards at a steady pace, with mentions, and also with /ask in shard 0."""

    def __init__(self, fake: ShardedDiscord, question: str, shards: range, per_second: float = 15.0) -> None:
        """Take the shards whose servers they are in."""
        self.mentions: set[str] = set()
        """The ids of their messages."""
        self.interactions: set[str] = set()
        self._fake, self._question, self._shards = fake, question, shards
        self._pause = 1.0 / per_second

    @property
    def asked(self) -> int:
        """How many questions they have asked."""
        return len(self.mentions) + len(self.interactions)

    @property
    def unanswered(self) -> set[str]:
        """The ids of the messages and interactions without an answer."""
        return self.mentions - self._fake.answered_at.keys() | self.interactions - self._fake.acknowledged_at.keys()

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
            if shard == 0 and number % 3 == 0:
                self.interactions.add(await self._fake.slash(self._question, place))
            else:
                self.mentions.add(await self._fake.mention_in(shard, self._question, place, place))
            await asyncio.sleep(self._pause)
