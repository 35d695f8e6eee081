"""A process that hangs: its health, how the watchdog ends it, and how a signal does."""

import asyncio
import json
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from bot.connection.health import check_health
from tests.loopback.conftest import eventually
from tests.loopback.fake_discord import BOT, PATIENCE, FakeDiscord
from tests.loopback.hanging_driver import BLOCK_LOOP, HANG_RANKING, HOLD_LOCK, ROOT

NEVER = 3600.0
QUICK = {"heartbeat": 0.05, "hung": 0.2, "end_hung": 0.5, "backstop": 0.5}
PATIENT = {"heartbeat": 0.05, "hung": 0.2, "end_hung": NEVER, "drain": 0.2, "close": 0.2, "end": 1.0}

Start = Callable[[dict[str, float]], Awaitable[Process]]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send")


@pytest.fixture
async def start(fake: FakeDiscord, health_file: Path) -> AsyncIterator[Start]:
    """Start a bot with some timings."""
    processes = list[Process]()

    async def begin(timings: dict[str, float]) -> Process:
        module = [sys.executable, "-m", "tests.loopback.hanging_driver"]
        command = [*module, fake.rest, fake.gateway, str(health_file), json.dumps(timings)]
        processes.append(await asyncio.create_subprocess_exec(*command, cwd=ROOT, stderr=PIPE))
        await fake.until(lambda: bool(fake.identifies))
        await eventually(lambda: not check_health(health_file, time.time()).wrong)
        return processes[-1]

    yield begin
    for process in processes:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def end_of(process: Process) -> tuple[int | None, str]:
    """Wait for a process to end. Returns its exit code and its log."""
    _, log = await asyncio.wait_for(process.communicate(), PATIENCE)
    return process.returncode, log.decode()


@pytest.mark.parametrize(
    ("how", "part"), [(BLOCK_LOOP, "the event loop"), (HANG_RANKING, "ranking")], ids=["event loop", "ranking"]
)
async def test_a_part_that_hangs_is_unhealthy_and_ends_the_process(
    fake: FakeDiscord, start: Start, health_file: Path, how: str, part: str
) -> None:
    process = await start(QUICK)
    await fake.ask(f"<@{BOT}> {how}")
    code, log = await end_of(process)
    assert code == 1
    assert f"so the process ends: {part}." in log
    assert "on_message" in log or "_run_next" in log  # the stack of the thread that hangs
    assert part in " ".join(check_health(health_file, time.time()).wrong)


@pytest.mark.skipif(sys.platform != "linux", reason="only there does the clock of the backstop stand still in sleep")
async def test_a_thread_that_lets_no_other_run_ends_the_process(fake: FakeDiscord, start: Start) -> None:
    process = await start(QUICK)
    await fake.ask(f"<@{BOT}> {HOLD_LOCK}")
    code, log = await end_of(process)
    assert code == 1
    assert "_run_next" in log


@pytest.mark.parametrize(("how", "expected"), [(BLOCK_LOOP, 1), (HANG_RANKING, 0)], ids=["event loop", "ranking"])
@pytest.mark.parametrize("number", ["SIGTERM", "SIGHUP"])
async def test_a_signal_ends_a_process_that_hangs(  # noqa: PLR0913, PLR0917 - a fault, a signal and an exit code
    fake: FakeDiscord, start: Start, health_file: Path, how: str, expected: int, number: str
) -> None:
    process = await start(PATIENT)
    await fake.ask(f"<@{BOT}> {how}")
    await eventually(lambda: "no progress" in check_health(health_file, time.time()).line)
    process.send_signal(signal.Signals[number])
    code, _ = await end_of(process)
    assert code == expected


async def test_sighup_stops_an_idle_bot_cleanly(start: Start) -> None:
    process = await start({"heartbeat": 0.05})
    process.send_signal(signal.SIGHUP)
    code, log = await end_of(process)
    assert code == 0
    assert "Traceback" not in log
