"""What the supervisor survives from a Discord that breaks its own rules, and what that costs."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from pathlib import Path
from typing import Any

import pytest

from bot.answering import Assistant
from bot.connection.budget import Limits, StartBudget
from bot.connection.health import HealthStatus
from bot.connection.incidents import LIMIT
from bot.connection.signals import Stop
from bot.connection.supervision import ExitCode, Supervisor
from bot.discord_ui import FaqBot
from bot.knowledge import KnowledgeBase
from tests.loopback.conftest import FAST, NO_WAITS, Redirect, eventually
from tests.loopback.fake_discord import BOT, CHANNEL, GUILD, MEMBER, TOKEN
from tests.loopback.hostile_discord import HostileDiscord, frame_of

MEMBER_FIELDS = {"id": MEMBER, "username": "member", "discriminator": "0", "avatar": None}
PRESS = {"id": "9", "application_id": BOT, "type": 3, "token": "t", "version": 1, "channel_id": CHANNEL}
MALFORMED: dict[str, tuple[str, Any]] = {
    "no data": ("MESSAGE_CREATE", None),
    "a list": ("MESSAGE_CREATE", []),
    "mentions null": ("MESSAGE_CREATE", {"id": "1", "channel_id": CHANNEL, "author": MEMBER_FIELDS, "mentions": None}),
    "no author": ("MESSAGE_CREATE", {"id": "1", "channel_id": CHANNEL, "content": "hi"}),
    "an id that is no number": ("MESSAGE_CREATE", {"id": "one", "channel_id": CHANNEL, "author": MEMBER_FIELDS}),
    "a press without custom_id": ("INTERACTION_CREATE", PRESS | {"user": MEMBER_FIELDS, "data": {"component_type": 2}}),
    "a press without data": ("INTERACTION_CREATE", PRESS | {"user": MEMBER_FIELDS}),
    "an interaction of nobody": ("INTERACTION_CREATE", {"id": "9", "type": 2}),
    "roles null": ("GUILD_CREATE", {"id": "301", "name": "x", "roles": None}),
    "a role without a server": ("GUILD_ROLE_CREATE", {"role": {}}),
    "a channel without a type": ("CHANNEL_CREATE", {"id": "7", "guild_id": GUILD}),
    "a thread of nobody": ("THREAD_CREATE", {"guild_id": GUILD}),
}
BROKEN_FRAMES: dict[str, str | bytes] = {
    "no JSON": "<html>",
    "cut short": '{"op": 0, "t": "MESS',
    "a list": "[]",
    "null": "null",
    "hello without an interval": '{"op": 10, "d": null}',
    "READY without a user": frame_of("READY", "{}"),
    "resumed without data": frame_of("RESUMED", "null"),
    "no compressed data": b"\x00\x01\x02\x03\x00\x00\xff\xff",
}


@dataclass
class Bot:
    """A supervised bot."""

    assistant: Assistant
    budget: StartBudget = dataclass_field(default_factory=lambda: StartBudget(None, NO_WAITS))
    status: HealthStatus = dataclass_field(default_factory=HealthStatus)

    @asynccontextmanager
    async def run(self) -> AsyncIterator[asyncio.Task[ExitCode]]:
        """Run it until the block ends."""
        stop = Stop()
        supervisor = Supervisor(
            lambda: FaqBot(self.assistant), TOKEN, timings=FAST, status=self.status, budget=self.budget
        )
        task = asyncio.create_task(supervisor.run(stop))
        try:
            yield task
        finally:
            stop.request()
            await task

    @property
    def ready(self) -> bool:
        """Whether it is connected."""
        return self.status.read_connection().ready

    @property
    def fault(self) -> str:
        """Why it is not connected."""
        return self.status.read_connection().fault


@pytest.fixture
async def hostile(redirect: Redirect) -> AsyncIterator[HostileDiscord]:
    """A running server."""
    async with HostileDiscord().serve() as server:
        redirect(server)
        yield server


@pytest.fixture
def bot(shipped_assistant: Assistant) -> Bot:
    return Bot(shipped_assistant)


@pytest.fixture
def answers(hostile: HostileDiscord, shipped_base: KnowledgeBase) -> Callable[[], Any]:
    """Ask a question, and wait for its answer."""

    async def ask() -> None:
        before = len(hostile.posts)
        # Each question is from another member: nobody reaches a rate limit.
        await hostile.ask(f"<@{BOT}> {shipped_base.entries[0].question}", member=str(2000 + before))
        await hostile.until(lambda: len(hostile.posts) > before)
        assert hostile.posts[-1]["embeds"][0]["title"] == shipped_base.entries[0].question

    return ask


@pytest.mark.parametrize("path", ["/users/@me", "/oauth2/applications/@me"])
@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, "<html>", "text/html"),
        (200, "<html>", "application/json"),
        (200, "[]", "application/json"),
        (302, "", "text/html"),
        (400, "{}", "application/json"),
        (403, "<html>", "text/html"),
        (404, "<html>", "text/html"),
        (404, "{}", "application/json"),
        (418, "", "text/plain"),
    ],
)
async def test_a_login_that_gets_nonsense_is_tried_again(  # noqa: PLR0913, PLR0917 - one fault has three sides
    hostile: HostileDiscord, bot: Bot, answers: Callable[[], Any], path: str, status: int, body: str, kind: str
) -> None:
    hostile.answer(path, status, body, kind, times=3)
    async with bot.run():
        await eventually(lambda: bot.ready)
        await answers()
    assert (hostile.logins, len(hostile.identifies)) == (1 if path == "/users/@me" else 4, 1)


@pytest.mark.parametrize(("status", "kind"), [(200, "text/html"), (200, "application/json"), (404, "text/html")])
@pytest.mark.parametrize("path", ["/commands", "/gateway/bot"])
async def test_nonsense_about_what_a_bot_can_do_without_is_ignored(  # noqa: PLR0913, PLR0917 - one fault has three sides
    hostile: HostileDiscord, bot: Bot, answers: Callable[[], Any], path: str, status: int, kind: str
) -> None:
    hostile.answer(path, status, kind=kind)
    async with bot.run():
        await eventually(lambda: bot.ready)
        await answers()
    assert hostile.logins == 1


@pytest.mark.parametrize(("name", "data"), MALFORMED.values(), ids=MALFORMED)
async def test_a_malformed_event_costs_no_session(
    hostile: HostileDiscord, bot: Bot, answers: Callable[[], Any], name: str, data: object
) -> None:
    async with bot.run():
        await eventually(lambda: bot.ready)
        await hostile.send_event(name, data)
        await answers()
    assert (len(hostile.identifies), hostile.resumes) == (1, 0)


@pytest.mark.parametrize("frame", BROKEN_FRAMES.values(), ids=BROKEN_FRAMES)
async def test_a_broken_frame_gets_a_fresh_client(
    hostile: HostileDiscord, bot: Bot, answers: Callable[[], Any], frame: str | bytes
) -> None:
    async with bot.run() as task:
        await eventually(lambda: bot.ready)
        await hostile.send_frame(frame)
        await hostile.until(lambda: len(hostile.identifies) == 2)
        await answers()
        assert not task.done()


async def test_an_unexpected_error_is_logged_once_and_then_degrades_health(
    hostile: HostileDiscord, bot: Bot, answers: Callable[[], Any], caplog: pytest.LogCaptureFixture
) -> None:
    async with bot.run():
        await eventually(lambda: bot.ready)
        for times in range(1, LIMIT + 1):
            assert not bot.status.degraded, times
            await hostile.send_event("MESSAGE_CREATE", {"content": "Rex is ill"})
            await answers()
    assert "10 errors or more in 10 minutes: Reading the event MESSAGE_CREATE: KeyError at" in bot.status.degraded[0]
    assert [record.levelname for record in caplog.records if "MESSAGE_CREATE" in record.getMessage()] == ["ERROR"]
    assert "Rex" not in caplog.text


@pytest.mark.parametrize("invalidates", [True, False], ids=["op 9", "close 4000"])
async def test_sessions_that_never_begin_are_limited(hostile: HostileDiscord, bot: Bot, *, invalidates: bool) -> None:
    bot.budget = StartBudget(None, Limits(per_day=7, gap=0, first_wait=0))
    hostile.invalidates_sessions = invalidates
    hostile.close_code = 4000
    async with bot.run():
        await eventually(lambda: bot.fault.startswith("Too many of the bot's sessions have failed"))
    assert len(hostile.identifies) == 7


async def test_the_limit_holds_across_restarts(hostile: HostileDiscord, bot: Bot, tmp_path: Path) -> None:
    hostile.invalidates_sessions = True
    for _ in range(3):
        bot.budget = StartBudget(tmp_path / "budget", Limits(per_day=7, gap=0, first_wait=0))
        async with bot.run():
            await eventually(lambda: bot.fault.startswith("Too many of the bot's sessions have failed"))
    assert len(hostile.identifies) == 7


async def test_what_discord_still_allows_is_left_alone(hostile: HostileDiscord, bot: Bot) -> None:
    hostile.remaining = 50
    async with bot.run():
        await eventually(lambda: "Discord allows no more today" in bot.fault)
    assert hostile.identifies == []


async def test_a_refused_setting_is_remembered(
    hostile: HostileDiscord, bot: Bot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    hostile.close_code = 4014
    bot.budget = StartBudget(tmp_path / "budget", NO_WAITS)
    async with bot.run() as task:
        assert await task == ExitCode.CONFIG
    caplog.clear()
    bot.budget = StartBudget(tmp_path / "budget", NO_WAITS)
    async with bot.run() as task:
        await eventually(lambda: bool(bot.fault))
    assert task.result() == ExitCode.OK
    assert "The last start failed: Discord refused the Message Content intent" in caplog.text
    assert "Next attempt in 10 s." in caplog.text
    assert (hostile.logins, len(hostile.identifies)) == (1, 1)


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
    hostile: HostileDiscord, bot: Bot, answers: Callable[[], Any]
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


async def test_an_error_that_nobody_awaits_is_counted_without_its_text(
    hostile: HostileDiscord, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail() -> None:
        raise ValueError("Rex is ill")

    async with bot.run():
        await hostile.until(lambda: bool(hostile.identifies))
        task = asyncio.create_task(fail())
        await asyncio.wait({task})
        del task
        await eventually(lambda: "A background task: unexpected ValueError at test_hostile.py" in caplog.text)
    assert "is ill" not in caplog.text.replace('raise ValueError("Rex is ill")', "")
