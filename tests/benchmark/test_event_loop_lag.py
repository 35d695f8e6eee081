"""The lag of the event loop."""

import asyncio
import time

from bot.benchmark.event_loop_lag import AT_ONCE, as_text, measure

BLOCKED = 0.05


async def test_an_answer_that_blocks_the_loop_makes_it_late() -> None:
    async def answer(question: str) -> None:
        await asyncio.sleep(0)
        if question == "slow":
            time.sleep(BLOCKED)  # noqa: ASYNC251  # what no answer must do

    lag = await measure(answer, ["slow", *["quick"] * AT_ONCE], 7)
    assert lag.longest >= 1000 * (BLOCKED - 0.001)
    assert lag.slowest >= 1000 * BLOCKED
    assert (lag.size, lag.questions) == (7, AT_ONCE + 1)


async def test_a_batch_is_asked_before_any_of_it_is_answered() -> None:
    waiting, most = 0, 0

    async def answer(_: str) -> None:
        nonlocal waiting, most
        waiting += 1
        most = max(most, waiting)
        await asyncio.sleep(0)
        waiting -= 1

    lag = await measure(answer, ["?"] * (2 * AT_ONCE + 1), 1)
    assert most == AT_ONCE
    assert "201" in as_text([lag])
