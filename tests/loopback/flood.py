"""Floods the bot as a process, and prints what happened: `python -m tests.loopback.flood`.

With MEANING=auto in the environment, the bot also compares meanings.

Each scenario starts the bot anew, against a fake Discord that enforces 50 requests a second.
"""

import asyncio
import sys
import time
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from bot.discord_ui import custom_ids
from bot.knowledge import load
from bot.replies import words
from tests.loopback.busy_discord import AUTOCOMPLETE, BusyDiscord
from tests.loopback.driver import LAG

ROOT = Path(__file__).parents[2]
SETTLE_SECONDS = 30.0

Scenario = Callable[[BusyDiscord, list[str]], Awaitable[None]]


async def mentions(fake: BusyDiscord, questions: list[str]) -> None:
    """800 mentions in 200 channels within a second."""
    await _all(fake.mention(questions[n % len(questions)], str(1000 + n % 200), str(5000 + n)) for n in range(800))


async def questions_at_once(fake: BusyDiscord, questions: list[str]) -> None:
    """400 questions at the same moment, each in its own channel."""
    await _all(fake.mention(questions[n % len(questions)], str(1000 + n), str(5000 + n)) for n in range(400))


async def burst(fake: BusyDiscord, questions: list[str]) -> None:
    """600 interactions and 600 mentions in one burst."""
    for n in range(600):
        question, member = questions[n % len(questions)], str(5000 + n)
        await fake.slash(question, member, kind=AUTOCOMPLETE if n % 3 == 2 else 2)
        await fake.mention(question, str(1000 + n % 200), str(9000 + n))


async def typing(fake: BusyDiscord, questions: list[str]) -> None:
    """One member sends 3,000 autocompletes at once; 100 others ask."""
    for n in range(3000):
        await fake.slash(questions[n % len(questions)][:12], "7", kind=AUTOCOMPLETE)
        if n % 30 == 0:
            await fake.mention(questions[n % len(questions)], str(1000 + n), str(9000 + n))


async def presses(fake: BusyDiscord, questions: list[str]) -> None:
    """One member presses 3,000 buttons at once; 100 others ask."""
    for n in range(3000):
        await fake.press(custom_ids.page(custom_ids.TOPIC_LIST, 0), "7")
        if n % 30 == 0:
            await fake.mention(questions[n % len(questions)], str(1000 + n), str(9000 + n))


async def chat(fake: BusyDiscord, questions: list[str]) -> None:
    """One member writes 3,000 messages into an answer channel at once; 100 others ask."""
    for n in range(3000):
        await fake.say("that was a nice film yesterday")
        if n % 30 == 0:
            await fake.mention(questions[n % len(questions)], str(1000 + n), str(9000 + n))


SCENARIOS: dict[str, Scenario] = {
    "mentions": mentions,
    "questions": questions_at_once,
    "burst": burst,
    "typing": typing,
    "presses": presses,
    "chat": chat,
}


async def _all(tasks: Iterable[Awaitable[object]]) -> None:
    for task in tasks:
        await task


@asynccontextmanager
async def flooded(scenario: Scenario) -> AsyncIterator[tuple[BusyDiscord, str]]:
    """The server and the bot's log after a scenario."""
    questions = [entry.question for entry in load([ROOT / "data"]).entries]
    async with BusyDiscord().serve() as fake:
        command = [sys.executable, "-m", "tests.loopback.driver", fake.rest, fake.gateway, str(ROOT / "data")]
        process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stderr=PIPE)
        log = asyncio.create_task(process.communicate())
        await fake.until(lambda: bool(fake.identifies))
        await asyncio.sleep(1)
        await scenario(fake, questions)
        await _settle(fake)
        if process.returncode is None:
            process.terminate()
        yield fake, (await log)[1].decode()


async def _settle(fake: BusyDiscord) -> None:
    """Wait until the bot has sent nothing for two seconds."""
    ends = time.monotonic() + SETTLE_SECONDS
    before = -1
    while time.monotonic() < ends:
        now = len(fake.posts) + len(fake.responses) + len(fake.acknowledged_at) + fake.refused
        if now == before:
            return
        before = now
        await asyncio.sleep(2)


def report(name: str, fake: BusyDiscord, log: str) -> str:
    """One line for a scenario."""
    asked = [identity for identity in fake.asked_at if f"{identity}" not in fake.interactions]
    waits = sorted(
        fake.answered_at[identity] - fake.asked_at[identity] for identity in asked if identity in fake.answered_at
    )
    acks = sorted(fake.acknowledged_at[identity] - fake.asked_at[identity] for identity in fake.acknowledged_at)
    lag = next((line.strip() for line in log.splitlines() if line.startswith(LAG)), "")
    return "\n".join(
        (
            f"{name}:",
            f"  mentions {len(asked)}, answered {len(waits)}, {_spread(waits)}",
            f"  titles: {_titles(fake)}",
            f"  interactions {len(fake.interactions)}, acknowledged {len(acks)}, {_spread(acks)}, late {fake.late}",
            f"  429: {fake.refused}; duplicates {fake.duplicates}; log lines {len(log.splitlines())}",
            f"  {lag}",
        )
    )


def _titles(fake: BusyDiscord) -> dict[str, int]:
    known = {words.BUSY, words.RATE_LIMITED, words.FAILED}
    found: dict[str, int] = {}
    for post in [*fake.posts, *fake.responses]:
        title = post["embeds"][0].get("title", "") if post.get("embeds") else ""
        title = title if title in known else "answers"
        found[title] = found.get(title, 0) + 1
    return found


def _spread(seconds: list[float]) -> str:
    if not seconds:
        return "-"
    middle, p99 = seconds[len(seconds) // 2], seconds[len(seconds) * 99 // 100]
    return f"p50 {middle:.3f} s, p99 {p99:.3f} s, max {seconds[-1]:.3f} s"


async def main(names: list[str]) -> None:
    """Run scenarios, by default all."""
    for name in names or SCENARIOS:
        async with flooded(SCENARIOS[name]) as (fake, log):
            sys.stdout.write(f"{report(name, fake, log)}\n")
            sys.stdout.flush()
        if "-v" in sys.argv:
            sys.stdout.write(log[:3000])


if __name__ == "__main__":
    asyncio.run(main([name for name in sys.argv[1:] if not name.startswith("-")]))
