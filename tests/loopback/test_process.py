"""The bot as a process: signals in, exit code and log out."""

import asyncio
import shutil
import signal
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

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send")


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """What the bot answers from: a copy, to be edited."""
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


async def ended(process: Process) -> tuple[int | None, str]:
    """The exit code and the log of a process that is about to end."""
    _, log = await asyncio.wait_for(process.communicate(), PATIENCE)
    return process.returncode, log.decode()


async def logged(process: Process, text: str) -> None:
    """Read the log up to a line with some text."""
    assert process.stderr is not None
    async with asyncio.timeout(PATIENCE):
        while text not in (line := (await process.stderr.readline()).decode()):
            assert line, f"the log ended before {text!r}"


async def ask_with_answers_held(fake: FakeDiscord, questions: list[str]) -> None:
    """Ask, and wait until all answers are on their way but none has arrived."""
    fake.hold_posts.clear()
    for number, question in enumerate(questions):
        await fake.ask(f"<@{BOT}> {question}", channel=str(1000 + number))
    await fake.until(lambda: fake.posts_begun == len(questions))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_an_idle_bot_cleanly(fake: FakeDiscord, process: Process, number: signal.Signals) -> None:
    await fake.until(lambda: bool(fake.identifies))
    process.send_signal(number)
    code, log = await ended(process)
    assert code == ExitCode.OK
    assert "Traceback" not in log


async def test_sigterm_lets_answers_in_flight_arrive(
    fake: FakeDiscord, process: Process, shipped_base: KnowledgeBase
) -> None:
    await fake.until(lambda: bool(fake.identifies))
    await ask_with_answers_held(fake, [shipped_base.entries[0].question] * IN_FLIGHT)
    process.send_signal(signal.SIGTERM)
    await logged(process, f"Finishing answers in progress: {IN_FLIGHT}")
    fake.hold_posts.set()
    code, _ = await ended(process)
    assert (code, len(fake.posts)) == (ExitCode.OK, IN_FLIGHT)


async def test_a_second_ctrl_c_does_not_wait_for_answers(
    fake: FakeDiscord, process: Process, shipped_base: KnowledgeBase
) -> None:
    await fake.until(lambda: bool(fake.identifies))
    await ask_with_answers_held(fake, [shipped_base.entries[0].question])
    process.send_signal(signal.SIGINT)
    await logged(process, "Finishing answers in progress: 1")
    process.send_signal(signal.SIGINT)
    code, _ = await ended(process)
    assert (code, len(fake.posts)) == (ExitCode.OK, 0)


async def test_the_log_of_a_process_holds_neither_the_token_nor_a_question(fake: FakeDiscord, process: Process) -> None:
    fake.post_refusals.append(Refusal(400, {"code": 1, "message": "no"}))
    await fake.until(lambda: bool(fake.identifies))
    await fake.ask(f"<@{BOT}> my dog Rex is ill?")
    await fake.until(lambda: fake.posts_begun > 0)
    process.send_signal(signal.SIGTERM)
    _, log = await ended(process)
    assert "Starting with 14 entries" in log
    assert TOKEN not in log
    assert "Rex" not in log


async def test_a_refused_token_ends_the_process_with_one_line(fake: FakeDiscord, process: Process) -> None:
    fake.login_refusals.append(Refusal(401, {"message": "401: Unauthorized", "code": 0}))
    code, log = await ended(process)
    assert code == ExitCode.CONFIG
    assert [line for line in log.splitlines() if "ERROR" in line] == log.splitlines()[-1:]


async def test_an_edit_is_answered_from_without_a_new_start(fake: FakeDiscord, process: Process, notes: Path) -> None:
    await fake.until(lambda: bool(fake.identifies))
    (notes / "more.txt").write_text("Who feeds the parrot of the ministry?\nThe archivist.\n", encoding="utf-8")
    await logged(process, "The notes have changed.")

    async def answer() -> str:
        before = len(fake.posts)
        await fake.ask(f"<@{BOT}> Who feeds the parrot of the ministry?")
        await fake.until(lambda: len(fake.posts) > before)
        return str(fake.posts[-1]["embeds"][0]["description"])

    # The log tells of an edit a moment before the event loop takes it: the first question may still meet the old notes.
    assert "The archivist." in (await answer(), await answer())


async def test_sigterm_ends_a_bot_that_is_fitting_an_edit(fake: FakeDiscord, process: Process, notes: Path) -> None:
    await fake.until(lambda: bool(fake.identifies))
    (notes / "more.txt").write_text(f"{ENDLESS}\nYes.\n", encoding="utf-8")
    await logged(process, BEGUN)
    process.send_signal(signal.SIGTERM)
    code, log = await ended(process)
    assert code == ExitCode.OK
    assert "Traceback" not in log
