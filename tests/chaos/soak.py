"""Sends a bot process very many events of all kinds, and watches what it may leak.

An interaction that arrives too late, because the connection was down, is shed: Discord waits only 3 s.
"""

import asyncio
import json
import os
import random
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.discord_ui import custom_ids
from bot.knowledge import load
from tests.chaos.bench import QUESTIONS, ROOT, Bench, bench
from tests.chaos.launch import COUNTS
from tests.chaos.server import ChaosDiscord
from tests.loopback.busy_discord import AUTOCOMPLETE
from tests.loopback.fake_discord import GUILD, RECONNECT, Json

SAMPLES = 10
"""How often the bot gets a pause, and is measured. The first tenth of the events warms it up."""
SETTLE_SECONDS = 5.0
MEMBERS, CHANNELS, SERVERS = 3000, 600, 10
"""Enough that nobody reaches a rate limit."""
OPEN = 60
"""How many questions and interactions wait for an answer at the same time."""
RECONNECT_EVERY, RESET_EVERY, EDIT_EVERY = 5000, 20_000, 20_000
"""Events between two of them."""
MAX_DRIFT_MB = 20.0
MAX_MORE = 5
"""How many more tasks, views, threads or descriptors there may be at the end than after the warm-up."""
VOTES = 0.1
"""The share of the presses that are votes, which write to the disk."""
PAUSE_SECONDS = 0.002


@dataclass(frozen=True, slots=True)
class Sample:
    """A bot that has nothing to do."""

    events: int
    answered: int
    rss_mb: float
    blocks: int
    """Blocks of memory that Python's objects use."""
    tasks: int
    views: int
    threads: int
    descriptors: int
    lag_p99_ms: float
    """How late the event loop ran since the last second before."""


class Soak:
    """The events, in random order."""

    def __init__(self, made: Bench) -> None:
        self.bench, self.server = made, made.server
        self.random: random.Random = made.random
        self.events = 0
        self.answered = 0
        self.shed = 0
        self.lost = 0
        self.doubled = 0
        self.open = set[str]()
        self.acknowledgements = list[float]()
        """Seconds until the first responses to interactions."""
        self._entries = [entry.id for entry in load([ROOT / "data"]).entries]

    async def run(self, events: int) -> None:
        """Send some more events."""
        until = self.events + events
        while self.events < until:
            await self._wait_for_place()
            for send in self._mix():
                await send()
                self.events += 1
            await self._disturb()

    async def settle(self) -> None:
        """Wait until everything is answered. What is not is lost."""
        await self.bench.until(self._nothing_open, 60)
        late = {each for each in self.open & self.server.interactions if each not in self.server.acknowledged_at}
        self.server.expired |= late
        self.shed += len(late)
        self.lost += len(self.open - late)
        self.open.clear()
        await asyncio.sleep(SETTLE_SECONDS)

    def _nothing_open(self) -> bool:
        server = self.server
        for identity in list(self.open):
            if not server.lost(identity) or identity in server.expired:
                self.answered += identity in server.replies
                self.shed += identity not in server.replies
                self.doubled += server.doubled(identity)
                self.open.discard(identity)
                server.replies.pop(identity, None)
                if identity in server.acknowledged_at:
                    self.acknowledgements.append(server.acknowledged_at[identity] - server.asked_at[identity])
        for remembered in (server.posts, server.callbacks, server.responses):
            remembered.clear()
        return not self.open

    async def _wait_for_place(self) -> None:
        def has_place() -> bool:
            self._nothing_open()
            return len(self.open) < OPEN

        await self.bench.until(has_place, 60)
        await asyncio.sleep(PAUSE_SECONDS)

    def _mix(self) -> Iterator[Callable[[], Awaitable[None]]]:
        """Twenty events, three of which need a request that counts against Discord's global limit."""
        kinds: dict[Callable[[], Awaitable[None]], int] = {
            self._mention: 2,
            self._slash: 1,
            self._type: 3,
            self._press: 2,
            self._command: 1,
            self._talk: 6,
            self._edit: 2,
            self._delete: 1,
            self._change_server: 2,
        }
        sends = [send for send, times in kinds.items() for _ in range(times)]
        self.random.shuffle(sends)
        return iter(sends)

    def _place(self) -> Json:
        server = str(int(GUILD) + self.random.randrange(SERVERS))
        channel = str(10_000 + self.random.randrange(CHANNELS))
        shown = {"id": channel, "type": 0, "name": "general", "position": 0, "permission_overwrites": []}
        return {"guild_id": server, "channel_id": channel, "channel": shown}

    @property
    def _member(self) -> str:
        return str(20_000 + self.random.randrange(MEMBERS))

    @property
    def _question(self) -> str:
        return self.random.choice(QUESTIONS)

    async def _mention(self) -> None:
        self.open.add(await self.server.message(self._question, self._member, self._place(), mention=True))

    async def _slash(self) -> None:
        self.open.add(await self.server.slash(self._question, self._member, **self._place()))

    async def _type(self) -> None:
        typed = self._question[: self.random.randrange(1, 30)]
        self.open.add(await self.server.slash(typed, self._member, kind=AUTOCOMPLETE, **self._place()))

    async def _press(self) -> None:
        votes = self.random.random() < VOTES
        entry = self.random.choice(self._entries)
        custom_id = custom_ids.helped(entry, "00000000") if votes else custom_ids.page(custom_ids.TOPIC_LIST, 0)
        self.open.add(await self.server.press(custom_id, self._member, **self._place()))

    async def _command(self) -> None:
        name = self.random.choice(("topics", "help", "about"))
        self.open.add(await self.server.command(name, self._member, **self._place()))

    async def _talk(self) -> None:
        await self.server.message("see you at the market", self._member, self._place())

    async def _edit(self) -> None:
        await self.server.message("see you there", self._member, self._place(), event="MESSAGE_UPDATE")

    async def _delete(self) -> None:
        await self.server.send_event("MESSAGE_DELETE", {"id": "5"} | self._place())

    async def _change_server(self) -> None:
        place = self._place()
        thread = {"id": str(self.random.randrange(1 << 40)), "guild_id": place["guild_id"], "type": 11, "name": "t"}
        thread |= {"parent_id": "400", "owner_id": "200", "message_count": 0, "member_count": 1}
        metadata = {"archived": False, "auto_archive_duration": 60, "archive_timestamp": "2026-01-01T00:00:00+00:00"}
        await self.server.send_event("THREAD_CREATE", thread | {"thread_metadata": metadata | {"locked": False}})
        await self.server.send_event("THREAD_DELETE", thread)

    async def _disturb(self) -> None:
        if self.events % RECONNECT_EVERY == 0:
            await self.server.send_gateway(RECONNECT)
            await self.bench.until(lambda: self.server.connected)
        if self.events % RESET_EVERY == 0:
            self.server.drop_connections()
            await self.bench.until(lambda: self.server.connected)
        if self.events % EDIT_EVERY == 0:
            text = f"How many events were there?\nThere were {self.events}.\n"
            (self.bench.notes / "more.txt").write_text(text, encoding="utf-8")

    def sample(self) -> Sample:
        """Measure the bot."""
        assert self.bench.process
        folder = Path("/proc") / str(self.bench.process.pid)
        pages = int((folder / "statm").read_text().split()[1])
        counts = json.loads((self.bench.folder / COUNTS).read_text())
        return Sample(
            self.events,
            self.answered,
            pages * os.sysconf("SC_PAGE_SIZE") / 1e6,
            counts["blocks"],
            counts["tasks"],
            counts["views"],
            counts["threads"],
            len(list((folder / "fd").iterdir())),
            1000 * counts["lag_p99"],
        )


async def soak(events: int, seed: int, tell: Callable[[str], None], logs: Path | None = None) -> bool:
    """Print a table of samples. Returns whether nothing leaked, nothing was lost, and nothing answered twice.

    `logs` is a folder for the bot's log.
    """
    async with bench(seed) as made:
        await made.start("--count")
        for number in range(1, SERVERS):
            await made.server.send_event("GUILD_CREATE", ChaosDiscord.guild(str(int(GUILD) + number)))
        running = Soak(made)
        samples = list[Sample]()
        tell("| Events | Answered | RSS | Blocks | Tasks | Views | Threads | Descriptors | Lag p99 |\n|" + "---:|" * 9)
        for _ in range(SAMPLES):
            await running.run(events // SAMPLES)
            await running.settle()
            samples.append(running.sample())
            tell(_row(samples[-1]))
        warm, last = samples[0], samples[-1]
        drift = max(sample.rss_mb for sample in samples) - warm.rss_mb
        more = max(
            last.tasks - warm.tasks,
            last.views - warm.views,
            last.threads - warm.threads,
            last.descriptors - warm.descriptors,
        )
        doubled, errors = running.doubled, made.log.count(" ERROR ")
        code = await made.stop()
        _keep_log(made, logs)
        acks = sorted(running.acknowledgements)
        tell(
            f"\nRSS drift after the warm-up {drift:.1f} MB; answered {running.answered}, shed {running.shed}, lost "
            f"{running.lost}, doubled {doubled}; {len(acks)} interactions acknowledged, p99 "
            f"{1000 * acks[len(acks) * 99 // 100]:.0f} ms, at most {acks[-1]:.1f} s, too late "
            f"{len(made.server.expired)}; errors in the log {errors}; exit code {code}. Seed {seed}."
        )
        return drift <= MAX_DRIFT_MB and more <= MAX_MORE and not (running.lost or doubled or errors or code)


def _keep_log(made: Bench, folder: Path | None) -> None:
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "soak.log").write_text(made.log, encoding="utf-8")


def _row(sample: Sample) -> str:
    numbers = (sample.blocks, sample.tasks, sample.views, sample.threads, sample.descriptors)
    return (
        f"| {sample.events} | {sample.answered} | {sample.rss_mb:.1f} MB | "
        f"{' | '.join(map(str, numbers))} | {sample.lag_p99_ms:.1f} ms |"
    )
