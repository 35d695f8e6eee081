"""One bot process, the fake Discord that it is connected to, and the questions that members ask."""

import asyncio
import itertools
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.connection.health import check_health
from bot.knowledge import load
from tests.chaos.launch import NO_DNS
from tests.chaos.server import ChaosDiscord
from tests.loopback.fake_discord import TOKEN

ROOT = Path(__file__).parents[2]
PROBE_SECONDS = 90.0
"""How long after a fault the bot may take to answer again."""
SETTLE_SECONDS = 45.0
"""How long a question may stay open. The bot gives up an answer after 24 s."""
END_SECONDS = 15.0
"""How long the process may take to end after SIGTERM. The bot promises 10."""
_DROPPED = re.compile(r"(?:A question|An answer) was dropped")
_MORE = re.compile(r"(\d+) more lines like this")


@dataclass
class Bench:
    """What a fault works with."""

    server: ChaosDiscord
    folder: Path
    random: random.Random
    settings: dict[str, str] = field(default_factory=dict)
    """Environment variables for the bot."""
    process: asyncio.subprocess.Process | None = None
    asked: list[str] = field(default_factory=list)
    """The messages and interactions that count."""
    excused: set[str] = field(default_factory=set)
    """Those that must not be answered, by a rule."""
    may_drop: bool = False
    """Whether the bot may drop as many as its log says."""
    log_before: int = 0
    """Characters of the log that were there before the fault."""
    numbers: Iterable[int] = field(default_factory=lambda: itertools.count(5000))

    @property
    def notes(self) -> Path:
        """The folder with the bot's knowledge files."""
        return self.folder / "notes"

    @property
    def state(self) -> Path:
        """The folder with what the bot remembers."""
        return self.folder / "state"

    @property
    def log(self) -> str:
        """What the bot has written to standard error."""
        with suppress(FileNotFoundError):
            return (self.folder / "log").read_text(encoding="utf-8")
        return ""

    @property
    def new_log(self) -> str:
        """What the bot has written since the fault was injected."""
        return self.log[self.log_before :]

    def begin(self) -> None:
        """Forget what was asked before. The next fault begins."""
        self.asked, self.excused, self.may_drop = [], set(), False
        self.log_before = len(self.log)

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self.process is not None and self.process.returncode is None

    @property
    def dropped(self) -> int:
        """How many questions the log says were dropped."""
        total = 0
        for line in self.log.splitlines():
            more = _MORE.search(line)
            total += (int(more[1]) if more else 1) if _DROPPED.search(line) else 0
        return total

    async def start(self, *arguments: str, wait: bool = True) -> None:
        """Start the bot, and wait until its session is ready."""
        settings = {
            "DISCORD_TOKEN": TOKEN,
            "FAQ_DATA": str(self.notes),
            "STATE_DIR": str(self.state),
            "CACHE_DIR": str(self.folder / "cache"),
            "HEALTH_FILE": str(self.folder / "health"),
            "MEANING": "none",
        }
        local = [f"{scheme}://localhost:{self.server.port}" for scheme in ("http", "ws")]
        command = [f"{local[0]}/api", f"{local[1]}/gateway", str(self.folder), "run", *arguments]
        sessions = self.server.ready
        with (self.folder / "log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "tests.chaos.launch"),
                *command,
                cwd=ROOT,
                env=os.environ | settings | self.settings,
                stdout=log,
                stderr=log,
            )
        if wait:
            await self.until(lambda: self.server.ready > sessions)

    async def ask(self, count: int = 1, channel: str | None = None) -> list[str]:
        """Members mention the bot, each a new member, and each in a new channel unless one is given."""
        asked = []
        for _ in range(count):
            number = str(next(iter(self.numbers)))
            asked.append(await self.server.mention(self.question, channel or number, number))
        self.asked += asked
        return asked

    async def slash(self, count: int = 1) -> list[str]:
        """New members use /ask."""
        asked = [await self.server.slash(self.question, str(next(iter(self.numbers)))) for _ in range(count)]
        self.asked += asked
        return asked

    @property
    def question(self) -> str:
        """A random question that the bot can answer."""
        return self.random.choice(QUESTIONS)

    async def answered(self, identities: Iterable[str], seconds: float = PROBE_SECONDS) -> bool:
        """Wait until messages and interactions are answered. Returns whether they were, in time."""
        wanted = list(identities)
        return await self.until(lambda: all(each in self.server.replies for each in wanted), seconds)

    async def settle(self, seconds: float = SETTLE_SECONDS) -> bool:
        """Wait until nothing that was asked is open any more. Returns whether that was so in time."""
        return await self.until(lambda: not self.open, seconds)

    @property
    def open(self) -> list[str]:
        """What was asked and has got nothing, although it reached the bot and nothing excuses it."""
        return [each for each in self.asked if self.server.lost(each) and each not in self.excused]

    @property
    def leaks(self) -> list[str]:
        """Lines of the log with the token, the token of an interaction, or what a member asked."""
        secrets = (TOKEN, "token-1", *QUESTIONS)
        return [line for line in self.log.splitlines() if any(secret in line for secret in secrets)]

    @property
    def healthy(self) -> bool:
        """What `python -m bot health` says."""
        return not check_health(self.folder / "health", time.time()).wrong

    @property
    def worst(self) -> float:
        """The longest time from a question to its answer, in seconds."""
        server = self.server
        return max((server.answered_at[each] - server.asked_at[each] for each in self._answered), default=0.0)

    @property
    def acknowledgements(self) -> list[float]:
        """The times from interactions to their first responses, in seconds, from short to long."""
        server = self.server
        known = [each for each in self.asked if each in server.acknowledged_at]
        return sorted(server.acknowledged_at[each] - server.asked_at[each] for each in known)

    @property
    def _answered(self) -> list[str]:
        return [each for each in self.asked if each in self.server.answered_at]

    async def probe(self) -> bool:
        """Whether the bot answers now, or soon."""
        ends = time.monotonic() + PROBE_SECONDS
        while self.alive and time.monotonic() < ends:
            if await self.until(lambda: self.server.connected, ends - time.monotonic()):
                (asked,) = await self.ask()
                if await self.answered([asked], min(30.0, ends - time.monotonic())):
                    return True
        return False

    async def until(self, true: Callable[[], bool], seconds: float = PROBE_SECONDS) -> bool:
        """Wait until a condition is true. Returns whether it was in time; False at once if the process has ended."""
        ends = time.monotonic() + seconds
        while not true():
            if time.monotonic() > ends or not self.alive:
                return true()
            await asyncio.sleep(0.02)
        return True

    async def stop(self, number: int = signal.SIGTERM) -> int | None:
        """End the process. Returns its exit code; None if it did not end in time, and was killed."""
        if not self.process:
            return None
        with suppress(ProcessLookupError):
            self.process.send_signal(number)
        return await self.exit_code(END_SECONDS)

    async def exit_code(self, seconds: float) -> int | None:
        """Wait until the process ends. Returns its exit code; None if it did not end in time, and was killed."""
        assert self.process
        try:
            return await asyncio.wait_for(self.process.wait(), seconds)
        except TimeoutError:
            self.process.kill()
            await self.process.wait()
            return None

    def break_dns(self, *, broken: bool) -> None:
        """Have the bot resolve host names, or not."""
        flag = self.folder / NO_DNS
        if broken:
            flag.touch()
        else:
            flag.unlink(missing_ok=True)


QUESTIONS = [entry.question for entry in load([ROOT / "data"]).entries]


@asynccontextmanager
async def bench(seed: int) -> AsyncIterator[Bench]:
    """A bench with a server, and no process yet."""
    folder = Path(tempfile.mkdtemp(prefix="chaos-"))
    shutil.copytree(ROOT / "data", folder / "notes")
    made = Bench(ChaosDiscord(), folder, random.Random(seed))  # noqa: S311 - not used for security
    try:
        async with made.server.serve():
            try:
                yield made
            finally:
                if made.alive:
                    await made.stop(signal.SIGKILL)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
