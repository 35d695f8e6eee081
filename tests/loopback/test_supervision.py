"""How the supervisor handles faults between the bot and Discord."""

import time
from pathlib import Path

import pytest

from bot.connection.health import check_health
from bot.connection.supervision import ExitCode
from tests.loopback.conftest import Redirect, Supervise, eventually
from tests.loopback.fake_discord import TOKEN, FakeDiscord, Refusal


async def test_a_refused_token_ends_the_first_attempt_and_logs_the_fix(
    fake: FakeDiscord, supervise: Supervise, caplog: pytest.LogCaptureFixture
) -> None:
    fake.login_refusals.append(Refusal(401, {"message": "401: Unauthorized", "code": 0}))
    async with supervise() as bot:
        assert await bot == ExitCode.CONFIG
    assert fake.logins == 1
    errors = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert "Reset Token" in errors[-1]
    assert TOKEN not in caplog.text


@pytest.mark.parametrize(
    ("code", "fix"),
    [
        (4004, "Reset Token"),
        (4010, "shard"),
        (4011, "sharding"),
        (4012, "Update discord.py"),
        (4013, "intents"),
        (4014, "Message Content Intent"),
    ],
)
async def test_a_fatal_close_code_ends_the_first_attempt_and_logs_the_fix(
    fake: FakeDiscord, supervise: Supervise, caplog: pytest.LogCaptureFixture, code: int, fix: str
) -> None:
    fake.close_code = code
    async with supervise() as bot:
        assert await bot == ExitCode.CONFIG
    assert len(fake.identifies) == 1
    assert fix in caplog.records[-1].getMessage()


@pytest.mark.parametrize(
    "refusal",
    [Refusal(503), Refusal(520), Refusal(429, {}, {"Retry-After": "0"})],
    ids=["503", "520", "429 by Cloudflare"],
)
async def test_a_login_that_fails_for_a_while_is_retried(
    fake: FakeDiscord, supervise: Supervise, refusal: Refusal
) -> None:
    fake.login_refusals.extend([refusal] * 3)
    async with supervise():
        await fake.until(lambda: bool(fake.identifies))
    assert fake.logins == 4


@pytest.mark.parametrize(("where", "attempts"), [("login", 180), ("handshake", 15)])
async def test_after_hours_without_discord_the_next_attempt_connects(
    fake: FakeDiscord, supervise: Supervise, where: str, attempts: int
) -> None:
    # The longest wait between two attempts is a minute, so these are three hours, and a quarter of one.
    if where == "login":
        fake.login_refusals.extend([Refusal(503)] * attempts)
    else:
        fake.handshake_refusals = attempts
    async with supervise() as bot:
        await fake.until(lambda: bool(fake.identifies))
        assert not bot.done()
    assert (fake.logins, len(fake.identifies)) == (attempts + 1, 1)


async def test_a_failed_first_handshake_is_retried(fake: FakeDiscord, supervise: Supervise) -> None:
    fake.handshake_refusals = 1
    async with supervise():
        await fake.until(lambda: bool(fake.identifies))
    assert fake.logins == 2


async def test_an_unreachable_discord_is_retried(
    redirect: Redirect, supervise: Supervise, caplog: pytest.LogCaptureFixture
) -> None:
    fake = FakeDiscord()
    async with fake.serve():
        redirect(fake)
    async with supervise():
        await eventually(lambda: "unreachable" in caplog.text)
        async with fake.serve(fake.port):
            await fake.until(lambda: bool(fake.identifies))


async def test_a_stop_while_discord_is_unreachable_is_clean(
    redirect: Redirect, supervise: Supervise, caplog: pytest.LogCaptureFixture
) -> None:
    fake = FakeDiscord()
    async with fake.serve():
        redirect(fake)
    async with supervise() as bot:
        await eventually(lambda: "unreachable" in caplog.text)
    assert bot.result() == ExitCode.OK


async def test_the_health_file_of_a_connected_bot_is_healthy(
    fake: FakeDiscord, supervise: Supervise, health_file: Path
) -> None:
    async with supervise():
        await fake.until(lambda: bool(fake.identifies))
        await eventually(lambda: not check_health(health_file, time.time()).wrong)
