"""With a proxy that paces the requests, the limiter only keeps the queue here."""

import asyncio
import math

from bot.pacing import Priority, RequestLimiter
from bot.pacing.schedule import PROXIED_AT_ONCE


async def test_requests_go_at_once_until_many_are_on_their_way() -> None:
    limiter, order = RequestLimiter(None), list[str]()

    async def send(priority: Priority, name: str) -> None:
        await limiter.acquire(priority, None, math.inf)
        order.append(name)

    async with asyncio.timeout(1):
        for _ in range(PROXIED_AT_ONCE):
            await send(Priority.ANSWER, "first")
    waiting = [
        asyncio.create_task(send(Priority.NOTICE, "notice")),
        asyncio.create_task(send(Priority.ANSWER, "answer")),
    ]
    await asyncio.sleep(0.05)
    assert len(order) == PROXIED_AT_ONCE
    for _ in waiting:
        limiter.release()
    await asyncio.gather(*waiting)
    assert order[-2:] == ["answer", "notice"]


async def test_a_pause_holds_what_would_go_to_a_proxy() -> None:
    limiter = RequestLimiter(None)
    limiter.pause(0.2)
    loop = asyncio.get_running_loop()
    began = loop.time()
    await limiter.acquire(Priority.ANSWER, None, math.inf)
    assert loop.time() - began >= 0.15


async def test_the_rate_of_a_running_limiter_can_change() -> None:
    limiter = RequestLimiter(10)
    limiter.set_rate(1000)
    async with asyncio.timeout(1):
        for _ in range(40):
            await limiter.acquire(Priority.ANSWER, None, math.inf)
            limiter.release()
