import asyncio
from collections.abc import Callable

import pytest

from bot.pacing import ChannelQueues, PushedOutError


async def question(queues: ChannelQueues, channel: int, number: int, done: list[int], may_send: asyncio.Event) -> None:
    """Answer one question when its turn comes."""
    async with queues.place(channel) as place:
        await place.turn()
        await may_send.wait()
        done.append(number)


async def test_the_oldest_waiting_question_is_dropped_and_the_rest_keep_their_order() -> None:
    queues, done, may_send = ChannelQueues(), list[int](), asyncio.Event()
    tasks = [asyncio.create_task(question(queues, 1, number, done, may_send)) for number in range(7)]
    await asyncio.sleep(0)
    may_send.set()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert done == [0, 4, 5, 6]
    assert [number for number, result in enumerate(results) if isinstance(result, PushedOutError)] == [1, 2, 3]
    assert queues.dropped == 3


async def test_members_who_flood_a_channel_push_out_only_their_own_questions() -> None:
    queues, answered, may_send = ChannelQueues(), list[str](), asyncio.Event()

    async def ask(member: str, number: int) -> None:
        async with queues.place(1, member) as place:
            await place.turn()
            await may_send.wait()
            answered.append(f"{member} {number}")

    asked = [("ann", 0), ("bob", 1), ("eve", 2), ("eve", 3), ("eve", 4), ("mal", 5), ("mal", 6), ("mal", 7)]
    tasks = [asyncio.create_task(ask(*each)) for each in asked]
    await asyncio.sleep(0)
    may_send.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert answered == ["ann 0", "bob 1", "eve 4", "mal 7"]


async def test_channels_do_not_wait_for_each_other() -> None:
    queues, done = ChannelQueues(), list[int]()
    stuck = asyncio.create_task(question(queues, 1, 1, done, asyncio.Event()))
    await asyncio.sleep(0)
    free = asyncio.Event()
    free.set()
    await question(queues, 2, 2, done, free)
    assert done == [2]
    stuck.cancel()
    with pytest.raises(asyncio.CancelledError):
        await stuck


async def test_a_failed_question_frees_its_place() -> None:
    queues = ChannelQueues()
    with pytest.raises(ZeroDivisionError):
        async with queues.place(1):
            raise ZeroDivisionError
    async with queues.place(1) as place:
        await place.turn()


async def test_a_channel_gets_the_same_notice_once_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    queues, now = ChannelQueues(), 1000.0
    clock: Callable[[], float] = lambda: now  # noqa: E731
    monkeypatch.setattr(asyncio.get_running_loop(), "time", clock)
    assert [queues.may_notice(1, "busy"), queues.may_notice(1, "busy"), queues.may_notice(2, "busy")] == [
        True,
        False,
        True,
    ]
    now += 59.0
    assert not queues.may_notice(1, "busy")
    now += 1.0
    assert queues.may_notice(1, "busy")
