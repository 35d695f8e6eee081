"""The bot as a process: signals in, exit code and log out."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.connection.supervision import ExitCode
from bot.knowledge import KnowledgeBase
from tests.loopback.driver import BEGUN, ENDLESS
from tests.loopback.fake_discord import BOT, PATIENCE, TOKEN, FakeDiscord, Refusal

ROOT = Path(__file__).parents[2]
IN_FLIGHT = 20
UNSHARE = ("unshare", "--fork", "--pid")
"""Runs a program as process 1, as a container does."""
NAMESPACES = shutil.which("unshare") is not None and subprocess.run([*UNSHARE, "true"], check=False).returncode == 0  # noqa: S603 - our own

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send")


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A copy of the notes, to edit."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "notes"))


@pytest.fixture
async def process(fake: FakeDiscord, notes: Path) -> AsyncIterator[Process]:
    """A bot that is logging in."""
    command = [sys.executable, "-m", "tests.loopback.driver", fake.rest, fake.gateway, str(notes)]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stderr=PIPE)
    yield process
    if process.returncode is None:
        process.kill()
    await process.wait()


async def exit_of(process: Process) -> tuple[int | None, str]:
    """Wait for a process to end. Returns its exit code and its log."""
    _, log = await asyncio.wait_for(process.communicate(), PATIENCE)
    return process.returncode, log.decode()


def child_of(parent: int) -> int:
    """The process that another one has started."""
    return int(Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()[0])


async def read_log_until(process: Process, text: str) -> None:
    """Read the log up to a line with a text."""
    assert process.stderr is not None
    async with asyncio.timeout(PATIENCE):
        while text not in (line := (await process.stderr.readline()).decode()):
            assert line, f"the log ended before {text!r}"


async def ask_and_hold_answers(fake: FakeDiscord, questions: list[str]) -> None:
    """Ask questions, and wait until every answer is being sent and none has arrived."""
    fake.hold_posts.clear()
    for number, question in enumerate(questions):
        await fake.ask(f"<@{BOT}> {question}", channel=str(1000 + number))
    await fake.until(lambda: fake.posts_begun == len(questions))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_stops_an_idle_bot_cleanly(fake: FakeDiscord, process: Process, number: signal.Signals) -> None:
    await fake.until(lambda: bool(fake.identifies))
    process.send_signal(number)
    code, log = await exit_of(process)
    assert code == ExitCode.OK
    assert "Traceback" not in log


async def test_sigterm_lets_answers_in_progress_finish(
    fake: FakeDiscord, process: Process, shipped_base: KnowledgeBase
) -> None:
    await fake.until(lambda: bool(fake.identifies))
    await ask_and_hold_answers(fake, [shipped_base.entries[0].question] * IN_FLIGHT)
    process.send_signal(signal.SIGTERM)
    await read_log_until(process, f"Finishing answers in progress: {IN_FLIGHT}")
    fake.hold_posts.set()
    code, _ = await exit_of(process)
    assert (code, len(fake.posts)) == (ExitCode.OK, IN_FLIGHT)


@pytest.mark.skipif(not NAMESPACES, reason="this system lets us make no process namespace")
async def test_process_1_of_a_container_ends_cleanly_on_sigterm(fake: FakeDiscord, notes: Path) -> None:
    module = [sys.executable, "-m", "tests.loopback.driver", fake.rest, fake.gateway, str(notes)]
    outside = await asyncio.create_subprocess_exec(*UNSHARE, *module, cwd=ROOT, stderr=PIPE)
    await fake.until(lambda: bool(fake.identifies))
    os.kill(child_of(outside.pid), signal.SIGTERM)
    code, log = await exit_of(outside)
    assert code == ExitCode.OK
    assert "Traceback" not in log


async def test_a_second_ctrl_c_does_not_wait_for_answers(
    fake: FakeDiscord, process: Process, shipped_base: KnowledgeBase
) -> None:
    await fake.until(lambda: bool(fake.identifies))
    await ask_and_hold_answers(fake, [shipped_base.entries[0].question])
    process.send_signal(signal.SIGINT)
    await read_log_until(process, "Finishing answers in progress: 1")
    process.send_signal(signal.SIGINT)
    code, _ = await exit_of(process)
    assert (code, len(fake.posts)) == (ExitCode.OK, 0)


async def test_the_log_holds_neither_the_token_nor_a_question(fake: FakeDiscord, process: Process) -> None:
    fake.post_refusals.append(Refusal(400, {"code": 1, "message": "no"}))
    await fake.until(lambda: bool(fake.identifies))
    await fake.ask(f"<@{BOT}> my dog Rex is ill?")
    await fake.until(lambda: fake.posts_begun > 0)
    process.send_signal(signal.SIGTERM)
    _, log = await exit_of(process)
    assert "Starting with 14 entries" in log
    assert TOKEN not in log
    assert "Rex" not in log


async def test_a_refused_token_ends_the_process_with_one_line(fake: FakeDiscord, process: Process) -> None:
    fake.login_refusals.append(Refusal(401, {"message": "401: Unauthorized", "code": 0}))
    code, log = await exit_of(process)
    assert code == ExitCode.CONFIG
    assert [line for line in log.splitlines() if "ERROR" in line] == log.splitlines()[-1:]


async def test_an_edit_is_used_without_a_restart(fake: FakeDiscord, process: Process, notes: Path) -> None:
    await fake.until(lambda: bool(fake.identifies))
    (notes / "more.txt").write_text("Who feeds the parrot of the ministry?\nThe archivist.\n", encoding="utf-8")
    await read_log_until(process, "The notes have changed.")

    async def answer() -> str:
        before = len(fake.posts)
        await fake.ask(f"<@{BOT}> Who feeds the parrot of the ministry?")
        await fake.until(lambda: len(fake.posts) > before)
        return str(fake.posts[-1]["embeds"][0]["description"])

    # The log reports an edit a moment before the event loop applies it, so the first answer may be from the old notes.
    assert "The archivist." in (await answer(), await answer())


async def test_sigterm_stops_a_bot_that_is_fitting_an_edit(fake: FakeDiscord, process: Process, notes: Path) -> None:
    await fake.until(lambda: bool(fake.identifies))
    (notes / "more.txt").write_text(f"{ENDLESS}\nYes.\n", encoding="utf-8")
    await read_log_until(process, BEGUN)
    process.send_signal(signal.SIGTERM)
    code, log = await exit_of(process)
    assert code == ExitCode.OK
    assert "Traceback" not in log
