"""How many sessions a Discord in trouble gets, and what broken ones leave behind."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.connection.budget import StartBudget
from bot.connection.budget_file import BudgetFile
from bot.connection.budget_limits import Limits
from bot.connection.supervision import ExitCode
from tests.loopback.conftest import eventually
from tests.loopback.hostile_discord import HostileDiscord
from tests.loopback.supervised import NO_WAITS, Bot


@pytest.mark.parametrize("fault", ["op 9", "close 4000", "close 4000 also for resumes"])
async def test_sessions_that_never_begin_are_limited(hostile: HostileDiscord, bot: Bot, fault: str) -> None:
    bot.budget = StartBudget(None, Limits(per_day=7, gap=0, first_wait=0))
    hostile.invalidates_sessions = fault == "op 9"
    hostile.closes_resumes = "resumes" in fault
    hostile.close_code = 4000
    async with bot.run():
        await eventually(lambda: bot.fault.startswith("Too many of the bot's sessions have failed"))
    assert len(hostile.identifies) == 7


async def test_the_limit_holds_across_restarts(hostile: HostileDiscord, bot: Bot, tmp_path: Path) -> None:
    hostile.invalidates_sessions = True
    for _ in range(3):
        bot.budget = StartBudget(BudgetFile(tmp_path / "budget"), Limits(per_day=7, gap=0, first_wait=0))
        async with bot.run():
            await eventually(lambda: bot.fault.startswith("Too many of the bot's sessions have failed"))
    assert len(hostile.identifies) == 7


async def test_what_discord_still_allows_is_left_alone(hostile: HostileDiscord, bot: Bot) -> None:
    hostile.remaining = 50
    async with bot.run():
        await eventually(lambda: "Discord allows no more today" in bot.fault)
    assert hostile.identifies == []


@pytest.mark.parametrize(
    ("code", "message"), [(4014, "Discord refused the Message Content intent"), (None, "Discord refused the token")]
)
async def test_a_refused_setting_is_remembered(  # noqa: PLR0913 - a fault has two sides
    hostile: HostileDiscord,
    bot: Bot,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    *,
    code: int | None,
    message: str,
) -> None:
    hostile.close_code = code
    if code is None:
        hostile.answer("/users/@me", 401, '{"message": "401: Unauthorized", "code": 0}', "application/json")
    bot.budget = StartBudget(BudgetFile(tmp_path / "budget"), NO_WAITS)
    async with bot.run() as task:
        assert await task == ExitCode.CONFIG
    caplog.clear()
    logins = hostile.requests["/users/@me"]
    bot.budget = StartBudget(BudgetFile(tmp_path / "budget"), NO_WAITS)
    async with bot.run() as task:
        await eventually(lambda: bool(bot.fault))
    assert task.result() == ExitCode.OK
    assert f"The last start failed: {message}" in caplog.text
    assert "Next attempt in 10 s." in caplog.text
    assert hostile.requests["/users/@me"] == logins == 1


async def test_a_connection_that_is_dead_is_seen_by_its_heartbeats(hostile: HostileDiscord, bot: Bot) -> None:
    hostile.acknowledges, hostile.heartbeat_ms = False, 100
    async with bot.run():
        await eventually(lambda: bot.ready)
        await eventually(lambda: bot.status.read_connection().overdue > 0)


async def test_failed_attempts_leave_no_tasks_behind(hostile: HostileDiscord, bot: Bot) -> None:
    hostile.answer("/users/@me", 404, times=1000)
    async with bot.run():
        await eventually(lambda: len(hostile.answers["/users/@me"]) < 990)
        before = len(asyncio.all_tasks())
        await eventually(lambda: len(hostile.answers["/users/@me"]) < 940)
        assert len(asyncio.all_tasks()) < before + 20


async def test_sessions_that_break_leave_nothing_behind(
    hostile: HostileDiscord, bot: Bot, answers: Callable[[], Awaitable[None]]
) -> None:
    async def break_session() -> None:
        before = len(hostile.identifies)
        await hostile.send_frame("<html>")
        await hostile.until(lambda: len(hostile.identifies) > before)
        await answers()

    async with bot.run():
        await eventually(lambda: bot.ready)
        for _ in range(5):
            await break_session()
        tasks, threads = len(asyncio.all_tasks()), threading.active_count()
        for _ in range(30):
            await break_session()
        assert len(asyncio.all_tasks()) < tasks + 15
        assert threading.active_count() < threads + 15


async def test_connections_that_fail_before_a_session_leave_no_thread_behind(hostile: HostileDiscord, bot: Bot) -> None:
    hostile.remaining = 0
    async with bot.run():
        await eventually(lambda: "Discord allows no more today" in bot.fault)
    await eventually(lambda: not any("keep-alive" in thread.name for thread in threading.enumerate()))
