import asyncio
import math
from collections.abc import Iterable

import pytest

from bot.pacing import NotSentError, Priority, RequestLimiter
from bot.pacing.invalid_requests import BAN_SECONDS, InvalidRequests


async def order_of(limiter: RequestLimiter, requests: Iterable[tuple[str, Priority, str]]) -> list[str]:
    """The names of requests, in the order in which the limiter grants them."""
    granted: list[str] = []
    limiter.pause(0.01)

    async def request(name: str, priority: Priority, sender: str) -> None:
        await limiter.acquire(priority, sender, math.inf)
        granted.append(name)

    async with asyncio.TaskGroup() as tasks:
        for each in requests:
            tasks.create_task(request(*each))
    return granted


async def test_answers_go_before_notices_and_after_what_the_client_needs() -> None:
    limiter = RequestLimiter(1000)
    requests = [
        ("first notice", Priority.NOTICE, "a"),
        ("notice", Priority.NOTICE, "a"),
        ("answer", Priority.ANSWER, "a"),
        ("login", Priority.CONTROL, "a"),
    ]
    assert await order_of(limiter, requests) == ["login", "answer", "first notice", "notice"]


async def test_a_server_that_floods_does_not_delay_another() -> None:
    flood = [(f"flood {number}", Priority.ANSWER, "loud") for number in range(20)]
    order = await order_of(RequestLimiter(1000), [*flood, ("question", Priority.ANSWER, "quiet")])
    assert order.index("question") == 1


async def test_requests_never_exceed_the_rate() -> None:
    limiter = RequestLimiter(100)
    loop = asyncio.get_running_loop()
    began = loop.time()
    await order_of(limiter, [(str(number), Priority.ANSWER, "a") for number in range(41)])
    # The limiter may catch up by 0.1 s.
    assert loop.time() - began >= 0.29
    assert limiter.sent == 41


async def test_a_request_that_waits_too_long_is_dropped() -> None:
    limiter = RequestLimiter(1000)
    limiter.pause(0.05)
    soon = asyncio.get_running_loop().time() + 0.01
    with pytest.raises(NotSentError):
        await limiter.acquire(Priority.ANSWER, "a", soon)
    await limiter.acquire(Priority.ANSWER, "a", math.inf)
    assert (limiter.sent, limiter.dropped) == (1, 1)


async def test_a_cancelled_request_uses_no_turn() -> None:
    limiter = RequestLimiter(1000)
    limiter.pause(0.02)
    task = asyncio.create_task(limiter.acquire(Priority.ANSWER, "a", math.inf))
    await asyncio.sleep(0)
    task.cancel()
    await limiter.acquire(Priority.ANSWER, "a", math.inf)
    assert limiter.sent == 1


async def test_after_too_many_invalid_requests_the_bot_is_quiet_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    limiter, reports = RequestLimiter(invalid_requests=InvalidRequests(3)), list[str | None]()
    limiter.report = reports.append
    for _ in range(2):
        limiter.count_invalid()
    assert not reports
    for _ in range(2):
        limiter.count_invalid()
    assert len(reports) == len(caplog.records) == 1
    assert "rejected 3 requests" in caplog.text
    with pytest.raises(NotSentError):
        await limiter.acquire(Priority.CONTROL, None, math.inf)


async def test_the_bot_says_when_it_sends_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.pacing.invalid_requests.BAN_SECONDS", 0.02)
    limiter, reports = RequestLimiter(invalid_requests=InvalidRequests(1)), list[str | None]()
    limiter.report = reports.append
    limiter.count_invalid()
    await asyncio.sleep(0.05)
    assert reports[1:] == [None]
    await limiter.acquire(Priority.CONTROL, None, math.inf)


def test_invalid_requests_are_forgotten_after_ten_minutes() -> None:
    invalid = InvalidRequests(2)
    invalid.add(100.0)
    invalid.add(200.0)
    assert invalid.quiet_seconds(200.0) == BAN_SECONDS - 100.0
    assert invalid.quiet_seconds(100.0 + BAN_SECONDS) == 0.0
