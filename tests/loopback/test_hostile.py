"""What the bot survives from a Discord that breaks its own rules."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.connection.incidents import LIMIT
from tests.loopback.conftest import eventually
from tests.loopback.hostile_discord import HostileDiscord
from tests.loopback.malformed import BROKEN_FRAMES, MALFORMED
from tests.loopback.supervised import Bot


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
    hostile: HostileDiscord,
    bot: Bot,
    answers: Callable[[], Awaitable[None]],
    path: str,
    status: int,
    body: str,
    kind: str,
) -> None:
    hostile.answer(path, status, body, kind, times=3)
    async with bot.run():
        await eventually(lambda: bot.ready)
        await answers()
    assert (hostile.logins, len(hostile.identifies)) == (1 if path == "/users/@me" else 4, 1)


@pytest.mark.parametrize(("status", "kind"), [(200, "text/html"), (200, "application/json"), (404, "text/html")])
@pytest.mark.parametrize("path", ["/commands", "/gateway/bot"])
async def test_nonsense_about_what_a_bot_can_do_without_is_ignored(  # noqa: PLR0913, PLR0917 - one fault has three sides
    hostile: HostileDiscord, bot: Bot, answers: Callable[[], Awaitable[None]], path: str, status: int, kind: str
) -> None:
    hostile.answer(path, status, kind=kind)
    async with bot.run():
        await eventually(lambda: bot.ready)
        await answers()
    assert hostile.logins == 1


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e400", '"1000"', "null", "[]", "{}", "true"])
@pytest.mark.parametrize("name", ["shards", "total", "remaining", "reset_after", "max_concurrency"])
async def test_limits_that_are_no_numbers_are_ignored(
    hostile: HostileDiscord, bot: Bot, answers: Callable[[], Awaitable[None]], name: str, value: str
) -> None:
    numbers = {"shards": "1", "total": "1000", "remaining": "900", "reset_after": "60000", "max_concurrency": "1"}
    body = ", ".join(f'"{key}": {number}' for key, number in (numbers | {name: value}).items() if key != "shards")
    shards = value if name == "shards" else "1"
    limits = f'{{"url": "{hostile.gateway}", "shards": {shards}, "session_start_limit": {{{body}}}}}'
    hostile.answer("/gateway/bot", 200, limits, "application/json")
    async with bot.run():
        await eventually(lambda: bot.ready)
        await answers()
    assert hostile.logins == len(hostile.identifies) == 1


@pytest.mark.parametrize(("name", "data"), MALFORMED.values(), ids=MALFORMED)
async def test_a_malformed_event_costs_no_session(
    hostile: HostileDiscord, bot: Bot, answers: Callable[[], Awaitable[None]], name: str, data: object
) -> None:
    async with bot.run():
        await eventually(lambda: bot.ready)
        await hostile.send_event(name, data)
        await answers()
    assert (len(hostile.identifies), hostile.resumes) == (1, 0)


@pytest.mark.parametrize("frame", BROKEN_FRAMES.values(), ids=BROKEN_FRAMES)
async def test_a_broken_frame_gets_a_fresh_client(
    hostile: HostileDiscord, bot: Bot, answers: Callable[[], Awaitable[None]], frame: str | bytes
) -> None:
    async with bot.run() as task:
        await eventually(lambda: bot.ready)
        await hostile.send_frame(frame)
        await hostile.until(lambda: len(hostile.identifies) == 2)
        await answers()
        assert not task.done()


async def test_an_unexpected_error_is_logged_once_and_then_degrades_health(
    hostile: HostileDiscord, bot: Bot, answers: Callable[[], Awaitable[None]], caplog: pytest.LogCaptureFixture
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
